/**
 * Numbers as OpenChoreo's tools print them. Their text passes through JSON and is read again, so whole numbers that fit
 * 64 bits come out as such and all others in Go's shortest float form.
 */

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;

/** The text of a number: `1000000`, `1.5`, `1.2345675e+06`, `1e-05`. What JSON cannot hold (NaN, infinite) is `null`. */
export function goNumber(value: number | bigint): string {
  if (typeof value === 'bigint') {
    if (value >= INT64_MIN && value <= INT64_MAX) return value.toString();
    return goNumber(Number(value));
  }
  if (!Number.isFinite(value)) return 'null';
  const text = String(value);
  if (/^-?[0-9]+$/.test(text)) {
    const whole = BigInt(text);
    if (whole >= INT64_MIN && whole <= UINT64_MAX) return text;
  }
  return goFloat(value);
}

/**
 * The shortest text that reads back as the same float, in Go's general form: an exponent of at least two digits as soon
 * as it would be below -4 or above 5. With 32 bits the value is rounded to single precision first.
 */
export function goFloat(value: number, bits: 32 | 64 = 64): string {
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const [mantissa = '0', power = '0'] = shortest(Math.abs(value), bits).split('e');
  const digits = mantissa.replace('.', '');
  const exponent = Number(power);
  return sign + (exponent < -4 || exponent > 5 ? scientific(digits, exponent) : positional(digits, exponent));
}

/** `12345`, 6 is `1.2345e+06`. */
function scientific(digits: string, exponent: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  return `${digits[0]}${fraction}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** `12345`, 2 is `123.45`; `12`, -3 is `0.0012`. */
function positional(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return digits.length > exponent + 1 ? `${whole}.${digits.slice(exponent + 1)}` : whole;
}

/** The fewest digits that read back as the same float, as `d.ddde±x`. */
function shortest(value: number, bits: 32 | 64): string {
  if (bits === 64) return value.toExponential();
  const single = Math.fround(value);
  for (let digits = 0; digits < 9; digits++) {
    const text = single.toExponential(digits);
    if (Math.fround(Number(text)) === single) return text;
  }
  return single.toExponential();
}
