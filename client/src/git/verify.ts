/** Compares commits with the plan: exactly the planned paths, with exactly the planned content. */
import type { Change } from './journal';
import { storesAs } from './objects';
import { parseTreeChanges, type TreeChange } from './parse';
import { mustRead, textOf, type Git } from './runGit';

export interface MadeCommit {
  readonly commit: string;
  /** Null for the first commit. */
  readonly parent: string | null;
  readonly changes: readonly TreeChange[];
}

/** HEAD's commit; null while the branch has none. */
export async function readHead(git: Git): Promise<string | null> {
  const answer = await git('read', ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  return answer.exitCode === 0 ? textOf(answer) : null;
}

/** The latest commits of the branch that came after `head`, oldest first, each compared with its first parent. */
export async function commitsSince(git: Git, head: string | null): Promise<MadeCommit[]> {
  if (head === null && (await readHead(git)) === null) return [];
  const range = head === null ? ['HEAD'] : ['HEAD', `^${head}`];
  const options = ['--first-parent', '--reverse', '--parents', '--max-count=20'];
  // The `--` says that these are revisions, even where files have the same names.
  const list = await mustRead(git, ['rev-list', ...options, ...range, '--']);
  const made: MadeCommit[] = [];
  for (const line of list.toString('utf8').split('\n')) {
    const [commit, parent = null] = line.split(' ');
    if (commit) made.push({ commit, parent, changes: await treeChanges(git, parent, commit) });
  }
  return made;
}

export async function treeChanges(git: Git, parent: string | null, commit: string): Promise<TreeChange[]> {
  const between = parent === null ? ['--root', '--no-commit-id', commit] : [parent, commit];
  return parseTreeChanges(await mustRead(git, ['diff-tree', '-r', '-z', '--raw', '--no-renames', ...between, '--']));
}

/** Paths in which the commit is not what was planned: planned ones with other content, and others. */
export async function deviations(git: Git, made: MadeCommit, changes: readonly Change[]): Promise<string[]> {
  const found = new Map(made.changes.map((change) => [change.path, change]));
  const planned = new Set(changes.map((change) => change.path));
  const deviating = [...found.keys()].filter((path) => !planned.has(path));
  for (const change of changes) {
    const tree = found.get(change.path);
    if (!tree || !(await isAsPlanned(git, change, tree))) deviating.push(change.path);
  }
  return deviating;
}

/** The one commit among these that is exactly the plan. */
export async function findExact(
  git: Git,
  commits: readonly MadeCommit[],
  changes: readonly Change[],
): Promise<MadeCommit | null> {
  for (const made of commits) {
    if ((await deviations(git, made, changes)).length === 0) return made;
  }
  return null;
}

async function isAsPlanned(git: Git, change: Change, tree: TreeChange): Promise<boolean> {
  if (tree.oldOid !== (change.index?.oid ?? null)) return false;
  if (change.to === null) return tree.newOid === null;
  const mode = change.index?.mode ?? tree.newMode;
  return tree.newOid !== null && tree.newMode === mode && (await storesAs(git, change.path, change.to, tree.newOid));
}
