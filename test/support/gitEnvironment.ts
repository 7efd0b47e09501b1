/** Keeps the tests' Git away from the machine's: own HOME, own configuration, no system configuration. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const configuration = `[init]
	defaultBranch = main
	templateDir =
[gc]
	auto = 0
[maintenance]
	auto = false
[protocol "file"]
	allow = always
[advice]
	detachedHead = false
[user]
	useConfigOnly = true
`;

export interface GitSandbox {
  /** A folder that goes when the tests end. */
  readonly folder: string;
  /** Restore the environment; the folder is removed while other tests run on. */
  restore(): void;
}

/** Point this process, and all Git it starts, at a fresh HOME. Call `restore` when done. */
export function enterGitSandbox(): GitSandbox {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'openchoreo-git-')));
  const home = join(folder, 'home');
  mkdirSync(home);
  writeFileSync(join(home, '.gitconfig'), configuration);
  const before = { ...process.env };
  for (const name of Object.keys(process.env)) if (name.startsWith('GIT_')) delete process.env[name];
  Object.assign(process.env, {
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    GIT_CONFIG_GLOBAL: join(home, '.gitconfig'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CEILING_DIRECTORIES: folder,
  });
  return {
    folder,
    restore() {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      Object.assign(process.env, before);
      execFile('rm', ['-rf', '--', folder]);
    },
  };
}
