import { phrase, type Phrase } from '../../base/l10n';
import type { SchemaNode } from '../../analysis/schema/schemaNode';

/** As in the files of schemas: in English, which is translated where a schema is read. */
const is = ({ english }: Phrase): SchemaNode => ({ description: english });
const text = (description: Phrase): SchemaNode => ({ type: 'string', ...is(description) });
const whole = (description: Phrase): SchemaNode => ({ type: 'integer', minimum: 0, ...is(description) });
const number = (description: Phrase): SchemaNode => ({ type: 'number', ...is(description) });
const flag = (description: Phrase): SchemaNode => ({ type: 'boolean', ...is(description) });

type Properties = Record<string, SchemaNode>;
const properties: Properties = {};
const node: SchemaNode = { type: 'object', properties };

/** What a parameter schema may say about one value, for completing and explaining it. Schemas lie in schemas. */
Object.assign(properties, {
  type: {
    type: 'string',
    enum: ['string', 'integer', 'number', 'boolean', 'array', 'object'],
    ...is(phrase`What kind of value it is.`),
  },
  description: text(phrase`What the value is for. Shown where components and bindings set it.`),
  default: is(phrase`The value while nobody sets one. A field with a default need not be set.`),
  properties: { type: 'object', additionalProperties: node, ...is(phrase`The fields of a map, each with a schema.`) },
  required: {
    type: 'array',
    items: { type: 'string' },
    ...is(phrase`Fields that have to be set. One with a default counts as set when rendering, but not in a release.`),
  },
  items: { ...node, ...is(phrase`The schema of every item of a list.`) },
  additionalProperties: {
    ...node,
    ...is(phrase`The schema of the values of a map with any keys; \`false\` refuses fields that \`properties\` lacks.`),
  },
  enum: { type: 'array', items: {}, ...is(phrase`All values that are allowed.`) },
  format: text(phrase`A form that the text has to have: \`date-time\`, \`uri\`, \`email\`, \`ipv4\` and others.`),
  pattern: text(phrase`A regular expression that the text has to match, in RE2.`),
  minLength: whole(phrase`Characters that the text has at least.`),
  maxLength: whole(phrase`Characters that the text has at most.`),
  minimum: number(phrase`The smallest number that is allowed.`),
  maximum: number(phrase`The largest number that is allowed.`),
  exclusiveMinimum: flag(phrase`Whether the number must be larger than \`minimum\`.`),
  exclusiveMaximum: flag(phrase`Whether the number must be smaller than \`maximum\`.`),
  multipleOf: number(phrase`What the number has to be a multiple of.`),
  minItems: whole(phrase`Items that the list has at least.`),
  maxItems: whole(phrase`Items that the list has at most.`),
  uniqueItems: flag(phrase`Whether every item must differ from the others.`),
  minProperties: whole(phrase`Fields that the map has at least.`),
  maxProperties: whole(phrase`Fields that the map has at most.`),
  nullable: flag(phrase`Whether \`null\` is a value as well.`),
  title: text(phrase`A name for people.`),
  example: is(phrase`A value as an example; nothing checks it.`),
  allOf: { type: 'array', items: node, ...is(phrase`Schemas that must all hold.`) },
  anyOf: { type: 'array', items: node, ...is(phrase`Schemas of which one at least must hold.`) },
  oneOf: { type: 'array', items: node, ...is(phrase`Schemas of which exactly one must hold.`) },
  not: { ...node, ...is(phrase`A schema that must not hold.`) },
  $ref: text(phrase`A definition to put in here: \`#/$defs/Name\`, from \`$defs\` at the root of the schema.`),
  'x-kubernetes-preserve-unknown-fields': flag(phrase`Leaves open what is below. \`true\`, or left out.`),
  'x-kubernetes-int-or-string': flag(phrase`Whether a whole number or a text is a value, as of a port.`),
} satisfies Properties);

/** A parameter schema as a whole: beside its own keywords, definitions to refer to. */
export const PARAMETER_SCHEMA: SchemaNode = {
  type: 'object',
  properties: {
    ...properties,
    $defs: {
      type: 'object',
      additionalProperties: node,
      ...is(phrase`Schemas with a name, put in wherever \`$ref\` names them. Only at the root.`),
    },
  },
};
