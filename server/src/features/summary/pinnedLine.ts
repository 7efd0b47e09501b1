import { isRepinned, lastChange, stateOf, type PinEvent } from '../../analysis/history/pinHistory';
import type { Pin } from '../../analysis/pins';
import { t } from '../../base/l10n';
import { code, escapeMarkdown } from '../fieldText';
import type { SummaryContext } from './summary';

const UNITS: readonly (readonly [seconds: number, words: (count: number) => string])[] = [
  [365 * 24 * 3600, (years) => (years === 1 ? t`1 year ago` : t`${years} years ago`)],
  [30 * 24 * 3600, (months) => (months === 1 ? t`1 month ago` : t`${months} months ago`)],
  [24 * 3600, (days) => (days === 1 ? t`1 day ago` : t`${days} days ago`)],
  [3600, (hours) => (hours === 1 ? t`1 hour ago` : t`${hours} hours ago`)],
  [60, (minutes) => (minutes === 1 ? t`1 minute ago` : t`${minutes} minutes ago`)],
];

/** Since when a pin is as it is, and who made it so; nothing where Git does not tell, or where it is not committed. */
export function pinnedLine({ history, now }: SummaryContext, pin: Pin): readonly string[] {
  const change = history && lastChange(history, pin);
  if (!change) return [];
  const by = change.commit;
  const when = now === undefined ? t`on ${day(by.time)}` : `${ago(now - by.time)} (${day(by.time)})`;
  const subject = by.subject === '' ? '' : `: ${escapeMarkdown(by.subject)}`;
  return [wordsFor(change)(when, escapeMarkdown(by.author), `${code(by.id.slice(0, 8))}${subject}`)];
}

type Words = (when: string, author: string, commit: string) => string;

function wordsFor(change: PinEvent): Words {
  if (isRepinned(change)) return (when, author, commit) => t`Pinned ${when} by ${author} in ${commit}`;
  return stateOf(change.after) === 'undeployed'
    ? (when, author, commit) => t`Undeployed ${when} by ${author} in ${commit}`
    : (when, author, commit) => t`Redeployed ${when} by ${author} in ${commit}`;
}

function day(time: number): string {
  return new Date(time * 1000).toISOString().slice(0, 10);
}

/** `3 days ago`. Clocks differ: the future counts as now. */
function ago(seconds: number): string {
  for (const [length, words] of UNITS) if (seconds >= length) return words(Math.floor(seconds / length));
  return t`just now`;
}
