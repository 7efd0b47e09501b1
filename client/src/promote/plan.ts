/** Has the server plan, and asks what the plan leaves open. */
import { ProgressLocation, Uri, window } from 'vscode';
import { planRequest } from '../../../server/src/protocol';
import type { Plan, PlanMessage } from '../../../server/src/protocol';
import type { LanguageServer } from '../server/languageServer';
import { deliverySetting } from '../settings';
import { ask } from './ask';
import type { Choice } from './ask';
import type { Delivery, PlanCommand, Planning } from './planning';
import type { Step } from './steps';

export function planStep<S extends Planning>(server: LanguageServer, command: PlanCommand<S>): Step<S> {
  return {
    asks: false,
    needed: (state) => state.plan === undefined && command.request(state) !== undefined,
    run: async (state) => {
      const setting = deliverySetting(Uri.parse(command.folder(state)));
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
  const planned = await request(server, command, state, delivery);
  const [first] = planned.blockers;
  if (delivery !== 'commit' || first === undefined || planned.blockers.some(({ code }) => code !== 'needs-review')) {
    return { ...state, plan: planned };
  }
  return { ...state, plan: await request(server, command, state, 'edit'), review: first };
}

function request<S extends Planning>(
  server: LanguageServer,
  command: PlanCommand<S>,
  state: S,
  delivery: Delivery,
): Thenable<Plan> {
  const params = { ...command.request(state), folder: command.folder(state), delivery };
  return window.withProgress({ location: ProgressLocation.Window, title: command.title(state) }, () =>
    server.request<Plan>(planRequest, params),
  );
}

/** The first thing that the plan leaves to the user. */
function openQuestion({ plan }: Planning): PlanMessage | undefined {
  return plan?.blockers.find(({ choices }) => choices !== undefined && choices.length > 0);
}

export function choiceStep<S extends Planning>(command: PlanCommand<S>): Step<S> {
  return {
    asks: true,
    needed: (state) => openQuestion(state) !== undefined,
    run: (state, position) => {
      const { code, message, choices: offered = [] } = openQuestion(state) ?? { code: '', message: '' };
      const choices = offered.flatMap(({ value, label, description, sets }): Choice<S>[] => {
        const field = sets ?? (code === 'ambiguous-target' ? 'to' : 'release');
        if (field === 'include' || field === 'restore') return [];
        const next = { ...command.answer(state, field, value), plan: undefined, review: undefined };
        return [{ label, ...(description === undefined ? {} : { description }), value: next }];
      });
      return ask({ title: command.title(state), placeholder: message, choices }, position);
    },
  };
}
