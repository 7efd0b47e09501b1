/** Place of a release in time, as far as its name tells. */
export interface ReleaseDate {
  /** `YYYYMMDD`. */
  readonly date: string;
  readonly number: number;
}

const DATED = /^(.+)-(\d{8})-(\d+)$/;

/**
 * The date and number in a release name `<owner>-<YYYYMMDD>-<n>`, the form of occ and of the proposal
 * (domain/release-and-promotion.md §2.6); undefined for any other name, as builds and controllers give.
 */
export function dateOfName(owner: string, release: string): ReleaseDate | undefined {
  const match = DATED.exec(release);
  if (!match || match[1] !== owner) return undefined;
  const [, , date, number] = match;
  const month = Number(date!.slice(4, 6));
  const day = Number(date!.slice(6, 8));
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return { date: date!, number: Number(number) };
}

/** First commit time of a release's file, in seconds since 1970; undefined where Git does not know. */
export type AddedAt = (release: string) => number | undefined;

/**
 * Releases oldest first: by date and number of the name, else by when their file first was committed. Undefined where
 * neither is known for all of them: then no order is better than a guessed one.
 */
export function orderReleases(
  owner: string,
  releases: readonly string[],
  addedAt: AddedAt = () => undefined,
): readonly string[] | undefined {
  const dated = releases.map((name) => ({ name, date: dateOfName(owner, name) }));
  if (dated.every((release) => release.date)) {
    return dated
      .sort(
        (a, b) =>
          compareText(a.date!.date, b.date!.date) || a.date!.number - b.date!.number || compareText(a.name, b.name),
      )
      .map((release) => release.name);
  }
  const added = releases.map((name) => ({ name, time: addedAt(name) }));
  // Releases of one commit came at once: which was cut first cannot be told.
  if (added.some(({ time }) => time === undefined) || new Set(added.map(({ time }) => time)).size < added.length)
    return undefined;
  return added.sort((a, b) => a.time! - b.time! || compareText(a.name, b.name)).map((release) => release.name);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
