/** Everything that is checked before a delivery changes anything. */
import { dirname } from 'node:path';
import { readIndex, waitForUnlock } from './gitIndex';
import { describeRepository, lockOf, readStatus, refuseCommit } from './inspect';
import type { Change } from './journal';
import type { Location } from './locate';
import type { Status } from './parse';
import { refusePaths } from './paths';
import { isRefusal, refuse } from './refusals';
import { sweepTemporaries } from './replaceFile';
import { examineTarget, type Target } from './target';
import { refuseHidden, trackTargets } from './tracked';
import type { PlannedFile, Refusal, Repository } from './types';

/** Files that the plan changes at all. */
export function changing(files: readonly PlannedFile[]): PlannedFile[] {
  return files.filter((planned) => planned.before !== planned.after);
}

/** What the request alone tells: bad paths, and unsaved editors on the files. */
export function refuseRequest(files: readonly PlannedFile[], unsaved: readonly string[] = []): Refusal | null {
  const open = new Set(unsaved);
  const dirty = files.map(({ file }) => file).filter((file) => open.has(file));
  return refusePaths(files) ?? (dirty.length > 0 ? refuse('unsaved-editor', {}, { files: dirty }) : null);
}

export type Examined = { readonly kind: 'examined'; readonly targets: readonly Target[] } | Refusal;

/** Look at all files on disk. */
export async function examineTargets(folder: string, prefix: string, files: readonly PlannedFile[]): Promise<Examined> {
  const targets: Target[] = [];
  for (const planned of files) {
    const target = await examineTarget(folder, prefix, planned).catch((error: unknown) => {
      return refuse('file-unreadable', { file: planned.file }, { files: [planned.file], detail: String(error) });
    });
    if (isRefusal(target)) return target;
    targets.push(target);
  }
  await sweepTemporaries(
    targets.filter((target) => target.missingFolders.length === 0).map((target) => dirname(target.absolute)),
  );
  return { kind: 'examined', targets };
}

export type Prepared =
  | {
      readonly kind: 'prepared';
      readonly repository: Repository;
      readonly status: Status;
      readonly changes: readonly Change[];
      readonly newFolders: readonly string[];
    }
  | { readonly kind: 'nothing' }
  | Refusal;

/** May these files be changed and committed on the current branch, as repository and disk stand now? */
export async function prepare(
  location: Location,
  files: readonly PlannedFile[],
  signal?: AbortSignal,
): Promise<Prepared> {
  const { git, gitDir, folder, prefix } = location;
  if (!(await waitForUnlock(gitDir, 2000, signal))) return refuse('index-locked', { lock: lockOf(gitDir) });
  const status = await readStatus(git, ['--untracked-files=all']);
  if (isRefusal(status)) return status;
  const repository = describeRepository(location, status);
  const index = await readIndex(
    git,
    files.map(({ file }) => prefix + file),
  );
  const refusal =
    refuseCommit(repository, status) ??
    (await refuseIdentity(location)) ??
    (await refuseHidden(location, files, index));
  if (refusal) return refusal;
  const examined = await examineTargets(folder, prefix, files);
  if (isRefusal(examined)) return explainByGit(location, status, files, examined) ?? examined;
  const { targets } = examined;
  const tracked = await trackTargets(location, status, index, targets);
  if (isRefusal(tracked)) return tracked;
  if (targets.every((target) => target.already)) return { kind: 'nothing' };
  const done = targets.find((target) => target.already);
  if (done) return refuse('file-changed', { file: done.file }, { files: [done.file] });
  const newFolders = [...new Set(targets.flatMap((target) => target.missingFolders))];
  return { kind: 'prepared', repository, status, changes: tracked.changes, newFolders };
}

/** A file that differs from the plan because of changes that are not committed: that is the better reason. */
function explainByGit(
  location: Location,
  status: Status,
  files: readonly PlannedFile[],
  refusal: Refusal,
): Refusal | null {
  if (refusal.code !== 'file-changed' && refusal.code !== 'file-missing') return null;
  const { prefix } = location;
  const dirty = new Set(status.entries.filter(({ kind }) => kind === 'changed').map(({ path }) => path));
  const changed = files.map(({ file }) => file).filter((file) => dirty.has(prefix + file));
  return changed.length > 0 ? refuse('dirty-file', {}, { files: changed }) : null;
}

/** Asked of the committer alone: who makes the commit is its author too, but for variables that Git itself will name. */
export async function refuseIdentity({ git }: Location): Promise<Refusal | null> {
  const answer = await git('read', ['var', 'GIT_COMMITTER_IDENT']);
  return answer.exitCode === 0 ? null : refuse('missing-identity', {}, { detail: answer.stderr });
}
