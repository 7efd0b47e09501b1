/** Takes back a branch that was made for a pull request, here and on its remote, as long as nobody went on with it. */
import { locateRepository } from '../locate';
import { isRefusal, refuse } from '../refusals';
import { wordsOf } from '../runGit';
import { inTurn } from '../serialise';
import type { DeleteBranchOutcome, DeleteBranchRequest } from '../types';
import { checkedOutIn, commitOf, removeBranch } from './branchRef';
import { askRemote } from './talk';

export async function deleteBranch(request: DeleteBranchRequest): Promise<DeleteBranchOutcome> {
  const { branch, commit, remote } = request;
  const location = await locateRepository(request.folder, request.gitPath);
  if (isRefusal(location)) return location;
  const { git } = location;
  return inTurn(location.gitDir, async () => {
    const ref = `refs/heads/${branch}`;
    const here = await commitOf(git, ref);
    if (here !== null && here !== commit) return refuse('branch-changed', { branch });
    const folder = await checkedOutIn(git, branch);
    if (folder !== null) return refuse('branch-in-use', { branch, folder });
    const answer = await askRemote(location, remote, [ref]);
    if (answer === null) return refuse('push-failed', { branch, remote });
    const there = answer.get(branch);
    if (there !== undefined && there !== commit) return refuse('branch-changed', { branch });
    if (there !== undefined) {
      // The lease forces nothing: with it the remote deletes only what still is what we pushed.
      const args = ['push', '--porcelain', `--force-with-lease=${ref}:${commit}`, '--', remote, `:${ref}`];
      const gone = await git('hooks', args, { literal: false });
      if (gone.exitCode !== 0) return refuse('push-failed', { branch, remote }, { detail: wordsOf(gone) });
    }
    if (!(await removeBranch(git, branch, commit))) return refuse('branch-changed', { branch });
    return { kind: 'deleted' };
  });
}
