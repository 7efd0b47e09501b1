import type { PlanContext } from '../analysis/promotion/draft';
import { planPromotion } from '../analysis/promotion/planPromotion';
import { currentReleases } from '../analysis/release/currentRelease';
import { planRelease } from '../analysis/release/planRelease';
import { localDay } from '../base/day';
import { releaseNames } from '../node/releaseNames';
import type { Plan, PlanRequest } from '../protocol';
import type { FolderSession } from './folderSession';

/**
 * The plan that a request asks for, from what the session knows now.
 *
 * @param trusted whether Git may be run: in Restricted Mode names on other branches are not known.
 */
export function planFor(session: FolderSession, request: PlanRequest, trusted: boolean): Promise<Plan> {
  return PLANNERS[request.kind](session, request as never, trusted);
}

type Planner<K extends PlanRequest['kind']> = (
  session: FolderSession,
  request: Extract<PlanRequest, { readonly kind: K }>,
  trusted: boolean,
) => Promise<Plan>;

const PLANNERS: { readonly [K in PlanRequest['kind']]: Planner<K> } = {
  promote: (session, request) => Promise.resolve(planPromotion(contextOf(session), request)),
  release: async (session, request, trusted) => {
    const otherNames = trusted ? await releaseNames(session.root) : [];
    return planRelease({ ...contextOf(session), today: localDay(new Date()), otherNames }, request);
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
