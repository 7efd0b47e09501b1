import { deepCopy, isMap, setOwn, type JsonMap } from './json';
import { memberOf, type SchemaNode } from './schemaNode';

/**
 * The object as the API server works on it: a copy without the nulls that mean "not set", and with the schema's defaults.
 * Nulls in lists, and where the schema allows null, stay.
 */
export function normalise(value: unknown, schema: SchemaNode): unknown {
  const copy = withoutNulls(value, schema);
  fillDefaults(copy, schema);
  return copy;
}

/** A copy without nulls for fields that may not be null and have no default. */
function withoutNulls(value: unknown, node: SchemaNode | undefined): unknown {
  if (!node || node['x-ignored']) return deepCopy(value);
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item, node.items));
  if (!isMap(value)) return value;
  const copy: JsonMap = {};
  for (const key of Object.keys(value)) {
    const child = memberOf(node, key);
    if (value[key] === null && child && !child.nullable && child.default === undefined) continue;
    setOwn(copy, key, withoutNulls(value[key], child));
  }
  return copy;
}

/**
 * Fills in defaults in place, from the outside in: a default that is an object gets its own defaults, an absent object
 * without a default stays absent. A null that the schema forbids gives way to the default.
 */
export function fillDefaults(value: unknown, node: SchemaNode | undefined): void {
  if (!node || node['x-ignored']) return;
  if (Array.isArray(value)) {
    const items = node.items;
    if (!items) return;
    value.forEach((item, i) => {
      if (item === null && !items.nullable && items.default !== undefined) value[i] = deepCopy(items.default);
      fillDefaults(value[i], items);
    });
  } else if (isMap(value)) {
    for (const name of node.properties ? Object.keys(node.properties) : []) {
      const child = node.properties![name]!;
      if (child.default === undefined) continue;
      if (!Object.hasOwn(value, name) || (value[name] === null && !child.nullable))
        setOwn(value, name, deepCopy(child.default));
    }
    for (const key of Object.keys(value)) {
      const child = memberOf(node, key);
      if (!child) continue;
      if (value[key] === null && !child.nullable && child.default !== undefined)
        setOwn(value, key, deepCopy(child.default));
      fillDefaults(value[key], child);
    }
  }
}
