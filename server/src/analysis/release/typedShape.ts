import { t } from '../../base/l10n';
import type { Path } from '../../base/path';
import { isTimestamp } from '../schema/formatsTime';

/**
 * The shape that a manifest has in the memory of OpenChoreo's tools. What passes through it loses unknown fields and
 * values that say nothing, and must have the right types. Source: domain/release-and-promotion.md §2.2, §2.3.
 */
export type Shape =
  | { readonly kind: 'text' | 'int32' | 'int64' | 'boolean' | 'time' }
  /** Taken over as it is, whatever it holds. */
  | { readonly kind: 'free' }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'map'; readonly of: Shape }
  | { readonly kind: 'struct'; readonly fields: readonly Field[] };

/**
 * When a field is written: `always`, its zero value included; `filled`: not when it is empty, zero or false; `given`:
 * whenever the manifest gives it and not as null, be it empty.
 */
export type Presence = 'always' | 'filled' | 'given';

export interface Field {
  readonly name: string;
  readonly presence: Presence;
  readonly shape: Shape;
}

export const TEXT: Shape = { kind: 'text' };
export const INT32: Shape = { kind: 'int32' };
export const INT64: Shape = { kind: 'int64' };
export const BOOLEAN: Shape = { kind: 'boolean' };
export const TIME: Shape = { kind: 'time' };
export const FREE: Shape = { kind: 'free' };

export function list(of: Shape): Shape {
  return { kind: 'list', of };
}

export function map(of: Shape): Shape {
  return { kind: 'map', of };
}

const PRESENCE: Readonly<Record<string, Presence>> = { '!': 'always', '?': 'given' };

/** A struct of named fields: `name!` is always written, `name?` when given, `name` when filled. */
export function struct(fields: Readonly<Record<string, Shape>>): Shape {
  return {
    kind: 'struct',
    fields: Object.entries(fields).map(([key, shape]) => {
      const presence = PRESENCE[key.slice(-1)];
      return { name: presence ? key.slice(0, -1) : key, presence: presence ?? 'filled', shape };
    }),
  };
}

/** Why a value does not have its shape. */
export interface ShapeFault {
  readonly code: 'wrong-type' | 'out-of-range';
  readonly path: Path;
  /** What the place must hold, and what to do, as a sentence without its subject. */
  readonly message: string;
}

/**
 * A value as it is after the tools have read it into the shape and written it again. All faults are collected; with any,
 * the value means nothing.
 */
export function convert(value: unknown, shape: Shape, path: Path, faults: ShapeFault[]): unknown {
  return CONVERTERS[shape.kind](value, shape as never, path, faults);
}

type Converter<K extends Shape['kind']> = (
  value: unknown,
  shape: Extract<Shape, { readonly kind: K }>,
  path: Path,
  faults: ShapeFault[],
) => unknown;

const isNothing = (value: unknown) => value === undefined || value === null;

const CONVERTERS: { readonly [K in Shape['kind']]: Converter<K> } = {
  text: (value, _, path, faults) => {
    if (isNothing(value)) return '';
    if (typeof value === 'string') return value;
    return fault(
      faults,
      path,
      isScalar(value) ? t`must be text: put it in quotes.` : t`must be text, not ${a(value)}.`,
    );
  },
  int32: (value, _, path, faults) => integer(value, path, faults, 2n ** 31n),
  int64: (value, _, path, faults) => integer(value, path, faults, 2n ** 63n),
  boolean: (value, _, path, faults) => {
    if (isNothing(value)) return false;
    return typeof value === 'boolean' ? value : fault(faults, path, t`must be true or false, not ${a(value)}.`);
  },
  time: (value, _, path, faults) => {
    if (isNothing(value)) return null;
    if (typeof value === 'string' && isTimestamp(value)) return value;
    return fault(faults, path, t`must be a time such as 2026-01-31T12:00:00Z.`);
  },
  free: (value) => (isNothing(value) ? null : value),
  list: (value, { of }, path, faults) => {
    if (isNothing(value)) return null;
    if (!Array.isArray(value)) return fault(faults, path, t`must be a list, not ${a(value)}.`);
    return value.map((item, i) => convert(item, of, [...path, i], faults));
  },
  map: (value, { of }, path, faults) => {
    if (isNothing(value)) return null;
    if (!isMap(value)) return fault(faults, path, t`must be a map, not ${a(value)}.`);
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, convert(item, of, [...path, key], faults)]),
    );
  },
  struct: (value, { fields }, path, faults) => {
    if (!isNothing(value) && !isMap(value)) return fault(faults, path, t`must be a map, not ${a(value)}.`);
    const source = isMap(value) ? value : {};
    return Object.fromEntries(
      fields.flatMap(({ name, presence, shape }) => {
        const given = Object.hasOwn(source, name) ? source[name] : undefined;
        const converted = convert(given, shape, [...path, name], faults);
        return isWritten(presence, given, converted, shape) ? [[name, converted]] : [];
      }),
    );
  },
};

function isWritten(presence: Presence, given: unknown, converted: unknown, shape: Shape): boolean {
  if (presence === 'always') return true;
  if (presence === 'given') return !isNothing(given);
  // A struct that is no pointer has no way to be absent.
  return shape.kind === 'struct' || !isZero(converted);
}

function isZero(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isMap(value)) return Object.keys(value).length === 0;
  return value === null || value === '' || value === 0 || value === false;
}

function integer(value: unknown, path: Path, faults: ShapeFault[], limit: bigint): unknown {
  if (isNothing(value)) return 0;
  if (typeof value !== 'number' && typeof value !== 'bigint')
    return fault(
      faults,
      path,
      typeof value === 'string'
        ? t`must be a number: leave the quotes out.`
        : t`must be a whole number, not ${a(value)}.`,
    );
  if (typeof value === 'number' && !Number.isInteger(value)) return fault(faults, path, t`must be a whole number.`);
  const whole = BigInt(value);
  if (whole >= -limit && whole < limit) return value;
  const message = t`must be at most ${limit - 1n}; the platform's tools would silently make another number of ${whole}.`;
  return fault(faults, path, message, 'out-of-range');
}

function fault(faults: ShapeFault[], path: Path, message: string, code: ShapeFault['code'] = 'wrong-type'): null {
  faults.push({ code, path, message });
  return null;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): boolean {
  return ['number', 'bigint', 'boolean'].includes(typeof value);
}

/** A value's type in words that follow "not". */
function a(value: unknown): string {
  if (Array.isArray(value)) return t`a list`;
  if (isMap(value)) return t`a map`;
  if (typeof value === 'string') return t`a text`;
  return typeof value === 'boolean' ? t`true or false` : t`a number`;
}
