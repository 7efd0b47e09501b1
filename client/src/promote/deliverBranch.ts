/** Pushes a plan as a branch, planning it anew where the base has moved meanwhile. */
import { Uri } from 'vscode';
import type { Plan, PlanItem } from '../../../server/src/protocol';
import { deliverBranch } from '../git';
import type { Base, BranchOutcome, Replanned } from '../git';
import { unsavedFiles } from './deliver';
import type { Work } from './deliver';

/** What a branch is made from. */
export interface BranchPlan {
  readonly plan: Plan;
  readonly base: Base;
  /** Plans the same request from another base. */
  readonly replan: (base: Base) => Thenable<Plan>;
}

/** The plan is that of the branch in the end: it may have been made anew. */
export interface BranchDelivered {
  readonly outcome: BranchOutcome;
  readonly plan: Plan;
}

export async function pushPlan({ plan, base, replan }: BranchPlan, work: Work): Promise<BranchDelivered> {
  let latest = plan;
  const again = async (moved: Base): Promise<Replanned> => {
    const planned = await replan(moved);
    const why = otherChange(plan, planned);
    if (why !== undefined) {
      return { kind: 'outdated', why };
    }
    latest = planned;
    return { kind: 'planned', files: planned.files, message: planned.commitMessage };
  };
  const outcome = await deliverBranch({
    ...work,
    base,
    files: plan.files,
    unsaved: unsavedFiles(Uri.file(work.folder), plan.files),
    message: plan.commitMessage,
    branch: plan.branch?.name ?? 'promote',
    replan: again,
  });
  return { outcome, plan: latest };
}

/** Why a plan is not the change any more that was agreed to; in the server's words, or in names alone. */
function otherChange(agreed: Plan, now: Plan): string | undefined {
  if (now.status === 'blocked') {
    return now.blockers.map(({ message }) => message).join(' ');
  }
  const of = ({ items }: Plan): readonly string[] =>
    items.filter(({ action }) => action !== 'none').map((item) => nameOf(item));
  const [before, after] = [of(agreed).join(', '), of(now).join(', ')];
  return before === after ? undefined : `${before} ≠ ${after || '∅'}.`;
}

function nameOf({ project, name, to, previous, release }: PlanItem): string {
  return `${project ?? ''}/${name} ${to} ${previous ?? '∅'} → ${release}`;
}
