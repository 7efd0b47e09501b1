/** File paths relative to a repository, with `/`, on every platform. */

/** The folder part of a path: `a/b` of `a/b/c.yaml`, the empty string at the top. */
export function dirname(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The last segment of a path. */
export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Segments joined and normalised; `undefined` when the result would leave the repository. */
export function joinInside(...parts: readonly string[]): string | undefined {
  const result: string[] = [];
  for (const segment of parts.join('/').split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') {
      if (result.pop() === undefined) return undefined;
    } else result.push(segment);
  }
  return result.join('/');
}

/** The way from a folder to a path, both relative to the repository: `../b` from `a` to `b`; `.` to the folder itself. */
export function relativePath(folder: string, path: string): string {
  const from = folder === '' ? [] : folder.split('/');
  const to = path === '' ? [] : path.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++;
  const steps = [...from.slice(shared).map(() => '..'), ...to.slice(shared)];
  return steps.length === 0 ? '.' : steps.join('/');
}

/** Whether a path is a folder or lies below it. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || folder === '' || path.startsWith(`${folder}/`);
}

/** Whether a file is read at all: `.yaml` or `.yml` in any case. */
export function isYamlPath(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/** Order of paths that does not depend on the machine's language. */
export function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
