/** Asks what to promote: what can go somewhere first. */
import { ThemeIcon, l10n } from 'vscode';
import { familyIcon } from '../views/pinRow';
import { stateText } from '../views/pinText';
import { groupByOwner } from '../views/pinTree';
import type { PinEntry } from '../views/pinTree';
import { ask, separator } from './ask';
import type { Choice } from './ask';
import type { Promotion } from './promotion';
import { startOf, titleOf } from './promotion';
import type { Step } from './steps';
import { isWaiting, ownerName } from './subject';

export const ownerStep: Step<Promotion> = {
  asks: true,
  needed: ({ owner }) => owner === undefined,
  run: (promotion, position) =>
    ask(
      { title: titleOf(promotion, l10n), placeholder: l10n.t('What is to be promoted?'), choices: choices(promotion) },
      position,
    ),
};

function choices({ entries }: Promotion): readonly Choice<Promotion>[] {
  const owners = groupByOwner(entries);
  const choiceOf = (owner: readonly PinEntry[]): Choice<Promotion> => ({
    label: ownerName(owner),
    iconPath: new ThemeIcon(familyIcon(owner[0]?.row.family)),
    description: owner
      .filter(isWaiting)
      .map((entry) => `${entry.row.environment}: ${stateText(entry, l10n)}`)
      .join(', '),
    value: startOf(entries, { owner }),
  });
  const waiting = owners.filter((owner) => owner.some(isWaiting));
  const others = owners.filter((owner) => !waiting.includes(owner));
  return [
    ...(waiting.length > 0 ? [separator(l10n.t('waiting for promotion')), ...waiting.map(choiceOf)] : []),
    ...(others.length > 0 ? [separator(l10n.t('nothing waiting')), ...others.map(choiceOf)] : []),
  ];
}
