/** What remotes already have, as far as this clone knows. */
import { mustRead, type Git } from './runGit';

/** A remote-tracking branch that holds this commit; null when none does. */
export async function remoteHolding(git: Git, commit: string): Promise<string | null> {
  const format = '--format=%(refname:lstrip=2)';
  const refs = await mustRead(git, ['for-each-ref', format, '--count=1', `--contains=${commit}`, 'refs/remotes']);
  return refs.toString('utf8').trim() || null;
}
