import type { NamingRole } from '../../model/naming';

/** What parts a name from what stands before or behind it, in names of manifests and of files. */
const SEPARATORS = ['-', '_', '.'];

/**
 * A text with the name that it carries replaced: all of it, its beginning (`cart` in `cart-20261102-1`) or its end
 * (`staging` in `cart-staging`). An environment is looked for at the end first, everything else in front. Undefined where the text
 * does not carry the name.
 */
export function carried(text: string, from: string, to: string, role: NamingRole): string | undefined {
  if (text === from) return to;
  const inFront = SEPARATORS.some((mark) => text.startsWith(from + mark)) ? to + text.slice(from.length) : undefined;
  const atEnd = SEPARATORS.some((mark) => text.endsWith(mark + from))
    ? text.slice(0, text.length - from.length) + to
    : undefined;
  return role === 'environment' ? (atEnd ?? inFront) : (inFront ?? atEnd);
}

const DATED = /^(.+-\d{8}-)(\d{1,15})$/;

/**
 * The name for a release that takes the place of one that may not change: `<owner>-<YYYYMMDD>-<n>` counts on behind the last of its
 * day, so that the order of releases stays; any other name gets a number.
 *
 * @param names of all releases there are, those that are going to be replaced included.
 */
export function replacementName(name: string, names: readonly string[]): string {
  const dated = DATED.exec(name);
  if (dated) {
    const [, day, number] = dated;
    const numbers = names.flatMap((other) => {
      const match = DATED.exec(other);
      return match?.[1] === day ? [Number(match?.[2])] : [];
    });
    return `${day}${Math.max(0, ...numbers) + Number(number)}`;
  }
  let number = 2;
  while (names.includes(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}
