import type { Path } from '../../base/path';
import { celEqual, listMapKey } from './celEquality';
import type { Violation } from './violation';
import { deepEqual, isMap, own } from './json';
import { memberOf, type SchemaRule, type SchemaNode } from './schemaNode';

/**
 * Evaluates the rules of a schema (`x-rules`) on a normalised object. `old`: the normalised object before an update; rules on
 * change apply where the old object has a value at the same place, with lists that stand for maps matched by their keys.
 */
export function checkRules(value: unknown, old: unknown, schema: SchemaNode): Violation[] {
  const violations: Violation[] = [];
  check(value, old, schema, [], violations);
  return violations;
}

function check(value: unknown, old: unknown, node: SchemaNode, path: Path, out: Violation[]): void {
  if (value === null || value === undefined || node['x-ignored'] || !hasRules(node)) return;
  for (const rule of node['x-rules'] ?? [])
    if (!holds(rule, value, old, node))
      out.push({ path, code: 'rule', type: 'FieldValueInvalid', origin: 'cel', node, rule, value });
  for (const branch of node.allOf ?? []) check(value, old, branch, path, out);
  if (Array.isArray(value)) {
    const items = node.items;
    if (!items) return;
    const before = oldItems(old, node);
    value.forEach((item, i) => check(item, before?.get(listMapKey(item, node)), items, [...path, i], out));
  } else if (isMap(value))
    for (const key of Object.keys(value)) {
      const child = memberOf(node, key);
      if (child) check(value[key], isMap(old) ? own(old, key) : undefined, child, [...path, key], out);
    }
}

function oldItems(old: unknown, node: SchemaNode): Map<string, unknown> | undefined {
  if (!Array.isArray(old) || node['x-kubernetes-list-type'] !== 'map') return undefined;
  return new Map(old.map((item) => [listMapKey(item, node), item]));
}

/** Whether the value satisfies a rule. What cannot be evaluated counts as violated, as in CEL. */
function holds(rule: SchemaRule, value: unknown, old: unknown, node: SchemaNode): boolean {
  switch (rule.rule) {
    case 'immutable':
      return old === undefined || old === null || celEqual(value, old, node);
    case 'immutableOnceSet': {
      const before = fieldAt(old, rule.field);
      const now = fieldAt(value, rule.field);
      const child = memberOf(node, rule.field);
      return before === undefined || (now !== undefined && child !== undefined && celEqual(before, now, child));
    }
    case 'exactlyOneOf':
      return present(value, rule.fields).length === 1;
    case 'atMostOneOf':
      return present(value, rule.fields, rule.nonEmpty).length <= 1;
    case 'requires':
      return unmetPairs(rule.pairs, value).length === 0;
    case 'requiredWhen': {
      if (!deepEqual(fieldAt(value, rule.field), rule.is)) return true;
      const needed = fieldAt(value, rule.needs);
      return rule.be === undefined ? needed !== undefined : deepEqual(needed, rule.be);
    }
    case 'only':
      return fieldsAt(value, rule.field).every(
        ({ found }) => (found === undefined && rule.optional) || deepEqual(found, rule.value),
      );
    case 'itemNamedBy': {
      const wanted = fieldAt(value, rule.field);
      if (rule.except.some((exception) => deepEqual(exception, wanted))) return true;
      const list = fieldAt(value, rule.list);
      return Array.isArray(list) && list.some((item) => isMap(item) && deepEqual(own(item, rule.key), wanted));
    }
    case 'noEmptyEntries':
      return isMap(value) && emptyEntry(value) === undefined;
  }
}

/** The value at a dotted path; undefined where a step is missing. */
export function fieldAt(value: unknown, field: string): unknown {
  let current = value;
  for (const step of field.split('.')) {
    if (!isMap(current)) return undefined;
    current = own(current, step);
  }
  return current;
}

/** All values at a dotted path in which `[]` means every item, each with its path. */
export function fieldsAt(value: unknown, field: string): { readonly path: Path; readonly found: unknown }[] {
  const [head, ...rest] = field.split('[].');
  const found = fieldAt(value, head!);
  const path: Path = head!.split('.');
  if (rest.length === 0) return [{ path, found }];
  if (!Array.isArray(found)) return [];
  return found.flatMap((item, i) =>
    fieldsAt(item, rest.join('[].')).map((below) => ({ path: [...path, i, ...below.path], found: below.found })),
  );
}

/** Those of the fields that are there. */
export function present(value: unknown, fields: readonly string[], nonEmpty = false): string[] {
  return fields.filter((field) => {
    const found = fieldAt(value, field);
    return found !== undefined && !(nonEmpty && Array.isArray(found) && found.length === 0);
  });
}

/** Those of the pairs whose first field is there and whose second is not. */
export function unmetPairs(
  pairs: readonly (readonly [field: string, needs: string])[],
  value: unknown,
): (readonly [field: string, needs: string])[] {
  return pairs.filter(([field, needs]) => fieldAt(value, field) !== undefined && fieldAt(value, needs) === undefined);
}

/** The first key of a map that is empty or has an empty text. */
export function emptyEntry(map: Record<string, unknown>): string | undefined {
  return Object.keys(map).find((key) => key === '' || map[key] === '');
}

const withRules = new WeakMap<SchemaNode, boolean>();

function hasRules(node: SchemaNode): boolean {
  const known = withRules.get(node);
  if (known !== undefined) return known;
  const result =
    (node['x-rules']?.length ?? 0) > 0 ||
    Object.values(node.properties ?? {}).some(hasRules) ||
    (node.allOf ?? []).some(hasRules) ||
    (node.items !== undefined && hasRules(node.items)) ||
    (typeof node.additionalProperties === 'object' && hasRules(node.additionalProperties));
  withRules.set(node, result);
  return result;
}
