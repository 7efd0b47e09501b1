import { phrase, say, t, translated, type Phrase } from '../../base/l10n';
import type { Path } from '../../base/path';
import { memberOf, propertyOf, type SchemaNode } from './schemaNode';
import { joinWords } from './words';

/** What a schema says about one place of a manifest, for hover and completion. */
export interface SchemaInfo {
  readonly node: SchemaNode;
  /** Whether the map around it must have it. */
  readonly required: boolean;
  readonly description?: string;
  readonly default?: unknown;
  /** Allowed values, all enumerations of the node taken together. */
  readonly enum?: readonly unknown[];
  /** The type in words: `text`, `list of text`, `map of text to integer`, `one of Active or Undeploy`. */
  readonly type: string;
  /** First platform version that knows the field, or the branch that it lies in; absent where it is as old as the kind. */
  readonly since?: string;
  /** Whether the schema leaves open what is below: values of any shape. */
  readonly open: boolean;
}

/**
 * What the schema says about the place at a path. `open` true with an empty node for a place inside what the schema leaves
 * open; undefined for a field that does not exist.
 */
export function schemaAt(schema: SchemaNode, path: Path): SchemaInfo | undefined {
  let node: SchemaNode = schema;
  let required = true;
  let since: string | undefined;
  for (const step of path) {
    const child = typeof step === 'number' ? node.items : memberOf(node, step);
    if (!child) return isOpen(node) ? { node: {}, required: false, type: t`any value`, open: true } : undefined;
    required = typeof step === 'string' && node.required?.includes(step) === true;
    since = child['x-since'] ?? since;
    node = child;
  }
  return info(node, required, since);
}

/** The fields that a map at a path can have, in the schema's order. */
export function fieldsAt(schema: SchemaNode, path: Path): ReadonlyMap<string, SchemaInfo> {
  const fields = new Map<string, SchemaInfo>();
  const node = schemaAt(schema, path)?.node;
  for (const name of node?.properties ? Object.keys(node.properties) : [])
    fields.set(name, info(propertyOf(node!, name)!, node!.required?.includes(name) === true));
  return fields;
}

function info(node: SchemaNode, required: boolean, since = node['x-since']): SchemaInfo {
  const values = enumOf(node);
  return {
    node,
    required,
    type: typeText(node),
    open: isOpen(node),
    ...(node.description === undefined ? {} : { description: translated(node.description) }),
    ...(node.default === undefined ? {} : { default: node.default }),
    ...(values ? { enum: values } : {}),
    ...(since === undefined ? {} : { since }),
  };
}

function isOpen(node: SchemaNode): boolean {
  return node['x-kubernetes-preserve-unknown-fields'] === true || node.additionalProperties === true;
}

/** Values that satisfy the enumerations of the node and of all its `allOf`. */
function enumOf(node: SchemaNode): readonly unknown[] | undefined {
  const lists = [node, ...(node.allOf ?? [])].flatMap((part) => (part.enum ? [part.enum] : []));
  const [first, ...others] = lists;
  return first?.filter((value) => others.every((list) => list.includes(value)));
}

const TYPES: Readonly<Record<string, Phrase>> = {
  string: phrase`text`,
  integer: phrase`integer`,
  number: phrase`number`,
  boolean: phrase`true or false`,
};

/** The type of a node in words. */
export function typeText(node: SchemaNode): string {
  const values = enumOf(node);
  if (values) return values.length === 1 ? String(values[0]) : t`one of ${joinWords(values.map(String), 'or')}`;
  if (node['x-kubernetes-int-or-string']) return t`integer or text`;
  if (node.type === 'array') return node.items ? t`list of ${typeText(node.items)}` : t`list`;
  if (node.type === 'object')
    return typeof node.additionalProperties === 'object'
      ? t`map of text to ${typeText(node.additionalProperties)}`
      : t`map`;
  if (node.type === undefined) return t`any value`;
  return Object.hasOwn(TYPES, node.type) ? say(TYPES[node.type]!) : node.type;
}
