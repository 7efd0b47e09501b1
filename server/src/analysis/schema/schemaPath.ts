import type { Path } from '../../base/path';
import { isMap } from './json';
import { definitionsOf, entriesOf, isTooDeep, type Walk } from './parameterRefs';

/**
 * Where a schema of parameters describes the value at a path, as a path in the schema: `properties.tls.properties.port` of
 * `tls.port`, through `$ref` as the platform reads it. Undefined where the schema names no such value.
 */
export function schemaPathOf(schema: unknown, path: Path): Path | undefined {
  if (!isMap(schema)) return undefined;
  let walk: Walk = { definitions: definitionsOf(schema), within: [], depth: 0 };
  let node: unknown = schema;
  let at: Path = [];
  for (const step of path) {
    if (!isMap(node) || isTooDeep(walk.depth)) return undefined;
    const entries = entriesOf(node, at, walk, []);
    const entry = typeof step === 'number' ? entries.get('items') : entries.get('properties');
    const isNamed = typeof step === 'number' || (isMap(entry?.value) && Object.hasOwn(entry.value, step));
    const found = isNamed ? entry : entries.get('additionalProperties');
    if (!found) return undefined;
    const isProperty = isNamed && typeof step === 'string';
    node = isProperty ? (found.value as Readonly<Record<string, unknown>>)[step] : found.value;
    at = isProperty ? [...found.path, step] : found.path;
    walk = { ...walk, within: found.within, depth: walk.depth + 1 };
  }
  return at;
}
