/**
 * Runs Git, through simple-git's `raw`: the one file that knows simple-git. No shell; a command that fails is a result
 * like any other, since simple-git by itself resolves when a hook fails silently, and throws output away.
 */
import { simpleGit, type SimpleGitOptions } from 'simple-git';
import { gitEnvironment, type GitAccess } from './environment';

export interface GitOptions {
  /** Written to standard input, which is then closed; without it standard input is empty. */
  readonly input?: Buffer | string;
  /** Interrupts Git (SIGINT, on which it removes its lock files). */
  readonly signal?: AbortSignal | undefined;
  /** Variables on top of the usual ones, such as the GIT_INDEX_FILE of a temporary index. */
  readonly environment?: Readonly<Record<string, string>>;
  /** False for the one command that refuses literal pathspecs. */
  readonly literal?: boolean;
}

export interface GitResult {
  /** 0 for success; negative when Git could not be started or was killed. */
  readonly exitCode: number;
  readonly stdout: Buffer;
  /** Git's own words on standard error, without terminal colours. */
  readonly stderr: string;
  /** Git never ran: no such program, not executable, or the folder does not exist. */
  readonly notStarted: boolean;
}

/** Run Git with these arguments. Paths among them go after `--`, revisions are full hexadecimal ids or fixed names. */
export type Git = (access: GitAccess, args: readonly string[], options?: GitOptions) => Promise<GitResult>;

/**
 * simple-git guards against arguments and variables that come from strangers. Here every argument is ours and the
 * environment is the user's own: a GIT_CONFIG_COUNT that sets a credential helper must not stop a promotion.
 */
const guards = [
  'Alias',
  'AskPass',
  'CommandBinaries',
  'ConfigEnvCount',
  'ConfigPaths',
  'CredentialHelper',
  'CustomBinary',
  'DiffExternal',
  'DiffTextConv',
  'Editor',
  'Exec',
  'Filter',
  'FsMonitor',
  'GitProxy',
  'GpgProgram',
  'HooksPath',
  'Include',
  'MergeDriver',
  'Pack',
  'Pager',
  'ProtocolOverride',
  'SshCommand',
  'Submodule',
  'TemplateDir',
  'UrlRewrite',
] as const;
const trusted: NonNullable<SimpleGitOptions['unsafe']> = {
  ...Object.fromEntries(guards.map((name) => [`allowUnsafe${name}`, true])),
  // Else simple-git sets a variable that makes the Git commands inside the user's hooks refuse abbreviated options.
  allowAbbreviatedOptions: true,
};

/** Git in a folder. Pathspecs are literal: `*`, `:(magic)` and the like in file names mean themselves. */
export function gitIn(folder: string, gitPath = 'git'): Git {
  return async (access, args, options = {}) => {
    const literal = options.literal === false ? [] : ['--literal-pathspecs'];
    const environment = { ...gitEnvironment(access), ...options.environment };
    let result: GitResult | undefined;
    const settings: Partial<SimpleGitOptions> = {
      baseDir: folder,
      binary: gitPath,
      trimmed: false,
      // A hook may leave a background process behind that keeps the pipes open: don't wait for it for ever.
      completion: { onClose: true, onExit: 3000 },
      allowEnvironment: Object.keys(environment),
      unsafe: trusted,
      input: () => Buffer.from(options.input ?? ''),
      errors: (_error, { exitCode, stdOut, stdErr }) => {
        result = finished(exitCode, Buffer.concat(stdOut), Buffer.concat(stdErr).toString('utf8'));
        return undefined;
      },
      ...(options.signal ? { abort: options.signal } : {}),
    };
    try {
      await simpleGit(settings)
        .env(environment)
        .raw(['--no-pager', ...literal, ...args]);
    } catch (error) {
      if (!isSpawnFailure(error)) throw error;
      return { exitCode: -1, stdout: Buffer.alloc(0), stderr: String(error), notStarted: true };
    }
    if (!result) throw new Error('simple-git answered without reporting a result');
    return result;
  };
}

/** What a reading command printed, where its failure must not be taken for an empty answer: throws with Git's own words. */
export async function mustRead(git: Git, args: readonly string[]): Promise<Buffer> {
  const answer = await git('read', args);
  if (answer.exitCode !== 0) throw new Error(`git ${args[0] ?? ''}: ${wordsOf(answer)}`);
  return answer.stdout;
}

/** The first line that Git printed, or all of it with `-z` formats; the newline at the end removed. */
export function textOf(result: GitResult): string {
  return result.stdout.toString('utf8').replace(/\r?\n$/, '');
}

/** What Git and its hooks said, for people: both streams, shortened. */
export function wordsOf(result: GitResult): string {
  const words = `${result.stderr}\n${withoutColours(result.stdout.toString('utf8'))}`.trim();
  return words.length > 4000 ? `${words.slice(0, 4000)}…` : words;
}

function finished(exitCode: number | null, stdout: Buffer, stderr: string): GitResult {
  const notStarted = (exitCode ?? -1) < 0 && /^Error: spawn /.test(stderr);
  // Of a start that failed simple-git reports a stack trace; its first line says what happened.
  const words = notStarted ? (stderr.split('\n')[0] ?? '') : withoutColours(stderr);
  return { exitCode: exitCode ?? -1, stdout, stderr: words, notStarted };
}

function isSpawnFailure(error: unknown): boolean {
  return error instanceof Error && /spawn|directory that does not exist/.test(error.message);
}

function withoutColours(text: string): string {
  // Colour and cursor sequences start with the escape character.
  return text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '');
}
