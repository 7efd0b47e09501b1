import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './paths';
import { hermeticGit } from './server';

/** The sample repositories under test/repos, one of each shape. */
export const samples = ['current', 'proposal'] as const;
export type Sample = (typeof samples)[number];

/**
 * Copies a sample repository to `target` and makes it a Git repository with one commit on `main`, with an identity of
 * its own, unsigned.
 *
 * @param target a folder that does not exist yet, or is empty
 */
export function copySample(sample: Sample, target: string): void {
  mkdirSync(target, { recursive: true });
  cpSync(path.join(projectRoot, 'test/repos', sample), target, { recursive: true });
  const git = gitIn(target);
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Sam Sample');
  git('config', 'user.email', 'sam@example.com');
  git('config', 'commit.gpgsign', 'false');
  git('add', '--all');
  git('commit', '--quiet', '--message=Sample repository');
}

/**
 * Gives a repository a remote `origin` beside it, so that branches can be pushed.
 *
 * @param bare a folder that does not exist yet
 */
export function addRemote(repository: string, bare: string): void {
  const git = gitIn(repository);
  git('clone', '--quiet', '--bare', repository, bare);
  git('remote', 'add', 'origin', bare);
  git('fetch', '--quiet', 'origin');
  git('remote', 'set-head', 'origin', 'main');
  git('branch', '--quiet', '--set-upstream-to=origin/main', 'main');
}

function gitIn(folder: string): (...args: string[]) => void {
  return (...args) => {
    execFileSync('git', args, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...hermeticGit },
    });
  };
}
