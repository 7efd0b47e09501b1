/** Create Release…: releases of the current state of components, on request pinned to their first environment as well. */
import { ThemeIcon, l10n } from 'vscode';
import type { Memento } from 'vscode';
import { ask, askMany } from '../promote/ask';
import { ownerChoice } from '../promote/askOwner';
import { ownersWithout } from '../promote/paths';
import type { OwnerPins } from '../promote/paths';
import { unplanned } from '../promote/planning';
import type { PlanCommand, Planning } from '../promote/planning';
import { runPlan } from '../promote/runPlan';
import type { Step } from '../promote/steps';
import { ownerName, selectorOf } from '../promote/subject';
import type { Services } from '../services';
import { canCutReleases } from '../views/pinState';
import { groupByOwner } from '../views/pinTree';
import type { PinEntry } from '../views/pinTree';
import { invokedOn } from './invokedOn';
import { pinsToChange } from './pinsToChange';

interface ReleaseCreation extends Planning {
  readonly entries: readonly PinEntry[];
  /** Undefined while they are to be chosen. */
  readonly owners: readonly OwnerPins[] | undefined;
  /** Whether it is also pinned; undefined while that is to be asked. */
  readonly pin: boolean | undefined;
  readonly to: string | undefined;
}

export async function createRelease(services: Services, row?: unknown): Promise<void> {
  const entries = await pinsToChange(services);
  if (entries === undefined) {
    return;
  }
  const blank: ReleaseCreation = { ...unplanned, entries, owners: undefined, pin: undefined, to: undefined };
  const { owner } = invokedOn(entries, row);
  const known = owner !== undefined && owner.some(canCutReleases) ? [owner] : undefined;
  await run(services, { ...blank, owners: known }, known === undefined ? [] : [blank]);
}

function run(services: Services, start: ReleaseCreation, before: readonly ReleaseCreation[]): Promise<void> {
  return runPlan(services, command, [componentsStep, pinStep(services.context.workspaceState)], start, {
    before,
    again: (state) => run(services, { ...state, ...unplanned }, before),
  });
}

function titleOf({ owners }: ReleaseCreation): string {
  const [only, ...others] = owners ?? [];
  if (only === undefined) {
    return l10n.t('Create Release');
  }
  return others.length === 0
    ? l10n.t('Create a release of {0}', ownerName(only))
    : l10n.t('Create releases of {0} components', others.length + 1);
}

const componentsStep: Step<ReleaseCreation> = {
  asks: true,
  needed: ({ owners }) => owners === undefined,
  run: async (state, position) => {
    const choices = groupByOwner(state.entries)
      .filter((owner) => owner.some(canCutReleases))
      .map((owner) => ownerChoice(owner, pinnedText(owner), owner));
    const placeholder = l10n.t('Of which components is the current state to be released?');
    const answer = await askMany({ title: titleOf(state), placeholder, choices }, position);
    return answer.kind === 'answer' ? { kind: 'answer', value: { ...state, owners: answer.value } } : answer;
  },
};

/** What the first environment runs now. */
function pinnedText(owner: OwnerPins): string {
  const [first] = owner;
  return first?.row.release == null ? '' : `${first.row.environment}: ${first.row.release}`;
}

const rememberedKey = 'release.pin';

function pinStep(memory: Memento): Step<ReleaseCreation> {
  return {
    asks: true,
    needed: ({ owners, pin }) => owners !== undefined && pin === undefined,
    run: async (state, position) => {
      const first = new Set(state.owners?.flatMap(([pin]) => pin?.row.environment ?? []));
      const [environment = ''] = first;
      const pinned = {
        label:
          first.size === 1
            ? l10n.t('Create and Pin to {0}', environment)
            : l10n.t('Create and Pin to the First Environment'),
        iconPath: new ThemeIcon('pinned'),
        detail: l10n.t('Both in one commit.'),
        value: { ...state, pin: true },
      };
      const alone = {
        label: l10n.t('Create Only'),
        iconPath: new ThemeIcon('package'),
        detail: l10n.t('No environment changes until the release is pinned.'),
        value: { ...state, pin: false },
      };
      const choices = memory.get<boolean>(rememberedKey) === false ? [alone, pinned] : [pinned, alone];
      const answer = await ask(
        { title: titleOf(state), placeholder: l10n.t('Where is it to run?'), choices },
        position,
      );
      if (answer.kind === 'answer') {
        await memory.update(rememberedKey, answer.value.pin);
      }
      return answer;
    },
  };
}

const command: PlanCommand<ReleaseCreation> = {
  folder: ({ owners }) => owners?.[0]?.[0]?.folder ?? '',
  title: titleOf,
  request: ({ owners, pin, to }) =>
    owners === undefined || pin === undefined
      ? undefined
      : {
          kind: 'release',
          owners: owners.flatMap((owner) => selectorOf(owner) ?? []),
          pin,
          delivery: 'commit',
          ...(to === undefined ? {} : { to }),
        },
  answer: (state, field, value) => (field === 'to' ? { ...state, to: value } : state),
  without: (state, names) => {
    const owners = ownersWithout(state.owners ?? [], names);
    return owners && { ...state, owners };
  },
};
