import { t } from '../../base/l10n';
import { labelValueFault, objectNameFault } from '../schema/names';

/** `<component>-<YYYYMMDD>-<n>`; a sign and leading zeros count as occ reads them. */
const DATED = /^(.+)-(\d{8})-(\+?\d{1,15})$/;

/**
 * The names that releases have, and with them which number comes next. Names of every namespace count, and of releases on
 * other branches: the number is only there to make names differ. Source: domain/release-and-promotion.md §2.6.
 */
export class ReleaseNames {
  private readonly names = new Set<string>();
  private readonly last = new Map<string, number>();

  constructor(names: Iterable<string>) {
    for (const name of names) this.add(name);
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  add(name: string): void {
    this.names.add(name);
    const match = DATED.exec(name);
    if (!match) return;
    const day = `${match[1]}-${match[2]}`;
    this.last.set(day, Math.max(this.last.get(day) ?? 0, Number(match[3])));
  }

  /**
   * The next free name of a component.
   *
   * @param date `YYYY-MM-DD`
   * @param isFree whether a name could be used; there may be a file in its way.
   */
  next(component: string, date: string, isFree: (name: string) => boolean): string {
    const day = `${component}-${date.replaceAll('-', '')}`;
    let number = (this.last.get(day) ?? 0) + 1;
    while (this.has(`${day}-${number}`) || !isFree(`${day}-${number}`)) number++;
    return `${day}-${number}`;
  }
}

/** Why no release can have a name, as a sentence; undefined where one can. Names become values of labels. */
export function refuseName(name: string): string | undefined {
  const fault = objectNameFault(name) ?? labelValueFault(name);
  return fault === undefined ? undefined : t`The name "${name}" of a release must ${fault}.`;
}

/** Whether a text is a day that exists, as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(2000 + (year % 400), month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
