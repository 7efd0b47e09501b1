/** Asks which environment to promote to: where promotion paths lead first, the rest on request and with a warning. */
import { ThemeIcon, l10n } from 'vscode';
import type { PinEntry } from '../views/pinTree';
import { ask } from './ask';
import { environmentChoice } from './askEnvironment';
import { titleOf } from './promotion';
import type { Promotion } from './promotion';
import type { Answer, Position, Step } from './steps';
import { targetsOf } from './subject';

export const targetStep: Step<Promotion> = {
  asks: true,
  needed: ({ owner, to }) => owner !== undefined && to === undefined,
  run: askTarget,
};

async function askTarget(promotion: Promotion, position: Position): Promise<Answer<Promotion>> {
  const { likely, others } = targetsOf(promotion.owner ?? [], promotion.from);
  const all = likely.length === 0;
  const answer = await askAmong(promotion, position, likely, all ? others : [], !all && others.length > 0);
  return answer.kind === 'answer' && answer.value === showAll
    ? withTarget(promotion, await askAmong(promotion, position, likely, others, false))
    : withTarget(promotion, answer);
}

/** Not an environment's name: those are DNS labels. */
const showAll = '*';

function withTarget(promotion: Promotion, answer: Answer<string>): Answer<Promotion> {
  return answer.kind === 'answer' ? { kind: 'answer', value: { ...promotion, to: answer.value } } : answer;
}

function askAmong(
  promotion: Promotion,
  position: Position,
  likely: readonly PinEntry[],
  others: readonly PinEntry[],
  offerAll: boolean,
): Promise<Answer<string>> {
  const offPath = l10n.t('No release waits on a promotion path to this environment.');
  const choices = [
    ...likely.map(environmentChoice),
    ...others.map((entry) => ({ ...environmentChoice(entry), ...(likely.length > 0 ? { detail: offPath } : {}) })),
    ...(offerAll
      ? [{ label: l10n.t('Show all environments…'), iconPath: new ThemeIcon('list-unordered'), value: showAll }]
      : []),
  ];
  return ask({ title: titleOf(promotion, l10n), placeholder: l10n.t('To which environment?'), choices }, position);
}
