/** Finds and fetches the branch that pull requests go to. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { locateRepository, type Location } from '../locate';
import { isRefusal, refuse } from '../refusals';
import { chooseRemote, upstreamOn } from '../remotes';
import { textOf } from '../runGit';
import { inTurn } from '../serialise';
import type { Base, BaseRequest, Refusal } from '../types';
import { isBranchName } from './names';
import { fetchBranch, trackingRef } from './talk';

/** The base of a branch, fetched now. Moves the remote-tracking branch; nothing else of the repository changes. */
export async function findBase({ folder, gitPath, ...request }: BaseRequest): Promise<Base | Refusal> {
  const location = await locateRepository(folder, gitPath);
  if (isRefusal(location)) return location;
  return inTurn(`${location.gitDir} fetch`, async () => {
    const chosen = await chooseRemote(location.git, request.baseBranch);
    if (isRefusal(chosen)) return chosen;
    const { remote } = chosen;
    const branch = chosen.branch ?? (await defaultBranch(location, remote));
    if (branch === null) return refuse('unknown-base-branch', { remote });
    if (!isBranchName(branch)) return refuse('no-base-branch', { remote, branch });
    const url = textOf(await location.git('read', ['remote', 'get-url', '--', remote]));
    return refreshBase(location, { kind: 'base', remote, url, branch, commit: '' }, request);
  });
}

/** The same base as it is on the remote now. */
export async function refreshBase(
  location: Location,
  base: Base,
  { transport, signal }: Pick<BaseRequest, 'transport' | 'signal'>,
): Promise<Base | Refusal> {
  const fetched = await fetchBranch(location, base, transport, signal);
  if (signal?.aborted) return refuse('cancelled');
  if (fetched.kind === 'refused') return fetched;
  // VS Code's Git leaves tracking branches alone that the clone's refspecs do not name, as in a clone of another branch.
  const isTracked = !transport || (await tracks(location, base));
  const fresh = isTracked ? null : await justFetched(location, base.branch);
  const commit = fresh ?? (await tracked(location, base));
  return commit === null ? refuse('no-base-branch', { remote: base.remote, branch: base.branch }) : { ...base, commit };
}

/** The remote's own default branch, as the clone remembers it, else as the remote says, else the branch followed here. */
async function defaultBranch({ git }: Location, remote: string): Promise<string | null> {
  const prefix = `refs/remotes/${remote}/`;
  const remembered = textOf(await git('read', ['symbolic-ref', '--quiet', `${prefix}HEAD`]));
  if (remembered.startsWith(prefix)) return remembered.slice(prefix.length);
  const answer = await git('read', ['ls-remote', '--symref', '--', remote, 'HEAD']);
  const said = /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(answer.stdout.toString('utf8'))?.[1];
  return said ?? (await upstreamOn(git, remote));
}

/** Whether a plain fetch moves the tracking branch. */
async function tracks({ git }: Location, { remote, branch }: Base): Promise<boolean> {
  const answer = await git('read', ['config', '--get-all', `remote.${remote}.fetch`]);
  const refspecs = answer.stdout.toString('utf8').split('\n');
  return ['*', branch].some((name) =>
    refspecs.some((refspec) => refspec.replace(/^\+/, '') === `refs/heads/${name}:${trackingRef(remote, name)}`),
  );
}

/** What was fetched last; Git keeps that in a file, one line a branch. */
async function justFetched({ git, gitDir, oidLength }: Location, branch: string): Promise<string | null> {
  const text = await readFile(join(gitDir, 'FETCH_HEAD'), 'utf8').catch(() => '');
  const line = text.split('\n').find((one) => one.includes(`\tbranch '${branch}' of `));
  const commit = line?.split('\t')[0] ?? '';
  if (commit.length !== oidLength) return null;
  return (await git('read', ['cat-file', '-e', `${commit}^{commit}`])).exitCode === 0 ? commit : null;
}

async function tracked({ git }: Location, { remote, branch }: Base): Promise<string | null> {
  const ref = trackingRef(remote, branch);
  const answer = await git('read', ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  return answer.exitCode === 0 ? textOf(answer) : null;
}
