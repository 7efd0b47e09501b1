/** Fetching and pushing: by VS Code's Git where it is there, with its credentials, else by Git alone, which never asks. */
import type { Location } from '../locate';
import { refuse } from '../refusals';
import { wordsOf, type GitResult } from '../runGit';
import type { Refusal, Transport } from '../types';
import { say } from '../words';

export type Talk =
  | { readonly kind: 'done' }
  /** The remote has a branch of that name already. */
  | { readonly kind: 'taken'; readonly words: string }
  | Refusal;

const credentials =
  /could not read (Username|Password)|terminal prompts disabled|Authentication failed|Permission denied \(|Host key verification failed|HTTP Basic: Access denied|returned error: 40[13]/;

/** Bring a branch of the remote up to date in this clone. The tracking branch moves; nothing of the user's does. */
export async function fetchBranch(
  { git }: Location,
  { remote, branch }: { readonly remote: string; readonly branch: string },
  transport: Transport | undefined,
  signal: AbortSignal | undefined,
): Promise<Talk> {
  const words = transport
    ? await wordsOfFailure(() => transport.fetch(remote, branch))
    : failure(
        await git(
          'write',
          [
            '-c',
            'gc.auto=0',
            '-c',
            'maintenance.auto=false',
            'fetch',
            '--verbose',
            '--no-tags',
            '--no-recurse-submodules',
            '--',
            remote,
            refspec(remote, branch),
          ],
          {
            signal,
          },
        ),
      );
  if (words === null) return { kind: 'done' };
  if (/couldn't find remote ref/i.test(words)) return refuse('no-base-branch', { remote, branch }, { detail: words });
  return refuse(credentials.test(words) ? 'credentials-missing' : 'fetch-failed', { remote }, { detail: words });
}

/** Push a new branch; never over another one. */
export async function pushBranch(
  { git }: Location,
  remote: string,
  branch: string,
  transport: Transport | undefined,
): Promise<Talk> {
  const ref = `refs/heads/${branch}`;
  const words = transport
    ? await wordsOfFailure(() => transport.push(remote, branch))
    : failure(
        await git(
          'hooks',
          ['push', '--porcelain', '--no-follow-tags', '--recurse-submodules=no', '--', remote, `${ref}:${ref}`],
          {
            literal: false,
          },
        ),
      );
  return words === null ? { kind: 'done' } : explainPush(words, remote, branch);
}

/** What Git said, and what it means; Git speaks English here. */
function explainPush(words: string, remote: string, branch: string): Talk {
  const taken =
    /\[(remote )?rejected\].*\((non-fast-forward|fetch first|already exists|stale info|reference already exists|failed to update ref|.*cannot lock ref.*)\)/;
  if (taken.test(words)) return { kind: 'taken', words };
  const values = { remote, branch };
  const parts = { detail: words };
  if (credentials.test(words)) return refuse('credentials-missing', values, parts);
  if (/\[remote rejected\]|GitLab: |protected branch|pre-receive hook declined/.test(words))
    return refuse('push-rejected', values, parts);
  // Of a hook that fails Git says nothing but that the push failed.
  const isHook = /failed to push some refs/.test(words) && !/^fatal: |\[rejected\]|remote: /m.test(words);
  return refuse(isHook ? 'push-hook-failed' : 'push-failed', values, parts);
}

/** The branches of the remote that these patterns name, with their commits; null when it does not answer. */
export async function askRemote(
  { git }: Location,
  remote: string,
  patterns: readonly string[],
): Promise<ReadonlyMap<string, string> | null> {
  const answer = await git('read', ['ls-remote', '--heads', '--', remote, ...patterns], { literal: false });
  if (answer.exitCode !== 0) return null;
  const lines = answer.stdout.toString('utf8').split('\n');
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const [commit = '', ref = ''] = line.split('\t');
      return ref.startsWith('refs/heads/') ? [[ref.slice('refs/heads/'.length), commit]] : [];
    }),
  );
}

/** Where the tracking branch goes, whatever the clone's own refspecs leave out: a clone of a single branch knows one. */
export function trackingRef(remote: string, branch: string): string {
  return `refs/remotes/${remote}/${branch}`;
}

function refspec(remote: string, branch: string): string {
  return `+refs/heads/${branch}:${trackingRef(remote, branch)}`;
}

function failure(answer: GitResult): string | null {
  return answer.exitCode === 0
    ? null
    : wordsOf(answer) || say('Git ended with code {code}.', { code: String(answer.exitCode) });
}

async function wordsOfFailure(talk: () => Promise<void>): Promise<string | null> {
  try {
    await talk();
    return null;
  } catch (error) {
    const { stderr, stdout, message } = error as { stderr?: unknown; stdout?: unknown; message?: unknown };
    const words = [stderr, stdout, message].filter((text) => typeof text === 'string' && text.trim() !== '');
    return words.length > 0 ? words.join('\n') : String(error);
  }
}
