/** Has the server plan the promotion, and asks what the plan leaves open. */
import { ProgressLocation, l10n, window } from 'vscode';
import { planRequest } from '../../../server/src/protocol';
import type { Plan, PlanMessage, PlanRequest } from '../../../server/src/protocol';
import type { LanguageServer } from '../server/languageServer';
import { ask } from './ask';
import type { Choice } from './ask';
import { folderOf, titleOf } from './promotion';
import type { Delivery, Promotion } from './promotion';
import type { Step } from './steps';
import { selectorOf } from './subject';

export function planStep(server: LanguageServer, delivery: Delivery): Step<Promotion> {
  return {
    asks: false,
    needed: ({ owner, to, plan }) => owner !== undefined && to !== undefined && plan === undefined,
    run: async (promotion) => ({ kind: 'answer', value: await plan(server, promotion, delivery) }),
  };
}

/** Plans; where a review is required, plans what remains possible and keeps the reason. */
async function plan(server: LanguageServer, promotion: Promotion, delivery: Delivery): Promise<Promotion> {
  const planned = await request(server, promotion, delivery);
  const [first] = planned.blockers;
  if (delivery !== 'commit' || first === undefined || planned.blockers.some(({ code }) => code !== 'needs-review')) {
    return { ...promotion, plan: planned };
  }
  return { ...promotion, plan: await request(server, promotion, 'edit'), review: first };
}

function request(server: LanguageServer, promotion: Promotion, delivery: Delivery): Thenable<Plan> {
  const owner = selectorOf(promotion.owner ?? []);
  const { from, to, release } = promotion;
  const params: PlanRequest = {
    kind: 'promote',
    folder: folderOf(promotion),
    owners: owner === undefined ? [] : [owner],
    delivery,
    ...(to === undefined ? {} : { to }),
    ...(from === undefined ? {} : { from }),
    ...(release === undefined ? {} : { release }),
  };
  return window.withProgress({ location: ProgressLocation.Window, title: titleOf(promotion, l10n) }, () =>
    server.request<Plan>(planRequest, params),
  );
}

/** The first thing that the plan leaves to the user. */
function openQuestion({ plan }: Promotion): PlanMessage | undefined {
  return plan?.blockers.find(({ choices }) => choices !== undefined && choices.length > 0);
}

export const choiceStep: Step<Promotion> = {
  asks: true,
  needed: (promotion) => openQuestion(promotion) !== undefined,
  run: (promotion, position) => {
    const { code, message, choices: offered = [] } = openQuestion(promotion) ?? { code: '', message: '' };
    const choices = offered.map(({ value, label, description, sets }): Choice<Promotion> => {
      const field = sets ?? (code === 'ambiguous-target' ? 'to' : 'release');
      return {
        label,
        ...(description === undefined ? {} : { description }),
        value: { ...promotion, plan: undefined, review: undefined, [field]: value },
      };
    });
    return ask({ title: titleOf(promotion, l10n), placeholder: message, choices }, position);
  },
};
