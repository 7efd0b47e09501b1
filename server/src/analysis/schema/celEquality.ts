import { canonical, deepEqual, isMap, type JsonMap } from './json';
import { memberOf, type SchemaNode } from './schemaNode';

/**
 * Whether two values are equal for `self == oldSelf`. The schema decides: the order of items does not count in lists that
 * stand for maps or sets. Where the schema keeps unknown fields in a typed object, Kubernetes compares only the unknown
 * fields that both have, and that both have as many: a renamed one goes unnoticed. So it does here.
 */
export function celEqual(value: unknown, other: unknown, node: SchemaNode): boolean {
  if (value === null || other === null) return value === other;
  if (node.type === 'object') return isMap(value) && isMap(other) && equalMaps(value, other, node);
  if (node.type === 'array') return Array.isArray(value) && Array.isArray(other) && equalLists(value, other, node);
  return deepEqual(value, other);
}

function equalMaps(value: JsonMap, other: JsonMap, node: SchemaNode): boolean {
  const keys = Object.keys(value);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => {
    const child = memberOf(node, key);
    const isThere = Object.hasOwn(other, key);
    if (!child) return !isThere || deepEqual(value[key], other[key]);
    return isThere && celEqual(value[key], other[key], child);
  });
}

function equalLists(value: readonly unknown[], other: readonly unknown[], node: SchemaNode): boolean {
  const items = node.items;
  if (value.length !== other.length || !items) return false;
  switch (node['x-kubernetes-list-type']) {
    case 'set': {
      const members = new Set(value.map(canonical));
      return other.every((item) => members.has(canonical(item)));
    }
    case 'map': {
      const byKey = new Map(value.map((item) => [listMapKey(item, node), item]));
      return other.every((item) => {
        const key = listMapKey(item, node);
        return byKey.has(key) && celEqual(byKey.get(key), item, items);
      });
    }
    default:
      return value.every((item, i) => celEqual(item, other[i], items));
  }
}

/** What identifies an item of a list that stands for a map. */
export function listMapKey(item: unknown, node: SchemaNode): string {
  const keys = node['x-kubernetes-list-map-keys'] ?? [];
  return keys.map((key) => (isMap(item) && Object.hasOwn(item, key) ? canonical(item[key]) : '')).join(',');
}
