/** Puts right what a delivery left that was killed on the way to its push. Asks no remote: it is done at start-up. */
import type { Undertaking } from '../journal';
import type { Location } from '../locate';
import type { RecoveryOutcome } from '../types';
import { checkedOutIn, commitOf, removeBranch } from './branchRef';

/**
 * The branch that the remote is known to have stays, as does one that somebody has checked out or gone on with; one that
 * nobody can have seen goes. The commit itself harms nobody.
 */
export async function recoverBranch({ git }: Location, { branch }: Undertaking): Promise<RecoveryOutcome> {
  if (!branch) return { kind: 'clean' };
  const { name, commit, remote } = branch;
  if ((await commitOf(git, `refs/heads/${name}`)) !== commit) return { kind: 'clean' };
  if ((await commitOf(git, `refs/remotes/${remote}/${name}`)) === commit)
    return { kind: 'branch-pushed', branch: name, commit };
  if ((await checkedOutIn(git, name)) !== null) return { kind: 'clean' };
  return (await removeBranch(git, name, commit)) ? { kind: 'branch-taken-back', branch: name } : { kind: 'clean' };
}
