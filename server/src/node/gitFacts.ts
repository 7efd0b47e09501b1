import type { GitFacts } from '../repository/ports';
import { readGit } from './git';

/**
 * What Git knows about the files of a folder: which differ from HEAD, and, when asked, when each was first committed.
 * Undefined where there is no Git, no repository, or Git refuses (safe.directory).
 *
 * @param withDates reads the whole history of the YAML files: only worth it where release names carry no date.
 */
export async function loadGitFacts(root: string, withDates: boolean): Promise<GitFacts | undefined> {
  const prefix = await readGit(root, ['rev-parse', '--show-prefix']);
  if (prefix === undefined) return undefined;
  const inside = prefix.replace(/\n$/, '');
  const [status, log] = await Promise.all([
    readGit(root, ['status', '--porcelain=v1', '-z', '--untracked-files=all', '--no-renames', '--', '.']),
    withDates
      ? readGit(root, [
          'log',
          '--no-renames',
          '--diff-filter=A',
          '--relative',
          '--name-only',
          '-z',
          '--format=%x01%ct',
          '--',
          '.',
        ])
      : undefined,
  ]);
  const uncommitted = new Set(changedPaths(status ?? '', inside));
  const added = addedTimes(log ?? '');
  return { isUncommitted: (file) => uncommitted.has(file), addedAt: (file) => added.get(file) };
}

/** Paths of `git status -z`, relative to the folder. An entry is two letters, a blank and the path. */
function changedPaths(status: string, prefix: string): string[] {
  return status
    .split('\0')
    .map((entry) => entry.slice(3))
    .filter((path) => path !== '' && path.startsWith(prefix))
    .map((path) => path.slice(prefix.length));
}

/** The oldest commit time of each added path. The log comes newest first, so the last one seen is the oldest. */
function addedTimes(log: string): Map<string, number> {
  const times = new Map<string, number>();
  let time = 0;
  for (const field of log.split('\0')) {
    const text = field.replace(/^\n/, '');
    if (text.startsWith('\u0001')) time = Number(text.slice(1).trim());
    else if (text !== '') times.set(text, time);
  }
  return times;
}
