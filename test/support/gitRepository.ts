/** Real temporary repositories for the tests of delivery by Git, and what is compared before and after a failure. */
import { execFile } from 'node:child_process';
import { cp, lstat, mkdir, readFile, readdir, readlink, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { dialects, otherContent, type Dialect } from './gitDialects';
import { enterGitSandbox, type GitSandbox } from './gitEnvironment';

/** Run Git and answer what it printed; fails when Git does. */
export function git(folder: string, ...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('git', args, { cwd: folder, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`git ${args.join(' ')}: ${stderr || error.message}`));
      else resolve(stdout);
    });
  });
}

/** Run several Git commands in one process, which is much faster, and answer what each printed, failed ones as well. */
export async function gitAll(folder: string, commands: readonly (readonly string[])[]): Promise<string[]> {
  const end = '\u0001';
  const quoted = (argument: string): string => `'${argument.replaceAll("'", "'\\''")}'`;
  const script = commands.map((args) => `git ${args.map(quoted).join(' ')} 2>&1; printf '${end}'`).join('\n');
  return new Promise((resolve, reject) => {
    execFile('/bin/sh', ['-c', script], { cwd: folder, maxBuffer: 1 << 26 }, (error, stdout) => {
      if (error) reject(new Error(error.message));
      else resolve(stdout.split(end).slice(0, commands.length));
    });
  });
}

export interface TestRepository {
  readonly root: string;
  /** Its bare remote, `origin`, in which `main` stands where the clone does. */
  readonly remote: string;
  readonly dialect: Dialect;
  git(...args: string[]): Promise<string>;
  write(file: string, content: string | Buffer): Promise<void>;
  read(file: string): Promise<Buffer>;
  hook(name: string, script: string): Promise<void>;
  head(): Promise<string>;
  snapshot(): Promise<Snapshot>;
}

/** Everything that a refused delivery must leave as it was. */
export interface Snapshot {
  readonly head: string;
  readonly refs: string;
  readonly index: string;
  readonly status: string;
  /** Path → kind, mode and content of everything outside `.git`. */
  readonly files: Readonly<Record<string, string>>;
  /** What a delivery may have forgotten in the Git folder. */
  readonly leftovers: readonly string[];
}

let sandbox: GitSandbox | undefined;
let counter = 0;

/** Call in a `before` hook: makes the template that `newRepository` copies. */
export async function setUpRepositories(): Promise<void> {
  sandbox = enterGitSandbox();
  const template = join(sandbox.folder, 'template');
  const clone = join(template, 'clone');
  await mkdir(template);
  await git(template, 'init', '-q', '--bare', 'remote.git');
  await git(template, 'init', '-q', 'clone');
  await git(clone, 'config', 'user.name', 'Ada Promoter');
  await git(clone, 'config', 'user.email', 'ada@example.com');
  await put(clone, 'README.md', 'A GitOps repository.\n');
  await put(clone, 'docs/notes.md', 'Notes.\n');
  for (const dialect of dialects) {
    await put(clone, dialect.edit.file, dialect.edit.before ?? '');
    await put(clone, dialect.other, otherContent(dialect));
  }
  await git(clone, 'add', '-A');
  await git(clone, 'commit', '-q', '-m', 'The beginning');
  await put(clone, 'docs/notes.md', 'More notes.\n');
  await git(clone, 'commit', '-q', '-am', 'Notes');
  await git(clone, 'remote', 'add', 'origin', '../remote.git');
  await git(clone, 'push', '-q', '-u', 'origin', 'main');
  // Few files to copy for each case.
  for (const folder of [clone, join(template, 'remote.git')]) await git(folder, 'gc', '-q');
}

/** Call in an `after` hook. */
export function tearDownRepositories(): void {
  sandbox?.restore();
  sandbox = undefined;
}

/** An empty folder of its own, inside the sandbox. */
export async function newFolder(): Promise<string> {
  if (!sandbox) throw new Error('setUpRepositories has not run');
  const folder = join(sandbox.folder, `case-${++counter}`);
  await mkdir(folder);
  return folder;
}

/** A fresh clone in a folder of its own; cases that push have a remote of their own as well. */
export async function newRepository(dialect: Dialect, remote: 'shared' | 'own' = 'shared'): Promise<TestRepository> {
  const folder = await newFolder();
  const template = join(dirname(folder), 'template');
  const copy = (name: string): Promise<void> => cp(join(template, name), join(folder, name), { recursive: true });
  await copy('clone');
  if (remote === 'own') await copy('remote.git');
  else await symlink(join(template, 'remote.git'), join(folder, 'remote.git'));
  return repositoryAt(join(folder, 'clone'), dialect, join(folder, 'remote.git'));
}

export function repositoryAt(root: string, dialect: Dialect, remote: string): TestRepository {
  return {
    ...{ root, remote, dialect },
    git: (...args) => git(root, ...args),
    write: (file, content) => put(root, file, content),
    read: (file) => readFile(join(root, file)),
    async hook(name, script) {
      const hooks = (await git(root, 'rev-parse', '--git-path', 'hooks')).trim();
      const path = join(root, hooks, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    },
    head: async () => (await git(root, 'rev-parse', 'HEAD')).trim(),
    snapshot: () => snapshot(root),
  };
}

export async function snapshot(root: string): Promise<Snapshot> {
  const gitDir = await gitDirOf(root);
  const [head, [refs = '', index = '', status = ''], files, names] = await Promise.all([
    readFile(join(gitDir, 'HEAD'), 'utf8'),
    gitAll(root, [
      ['for-each-ref', '--format=%(refname) %(objectname)'],
      ['ls-files', '--stage', '-v'],
      ['--no-optional-locks', 'status', '--porcelain=v2', '--branch', '--untracked-files=all', '--ignored'],
    ]),
    fileBytes(root),
    readdir(gitDir),
  ]);
  const leftovers = names.filter((name) => name.endsWith('.lock') || name === 'openchoreo-gitops');
  return { head, refs, index, status, files, leftovers };
}

/** `.git` is a folder, or in worktrees and submodules a file that names it. */
async function gitDirOf(root: string): Promise<string> {
  const path = join(root, '.git');
  if ((await lstat(path)).isDirectory()) return path;
  return resolve(root, (await readFile(path, 'utf8')).replace(/^gitdir: /, '').trim());
}

async function fileBytes(root: string, below = ''): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of (await readdir(join(root, below))).toSorted()) {
    const path = below === '' ? name : `${below}/${name}`;
    const stats = await lstat(join(root, path));
    const mode = (stats.mode & 0o7777).toString(8);
    if (name === '.git') continue;
    if (stats.isDirectory()) Object.assign(found, { [path]: `folder ${mode}` }, await fileBytes(root, path));
    else if (stats.isSymbolicLink()) found[path] = `link to ${await readlink(join(root, path))}`;
    else found[path] = `file ${mode} ${(await readFile(join(root, path))).toString('latin1')}`;
  }
  return found;
}

async function put(root: string, file: string, content: string | Buffer): Promise<void> {
  const path = join(root, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
