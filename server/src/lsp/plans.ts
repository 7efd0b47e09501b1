import { branchName } from '../analysis/promotion/branchName';
import type { PlanContext } from '../analysis/promotion/draft';
import { planPromotion } from '../analysis/promotion/planPromotion';
import { currentReleases } from '../analysis/release/currentRelease';
import { planRelease } from '../analysis/release/planRelease';
import { localDay } from '../base/day';
import { releaseNames } from '../node/releaseNames';
import type { Plan, PlanRequest } from '../protocol';
import type { RepositoryConfig } from '../repository/config';
import type { FolderSession } from './folderSession';
import { planFromBase } from './planFromBase';

/** What planners work on: the working tree as the session knows it, or the tree of a commit. */
export interface PlanSource {
  readonly context: PlanContext;
  readonly root: string;
  /** Whether Git may be run: in Restricted Mode nothing but the working tree is known. */
  readonly trusted: boolean;
  /** The commit whose tree it is; absent for the working tree. */
  readonly commit?: string;
}

/** The plan that a request asks for: from what the session knows now, or from the tree of the commit that it names. */
export function planFor(session: FolderSession, request: PlanRequest, trusted: boolean): Promise<Plan> {
  const source: PlanSource = { context: contextOf(session), root: session.root, trusted };
  const plan = async (from: PlanSource) =>
    withDelivery(await PLANNERS[request.kind](from, request as never), request, from.context.repository.config);
  return request.base === undefined ? plan(source) : planFromBase(session, source, request, plan);
}

/** What the configuration says of how a plan is delivered. */
function withDelivery(plan: Plan, { kind }: PlanRequest, { promotion }: RepositoryConfig): Plan {
  const name = branchName(plan.items, promotion.branch, kind, localDay(new Date()));
  return {
    ...plan,
    branch: { name, base: promotion.baseBranch ?? null },
    ...(promotion.signOff !== undefined && { signOff: promotion.signOff }),
  };
}

/** A planner looks at nothing but its source, so that it plans from any commit. */
type Planner<K extends PlanRequest['kind']> = (
  source: PlanSource,
  request: Extract<PlanRequest, { readonly kind: K }>,
) => Promise<Plan>;

const PLANNERS: { readonly [K in PlanRequest['kind']]: Planner<K> } = {
  promote: ({ context }, request) => Promise.resolve(planPromotion(context, request)),
  release: async ({ context, root, trusted }, request) => {
    const otherNames = trusted ? await releaseNames(root) : [];
    return planRelease({ ...context, today: localDay(new Date()), otherNames }, request);
  },
};

function contextOf(session: FolderSession): PlanContext {
  const { repository, checker, git } = session;
  const textOf = (file: string) => session.textOf(file);
  return {
    repository,
    checker,
    textOf,
    currentRelease: currentReleases({ repository, textOf }),
    ...(git && { history: git }),
  };
}
