/** The branch itself: only at the commit that we put it to is it ours to remove. */
import type { Location } from '../locate';
import { textOf, type Git } from '../runGit';

/** The commit of a ref; null where there is none. */
export async function commitOf(git: Git, ref: string): Promise<string | null> {
  const answer = await git('read', ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  return answer.exitCode === 0 ? textOf(answer) : null;
}

export async function holdsBranch(git: Git, name: string, commit: string): Promise<boolean> {
  return (await commitOf(git, `refs/heads/${name}`)) === commit;
}

/** The folder that has the branch checked out; null where none has. */
export async function checkedOutIn(git: Git, name: string): Promise<string | null> {
  return textOf(await git('read', ['for-each-ref', '--format=%(worktreepath)', `refs/heads/${name}`])) || null;
}

/** Make a branch that does not exist yet; false where it does, or where another one stands in its way. */
export async function createBranch({ git, gitVersion }: Location, name: string, commit: string): Promise<boolean> {
  const reason = 'openchoreo-gitops: a branch for a pull request';
  const create = `create refs/heads/${name} ${commit}\n`;
  // In a transaction Git says that it has done it, and simple-git waits for a word.
  const input = isSince(gitVersion, 2, 28) ? `start\n${create}commit\n` : create;
  return (await git('write', ['update-ref', '-m', reason, '--stdin'], { input })).exitCode === 0;
}

/** Remove a branch that still stands at this commit; true when it is gone. */
export async function removeBranch(git: Git, name: string, commit: string): Promise<boolean> {
  const answer = await git('write', ['update-ref', '-d', `refs/heads/${name}`, commit]);
  return answer.exitCode === 0 || (await commitOf(git, `refs/heads/${name}`)) === null;
}

function isSince(version: string, major: number, minor: number): boolean {
  const [first = 0, second = 0] = version.split('.').map(Number);
  return first > major || (first === major && second >= minor);
}
