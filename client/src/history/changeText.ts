/** The words for a change of a pin in the past. Knows nothing of VS Code. */
import type { PinChange } from '../../../server/src/protocol';
import type { Localizer } from '../localizer';
import { ageText } from '../views/age';
import type { Moment } from '../views/age';

/** What changed: `cart-20261102-1 → cart-20261116-1`, `cart-20261116-1 undeployed`. */
export function changeText({ from, to, fromState, toState }: PinChange, l10n: Localizer): string {
  if (to === null) {
    return l10n.t('{0} → removed', from ?? l10n.t('(none)'));
  }
  if (from === to) {
    return toState === 'undeployed' ? l10n.t('{0} undeployed', to) : l10n.t('{0} redeployed', to);
  }
  const releases = from === null ? l10n.t('{0}, the first', to) : `${from} → ${to}`;
  if (toState === 'undeployed') {
    return l10n.t('{0}, undeployed', releases);
  }
  return fromState === 'undeployed' ? l10n.t('{0}, redeployed', releases) : releases;
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
