/** Which files differ from HEAD: the badge on a pin, and a warning before a promotion. */
import { chunks } from './gitIndex';
import { readStatus } from './inspect';
import { locateRepository } from './locate';
import { isRefusal } from './refusals';

/** From so many paths on it is cheaper to ask for everything. */
const manyPaths = 200;

/**
 * Those of the paths (relative to the folder) that are staged, changed, conflicted or unknown to Git. Empty where Git
 * cannot tell: no Git, no repository.
 */
export async function uncommittedPaths(
  folder: string,
  paths: readonly string[],
  gitPath?: string,
): Promise<Set<string>> {
  const uncommitted = new Set<string>();
  const location = paths.length === 0 ? null : await locateRepository(folder, gitPath);
  if (location === null || isRefusal(location)) return uncommitted;
  const { git, prefix } = location;
  const asked = new Set(paths.map((path) => prefix + path));
  for (const chunk of paths.length > manyPaths ? [undefined] : chunks([...asked])) {
    const status = await readStatus(git, ['--untracked-files=all'], chunk);
    if (isRefusal(status)) continue;
    for (const { path } of status.entries) if (asked.has(path)) uncommitted.add(path.slice(prefix.length));
  }
  return uncommitted;
}
