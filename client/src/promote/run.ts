/** A promotion from the first question to the result. */
import { Uri, l10n, window } from 'vscode';
import type { PlanMessage } from '../../../server/src/protocol';
import { openFileLine } from '../commands/open';
import type { Services } from '../services';
import { deliverySetting } from '../settings';
import type { PinEntry } from '../views/pinTree';
import { afterCommit } from './afterCommit';
import { ownerStep } from './askOwner';
import { targetStep } from './askTarget';
import { confirmStep } from './confirm';
import { deliver } from './deliver';
import { choiceStep, planStep } from './plan';
import { closePreviews } from './preview';
import { firstChangedLine, folderOf, startOf, titleOf } from './promotion';
import type { Promotion } from './promotion';
import { showRefusal } from './refusal';
import { runSteps } from './steps';
import type { Subject } from './subject';

/** @param subject what is known from where the command was invoked; Back leads to the choice of another one */
export async function runPromotion(services: Services, entries: readonly PinEntry[], subject?: Subject): Promise<void> {
  const setting = deliverySetting(Uri.parse(entries[0]?.folder ?? ''));
  const steps = [
    ownerStep,
    targetStep,
    planStep(services.server, setting === 'edit' ? 'edit' : 'commit'),
    choiceStep,
    confirmStep(services.texts, services.context.workspaceState),
  ];
  const promotion = await runSteps(steps, startOf(entries, subject), subject === undefined ? [] : [startOf(entries)]);
  await closePreviews();
  if (promotion?.plan === undefined) {
    return;
  }
  const { plan } = promotion;
  if (plan.status === 'blocked') {
    await showBlocker(promotion, plan.blockers);
  } else if (plan.status === 'nothing-to-do') {
    void window.showInformationMessage([titleOf(promotion, l10n), l10n.t('Nothing to do.'), ...plan.notes].join(' '));
  } else {
    await deliverAndReport(promotion, services);
  }
}

async function showBlocker(promotion: Promotion, blockers: readonly PlanMessage[]): Promise<void> {
  const messages = blockers.map(({ message }) => message).join(' ');
  const link = blockers.find((blocker) => blocker.link !== undefined)?.link;
  const open = l10n.t('Open');
  const text = l10n.t('{0}: not possible. {1}', titleOf(promotion, l10n), messages);
  const chosen = await window.showWarningMessage(text, ...(link === undefined ? [] : [open]));
  if (chosen === open && link !== undefined) {
    await openFileLine(folderOf(promotion), link);
  }
}

async function deliverAndReport(promotion: Promotion, services: Services): Promise<void> {
  const outcome = await deliver(promotion);
  const { owner, from, to } = promotion;
  if (outcome.kind === 'refused') {
    const again = owner && (() => runPromotion(services, promotion.entries, subjectAgain(owner, from, to)));
    await showRefusal(outcome, folderOf(promotion), services, again);
  } else if (outcome.kind === 'committed') {
    await afterCommit(promotion, outcome, services);
  } else if (outcome.kind === 'nothing') {
    void window.showInformationMessage(
      l10n.t('{0}: it already is as planned, and committed.', titleOf(promotion, l10n)),
    );
  } else {
    const [first] = promotion.plan?.files ?? [];
    if (first !== undefined) {
      await openFileLine(folderOf(promotion), { file: first.file, line: firstChangedLine(first) });
    }
  }
}

function subjectAgain(owner: readonly PinEntry[], from: string | undefined, to: string | undefined): Subject {
  return { owner, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
