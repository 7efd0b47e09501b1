/** The words for a change of a pin in the past. Knows nothing of VS Code. */
import type { PinChange } from '../../../server/src/protocol';
import type { Localizer } from '../localizer';
import { ageText } from '../views/age';
import type { Moment } from '../views/age';

/** What changed: `cart-20261102-1 → cart-20261116-1`. */
export function changeText({ from, to }: PinChange, l10n: Localizer): string {
  if (to === null) {
    return l10n.t('{0} → removed', from ?? l10n.t('(none)'));
  }
  return from === null ? l10n.t('{0}, the first', to) : `${from} → ${to}`;
}

/** Who and when: `Ada Lovelace · 3 days ago`. */
export function whoAndWhen({ author, date }: PinChange, moment: Moment): string {
  const seconds = Date.parse(date) / 1000;
  return Number.isNaN(seconds) ? author : `${author} · ${ageText(seconds, moment, 'long')}`;
}

/** The commit: its first line and its short id. */
export function commitText({ message, commit }: PinChange): string {
  return `${message} (${commit.slice(0, 8)})`;
}

/** Whose pin it is: `shop/cart`, or the name of a project. */
export function ownerOf({ family, project, name }: PinChange): string {
  return family === 'project' ? name : `${project ?? ''}/${name}`;
}
