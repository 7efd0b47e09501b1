import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { goFloat } from './emitNumber';
import type { YamlScalar } from './node';

/** What a scalar means. A whole number beyond 2^53 that the platform keeps exactly is a bigint. */
export type ScalarValue = string | number | bigint | boolean | null;

/** Why the platform's tools reject a scalar, and with it the whole document. */
export type ScalarError = 'not-finite' | 'not-plain' | 'null-key' | 'key-out-of-range' | 'tag-mismatch';

type Reading = Result<ScalarValue, ScalarError>;

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);

const GO_BOOLEANS = new Map<string, boolean>(
  ['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE']
    .map((word) => [word, true] as [string, boolean])
    .concat(['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map((word) => [word, false])),
);

const INFINITE = /^([-+]?)\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;
const DECIMAL = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;

const isNumber = (value: ScalarValue) => typeof value === 'number' || typeof value === 'bigint';

/** The tags whose text is resolved as if it were plain, with what must come out. */
const TAGS = new Map<string, (value: ScalarValue) => boolean>([
  ['!!null', (value) => value === null],
  ['!!bool', (value) => typeof value === 'boolean'],
  ['!!int', (value) => typeof value === 'bigint' || Number.isInteger(value)],
  ['!!float', isNumber],
]);

/**
 * A plain scalar as OpenChoreo's Go tools and kubectl read it: YAML 1.1 in go-yaml's dialect, then turned into JSON
 * (`yes` is true, `0755` is 493, dates and `12:30` stay text). An error where they reject the document.
 * Source: occ 1.2.3, executed.
 */
export function resolvePlain(text: string): Reading {
  if (NULLS.has(text)) return ok(null);
  const truth = GO_BOOLEANS.get(text);
  if (truth !== undefined) return ok(truth);
  if (INFINITE.test(text) || NOT_A_NUMBER.test(text)) return fail('not-finite');
  if (text === '-') return fail('not-plain');
  return ok(goNumberOf(text) ?? text);
}

/**
 * A plain map key as the same tools read it: JSON knows only text as a key, so `on:` becomes "true" and `1e3:` "1000".
 * They reject a null key and whole numbers beyond 64 signed bits.
 */
export function resolveKey(text: string): Result<string, ScalarError> {
  const infinite = INFINITE.exec(text);
  if (infinite) return ok(infinite[1] === '-' ? '-.inf' : '.inf');
  if (NOT_A_NUMBER.test(text)) return ok('.nan');
  const reading = resolvePlain(text);
  if (!reading.ok) return reading;
  if (reading.value === null) return fail('null-key');
  if (typeof reading.value === 'bigint' && reading.value > INT64_MAX) return fail('key-out-of-range');
  const { value } = reading;
  // What Go reads as a float, `1.0` and `1e6` among them, it prints in single precision.
  const whole = wholeNumber(text.replaceAll('_', '')) !== undefined && Number.isSafeInteger(value);
  return ok(typeof value === 'number' && !whole ? goFloat(value, 32) : String(value));
}

/**
 * What a scalar of any style and tag means to the Go tools: quoted is text, `!!int "3"` is 3, `!!binary` is decoded, unknown
 * tags are text.
 */
export function resolveScalar(scalar: Pick<YamlScalar, 'style' | 'text' | 'tag'>): Reading {
  if (scalar.tag === '!!binary') return decodeBinary(scalar.text.replace(/[\r\n]/g, ''));
  const wanted = scalar.tag === undefined ? undefined : TAGS.get(scalar.tag);
  if (scalar.tag === undefined ? scalar.style !== 'plain' : wanted === undefined) return ok(scalar.text);
  const reading = resolvePlain(scalar.text);
  if (!wanted || !reading.ok || wanted(reading.value)) return reading;
  return fail('tag-mismatch');
}

function decodeBinary(text: string): Reading {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return fail('tag-mismatch');
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return ok(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
}

/** A plain scalar in the core schema of YAML 1.2, as most editors and newer parsers read it. */
export function resolveYaml12(text: string): ScalarValue {
  if (NULLS.has(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (/^[-+]?[0-9]+$/.test(text)) return compact(BigInt(text.replace(/^\+/, '')));
  if (/^0o[0-7]+$|^0x[0-9a-fA-F]+$/.test(text)) return compact(BigInt(text));
  if (DECIMAL.test(text)) return Number(text);
  const infinite = INFINITE.exec(text);
  if (infinite) return infinite[1] === '-' ? -Infinity : Infinity;
  return NOT_A_NUMBER.test(text) ? NaN : text;
}

/** A plain scalar that two readers understand differently. */
export interface Trap {
  readonly go: Reading;
  readonly yaml12: ScalarValue;
}

/** Both readings of a plain scalar where they differ: `yes`, `0755`, `1_000`, `.inf`, …; undefined where they agree. */
export function trapOf(text: string): Trap | undefined {
  const go = resolvePlain(text);
  const yaml12 = resolveYaml12(text);
  if (go.ok && sameScalar(go.value, yaml12)) return undefined;
  return go.ok || go.error === 'not-finite' ? { go, yaml12 } : undefined;
}

function sameScalar(a: ScalarValue, b: ScalarValue): boolean {
  return isNumber(a) && isNumber(b) ? Number(a) === Number(b) : a === b;
}

/** Whether a plain text is a date or a time stamp of YAML 1.1: still text to the Go tools, but not to every parser. */
export function isTimestamp(text: string): boolean {
  const match = TIMESTAMP.exec(text);
  if (!match) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  const lastDay = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= lastDay && hour < 24 && minute < 60 && second < 60;
}

const TIMESTAMP =
  /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:[Tt](?=.*(?:Z|[-+][0-9]{2}:[0-9]{2})$)| (?=[0-9:.,]*$))([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?(?:Z|[-+][0-9]{2}:[0-9]{2})?)?$/;

/** Whether a plain text looks like a number of base 60 (`12:30`), which older YAML 1.1 parsers make of it. */
export function isBase60(text: string): boolean {
  return /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/.test(text);
}

function goNumberOf(text: string): number | bigint | undefined {
  if (text.startsWith('.'))
    return finite(/^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/.test(text) ? text.replaceAll('_', '') : '');
  if (!/^[-+0-9]/.test(text)) return undefined;
  const digits = text.replaceAll('_', '');
  const whole = wholeNumber(digits);
  if (whole !== undefined) {
    if (whole >= INT64_MIN && whole <= INT64_MAX) return compact(whole);
    // A number with a sign is never taken for an unsigned one.
    if (whole <= UINT64_MAX && /^[0-9]/.test(digits)) return compact(whole);
  }
  return DECIMAL.test(digits) ? finite(digits) : undefined;
}

/** Whole numbers with Go's prefixes: `0x`, `0o`, `0b` in either case, and a bare leading zero for octal. */
function wholeNumber(text: string): bigint | undefined {
  const match = /^([-+]?)(?:(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+)|0([0-7]+)|(0|[1-9][0-9]*))$/.exec(text);
  if (!match) return undefined;
  const [, sign, prefixed, octal, decimal] = match;
  const magnitude = BigInt(prefixed?.toLowerCase() ?? (octal !== undefined ? `0o${octal}` : (decimal ?? '0')));
  return sign === '-' ? -magnitude : magnitude;
}

/** Numbers out of the range of a double are text to Go, not infinite. */
function finite(text: string): number | undefined {
  const value = text === '' ? NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function compact(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
