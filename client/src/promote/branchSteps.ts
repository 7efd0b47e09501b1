/** The steps of a delivery by a branch: plan from its base, and a preview of its own where that is another change. */
import { ProgressLocation, ThemeIcon, Uri, l10n, window } from 'vscode';
import { findBase } from '../git';
import type { Base, Refusal } from '../git';
import { gitPath, gitTransport } from '../gitExtension';
import { inBackground } from '../failures';
import type { Services } from '../services';
import { ask } from './ask';
import { askPlan } from './plan';
import { changeOf, sameFiles } from './planning';
import type { PlanCommand, Planning } from './planning';
import { planLine } from './planLine';
import { showDiff } from './preview';
import { showRefusal } from './refusal';
import { remarks } from './remarks';
import type { Step } from './steps';

/** Fetches the base once, and plans from it. */
export function planOnBaseStep<S extends Planning>(services: Services, command: PlanCommand<S>): Step<S> {
  return {
    asks: false,
    needed: (state) => state.delivery === 'branch' && (state.base === undefined || state.plan === undefined),
    run: async (state) => {
      const folder = command.folder(state);
      const base = state.base ?? (await fetchBase(folder, command.title(state), state.plan?.branch?.base ?? null));
      if (base.kind === 'refused') {
        inBackground(services, showRefusal(base, folder, services));
        return { kind: 'cancel' };
      }
      const plan = await askPlan(services.server, command, state, 'branch', base);
      return { kind: 'answer', value: { ...state, base, plan } };
    },
  };
}

/** Asks whether the branch is to be pushed, over its diff; not again where that is the diff that was shown before. */
export function acceptStep<S extends Planning>({ texts }: Services, command: PlanCommand<S>): Step<S> {
  return {
    asks: true,
    needed: ({ delivery, base, plan, accepted }) =>
      delivery === 'branch' && base !== undefined && plan?.status === 'ready' && !sameFiles(plan.files, accepted),
    run: async (state, position) => {
      const change = changeOf(command, state);
      const { base } = state;
      if (change === undefined || base === undefined) {
        return { kind: 'cancel' };
      }
      const { title, plan } = change;
      const on = `${base.remote}/${base.branch}`;
      await showDiff(plan, { title, stage: l10n.t('planned on {0}', on), preserveFocus: true }, texts);
      const push = {
        label: l10n.t('Push Branch'),
        iconPath: new ThemeIcon('git-pull-request-create'),
        description: plan.branch?.name ?? '',
        detail: plan.commitMessage.split('\n')[0] ?? '',
        value: { ...state, accepted: plan.files },
      };
      const placeholder = l10n.t('{0} Made on {1}.', planLine(plan, l10n), on);
      return ask(
        { title, placeholder, choices: [push, ...remarks(change, { review: undefined })], staysOpen: true },
        position,
      );
    },
  };
}

async function fetchBase(folder: string, title: string, baseBranch: string | null): Promise<Base | Refusal> {
  const uri = Uri.parse(folder);
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      progress.report({ message: l10n.t('Fetching the base branch') });
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return findBase({
        folder: uri.fsPath,
        baseBranch,
        gitPath: await gitPath(),
        transport: await gitTransport(uri),
        signal: abort.signal,
      });
    },
  );
}
