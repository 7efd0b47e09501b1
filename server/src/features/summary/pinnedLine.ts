import { pinnedBy } from '../../analysis/history/pinHistory';
import type { Pin } from '../../analysis/pins';
import { code, escapeMarkdown } from '../fieldText';
import type { SummaryContext } from './summary';

const UNITS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
];

/** Since when a pin is as it is, and who made it so; nothing where Git does not tell, or where it is not committed. */
export function pinnedLine({ history, now }: SummaryContext, pin: Pin): readonly string[] {
  const by = history && pinnedBy(history, pin.owner, pin.environment, pin.release);
  if (!by) return [];
  const when = now === undefined ? `on ${day(by.time)}` : `${ago(now - by.time)} (${day(by.time)})`;
  const subject = by.subject === '' ? '' : `: ${escapeMarkdown(by.subject)}`;
  return [`Pinned ${when} by ${escapeMarkdown(by.author)} in ${code(by.id.slice(0, 8))}${subject}`];
}

function day(time: number): string {
  return new Date(time * 1000).toISOString().slice(0, 10);
}

/** `3 days ago`. Clocks differ: the future counts as now. */
function ago(seconds: number): string {
  const unit = UNITS.find(([, length]) => seconds >= length);
  if (!unit) return 'just now';
  return new Intl.RelativeTimeFormat('en').format(-Math.floor(seconds / unit[1]), unit[0]);
}
