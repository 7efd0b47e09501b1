/** Has the server plan, and asks what the plan leaves open. */
import { ThemeIcon, Uri, l10n } from 'vscode';
import type { CancellationToken } from 'vscode';
import { planRequest } from '../../../server/src/protocol';
import type { Plan, PlanMessage } from '../../../server/src/protocol';
import type { Base } from '../git';
import { shownWhenLong } from '../patience';
import type { LanguageServer } from '../server/languageServer';
import { deliverySetting } from '../settings';
import { ask } from './ask';
import type { Choice } from './ask';
import type { Delivery, PlanCommand, Planning } from './planning';
import type { Answer, Position, Step } from './steps';

/** Plans from the working tree. A branch is planned once more, from what it starts from. */
export function planStep<S extends Planning>(server: LanguageServer, command: PlanCommand<S>): Step<S> {
  return {
    asks: false,
    needed: (state) => state.plan === undefined && state.delivery !== 'branch' && command.request(state) !== undefined,
    run: async (state) => {
      const setting = deliverySetting(Uri.parse(command.folder(state)));
      if (setting === 'branch') {
        const plan = await askPlan(server, command, state, 'branch');
        return { kind: 'answer', value: { ...state, plan, delivery: 'branch' } };
      }
      return { kind: 'answer', value: await plan(server, command, state, setting === 'edit' ? 'edit' : 'commit') };
    },
  };
}

/** Plans; where a review is required, plans what remains possible and keeps the reason. */
async function plan<S extends Planning>(
  server: LanguageServer,
  command: PlanCommand<S>,
  state: S,
  delivery: Delivery,
): Promise<S> {
  const planned = await askPlan(server, command, state, delivery);
  const [first] = planned.blockers;
  if (delivery !== 'commit' || first === undefined || planned.blockers.some(({ code }) => code !== 'needs-review')) {
    return { ...state, plan: planned };
  }
  return { ...state, plan: await askPlan(server, command, state, 'branch'), review: first };
}

/** As {@link requestPlan}, in sight where it takes long. */
export function askPlan<S extends Planning>(
  server: LanguageServer,
  command: PlanCommand<S>,
  state: S,
  delivery: Delivery,
  base?: Base,
): Promise<Plan> {
  return shownWhenLong(command.title(state), (token) => requestPlan(server, command, state, delivery, base, token));
}

/** @param base what the plan is made from; the working tree when absent */
export function requestPlan<S extends Planning>(
  server: LanguageServer,
  command: PlanCommand<S>,
  state: S,
  delivery: Delivery,
  base?: Base,
  token?: CancellationToken,
): Thenable<Plan> {
  const folder = command.folder(state);
  const origin = base === undefined ? {} : { base: base.commit, include: state.include };
  const params = { ...command.request(state), folder, delivery, ...origin };
  return server.request<Plan>(planRequest, params, token);
}

/** The first thing that the plan leaves to the user. */
function openQuestion<S extends Planning>(command: PlanCommand<S>, { plan }: S): PlanMessage | undefined {
  return plan?.blockers.find(
    ({ choices = [], offer }) => choices.length > 0 || (offer === 'cut-release' && command.cut !== undefined),
  );
}

export function choiceStep<S extends Planning>(command: PlanCommand<S>): Step<S> {
  return {
    asks: true,
    // Before a branch is planned from its base, the working tree's questions are not its own.
    needed: (state) =>
      openQuestion(command, state) !== undefined && (state.delivery !== 'branch' || state.base !== undefined),
    run: (state, position) => {
      const { code, message, offer, choices: offered = [] } = openQuestion(command, state) ?? noMessage;
      if (offered.some(({ sets }) => sets === 'include')) {
        return askToInclude(command, state, position);
      }
      const again = (next: S): S => ({ ...next, plan: undefined, review: undefined });
      const choices = offered.flatMap(({ value, label, description, sets }): Choice<S>[] => {
        const field = sets ?? (code === 'ambiguous-target' ? 'to' : 'release');
        if (field === 'include') return [];
        const next = again(command.answer(state, field, value));
        return [{ label, ...(description === undefined ? {} : { description }), value: next }];
      });
      const cut: Choice<S>[] =
        offer === 'cut-release' && command.cut !== undefined
          ? [
              {
                label: l10n.t('Create a release from the current state'),
                iconPath: new ThemeIcon('package'),
                detail: l10n.t('In the same commit as the pin.'),
                value: again(command.cut(state)),
              },
            ]
          : [];
      return ask({ title: command.title(state), placeholder: message, choices: [...cut, ...choices] }, position);
    },
  };
}

const noMessage: PlanMessage = { code: '', message: '' };

/** One question for all files that the base lacks: without any of them there is nothing to push. */
function askToInclude<S extends Planning>(command: PlanCommand<S>, state: S, position: Position): Promise<Answer<S>> {
  const blockers = state.plan?.blockers ?? [];
  const files = blockers.flatMap(({ choices = [] }) =>
    choices.filter(({ sets }) => sets === 'include').map(({ value }) => value),
  );
  const include = [...new Set([...state.include, ...files])];
  const label =
    files.length === 1 ? l10n.t('Take {0} Along', files[0] ?? '') : l10n.t('Take {0} Files Along', files.length);
  const choices: Choice<S>[] = [
    {
      label,
      iconPath: new ThemeIcon('diff-added'),
      detail: files.length === 1 ? l10n.t('As a new file of the same commit.') : files.join(', '),
      value: { ...state, include, plan: undefined },
    },
  ];
  const placeholder = blockers[0]?.message ?? '';
  return ask({ title: command.title(state), placeholder, choices, staysOpen: true }, position);
}
