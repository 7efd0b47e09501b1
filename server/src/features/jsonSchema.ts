import { translated } from '../base/l10n';
import type { SchemaNode } from '../analysis/schema/schemaNode';

type JsonSchema = Record<string, unknown>;

/** Keywords that mean the same in both. `format` is left out: the API server's formats are not JSON Schema's. */
const SAME = [
  'default',
  'required',
  'minProperties',
  'maxProperties',
  'minItems',
  'maxItems',
  'uniqueItems',
  'pattern',
  'minLength',
  'maxLength',
  'multipleOf',
] as const;

/**
 * A kind's schema as JSON Schema (draft 7), for editors and extensions that check by one. Says what structure can say; rules
 * between fields, immutability and names of other manifests it cannot.
 */
export function toJsonSchema(node: SchemaNode): JsonSchema {
  const schema: JsonSchema = {};
  if (node.description !== undefined) schema['description'] = translated(node.description);
  for (const word of SAME) if (node[word] !== undefined) schema[word] = node[word];
  const type = node['x-kubernetes-int-or-string'] ? ['integer', 'string'] : node.type;
  if (type !== undefined) schema['type'] = node.nullable ? [type, 'null'].flat() : type;
  if (node.enum) schema['enum'] = node.nullable ? [...node.enum, null] : node.enum;
  bound(schema, node, 'minimum', 'exclusiveMinimum');
  bound(schema, node, 'maximum', 'exclusiveMaximum');
  if (node['x-kubernetes-list-type'] === 'set') schema['uniqueItems'] = true;
  if (node.items) schema['items'] = toJsonSchema(node.items);
  if (node.properties)
    schema['properties'] = Object.fromEntries(
      Object.entries(node.properties).map(([name, child]) => [name, toJsonSchema(child)]),
    );
  const additional = node.additionalProperties;
  if (typeof additional === 'object') schema['additionalProperties'] = toJsonSchema(additional);
  // The API server refuses fields that a schema does not have, unless it leaves the place open.
  else if (node.properties && !additional && !node['x-kubernetes-preserve-unknown-fields'] && !node['x-ignored'])
    schema['additionalProperties'] = false;
  for (const word of ['allOf', 'anyOf', 'oneOf'] as const)
    if (node[word]) schema[word] = node[word].map((part) => loose(toJsonSchema(part)));
  if (node.not) schema['not'] = loose(toJsonSchema(node.not));
  return schema;
}

/** In OpenAPI `exclusiveMinimum` says how `minimum` is meant; in JSON Schema it is the number itself. */
function bound(
  schema: JsonSchema,
  node: SchemaNode,
  inclusive: 'minimum' | 'maximum',
  exclusive: 'exclusiveMinimum' | 'exclusiveMaximum',
): void {
  if (node[inclusive] !== undefined) schema[node[exclusive] ? exclusive : inclusive] = node[inclusive];
}

/** A part of a combination says nothing about the fields that it does not mention. */
function loose({ additionalProperties, ...schema }: JsonSchema): JsonSchema {
  return additionalProperties === false
    ? schema
    : { ...schema, ...(additionalProperties !== undefined && { additionalProperties }) };
}

/** A JSON Schema as it is, its descriptions in the language of whoever reads them. */
export function withDescriptions(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withDescriptions);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]: [string, unknown]) => [
      key,
      key === 'description' && typeof value === 'string' ? translated(value) : withDescriptions(value),
    ]),
  );
}

/** One schema for each document of a file, as the YAML extension reads it; for one document its schema alone. */
export function jsonSchemaText(schemas: readonly (SchemaNode | undefined)[]): string {
  const converted = schemas.map((node) => (node ? toJsonSchema(node) : {}));
  return JSON.stringify(converted.length === 1 ? converted[0] : { schemaSequence: converted });
}
