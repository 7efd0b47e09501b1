import { spawn, spawnSync } from 'node:child_process';

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
    const child = spawn('git', [...always(folder), ...args], {
      env: environment(),
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', () => resolve(undefined));
    child.on('close', (code) => resolve(code === 0 ? Buffer.concat(chunks) : undefined));
    child.stdin.on('error', () => undefined); // Git may stop before it has read everything; `close` tells.
    child.stdin.end(input ?? '');
  });
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
