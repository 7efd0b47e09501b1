import { branchName } from '../analysis/promotion/branchName';
import type { PlanContext } from '../analysis/promotion/draft';
import type { Past } from '../analysis/promotion/pastPins';
import { planPinRequest } from '../analysis/promotion/planPin';
import { planPromotion } from '../analysis/promotion/planPromotion';
import { planRollback } from '../analysis/promotion/planRollback';
import { planState } from '../analysis/promotion/planState';
import { currentReleases } from '../analysis/release/currentRelease';
import { planRelease } from '../analysis/release/planRelease';
import { localDay } from '../base/day';
import { t } from '../base/l10n';
import { pastFiles } from '../node/pastFiles';
import { releaseNames } from '../node/releaseNames';
import type { Plan, PlanRequest } from '../protocol';
import type { RepositoryConfig } from '../repository/config';
import type { FolderSession } from './folderSession';
import { historyOf } from './pinHistories';
import { planFromBase } from './planFromBase';

/** What planners work on: the working tree as the session knows it, or the tree of a commit. */
export interface PlanSource {
  readonly context: PlanContext;
  readonly root: string;
  /** Whether Git may be run: in Restricted Mode nothing but the working tree is known. */
  readonly trusted: boolean;
  /** What Git knows of the past; without it, why it knows nothing. */
  readonly past: () => Promise<Past | { readonly unavailable: string }>;
  /** The commit whose tree it is; absent for the working tree. */
  readonly commit?: string;
}

/** The plan that a request asks for: from what the session knows now, or from the tree of the commit that it names. */
export function planFor(session: FolderSession, request: PlanRequest, trusted: boolean): Promise<Plan> {
  const past = () => pastOf(session, trusted, request.base);
  const source: PlanSource = { context: contextOf(session), root: session.root, trusted, past };
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
  pin: ({ context }, request) => Promise.resolve(planPinRequest(context, request)),
  undeploy: ({ context }, request) => Promise.resolve(planState(context, request)),
  redeploy: ({ context }, request) => Promise.resolve(planState(context, request)),
  rollback: async ({ context, past }, request) => planRollback({ ...context, past: await past() }, request),
};

async function pastOf(session: FolderSession, trusted: boolean, commit: string | undefined) {
  if (!trusted)
    return {
      unavailable: t`In Restricted Mode Git is not run, so earlier releases are not known. Trust the folder first.`,
    };
  const history = await historyOf(session, commit);
  return history
    ? { history, files: pastFiles(session.root) }
    : { unavailable: t`Earlier releases are known from Git only, and this folder has no Git history.` };
}

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
