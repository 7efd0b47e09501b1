/** How a repository stands: for welcome views, and for deciding whether a commit may be made. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { asRequested, locateRepository, type Location } from './locate';
import { parseStatus, type Status } from './parse';
import { isRefusal, refuse } from './refusals';
import type { Git } from './runGit';
import type { Operation, Refusal, Repository, RepositoryState } from './types';

/** Files in the Git folder that tell what was begun; the first that exists decides. */
const marks: readonly (readonly [file: string, operation: Operation])[] = [
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase'],
  ['MERGE_HEAD', 'merge'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
  ['BISECT_LOG', 'bisect'],
  ['sequencer', 'cherry-pick'],
];

/** The state of the repository that holds this folder; reads only, and takes no locks. */
export async function inspectRepository(folder: string, gitPath?: string): Promise<RepositoryState> {
  const location = await locateRepository(folder, gitPath);
  if (isRefusal(location)) return location;
  const status = await readStatus(location.git, ['--untracked-files=no']);
  return isRefusal(status) ? status : describeRepository(location, status);
}

export function describeRepository(location: Location, status: Status): Repository {
  const { folder, root, prefix, gitDir, shallow, superproject, gitVersion } = location;
  const { head, branch, upstream, ahead, behind } = status;
  return {
    kind: 'repository',
    ...{ folder, root, prefix, gitDir, head, branch, upstream, ahead, behind, shallow, superproject, gitVersion },
    unborn: head === null,
    detached: branch === null,
    operation: marks.find(([file]) => existsSync(join(gitDir, file)))?.[1] ?? null,
    linkedWorktree: location.commonDir !== gitDir && existsSync(join(gitDir, 'commondir')),
    locked: existsSync(lockOf(gitDir)),
  };
}

/** Why no commit may be made on the current branch as the repository stands; null when it may. */
export function refuseCommit(repository: Repository, status: Status): Refusal | null {
  if (repository.operation) return refuse(`${repository.operation}-in-progress`);
  const unmerged = status.entries
    .filter((entry) => entry.kind === 'unmerged')
    .map(({ path }) => asRequested(repository, path));
  if (unmerged.length > 0) return refuse('unmerged-files', {}, { files: unmerged });
  if (repository.detached) return refuse('detached-head');
  const staged = status.entries.some((entry) => entry.kind === 'changed' && !entry.xy.startsWith('.'));
  if (repository.unborn && staged) return refuse('unborn-staged');
  return null;
}

/** What differs between HEAD, index and working tree; a refusal when Git cannot tell. */
export async function readStatus(
  git: Git,
  options: readonly string[],
  paths?: readonly string[],
): Promise<StatusAnswer> {
  const fixed = ['status', '--porcelain=v2', '--branch', '-z', '--no-renames', '--ignore-submodules=dirty'];
  const answer = await git('read', [...fixed, ...options, ...(paths ? ['--', ...paths] : [])]);
  if (answer.exitCode === 0) return { kind: 'status', ...parseStatus(answer.stdout) };
  return refuse('repository-unreadable', {}, { detail: answer.stderr });
}

export type StatusAnswer = (Status & { readonly kind: 'status' }) | Refusal;

export function lockOf(gitDir: string): string {
  return join(gitDir, 'index.lock');
}
