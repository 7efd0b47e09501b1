import { t } from '../base/l10n';
import { onlyLocal, otherThanHere } from '../analysis/promotion/onlyLocal';
import { takeAlong } from '../analysis/promotion/takeAlong';
import { currentReleases } from '../analysis/release/currentRelease';
import type { Plan, PlanMessage, PlanRequest } from '../protocol';
import { CONFIG_FILE } from '../repository/config';
import { openBase, type BaseRepository } from './baseRepository';
import type { FolderSession } from './folderSession';
import type { PlanSource } from './plans';

/**
 * The plan that a request asks for from the tree of a commit. What only the working tree has stands in its way, unless
 * the request takes it along; the working tree itself counts for nothing else.
 *
 * @param here the working tree
 * @param plan plans the request from a source
 */
export async function planFromBase(
  session: FolderSession,
  here: PlanSource,
  request: PlanRequest,
  plan: (source: PlanSource) => Promise<Plan>,
): Promise<Plan> {
  const { base: commit = '', include = [] } = request;
  if (!here.trusted) {
    const message = t`In Restricted Mode Git is not run, so nothing can be planned from a branch. Trust the folder first.`;
    return blocked([{ code: 'restricted-mode', message }]);
  }
  const base = isCommitId(commit) ? await openBase(session, commit) : undefined;
  if (!base) return blocked([{ code: 'unknown-base', message: t`This repository has no commit "${commit}".` }]);
  const taken = new Map<string, string>();
  const refusals = include.flatMap((file) => take(session, base, taken, file));
  if (refusals.length > 0) return blocked(refusals);

  const source: PlanSource = { ...here, context: contextOf(session, base, taken), commit };
  const there = await plan(source);
  // Of the working tree's plan only its items count: it is not carried out.
  const local = { ...here.context, checking: 'nothing' as const };
  const plans = { here: await plan({ ...here, context: local }), there, local, base: source.context };
  const lacking = onlyLocal(plans);
  if (lacking.length > 0) return { ...there, status: 'blocked', blockers: lacking };
  const whole = takeAlong(source.context, there, taken);
  return { ...whole, warnings: [...whole.warnings, ...otherThanHere(plans)] };
}

/** Ids go into Git's command lines. */
function isCommitId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** Hands a file of the working tree to the base's repository; says why it cannot come along. */
function take(
  session: FolderSession,
  { repository, checker, textOf }: BaseRepository,
  taken: Map<string, string>,
  file: string,
): readonly PlanMessage[] {
  const text = session.repository.files.factsOf(file) && session.textOf(file);
  const why =
    text === undefined || file === CONFIG_FILE || !repository.reads(file)
      ? t`it is no file with manifests of this repository`
      : textOf(file) !== undefined
        ? t`the branch starts from a version of its own`
        : undefined;
  if (why !== undefined) return [{ code: 'cannot-take', message: t`${file} cannot come along: ${why}.` }];
  taken.set(file, text!);
  checker.fileChanged(file, repository.setFile(file, text));
  return [];
}

function contextOf(
  session: FolderSession,
  { repository, checker, textOf }: BaseRepository,
  taken: ReadonlyMap<string, string>,
) {
  const text = (file: string) => taken.get(file) ?? textOf(file);
  return {
    repository,
    checker,
    textOf: text,
    checking: taken.size === 0 ? ('counts' as const) : ('errors' as const),
    currentRelease: currentReleases({ repository, textOf: text }),
    ...(session.git && { history: session.git }),
  };
}

function blocked(blockers: readonly PlanMessage[]): Plan {
  return {
    ...{ version: 1, status: 'blocked', commitMessage: '', blockers },
    ...{ warnings: [], notes: [], files: [], items: [] },
  };
}
