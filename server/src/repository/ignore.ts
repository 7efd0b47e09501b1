import picomatch from 'picomatch';
import { basename, isYamlPath } from '../base/filePath';

/** Folders that hold no manifests, as occ skips them (domain/release-and-promotion.md §1.1); also those named `.…`. */
const SKIPPED_FOLDERS = new Set(['node_modules', 'vendor', 'target', 'build', 'dist']);

/** Whether a folder is entered, by its name alone. */
export function entersFolder(name: string): boolean {
  return !name.startsWith('.') && !SKIPPED_FOLDERS.has(name);
}

/**
 * Whether a path of the repository is read as manifests: a YAML file in folders that are entered, and not among the
 * configured globs. As in `.gitignore`, a glob without a slash before its end counts at any depth, and a folder means
 * everything below it.
 */
export function fileFilter(ignore: readonly string[]): (file: string) => boolean {
  const matchers = ignore.flatMap((glob) => {
    const clean = glob.replace(/^\.?\//, '').replace(/\/$/, '');
    const places = /\/./.test(glob) || glob.startsWith('/') ? [clean] : [clean, `**/${clean}`];
    return places.flatMap((place) => [matcher(place), matcher(`${place}/**`)]);
  });
  return (file) => {
    if (!isYamlPath(basename(file))) return false;
    if (!file.split('/').slice(0, -1).every(entersFolder)) return false;
    return !matchers.some((matches) => matches(file));
  };
}

/** Whether a path is among globs; without globs every path is. */
export function pathFilter(globs: readonly string[]): (file: string) => boolean {
  const matchers = globs.map((glob) => matcher(glob.replace(/^\.?\//, '')));
  return (file) => matchers.length === 0 || matchers.some((matches) => matches(file));
}

function matcher(pattern: string): (file: string) => boolean {
  try {
    return picomatch(pattern, { dot: true });
  } catch {
    return () => false; // A glob that cannot be read ignores nothing.
  }
}
