/** From a command's request to its result: plan, questions, preview, delivery. Every command that changes pins ends here. */
import { Uri, l10n, window } from 'vscode';
import type { Plan, PlanMessage } from '../../../server/src/protocol';
import { openFileLine } from '../commands/open';
import { inBackground } from '../failures';
import type { Base } from '../git';
import { refreshGit } from '../gitExtension';
import type { Services } from '../services';
import { afterBranch } from './afterBranch';
import { afterCommit } from './afterCommit';
import { blockedStep } from './blocked';
import { acceptStep, planOnBaseStep } from './branchSteps';
import { confirmStep } from './confirm';
import { carryOut, deliver } from './deliver';
import { pushPlan } from './deliverBranch';
import { choiceStep, planStep, requestPlan } from './plan';
import { changeOf } from './planning';
import type { PlanCommand, PlannedChange, Planning } from './planning';
import { closePreviews } from './preview';
import { firstChangedLine } from './promotion';
import { showRefusal } from './refusal';
import { runSteps } from './steps';
import type { Step } from './steps';

/** @param own the questions of the command itself, up to where it can make its request */
export async function runPlan<S extends Planning>(
  services: Services,
  command: PlanCommand<S>,
  own: readonly Step<S>[],
  start: S,
  { before = [], again }: { readonly before?: readonly S[]; readonly again?: (state: S) => Promise<unknown> } = {},
): Promise<void> {
  const { texts, server, context } = services;
  const planning = [
    planStep(server, command),
    planOnBaseStep(services, command),
    blockedStep(command),
    choiceStep(command),
    confirmStep(command, texts, context.workspaceState),
    acceptStep(services, command),
  ];
  const state = await runSteps([...own, ...planning], start, before).finally(closePreviews);
  const change = state === undefined ? undefined : changeOf(command, state);
  if (state === undefined || change === undefined) {
    return;
  }
  const { plan, title } = change;
  if (plan.status === 'blocked') {
    inBackground(services, showBlocker(change, plan.blockers));
  } else if (plan.status === 'nothing-to-do') {
    void window.showInformationMessage([title, l10n.t('Nothing to do.'), ...plan.notes].join(' '));
  } else {
    await deliverAndReport(services, command, change, state, again && (() => again(state)));
  }
}

async function showBlocker({ folder, title }: PlannedChange, blockers: readonly PlanMessage[]): Promise<void> {
  const messages = blockers.map(({ message }) => message).join(' ');
  const link = blockers.find((blocker) => blocker.link !== undefined)?.link;
  const open = l10n.t('Open');
  const text = l10n.t('{0}: not possible. {1}', title, messages);
  const chosen = await window.showWarningMessage(text, ...(link === undefined ? [] : [open]));
  if (chosen === open && link !== undefined) {
    await openFileLine(folder, link);
  }
}

async function deliverAndReport<S extends Planning>(
  services: Services,
  command: PlanCommand<S>,
  change: PlannedChange,
  state: S,
  again: (() => Promise<unknown>) | undefined,
): Promise<void> {
  const { folder, title, plan } = change;
  const { base, delivery } = state;
  if (delivery === 'branch' && base !== undefined) {
    return pushAndReport(services, command, change, state, base, again);
  }
  const outcome = await deliver(change, delivery === 'edit' ? 'edit' : 'commit');
  if (outcome.kind === 'refused') {
    inBackground(services, showRefusal(outcome, folder, services, again));
  } else if (outcome.kind === 'committed') {
    inBackground(services, afterCommit(change, outcome, services));
  } else if (outcome.kind === 'nothing') {
    void window.showInformationMessage(l10n.t('{0}: it already is as planned, and committed.', title));
  } else {
    const [first] = plan.files;
    if (first !== undefined) {
      await openFileLine(folder, { file: first.file, line: firstChangedLine(first) });
    }
  }
}

async function pushAndReport<S extends Planning>(
  services: Services,
  command: PlanCommand<S>,
  change: PlannedChange,
  state: S,
  base: Base,
  again: (() => Promise<unknown>) | undefined,
): Promise<void> {
  const replan = (moved: Base): Thenable<Plan> => requestPlan(services.server, command, state, 'branch', moved);
  const { outcome, plan } = await carryOut(change, (work) => pushPlan({ plan: change.plan, base, replan }, work));
  await refreshGit(Uri.parse(change.folder));
  if (outcome.kind === 'refused') {
    inBackground(services, showRefusal(outcome, change.folder, services, again));
  } else if (outcome.kind === 'nothing') {
    const on = `${base.remote}/${base.branch}`;
    void window.showInformationMessage(l10n.t('{0}: it already is as planned on {1}.', change.title, on));
  } else {
    inBackground(services, afterBranch({ ...change, plan }, outcome, services));
  }
}
