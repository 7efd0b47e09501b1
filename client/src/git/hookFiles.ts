/** Files that are no part of the plan, and that a hook put into the commit which was then taken back. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ignoredPaths } from './ignored';
import type { Location } from './locate';
import { storesAs } from './objects';
import type { Status, TreeChange } from './parse';
import { readOrNull } from './replaceFile';

/**
 * Put such files back where that is certain to lose nothing: they were clean, or not there, before, and what is on disk
 * now is in the commit. Answers the paths that were left as the hook made them.
 */
export async function putBackHookFiles(
  location: Location,
  before: Status,
  extras: readonly TreeChange[],
): Promise<string[]> {
  const { git, root } = location;
  const touchedBefore = new Set(before.entries.map((entry) => entry.path));
  const left: string[] = [];
  const restore: string[] = [];
  for (const { path, oldOid, newOid } of extras) {
    const disk = await readOrNull(join(root, path)).catch(() => null);
    const isInCommit = disk === null ? newOid === null : newOid !== null && (await storesAs(git, path, disk, newOid));
    if (touchedBefore.has(path) || !isInCommit) left.push(path);
    else if (oldOid !== null) restore.push(path);
    // An ignored file is in no status: whether it was there before the hook added it, nobody can say.
    else if ((await ignoredPaths(git, [path]))?.size === 0) await rm(join(root, path));
    else left.push(path);
  }
  if (restore.length === 0) return left;
  const input = restore.map((path) => `${path}\0`).join('');
  const answer = await git('write', ['checkout-index', '-f', '-u', '-z', '--stdin'], { input });
  return answer.exitCode === 0 ? left : [...left, ...restore];
}
