import type { SchemaNode } from '../analysis/schema/schemaNode';
import { asList, asMap } from '../analysis/values';

/**
 * The schema of the configuration file, which is JSON Schema for other editors, in the form of the kinds' schemas. Of
 * alternatives the first counts: it is how people write the value, the others are what YAML may make of it.
 */
export function configSchemaNode(jsonSchema: unknown): SchemaNode {
  const source = { ...asMap(jsonSchema), ...asMap(asList(asMap(jsonSchema)['anyOf'])[0]) };
  const properties = Object.entries(asMap(source['properties']));
  const additional = source['additionalProperties'];
  const items = source['items'];
  return {
    ...pick(source),
    ...(properties.length > 0 && {
      properties: Object.fromEntries(properties.map(([name, child]) => [name, configSchemaNode(child)])),
    }),
    ...(typeof additional === 'object' &&
      additional !== null && { additionalProperties: configSchemaNode(additional) }),
    ...(items !== undefined && { items: configSchemaNode(items) }),
  };
}

const KEYWORDS = ['type', 'description', 'default', 'enum', 'minimum', 'minLength'] as const;

function pick(source: Readonly<Record<string, unknown>>): SchemaNode {
  return Object.fromEntries(KEYWORDS.flatMap((word) => (source[word] === undefined ? [] : [[word, source[word]]])));
}
