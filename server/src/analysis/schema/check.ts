import { t } from '../../base/l10n';
import type { Path } from '../../base/path';
import type { Violation } from './violation';
import { hasFormat, isKnownFormat } from './formats';
import { codePoints, deepEqual, kindOfValue, type JsonMap, type ValueKind } from './json';
import { checkRareKeywords, checkTuple, hasPatternFor } from './checkRare';
import { checkNumber, isNearlyInteger } from './numbers';
import { matchesPattern } from './pattern';
import { propertyOf, type SchemaNode } from './schemaNode';

/**
 * Checks a value against the structure and limits of a schema the way the API server does (kube-openapi's validator): all
 * errors of all nodes, with its peculiarities. Neither nulls nor defaults are dealt with here, nor list keys and rules.
 *
 * A walker of our own and not ajv: Kubernetes' dialect differs from JSON Schema in nulls, formats, numbers, `required` and in
 * what it does to several errors of one node; here each difference is one line, and nothing needs to be compiled.
 */
export function checkValue(value: unknown, schema: SchemaNode, numbers: Numbers = 'integers'): Violation[] {
  const violations: Violation[] = [];
  check(value, schema, [], { violations, numbers });
  return violations;
}

/** What a number without fraction is: an integer of 64 bits, or a double as everything is when a release is rendered. */
export type Numbers = 'integers' | 'doubles';

interface Run {
  readonly violations: Violation[];
  readonly numbers: Numbers;
}

function check(value: unknown, node: SchemaNode, path: Path, run: Run): void {
  if (node['x-ignored']) return;
  const given = kindOfValue(value);
  const kind = given === 'integer' && run.numbers === 'doubles' ? 'number' : given;
  const types = typesOf(node);
  if (kind === 'null') {
    if (types.length > 0 && !node.nullable) run.violations.push(wrongType(path, node, null));
    checkEnum(null, node, path, run);
    return;
  }
  if (!hasType(value, kind, types, node.format)) run.violations.push(wrongType(path, node, value));
  checkBranches(value, node, path, run);
  if (kind === 'string') checkText(value as string, node, path, run);
  else if (kind === 'integer' || kind === 'number')
    run.violations.push(...checkNumber(value as number | bigint, node, path, kind === 'integer'));
  else if (kind === 'array') checkList(value as unknown[], node, path, run);
  checkEnum(value, node, path, run);
  if (kind === 'object') checkMap(value as JsonMap, node, path, run);
}

function wrongType(path: Path, node: SchemaNode, value: unknown): Violation {
  return { path, code: 'wrong-type', type: 'FieldValueTypeInvalid', origin: 'schema', node, value };
}

function typesOf(node: SchemaNode): readonly string[] {
  if (node['x-kubernetes-int-or-string']) return ['integer', 'string'];
  return node.type === undefined || node.type === '' ? [] : [node.type];
}

function hasType(value: unknown, kind: ValueKind, types: readonly string[], format: string | undefined): boolean {
  // With a format for texts a list slips through; so does a text, whose format is looked at elsewhere.
  const isNumeric = types.includes('integer') || types.includes('number');
  const formatted = format !== undefined && !isNumeric && isKnownFormat(format, types);
  if (formatted && (kind === 'string' || kind === 'array')) return true;
  if (types.length === 0) return !formatted;
  if (types.includes(kind)) return true;
  if (kind === 'integer') return types.includes('number');
  return kind === 'number' && types.includes('integer') && isNearlyInteger(value as number);
}

function checkText(text: string, node: SchemaNode, path: Path, run: Run): void {
  const types = typesOf(node);
  if (node.maxLength !== undefined && codePoints(text) > node.maxLength)
    run.violations.push({
      path,
      code: 'out-of-range',
      type: 'FieldValueTooLong',
      origin: 'schema',
      node,
      value: text,
      limit: { of: 'length', bound: 'max', is: node.maxLength },
    });
  else if (node.minLength !== undefined && codePoints(text) < node.minLength)
    run.violations.push({
      path,
      code: 'out-of-range',
      type: 'FieldValueInvalid',
      origin: 'schema',
      node,
      value: text,
      limit: { of: 'length', bound: 'min', is: node.minLength },
    });
  else if (node.pattern !== undefined && node.pattern !== '' && !matchesPattern(node.pattern, text))
    run.violations.push({ path, code: 'pattern', type: 'FieldValueInvalid', origin: 'schema', node, value: text });
  if (node.format !== undefined && isKnownFormat(node.format, types) && !hasFormat(node.format, text))
    run.violations.push({
      path,
      code: 'bad-format',
      type: 'FieldValueTypeInvalid',
      origin: 'schema',
      node,
      value: text,
    });
}

