import { describe } from './describe.mjs';

/**
 * A schema with our description of every field that has one. The description comes first, so that a diff of schemas reads
 * well. What the server ignores (`status`) needs no text beyond its own.
 */
export function described(schema, kind, version, path = '') {
  const result = {};
  const text = describe(kind, path, version);
  if (text) result.description = text;
  const below = (child, childPath) =>
    schema['x-ignored'] ? child : described(child, kind, version, path === '' ? childPath.slice(1) : path + childPath);
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'properties')
      result.properties = Object.fromEntries(
        Object.entries(value).map(([name, child]) => [name, below(child, `.${name}`)]),
      );
    else if (keyword === 'items') result.items = below(value, '[]');
    else if (keyword === 'additionalProperties' && typeof value === 'object')
      result.additionalProperties = below(value, '{}');
    else if (keyword !== 'description') result[keyword] = value;
  }
  return result;
}
