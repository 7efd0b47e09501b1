/** How long ago something was, in the user's language. Knows nothing of VS Code. */

/** When and in which language something is said. */
export interface Moment {
  /** Unix seconds. */
  readonly now: number;
  /** As `vscode.env.language` names it. */
  readonly language: string;
}

const units: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['week', 7 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
];

/**
 * The age in its largest unit: `3 days ago`, or `3d ago` in short.
 *
 * @param since Unix seconds; a time in the future, as a skewed clock gives, counts as now
 */
export function ageText(since: number, { now, language }: Moment, style: 'long' | 'narrow'): string {
  const age = Math.max(0, now - since);
  const [unit, seconds] = units.find(([, length]) => age >= length) ?? (['second', 1] as const);
  // Under a minute nobody wants to count: "now".
  const count = unit === 'second' ? 0 : -Math.floor(age / seconds);
  const numeric = unit === 'second' ? 'auto' : 'always';
  return new Intl.RelativeTimeFormat(known(language), { style, numeric }).format(count, unit);
}

/** The day and time of a commit as people of that language write them. */
export function dateText(since: number, language: string): string {
  return new Intl.DateTimeFormat(known(language), { dateStyle: 'medium', timeStyle: 'short' }).format(since * 1000);
}

/** VS Code may be set to what is no language tag. */
function known(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
