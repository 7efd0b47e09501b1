/** Runs `git commit` for exactly the planned paths, hooks and signing as the user has them, and looks at what came out. */
import { whenUnlocked, saysLocked } from './gitIndex';
import { lockOf } from './inspect';
import type { Change, Journal, Undertaking } from './journal';
import { asRequested, type Location } from './locate';
import { refuse } from './refusals';
import { remoteHolding } from './remotes';
import { wordsOf, type GitResult } from './runGit';
import { reached } from './steps';
import type { Refusal } from './types';
import { commitsSince, deviations, findExact, type MadeCommit } from './verify';

export interface CommitOptions {
  readonly message: string;
  readonly signOff: boolean;
  readonly signal?: AbortSignal | undefined;
}

export type CommitResult =
  | { readonly kind: 'made'; readonly made: MadeCommit }
  /** `made`: a commit that is not the plan, to be taken back. `keep`: everything must stay as it is now. */
  | {
      readonly kind: 'failed';
      readonly refusal: Refusal;
      readonly made: MadeCommit | null;
      readonly keep: boolean;
      /** The changes that were written to disk; all when absent. */
      readonly written?: readonly Change[];
    };

/** What Git says when it makes a commit, and what it means; the first that matches. Git speaks English here. */
export const causes = [
  [/No space left on device|Disk quota exceeded|File too large/, 'disk-full'],
  [
    /failed to sign|gpg failed|signing failed|Couldn't load public key|no default signing key|user\.signing[kK]ey/,
    'signing-failed',
  ],
  [/tell me who you are|auto-detect email|empty ident name/, 'missing-identity'],
  [/sparse-checkout/, 'outside-sparse-checkout'],
  [/ignored by one of your/, 'ignored-file'],
  [/aborted by hook|cannot (run|exec|spawn) .*hooks/, 'hook-failed'],
] as const;

/** Tell Git that the new files exist (`add --intent-to-add`): only then can they be named in a commit. */
export async function announce(location: Location, journal: Journal, begun: Undertaking): Promise<Refusal | null> {
  const created = begun.changes.filter((change) => change.index === null);
  if (created.length === 0) return null;
  const from = await pathspec(
    journal,
    'new',
    created.map((change) => change.path),
  );
  const answer = await whenUnlocked(location.gitDir, () => location.git('write', ['add', '--intent-to-add', ...from]));
  reached('announced');
  if (answer.exitCode === 0) return null;
  const files = created.map((change) => change.file);
  const inside = /is in submodule '(.*)'/.exec(answer.stderr)?.[1];
  if (inside) return refuse('nested-repository', { file: files.join(', '), folder: inside }, { files });
  return explain(location, answer, files);
}

export async function makeCommit(
  location: Location,
  journal: Journal,
  begun: Undertaking,
  options: CommitOptions,
): Promise<CommitResult> {
  const { git, gitDir } = location;
  // Literal by their own magic: the option for all of Git would reach the hooks, and their globs would match nothing.
  const paths = begun.changes.map((change) => `:(literal)${change.path}`);
  const from = await pathspec(journal, 'paths', paths);
  const message = await journal.give('message', options.message);
  // The message is UTF-8 whatever is configured, and lines that begin with `#` are part of it.
  const args = ['-c', 'i18n.commitEncoding=UTF-8', 'commit', '--only', '--cleanup=whitespace', `--file=${message}`];
  // Windows knows no interrupt: Git would be ended without removing its lock. Putting back comes after the hooks there.
  const signal = process.platform === 'win32' ? undefined : options.signal;
  reached('commit-starting');
  const answer = await whenUnlocked(gitDir, () =>
    git('hooks', [...args, ...(options.signOff ? ['--signoff'] : []), ...from], { signal, literal: false }),
  );
  reached('commit-made');

  return examine(location, begun, answer, options.signal).catch((error: unknown): CommitResult => {
    const refusal = refuse('unverified', {}, { detail: `${String(error)}\n${wordsOf(answer)}` });
    return { kind: 'failed', refusal, made: null, keep: true };
  });
}

/** Look at what came out. The exit code does not tell: Git may fail after it moved the branch, and others move it too. */
async function examine(
  location: Location,
  begun: Undertaking,
  answer: GitResult,
  signal: AbortSignal | undefined,
): Promise<CommitResult> {
  const commits = await commitsSince(location.git, begun.head);
  const made = await findExact(location.git, commits, begun.changes);
  if (made) return { kind: 'made', made };
  const files = begun.changes.map((change) => change.file);
  if (answer.exitCode !== 0 || commits.length === 0) {
    const refusal = signal?.aborted ? refuse('cancelled') : explain(location, answer, files);
    return { kind: 'failed', refusal, made: null, keep: false };
  }
  return explainDeviation(location, begun, commits, answer);
}

/** A commit came out, but not the planned one: a hook changed it. */
async function explainDeviation(
  location: Location,
  begun: Undertaking,
  commits: readonly MadeCommit[],
  answer: GitResult,
): Promise<CommitResult> {
  const planned = new Set(begun.changes.map((change) => change.path));
  const ours = commits.findLast(({ changes }) => changes.some(({ path }) => planned.has(path)));
  if (!ours || ours !== commits.at(-1)) {
    const refusal = refuse('head-moved', {}, { detail: wordsOf(answer) });
    return { kind: 'failed', refusal, made: null, keep: true };
  }
  const files = (await deviations(location.git, ours, begun.changes)).map((path) => asRequested(location, path));
  const parts = { files, detail: wordsOf(answer) };
  if ((await remoteHolding(location.git, ours.commit)) !== null) {
    const refusal = refuse('hook-pushed-commit', { commit: ours.commit.slice(0, 10) }, parts);
    return { kind: 'failed', refusal, made: ours, keep: true };
  }
  return { kind: 'failed', refusal: refuse('hook-changed-commit', {}, parts), made: ours, keep: false };
}

/** The refusal for a Git command that failed. */
function explain({ gitDir }: Location, answer: GitResult, files: readonly string[]): Refusal {
  const detail = wordsOf(answer);
  if (saysLocked(answer.stderr)) return refuse('index-locked', { lock: lockOf(gitDir) }, { detail });
  const known = causes.find(([pattern]) => pattern.test(answer.stderr))?.[1];
  if (known) return refuse(known, {}, { detail, files });
  // Of a hook that fails Git itself says nothing; of everything else it does.
  const isHook = answer.exitCode === 1 && !/^(fatal: |error: pathspec)/m.test(answer.stderr) && !saysNothing(answer);
  return refuse(isHook ? 'hook-failed' : 'commit-failed', {}, { detail, files });
}

function saysNothing(answer: GitResult): boolean {
  return /nothing (added )?to commit|no changes added/.test(answer.stdout.toString('utf8'));
}

/** Paths by a file: however many and however named, none becomes an option, and none can be lost on the way. */
async function pathspec(journal: Journal, name: string, paths: readonly string[]): Promise<string[]> {
  const file = await journal.give(name, paths.map((path) => `${path}\0`).join(''));
  return [`--pathspec-from-file=${file}`, '--pathspec-file-nul'];
}