function checkList(list: readonly unknown[], node: SchemaNode, path: Path, run: Run): void {
  const items = node.items;
  if (Array.isArray(items)) checkTuple(list, node, path, (item, child, at) => check(item, child, at, run));
  else if (items) list.forEach((item, i) => check(item, items, [...path, i], run));
  checkCount(list.length, 'items', node.minItems, node.maxItems, node, path, run);
  if (node.uniqueItems) {
    const again = list.findIndex((item, i) => list.slice(0, i).some((earlier) => deepEqual(earlier, item)));
    if (again >= 0)
      run.violations.push({
        path: [...path, again],
        serverPath: path,
        code: 'duplicate-item',
        type: 'FieldValueInvalid',
        origin: 'schema',
        node,
        value: list[again],
      });
  }
}

function checkMap(map: JsonMap, node: SchemaNode, path: Path, run: Run): void {
  const keys = Object.keys(map);
  if (checkCount(keys.length, 'fields', node.minProperties, node.maxProperties, node, path, run)) return;
  for (const key of keys) {
    const property = propertyOf(node, key);
    if (property) check(map[key], property, [...path, key], run);
    else if (typeof node.additionalProperties === 'object' && !hasPatternFor(key, node))
      check(map[key], node.additionalProperties, [...path, key], run);
    else if (node.additionalProperties === false && !hasPatternFor(key, node))
      run.violations.push({
        path: [...path, key],
        serverPath: path,
        code: 'unknown-field',
        type: 'FieldValueInvalid',
        origin: 'schema',
        node,
      });
  }
  checkRareKeywords(map, node, path, run.violations, (value, child, at) => check(value, child, at, run));
  for (const name of node.required ?? [])
    if (!Object.hasOwn(map, name))
      run.violations.push({
        path: [...path, name],
        code: 'missing-field',
        type: 'FieldValueRequired',
        origin: 'schema',
        node,
      });
}

/** Whether the number of items or fields is out of bounds. */
function checkCount(
  count: number,
  of: 'items' | 'fields',
  min: number | undefined,
  max: number | undefined,
  node: SchemaNode,
  path: Path,
  run: Run,
): boolean {
  const few = min !== undefined && count < min;
  if (!few && (max === undefined || count <= max)) return false;
  run.violations.push({
    path,
    code: 'out-of-range',
    type: few ? 'FieldValueInvalid' : 'FieldValueTooMany',
    origin: 'schema',
    node,
    limit: few ? { of, bound: 'min', is: min } : { of, bound: 'max', is: max! },
  });
  return true;
}

function checkEnum(value: unknown, node: SchemaNode, path: Path, run: Run): void {
  if (!node.enum || node.enum.length === 0) return;
  // Null is never among the values, even where the schema lists it.
  if (value !== null && node.enum.some((allowed) => deepEqual(allowed, value))) return;
  run.violations.push({ path, code: 'not-in-enum', type: 'FieldValueNotSupported', origin: 'schema', node, value });
}

function checkBranches(value: unknown, node: SchemaNode, path: Path, run: Run): void {
  if (!node.allOf && !node.anyOf && !node.oneOf && !node.not) return;
  const fail = (wanted?: string) =>
    run.violations.push({
      path,
      code: 'no-alternative',
      type: 'FieldValueInvalid',
      origin: 'schema',
      node,
      value,
      ...(wanted ? { wanted } : {}),
    });
  // A failed allOf is an error of its own beside those of its branches.
  const before = run.violations.length;
  for (const branch of node.allOf ?? []) check(value, branch, path, run);
  if (run.violations.length > before) fail();
  if (node.anyOf && node.anyOf.length > 0 && !node.anyOf.some((branch) => fits(value, branch, run)))
    fail(t`one of ${node.anyOf.length} allowed forms`);
  if (node.oneOf && node.oneOf.length > 0) {
    const fitting = node.oneOf.filter((branch) => fits(value, branch, run)).length;
    if (fitting === 0) fail(t`one of ${node.oneOf.length} allowed forms`);
    else if (fitting > 1) fail(t`only one of the allowed forms, but it has ${fitting}`);
  }
  if (node.not && fits(value, node.not, run)) fail(t`another form: this very one is ruled out`);
}

function fits(value: unknown, node: SchemaNode, run: Run): boolean {
  return checkValue(value, node, run.numbers).length === 0;
}
