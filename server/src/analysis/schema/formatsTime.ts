/** A day that exists, as `2026-02-28`. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  if (month < 1 || month > 12 || day < 1) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
}

/** A day, `T`, a time with seconds, and a time zone (RFC 3339); any character may stand before the fraction. */
export function isDateTime(text: string): boolean {
  const [day, time] = text.toLowerCase().split('t');
  if (time === undefined || !isDate(day!)) return false;
  const match = /^(\d{2}):(\d{2}):(\d{2})(?:[^\n]\d+)?(?:z|[+-]\d{2}:\d{2})$/.exec(time);
  return match !== null && match[1]! <= '23' && match[2]! <= '59' && match[3]! <= '59';
}

/** A point in time as Go reads RFC 3339 into an object's metadata: upper-case `T` and `Z`, a dot before the fraction. */
export function isTimestamp(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(text) && isDateTime(text);
}

const UNITS = ['ns', 'us', 'µs', 'ms', 's', 'm', 'h', 'hr', 'd', 'w', 'wk'];
const UNIT_STARTS = ['nano', 'micro', 'milli', 'sec', 'min', 'hour', 'day', 'week'];

/** What Go's `time.ParseDuration` reads (`1h30m`, `-1.5s`), or some number with a unit in words (`2 weeks`). */
export function isDuration(text: string): boolean {
  if (/^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.test(text)) return true;
  return [...text.matchAll(/\d+\s*([A-Za-zµ]+)/g)].some((match) => {
    const unit = match[1]!.toLowerCase();
    return UNITS.includes(unit) || UNIT_STARTS.some((start) => unit.startsWith(start));
  });
}
