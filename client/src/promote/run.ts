/** A promotion from the first question to the result. */
import { l10n } from 'vscode';
import type { Services } from '../services';
import { stateText } from '../views/pinText';
import type { PinEntry } from '../views/pinTree';
import { ownerStep } from './askOwner';
import { targetStep } from './askTarget';
import type { PlanCommand } from './planning';
import { folderOf, startOf, titleOf } from './promotion';
import type { Promotion } from './promotion';
import { runPlan } from './runPlan';
import { isWaiting, selectorOf } from './subject';
import type { Subject } from './subject';

/** @param subject what is known from where the command was invoked; Back leads to the choice of another one */
export function runPromotion(services: Services, entries: readonly PinEntry[], subject?: Subject): Promise<void> {
  return runPlan(services, promoteCommand, [whatToPromote, targetStep], startOf(entries, subject), {
    before: subject === undefined ? [] : [startOf(entries)],
    again: ({ owner, from, to }) =>
      runPromotion(services, entries, owner === undefined ? subject : subjectAgain(owner, from, to)),
  });
}

const whatToPromote = ownerStep<Promotion>({
  title: (promotion) => titleOf(promotion, l10n),
  placeholder: () => l10n.t('What is to be promoted?'),
  groups: (owners) => {
    const waiting = owners.filter((owner) => owner.some(isWaiting));
    return [
      { heading: l10n.t('waiting for promotion'), owners: waiting },
      { heading: l10n.t('nothing waiting'), owners: owners.filter((owner) => !waiting.includes(owner)) },
    ];
  },
  describe: (owner) =>
    owner
      .filter(isWaiting)
      .map((entry) => `${entry.row.environment}: ${stateText(entry, l10n)}`)
      .join(', '),
});

const promoteCommand: PlanCommand<Promotion> = {
  folder: folderOf,
  title: (promotion) => titleOf(promotion, l10n),
  request({ owner, from, to, release, cut }) {
    const selector = selectorOf(owner ?? []);
    if (selector === undefined || to === undefined) {
      return undefined;
    }
    if (cut) {
      return { kind: 'release', owners: [selector], pin: true, to, delivery: 'commit' };
    }
    return {
      kind: 'promote',
      owners: [selector],
      delivery: 'commit',
      to,
      ...(from === undefined ? {} : { from }),
      ...(release === undefined ? {} : { release }),
    };
  },
  answer: (promotion, field, value) => ({ ...promotion, [field]: value }),
  cut: (promotion) => ({ ...promotion, cut: true }),
};

function subjectAgain(owner: readonly PinEntry[], from: string | undefined, to: string | undefined): Subject {
  return { owner, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
