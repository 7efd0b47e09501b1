/** Finds the Git repository of a folder, and the Git to read it with. */
import { randomBytes } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { refuse } from './refusals';
import { gitIn, textOf, type Git, type GitResult } from './runGit';
import type { Refusal } from './types';

/** Where a repository lies. Does not change while it is worked on. */
export interface Location {
  readonly kind: 'location';
  /** Runs Git at the root of the working tree, so that paths are relative to it. */
  readonly git: Git;
  readonly folder: string;
  readonly root: string;
  readonly prefix: string;
  readonly gitDir: string;
  readonly commonDir: string;
  readonly shallow: boolean;
  readonly superproject: string | null;
  /** Hexadecimal digits of an object id: 40 or 64. */
  readonly oidLength: number;
  readonly gitVersion: string;
}

/** `--pathspec-from-file` of `git commit` and `git add`, by which file names never become arguments. */
const oldestGit = [2, 25] as const;

const versions = new Map<string, string>();

/** What `rev-parse` is asked, in one call. The working tree comes last: asking for it fails in a bare repository. */
const questions = [
  '--is-bare-repository',
  '--absolute-git-dir',
  '--is-shallow-repository',
  '--git-common-dir',
  '--show-object-format',
  '--show-superproject-working-tree',
  '--show-prefix',
  '--show-toplevel',
] as const;

export async function locateRepository(folder: string, gitPath = 'git'): Promise<Location | Refusal> {
  const real = await realpath(folder).catch(() => null);
  if (real === null) return refuse('no-repository', { folder });
  const here = gitIn(real, gitPath);
  const version = await gitVersion(here, gitPath);
  if (typeof version !== 'string') return version;

  // A flag that `rev-parse` does not know it prints as it is: paths may hold newlines, but not this.
  const divider = `--${randomBytes(12).toString('hex')}`;
  const answer = await here('read', ['rev-parse', ...questions.flatMap((question) => [question, divider])]);
  const answers = answer.stdout
    .toString('utf8')
    .split(`${divider}\n`)
    .map((text) => text.replace(/\n$/, ''));
  const [bare, gitDir = '', shallow, commonDir = '', format, superproject = '', prefix = '', root = ''] = answers;
  if (answer.exitCode !== 0 || bare !== 'false' || root === '') return noRepository(real, answer);
  return {
    kind: 'location',
    git: gitIn(resolve(root), gitPath),
    folder: real,
    root: resolve(root),
    prefix,
    gitDir: resolve(gitDir),
    commonDir: resolve(real, commonDir),
    shallow: shallow === 'true',
    superproject: superproject === '' ? null : resolve(superproject),
    oidLength: format === 'sha256' ? 64 : 40,
    gitVersion: version,
  };
}

/** A path below the root as the request would name it: relative to the folder, where it lies in it. */
export function asRequested({ prefix }: Pick<Location, 'prefix'>, path: string): string {
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

async function gitVersion(git: Git, gitPath: string): Promise<string | Refusal> {
  const known = versions.get(gitPath);
  if (known) return known;
  const answer = await git('read', ['--version']);
  const match = /^git version (\d+)\.(\d+)\S*/.exec(textOf(answer));
  if (answer.exitCode !== 0 || !match) return refuse('git-missing', { git: gitPath }, { detail: answer.stderr });
  const version = match[0].slice('git version '.length);
  const [major, minor] = [Number(match[1]), Number(match[2])];
  const tooOld = major < oldestGit[0] || (major === oldestGit[0] && minor < oldestGit[1]);
  if (tooOld) return refuse('git-too-old', { version });
  versions.set(gitPath, version);
  return version;
}

function noRepository(folder: string, { stdout, stderr: detail }: GitResult): Refusal {
  if (/dubious ownership|unsafe repository/.test(detail)) return refuse('unsafe-directory', { folder }, { detail });
  if (stdout.toString('utf8').startsWith('true\n')) return refuse('bare-repository', { folder });
  // Inside a .git folder Git finds the repository, but no working tree.
  if (stdout.length > 0 || /not a git repository/.test(detail)) return refuse('no-repository', { folder }, { detail });
  return refuse('repository-unreadable', {}, { detail });
}
