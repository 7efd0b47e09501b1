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
  const git = (...args: string[]): void => {
    execFileSync('git', args, {
      cwd: target,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...hermeticGit },
    });
  };
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Sam Sample');
  git('config', 'user.email', 'sam@example.com');
  git('config', 'commit.gpgsign', 'false');
  git('add', '--all');
  git('commit', '--quiet', '--message=Sample repository');
}
