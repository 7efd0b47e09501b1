/** The last question: shows the diff and asks how to deliver it. */
import { ThemeIcon, Uri, l10n } from 'vscode';
import type { Memento } from 'vscode';
import { inspectRepository } from '../git';
import { gitPath } from '../gitExtension';
import { deliverySetting } from '../settings';
import type { VirtualTexts } from '../virtualTexts';
import { ask } from './ask';
import type { Choice } from './ask';
import { planLine } from './planLine';
import { showDiff } from './preview';
import { changeOf } from './planning';
import type { Delivery, PlanCommand, PlannedChange, Planning } from './planning';
import { remarks } from './remarks';
import type { Step } from './steps';

const rememberedKey = 'promotion.delivery';

export function confirmStep<S extends Planning>(
  command: PlanCommand<S>,
  texts: VirtualTexts,
  memory: Memento,
): Step<S> {
  return {
    asks: true,
    needed: ({ plan, delivery }) => plan?.status === 'ready' && delivery === undefined,
    run: async (state, position) => {
      const change = changeOf(command, state);
      if (change === undefined) {
        return { kind: 'cancel' };
      }
      const { title, plan } = change;
      await showDiff(plan, { title, stage: l10n.t('planned'), preserveFocus: true }, texts);
      const choices = [...(await deliveries(change, state, memory)), ...remarks(change, state)];
      const answer = await ask(
        { title, placeholder: l10n.t('{0} What is to be done?', planLine(plan, l10n)), choices, staysOpen: true },
        position,
      );
      if (answer.kind !== 'answer') {
        return answer;
      }
      await memory.update(rememberedKey, answer.value);
      return { kind: 'answer', value: { ...state, delivery: answer.value, accepted: plan.files } };
    },
  };
}

/**
 * What can be done: what the setting says, or everything with the answer of last time first. Where a review is required,
 * a branch comes first, and there is no commit.
 */
async function deliveries(
  change: PlannedChange,
  { review }: Planning,
  memory: Memento,
): Promise<readonly Choice<Delivery>[]> {
  const folder = Uri.parse(change.folder);
  const setting = deliverySetting(folder);
  const edit: Choice<Delivery> = {
    label: l10n.t('Edit Files Only'),
    iconPath: new ThemeIcon('edit'),
    detail: l10n.t('Write the change to the working tree and commit nothing.'),
    value: 'edit',
  };
  if (setting === 'edit') {
    return [edit];
  }
  const branch: Choice<Delivery> = {
    label: l10n.t('Branch and Pull Request'),
    iconPath: new ThemeIcon('git-pull-request-create'),
    description: change.plan.branch?.name ?? '',
    detail: l10n.t('Push the change as a branch of its own; nothing here changes.'),
    value: 'branch',
  };
  if (review !== undefined) {
    return [branch, edit];
  }
  const state = await inspectRepository(folder.fsPath, await gitPath());
  const current = state.kind === 'repository' ? state.branch : null;
  const commit: Choice<Delivery> = {
    label: l10n.t('Commit'),
    iconPath: new ThemeIcon('git-commit'),
    ...(current === null ? {} : { description: l10n.t('on {0}', current) }),
    detail: change.plan.commitMessage.split('\n')[0] ?? '',
    value: 'commit',
  };
  if (setting === 'commit') {
    return [commit];
  }
  const last = memory.get<Delivery>(rememberedKey);
  return [commit, branch, edit].sort((a, b) => Number(b.value === last) - Number(a.value === last));
}
