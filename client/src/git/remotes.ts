/** What remotes already have, as far as this clone knows, and which one a branch goes to. */
import { refuse } from './refusals';
import { mustRead, textOf, type Git } from './runGit';
import type { Refusal } from './types';

/** A remote-tracking branch that holds this commit; null when none does. */
export async function remoteHolding(git: Git, commit: string): Promise<string | null> {
  const format = '--format=%(refname:lstrip=2)';
  const refs = await mustRead(git, ['for-each-ref', format, '--count=1', `--contains=${commit}`, 'refs/remotes']);
  return refs.toString('utf8').trim() || null;
}

/** A branch of a remote; `branch` null: its default one. */
export interface RemoteBranch {
  readonly kind: 'remote-branch';
  readonly remote: string;
  readonly branch: string | null;
}

/**
 * The remote that a branch name is about: `upstream/main` names it, `main` means that of the current branch, else
 * `origin`, else the only one.
 */
export async function chooseRemote(git: Git, named: string | null): Promise<RemoteBranch | Refusal> {
  const list = (await mustRead(git, ['remote'])).toString('utf8').split('\n');
  // A name that begins with a dash would be taken for an option.
  const remotes = list.filter((name) => name !== '' && !name.startsWith('-'));
  if (remotes.length === 0) return refuse('no-remote');
  const prefix = remotes
    .filter((name) => named?.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length)
    .at(0);
  if (named !== null && prefix !== undefined)
    return { kind: 'remote-branch', remote: prefix, branch: named.slice(prefix.length + 1) };
  const current = await remoteOfHead(git);
  const remote =
    [current, 'origin'].find((name) => name !== null && remotes.includes(name)) ??
    (remotes.length === 1 ? remotes[0] : undefined);
  return remote == null
    ? refuse('several-remotes', { remotes: remotes.join(', ') })
    : { kind: 'remote-branch', remote, branch: named };
}

/** The branch of this remote that the current branch follows; null where it follows none. */
export async function upstreamOn(git: Git, remote: string): Promise<string | null> {
  if ((await remoteOfHead(git)) !== remote) return null;
  const merge = await ofHead(git, '%(upstream:remoteref)');
  return merge?.startsWith('refs/heads/') ? merge.slice('refs/heads/'.length) : null;
}

function remoteOfHead(git: Git): Promise<string | null> {
  return ofHead(git, '%(upstream:remotename)');
}

async function ofHead(git: Git, field: string): Promise<string | null> {
  const head = await git('read', ['symbolic-ref', '--quiet', 'HEAD']);
  if (head.exitCode !== 0) return null;
  return textOf(await git('read', ['for-each-ref', `--format=${field}`, textOf(head)])) || null;
}
