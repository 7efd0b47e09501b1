/** A promotion from the first question to the result. */
import { l10n } from 'vscode';
import type { Services } from '../services';
import type { PinEntry } from '../views/pinTree';
import { ownerStep } from './askOwner';
import { targetStep } from './askTarget';
import type { PlanCommand } from './planning';
import { folderOf, startOf, titleOf } from './promotion';
import type { Promotion } from './promotion';
import { runPlan } from './runPlan';
import { selectorOf } from './subject';
import type { Subject } from './subject';

/** @param subject what is known from where the command was invoked; Back leads to the choice of another one */
export function runPromotion(services: Services, entries: readonly PinEntry[], subject?: Subject): Promise<void> {
  return runPlan(services, promoteCommand, [ownerStep, targetStep], startOf(entries, subject), {
    before: subject === undefined ? [] : [startOf(entries)],
    again: ({ owner, from, to }) =>
      runPromotion(services, entries, owner === undefined ? subject : subjectAgain(owner, from, to)),
  });
}

const promoteCommand: PlanCommand<Promotion> = {
  folder: folderOf,
  title: (promotion) => titleOf(promotion, l10n),
  request({ owner, from, to, release }) {
    if (owner === undefined || to === undefined) {
      return undefined;
    }
    const selector = selectorOf(owner);
    return {
      kind: 'promote',
      owners: selector === undefined ? [] : [selector],
      delivery: 'commit',
      to,
      ...(from === undefined ? {} : { from }),
      ...(release === undefined ? {} : { release }),
    };
  },
  answer: (promotion, field, value) => ({ ...promotion, [field]: value }),
};

function subjectAgain(owner: readonly PinEntry[], from: string | undefined, to: string | undefined): Subject {
  return { owner, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
