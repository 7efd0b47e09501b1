import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** Variables by which a parent process (a hook, a wrapper) would redirect Git to another repository. */
const REDIRECTIONS = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
]);

/** Git for reading: no locks, no prompts, no pager, messages and output the same in every language. */
function environment(): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !REDIRECTIONS.has(name))),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    // What a partial clone lacks is not known here: nothing is fetched for a question.
    GIT_NO_LAZY_FETCH: '1',
    GIT_PAGER: 'cat',
  };
}

/**
 * The output of a reading Git command in a folder, decoded as UTF-8; undefined when Git is missing, refuses, or fails:
 * what Git knows is an extra, and nothing depends on it. Arguments go to Git as they are, without a shell; callers put
 * paths behind `--`.
 */
export async function readGit(folder: string, args: readonly string[], input?: string): Promise<string | undefined> {
  return (await readGitBytes(folder, args, input))?.toString('utf8');
}

/** As `readGit`, the output as it is. */
export function readGitBytes(folder: string, args: readonly string[], input?: string): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const child = spawnGit(folder, args);
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', () => resolve(undefined));
    child.on('close', (code) => resolve(code === 0 ? Buffer.concat(chunks) : undefined));
    child.stdin.end(input ?? '');
  });
}

/** Hands on the output of a reading Git command while it comes; says whether Git came to its end. */
export function streamGit(folder: string, args: readonly string[], take: (chunk: Buffer) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawnGit(folder, args);
    child.stdout.on('data', take);
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
    child.stdin.end();
  });
}

/** A reading Git command, for whoever talks with it. */
export function spawnGit(folder: string, args: readonly string[]): ChildProcessByStdio<Writable, Readable, null> {
  const child = spawn('git', [...always(folder), ...args], {
    env: environment(),
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  });
  child.stdin.on('error', () => undefined); // Git may stop before it has read everything; `close` tells.
  return child;
}

/** As `readGitBytes`, at once: for the rare answer that synchronous code cannot go on without. */
export function readGitNow(folder: string, args: readonly string[]): Buffer | undefined {
  const { status, stdout } = spawnSync('git', [...always(folder), ...args], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
    maxBuffer: 1 << 30,
  });
  return status === 0 ? stdout : undefined;
}

function always(folder: string): readonly string[] {
  return ['-C', folder, '-c', 'core.quotepath=false', '--no-pager', '--literal-pathspecs'];
}
