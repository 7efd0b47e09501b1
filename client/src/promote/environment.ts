/** Several owners promoted together, as one commit: everything that differs between two environments, or selected rows. */
import { l10n } from 'vscode';
import type { Memento } from 'vscode';
import type { PinState } from '../../../server/src/protocol';
import type { Services } from '../services';
import { isAhead, stateText } from '../views/pinText';
import { askMany, section } from './ask';
import { ownerChoice } from './askOwner';
import { pairSteps } from './askPair';
import type { Paired } from './askPair';
import { ownersWithout, pinsOf } from './paths';
import type { OwnerPins } from './paths';
import { unplanned } from './planning';
import type { PlanCommand, Planning } from './planning';
import { runPlan } from './runPlan';
import type { Step } from './steps';
import { ownerName, selectorOf } from './subject';

export interface EnvironmentPromotion extends Paired, Planning {
  /** Who is promoted; undefined while it is to be chosen. */
  readonly owners: readonly OwnerPins[] | undefined;
  readonly release: string | undefined;
}

export function startOfBulk(paired: Paired, owners?: readonly OwnerPins[]): EnvironmentPromotion {
  return { ...unplanned, ...paired, owners, release: undefined };
}

/** @param before what Back leads to from the first question, where something was guessed */
export function runEnvironmentPromotion(
  services: Services,
  start: EnvironmentPromotion,
  before: readonly EnvironmentPromotion[] = [],
): Promise<void> {
  const steps = [...pairSteps<EnvironmentPromotion>(bareTitle), checklistStep(services.context.workspaceState)];
  return runPlan(services, command, steps, start, {
    before,
    again: (state) => runEnvironmentPromotion(services, { ...state, ...unplanned }, [start]),
  });
}

function bareTitle(): string {
  return l10n.t('Promote Environment');
}

function titleOf({ pair, owners }: EnvironmentPromotion): string {
  if (pair === undefined) {
    return bareTitle();
  }
  const [only, ...others] = owners ?? [];
  return only !== undefined && others.length === 0
    ? l10n.t('Promote {0}: {1} → {2}', ownerName(only), pair.from, pair.to)
    : l10n.t('Promote {0} → {1}', pair.from, pair.to);
}

const command: PlanCommand<EnvironmentPromotion> = {
  folder: ({ pair }) => pair?.folder ?? '',
  title: titleOf,
  request: ({ pair, owners, release }) =>
    pair && owners && owners.length > 0
      ? {
          kind: 'promote',
          owners: owners.flatMap((owner) => selectorOf(owner) ?? []),
          from: pair.from,
          to: pair.to,
          delivery: 'commit',
          ...(release === undefined ? {} : { release }),
        }
      : undefined,
  answer: (state, field, value) =>
    field === 'from' || field === 'to'
      ? { ...state, pair: state.pair && { ...state.pair, [field]: value } }
      : { ...state, [field]: value },
  without: (state, names) => {
    const owners = ownersWithout(state.owners ?? [], names);
    return owners && { ...state, owners };
  },
};

/** What was ticked the last time: whether the releases of projects and resources go along. */
const alongKey = 'promotion.along';

function checklistStep(memory: Memento): Step<EnvironmentPromotion> {
  return {
    asks: true,
    needed: ({ pair, owners }) => pair !== undefined && (owners === undefined || owners.length === 0),
    run: async (state, position) => {
      const { pair } = state;
      if (pair === undefined) {
        return { kind: 'back' };
      }
      const along = memory.get<boolean>(alongKey) ?? false;
      const rows = (wanted: readonly OwnerPins[], picked: boolean) =>
        wanted.map((owner) => ({
          ...ownerChoice(owner, changeText(owner, state), owner),
          picked: picked && !isNewer(owner, state),
        }));
      const components = pair.differing.filter((owner) => !goesAlong(owner));
      const others = pair.differing.filter(goesAlong);
      const answer = await askMany(
        {
          title: titleOf({ ...state, owners: undefined }),
          placeholder:
            pair.differing.length === 0
              ? l10n.t('{0} pins nothing that {1} does not pin as well.', pair.from, pair.to)
              : l10n.t('What is to be promoted, as one commit?'),
          choices: [
            ...section(l10n.t('components'), rows(components, true)),
            ...section(l10n.t('projects and resources'), rows(others, along || components.length === 0)),
          ],
        },
        position,
      );
      if (answer.kind !== 'answer') {
        return answer;
      }
      if (others.length > 0) {
        await memory.update(alongKey, answer.value.some(goesAlong));
      }
      return { kind: 'answer', value: { ...state, owners: answer.value } };
    },
  };
}

/** Projects and resources have releases of their own, which their components may need or not. */
function goesAlong(owner: OwnerPins): boolean {
  return owner[0]?.row.family === 'project' || owner[0]?.row.family === 'resource';
}

/** Whether the target runs a later release than the source: promoting it would be a step back. */
function isNewer(owner: OwnerPins, { pair }: EnvironmentPromotion): boolean {
  const target = pair && pinsOf(owner, pair).target;
  return target !== undefined && target.labels.source === pair?.from && isAhead(target.row);
}

/** What would change for an owner: `cart-20261102-1 → cart-20261116-1`. */
function changeText(owner: OwnerPins, state: EnvironmentPromotion): string {
  const { source, target } = pinsOf(owner, state.pair ?? { from: '', to: '' });
  if (source === undefined || target === undefined) {
    return '';
  }
  const remark = isNewer(owner, state) ? target : doubtful.has(source.row.state) ? source : undefined;
  const change = `${target.row.release ?? stateText(target, l10n)} → ${source.row.release ?? ''}`;
  return remark === undefined ? change : `${change} · ${remark.row.environment}: ${stateText(remark, l10n)}`;
}

/** States of a source that its release alone does not tell. */
const doubtful: ReadonlySet<PinState> = new Set<PinState>(['missing-release', 'undeployed', 'ambiguous']);
