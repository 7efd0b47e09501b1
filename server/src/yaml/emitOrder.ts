/**
 * The order of map keys in text that OpenChoreo's tools write: "natural", so that `a2` comes before `a10`, and signs and
 * digits before letters. Source: go-yaml's encoder, observed.
 */

const LETTER = /^\p{L}$/u;
const DIGIT = /^\p{Nd}$/u;
const ZERO = 48;

/** The keys in natural order. Where that order is a circle (`a10`, `a1b`, `a2`, `a01`), the result is still always the same. */
export function sortKeys(keys: readonly string[]): string[] {
  return keys
    .map((key) => ({ key, runes: Array.from(key) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .sort((a, b) => compareRunes(a.runes, b.runes))
    .map(({ key }) => key);
}

/** Negative, zero or positive, as the first key comes before, equals or comes after the second. */
function compareRunes(a: readonly string[], b: readonly string[]): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    if (a[i] !== b[i]) return compareFrom(a, b, i);
  }
  return a.length - b.length;
}

/** Decides by the first runes that differ. */
function compareFrom(a: readonly string[], b: readonly string[], at: number): number {
  const first = a[at]!;
  const second = b[at]!;
  const letters = Number(LETTER.test(first)) - Number(LETTER.test(second));
  if (letters !== 0) return letters;
  const byCode = first.codePointAt(0)! - second.codePointAt(0)!;
  if (LETTER.test(first)) return byCode;
  // `a100` against `a10x`: the zero belongs to a number that has begun before, so it counts.
  const seed = (first === '0' || second === '0') && followsNonZero(a, at) ? 1n : 0n;
  const left = digitRun(a, at, seed);
  const right = digitRun(b, at, seed);
  if (left.value !== right.value) return left.value < right.value ? -1 : 1;
  return left.length - right.length || byCode;
}

/** Whether a digit other than zero comes earlier in the run of digits that ends before `at`. */
function followsNonZero(runes: readonly string[], at: number): boolean {
  for (let i = at - 1; i >= 0 && DIGIT.test(runes[i]!); i--) if (runes[i] !== '0') return true;
  return false;
}

/** The digits from `at` on as a number of 64 bits that wraps around, and how many there are. */
function digitRun(runes: readonly string[], at: number, seed: bigint): { value: bigint; length: number } {
  let value = seed;
  let end = at;
  for (; end < runes.length && DIGIT.test(runes[end]!); end++) {
    value = BigInt.asIntN(64, value * 10n + BigInt(runes[end]!.codePointAt(0)! - ZERO));
  }
  return { value, length: end - at };
}
