import type { SchemaNode } from '../../analysis/schema/schemaNode';

const text = (description: string): SchemaNode => ({ type: 'string', description });
const whole = (description: string): SchemaNode => ({ type: 'integer', minimum: 0, description });
const number = (description: string): SchemaNode => ({ type: 'number', description });
const flag = (description: string): SchemaNode => ({ type: 'boolean', description });

type Properties = Record<string, SchemaNode>;
const properties: Properties = {};
const node: SchemaNode = { type: 'object', properties };

/** What a parameter schema may say about one value, for completing and explaining it. Schemas lie in schemas. */
Object.assign(properties, {
  type: {
    type: 'string',
    enum: ['string', 'integer', 'number', 'boolean', 'array', 'object'],
    description: 'What kind of value it is.',
  },
  description: text('What the value is for. Shown where components and bindings set it.'),
  default: { description: 'The value while nobody sets one. A field with a default need not be set.' },
  properties: { type: 'object', additionalProperties: node, description: 'The fields of a map, each with a schema.' },
  required: {
    type: 'array',
    items: { type: 'string' },
    description: 'Fields that have to be set. One with a default counts as set when rendering, but not in a release.',
  },
  items: { ...node, description: 'The schema of every item of a list.' },
  additionalProperties: {
    ...node,
    description: 'The schema of the values of a map with any keys; `false` refuses fields that `properties` lacks.',
  },
  enum: { type: 'array', items: {}, description: 'All values that are allowed.' },
  format: text('A form that the text has to have: `date-time`, `uri`, `email`, `ipv4` and others.'),
  pattern: text('A regular expression that the text has to match, in RE2.'),
  minLength: whole('Characters that the text has at least.'),
  maxLength: whole('Characters that the text has at most.'),
  minimum: number('The smallest number that is allowed.'),
  maximum: number('The largest number that is allowed.'),
  exclusiveMinimum: flag('Whether the number must be larger than `minimum`.'),
  exclusiveMaximum: flag('Whether the number must be smaller than `maximum`.'),
  multipleOf: number('What the number has to be a multiple of.'),
  minItems: whole('Items that the list has at least.'),
  maxItems: whole('Items that the list has at most.'),
  uniqueItems: flag('Whether every item must differ from the others.'),
  minProperties: whole('Fields that the map has at least.'),
  maxProperties: whole('Fields that the map has at most.'),
  nullable: flag('Whether `null` is a value as well.'),
  title: text('A name for people.'),
  example: { description: 'A value as an example; nothing checks it.' },
  allOf: { type: 'array', items: node, description: 'Schemas that must all hold.' },
  anyOf: { type: 'array', items: node, description: 'Schemas of which one at least must hold.' },
  oneOf: { type: 'array', items: node, description: 'Schemas of which exactly one must hold.' },
  not: { ...node, description: 'A schema that must not hold.' },
  $ref: text('A definition to put in here: `#/$defs/Name`, from `$defs` at the root of the schema.'),
  'x-kubernetes-preserve-unknown-fields': flag('Leaves open what is below. `true`, or left out.'),
  'x-kubernetes-int-or-string': flag('Whether a whole number or a text is a value, as of a port.'),
} satisfies Properties);

/** A parameter schema as a whole: beside its own keywords, definitions to refer to. */
export const PARAMETER_SCHEMA: SchemaNode = {
  type: 'object',
  properties: {
    ...properties,
    $defs: {
      type: 'object',
      additionalProperties: node,
      description: 'Schemas with a name, put in wherever `$ref` names them. Only at the root.',
    },
  },
};
