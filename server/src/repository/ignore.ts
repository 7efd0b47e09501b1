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
 * configured globs. A glob without `/` counts at any depth; a folder name alone means everything below it.
 */
export function fileFilter(ignore: readonly string[]): (file: string) => boolean {
  const matchers = ignore.flatMap((glob) => {
    const clean = glob.replace(/^\.?\//, '').replace(/\/$/, '/**');
    return [clean, `${clean}/**`, ...(clean.includes('/') ? [] : [`**/${clean}`])].map((pattern) => matcher(pattern));
  });
  return (file) => {
    if (!isYamlPath(basename(file))) return false;
    if (!file.split('/').slice(0, -1).every(entersFolder)) return false;
    return !matchers.some((matches) => matches(file));
  };
}

function matcher(pattern: string): (file: string) => boolean {
  try {
    return picomatch(pattern, { dot: true });
  } catch {
    return () => false; // A glob that cannot be read ignores nothing.
  }
}
