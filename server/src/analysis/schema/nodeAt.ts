import type { Path } from '../../base/path';
import { memberOf, type SchemaNode } from './schemaNode';

/** The schema at a path of a manifest; undefined where it has none: an unknown field, or what the schema leaves open. */
export function nodeAt(schema: SchemaNode, path: Path): SchemaNode | undefined {
  let node: SchemaNode | undefined = schema;
  for (const step of path) {
    if (!node) return undefined;
    node = typeof step === 'number' ? node.items : memberOf(node, step);
  }
  return node;
}

/** Names of the fields that the schema has at a path. */
export function fieldsOf(node: SchemaNode | undefined): string[] {
  return node?.properties ? Object.keys(node.properties) : [];
}
