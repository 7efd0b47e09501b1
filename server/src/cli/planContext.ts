import { needsHistory } from '../analysis/pins';
import type { PlanContext } from '../analysis/promotion/draft';
import { currentReleases } from '../analysis/release/currentRelease';
import { loadGitFacts } from '../node/gitFacts';
import type { OpenRepository } from './open';

/** What plans are made from: the files on disk, and Git where the order of releases depends on it. */
export async function planContext({ root, repository, checker, files }: OpenRepository): Promise<PlanContext> {
  const history = needsHistory(repository.view) ? await loadGitFacts(root, true) : undefined;
  const textOf = (file: string) => files.read(file);
  return {
    repository,
    checker,
    textOf,
    currentRelease: currentReleases({ repository, textOf }),
    ...(history && { history }),
  };
}
