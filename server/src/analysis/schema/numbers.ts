import { t } from '../../base/l10n';
import type { Path } from '../../base/path';
import type { Violation, Limit } from './violation';
import { kindOfValue } from './json';
import type { SchemaNode } from './schemaNode';

const INT32 = 2 ** 31;
const FLOAT32_MAX = 3.4028235677973366e38;
const EXACT = 2 ** 53 - 1;
const NEARLY = 1e-9;

/**
 * Whether a double passes as an integer: not only `8080.0`, but anything that differs from an integer by less than a
 * thousand-millionth of itself, and only where doubles hold every integer.
 */
export function isNearlyInteger(value: number): boolean {
  if (!Number.isFinite(value) || Math.abs(value) > EXACT) return false;
  const whole = Math.trunc(value);
  if (value === whole) return true;
  return Math.abs(value - whole) / (Math.abs(value) + Math.abs(whole)) < NEARLY;
}

/**
 * Range of the type, `minimum`, `maximum` and `multipleOf`. Applies to every number, whatever type the schema asks for.
 * `isInteger`: the number is held as an integer of 64 bits, not as a double.
 */
export function checkNumber(value: number | bigint, node: SchemaNode, path: Path, isInteger: boolean): Violation[] {
  const number = Number(value);
  const violations: Violation[] = [];
  const add = (limit?: Limit) =>
    violations.push({
      path,
      code: 'out-of-range',
      type: 'FieldValueInvalid',
      origin: 'schema',
      node,
      value,
      ...(limit ? { limit } : {}),
    });

  if (!inTypeRange(value, node)) add(node.format === 'int32' ? int32Limit(number) : undefined);
  const wholeOnly = node.type === 'integer';
  const { minimum, maximum, multipleOf } = node;
  // The bound for an integer is cut to an integer itself, so that 0 satisfies `minimum: 0.5` of a number.
  const bound = (limit: number) => (isInteger ? Math.trunc(limit) : limit);
  if (maximum !== undefined) {
    const limit: Limit = { of: 'value', bound: 'max', is: maximum, exclusive: node.exclusiveMaximum === true };
    // A bound that is no integer, on an integer, is an error of its own for every value.
    if (wholeOnly && !Number.isInteger(maximum)) add(limit);
    else if (number > bound(maximum) || (node.exclusiveMaximum && number === bound(maximum))) add(limit);
  }
  if (minimum !== undefined) {
    const limit: Limit = { of: 'value', bound: 'min', is: minimum, exclusive: node.exclusiveMinimum === true };
    if (wholeOnly && !Number.isInteger(minimum)) add(limit);
    else if (number < bound(minimum) || (node.exclusiveMinimum && number === bound(minimum))) add(limit);
  }
  if (multipleOf !== undefined && !isMultiple(number, isInteger, multipleOf))
    violations.push({
      path,
      code: 'out-of-range',
      type: 'FieldValueInvalid',
      origin: 'schema',
      node,
      value,
      wanted: t`a multiple of ${multipleOf}`,
    });
  return violations;
}

function inTypeRange(value: number | bigint, node: SchemaNode): boolean {
  if (node.type === 'integer') {
    if (kindOfValue(value) !== 'integer') return false;
    return node.format !== 'int32' || (value >= -INT32 && value < INT32);
  }
  return node.format !== 'float' || Math.abs(Number(value)) < FLOAT32_MAX;
}

function int32Limit(value: number): Limit {
  return value < 0 ? { of: 'value', bound: 'min', is: -INT32 } : { of: 'value', bound: 'max', is: INT32 - 1 };
}

/** For an integer the factor is cut to an integer, for a double the quotient may be off by a rounding error. */
function isMultiple(value: number, isInteger: boolean, factor: number): boolean {
  if (factor < 0) return false;
  const whole = Math.trunc(factor);
  if (isInteger && whole !== 0) return value % whole === 0;
  return isNearlyInteger(factor < 1 ? (1 / factor) * value : value / factor);
}
