/**
 * The keywords of a parameter schema (`openAPIV3Schema`) and what each may hold: Kubernetes' JSONSchemaProps, into which
 * the platform reads the schema. Letters' case does not count (Go reads `Type` as `type`).
 */
export type KeywordKind =
  | 'text'
  | 'boolean'
  | 'number'
  | 'integer'
  | 'texts'
  | 'list'
  | 'anything'
  | 'schema'
  | 'schemas'
  | 'schemaMap'
  | 'items'
  | 'schemaOrBoolean'
  | 'dependencies'
  | 'map';

const KINDS: Readonly<Record<string, KeywordKind>> = {
  description: 'text',
  type: 'text',
  format: 'text',
  title: 'text',
  default: 'anything',
  maximum: 'number',
  exclusiveMaximum: 'boolean',
  minimum: 'number',
  exclusiveMinimum: 'boolean',
  maxLength: 'integer',
  minLength: 'integer',
  pattern: 'text',
  maxItems: 'integer',
  minItems: 'integer',
  uniqueItems: 'boolean',
  multipleOf: 'number',
  enum: 'list',
  maxProperties: 'integer',
  minProperties: 'integer',
  required: 'texts',
  items: 'items',
  allOf: 'schemas',
  oneOf: 'schemas',
  anyOf: 'schemas',
  not: 'schema',
  properties: 'schemaMap',
  additionalProperties: 'schemaOrBoolean',
  externalDocs: 'map',
  example: 'anything',
  nullable: 'boolean',
  'x-kubernetes-preserve-unknown-fields': 'boolean',
  'x-kubernetes-embedded-resource': 'boolean',
  'x-kubernetes-int-or-string': 'boolean',
  'x-kubernetes-list-map-keys': 'texts',
  'x-kubernetes-list-type': 'text',
  'x-kubernetes-map-type': 'text',
  'x-kubernetes-validations': 'list',
  // Readable, but refused once the platform has to work with the schema.
  id: 'text',
  $schema: 'text',
  $ref: 'text',
  patternProperties: 'schemaMap',
  dependencies: 'dependencies',
  additionalItems: 'schemaOrBoolean',
  definitions: 'schemaMap',
};

/** Keywords that the platform reads but cannot work with. */
export const UNSUPPORTED: ReadonlySet<string> = new Set([
  'id',
  '$schema',
  'patternProperties',
  'dependencies',
  'additionalItems',
  'definitions',
]);

const BY_LOWER_CASE = new Map(Object.entries(KINDS).map(([name, kind]) => [name.toLowerCase(), { name, kind }]));

/** The keyword that a key of a schema means; undefined for one that the platform does not know. */
export function keywordOf(key: string): { readonly name: string; readonly kind: KeywordKind } | undefined {
  return BY_LOWER_CASE.get(key.toLowerCase());
}

/** Keywords that people may write, for "did you mean". */
export const SUPPORTED_KEYWORDS: readonly string[] = Object.keys(KINDS).filter(
  (name) => !UNSUPPORTED.has(name) && name !== '$ref',
);

/** Keys for other tools: the platform leaves them out before it reads the schema. */
export function isVendorKey(key: string): boolean {
  return key.length > 2 && key.startsWith('x-') && !key.startsWith('x-kubernetes-');
}
