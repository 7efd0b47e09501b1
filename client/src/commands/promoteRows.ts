/** Promote… on several selected rows: one commit for all their owners. */
import { ThemeIcon, l10n, window } from 'vscode';
import { ask } from '../promote/ask';
import { jointPromotions, ownersWithout } from '../promote/paths';
import type { JointPromotion } from '../promote/paths';
import { unplanned } from '../promote/planning';
import type { PlanCommand, Planning } from '../promote/planning';
import { runPlan } from '../promote/runPlan';
import type { Step } from '../promote/steps';
import { ownerName, selectorOf } from '../promote/subject';
import type { Services } from '../services';
import { entriesBelow, groupByOwner, sameOwner } from '../views/pinTree';
import type { PinEntry, TreeNode } from '../views/pinTree';

interface RowsPromotion extends Planning {
  readonly possible: readonly JointPromotion[];
  readonly joint: JointPromotion | undefined;
  readonly release: string | undefined;
}

/** @param entries the pins as they are now, in which the owners of the rows are looked up */
export async function promoteRows(
  services: Services,
  entries: readonly PinEntry[],
  rows: readonly TreeNode[],
): Promise<void> {
  const shown = rows.flatMap(entriesBelow);
  const owners = groupByOwner(entries).filter((owner) =>
    shown.some((entry) => owner[0] !== undefined && sameOwner(owner[0], entry)),
  );
  // A pin's row means its environment, an owner's row any.
  const environments = new Set(rows.flatMap((row) => (row.kind === 'pin' ? row.entry.row.environment : [])));
  const possible = jointPromotions(owners, environments);
  if (possible.length === 0) {
    void window.showInformationMessage(
      l10n.t('There is nothing to promote: what is selected already runs the same releases along its promotion paths.'),
    );
    return;
  }
  const joint = possible.length === 1 ? possible[0] : undefined;
  await runPlan(services, command, [targetStep], { ...unplanned, possible, joint, release: undefined });
}

const targetStep: Step<RowsPromotion> = {
  asks: true,
  needed: ({ joint }) => joint === undefined,
  run: (state, position) => {
    const choices = state.possible.map((joint) => ({
      label: joint.to,
      description: joint.owners.map(ownerName).join(', '),
      iconPath: new ThemeIcon('server-environment'),
      value: { ...state, joint },
    }));
    return ask({ title: titleOf(state), placeholder: l10n.t('To which environment?'), choices }, position);
  },
};

function titleOf({ joint }: RowsPromotion): string {
  return joint === undefined ? l10n.t('Promote') : l10n.t('Promote {0} to {1}', joint.owners.length, joint.to);
}

const command: PlanCommand<RowsPromotion> = {
  folder: ({ joint }) => joint?.folder ?? '',
  title: titleOf,
  request: ({ joint, release }) =>
    joint && {
      kind: 'promote',
      owners: joint.owners.flatMap((owner) => selectorOf(owner) ?? []),
      to: joint.to,
      delivery: 'commit',
      ...(joint.from === undefined ? {} : { from: joint.from }),
      ...(release === undefined ? {} : { release }),
    },
  answer: (state, field, value) =>
    field === 'from' || field === 'to'
      ? { ...state, joint: state.joint && { ...state.joint, [field]: value } }
      : { ...state, [field]: value },
  without: (state, names) => {
    const owners = ownersWithout(state.joint?.owners ?? [], names);
    return state.joint && owners && { ...state, joint: { ...state.joint, owners } };
  },
};
