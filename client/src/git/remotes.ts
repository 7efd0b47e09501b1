/** What remotes already have, as far as this clone knows. */
import { textOf, type Git } from './runGit';

/** A remote-tracking branch that holds this commit; null when none does. */
export async function remoteHolding(git: Git, commit: string): Promise<string | null> {
  const format = '--format=%(refname:lstrip=2)';
  const answer = await git('read', ['for-each-ref', format, '--count=1', `--contains=${commit}`, 'refs/remotes']);
  return textOf(answer) || null;
}
