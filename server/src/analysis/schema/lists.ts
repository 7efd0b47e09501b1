import type { Path } from '../../base/path';
import type { Violation } from './violation';
import { canonical, isMap, own } from './json';
import { memberOf, type SchemaNode } from './schemaNode';

/**
 * What lists that stand for maps or sets demand: no two items with equal keys, no value twice. Each value is reported once, at
 * its second appearance, and whatever else is wrong with the list.
 */
export function checkLists(value: unknown, schema: SchemaNode): Violation[] {
  const violations: Violation[] = [];
  check(value, schema, [], violations);
  return violations;
}

function check(value: unknown, node: SchemaNode, path: Path, out: Violation[]): void {
  if (node['x-ignored'] || !hasKeyedLists(node)) return;
  if (Array.isArray(value)) {
    const listType = node['x-kubernetes-list-type'];
    if (listType === 'set') reportRepeated(value.map(canonical), value, node, path, out);
    else if (listType === 'map') checkListMap(value, node, path, out);
    const items = node.items;
    if (items) value.forEach((item, i) => check(item, items, [...path, i], out));
  } else if (isMap(value))
    for (const key of Object.keys(value)) {
      const child = memberOf(node, key);
      if (child) check(value[key], child, [...path, key], out);
    }
}

function checkListMap(list: readonly unknown[], node: SchemaNode, path: Path, out: Violation[]): void {
  const stranger = list.findIndex((item) => item !== null && !isMap(item));
  if (stranger >= 0) {
    out.push({
      path: [...path, stranger],
      code: 'wrong-type',
      type: 'FieldValueInvalid',
      origin: 'listtype',
      node,
      value: list[stranger],
    });
    return;
  }
  const keys = node['x-kubernetes-list-map-keys'] ?? [];
  const texts = list.map((item) =>
    keys.map((key) => (isMap(item) && Object.hasOwn(item, key) ? canonical(own(item, key)) : 'absent')).join(','),
  );
  reportRepeated(texts, list, node, path, out);
}

function reportRepeated(
  texts: readonly string[],
  list: readonly unknown[],
  node: SchemaNode,
  path: Path,
  out: Violation[],
): void {
  const times = new Map<string, number>();
  texts.forEach((text, i) => {
    const seen = times.get(text) ?? 0;
    times.set(text, seen + 1);
    if (seen === 1)
      out.push({
        path: [...path, i],
        code: 'duplicate-item',
        type: 'FieldValueDuplicate',
        origin: 'listtype',
        node,
        value: list[i],
      });
  });
}

const keyed = new WeakMap<SchemaNode, boolean>();

/** Whether the node or anything below it is such a list: most branches are not, and need no walk. */
function hasKeyedLists(node: SchemaNode): boolean {
  const known = keyed.get(node);
  if (known !== undefined) return known;
  const own = node['x-kubernetes-list-type'] === 'map' || node['x-kubernetes-list-type'] === 'set';
  const result =
    own ||
    Object.values(node.properties ?? {}).some(hasKeyedLists) ||
    (node.items !== undefined && hasKeyedLists(node.items)) ||
    (typeof node.additionalProperties === 'object' && hasKeyedLists(node.additionalProperties));
  keyed.set(node, result);
  return result;
}
