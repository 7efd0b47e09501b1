/** Which planned paths are acceptable at all, before anything is looked at on disk. */
import { refuse } from './refusals';
import type { PlannedFile, Refusal } from './types';
import { say } from './words';

/** Names that Git refuses in a tree, `git~1` being what Windows makes of `.git`. */
const gitOwned = /^(\.git|git~\d+)[. ]*$/i;

/** The first planned path that escapes the folder, belongs to Git, or collides with another one; null when all are fine. */
export function refusePaths(files: readonly PlannedFile[]): Refusal | null {
  const spelled = new Map<string, string>();
  const planned = new Set<string>();
  for (const { file } of files) {
    const segments = file.split('/');
    if (!isInside(file, segments)) return refuse('path-outside', { file: shown(file) }, { files: [file] });
    if (segments.some((segment) => gitOwned.test(segment)))
      return refuse('git-internal-path', { file }, { files: [file] });
    if (planned.has(file)) return refuse('duplicate-path', { file }, { files: [file] });
    planned.add(file);
    for (const path of segments.map((_, index) => segments.slice(0, index + 1).join('/'))) {
      const other = spelled.get(folded(path)) ?? path;
      if (other !== path) return refuse('duplicate-path', { file: `${path} (${other})` }, { files: [file] });
      spelled.set(folded(path), path);
    }
  }
  return null;
}

/** A form in which names are equal that a case-insensitive or normalising file system takes for the same. */
export function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function isInside(file: string, segments: readonly string[]): boolean {
  if (file.includes('\0') || segments.some((segment) => segment === '' || segment === '.' || segment === '..'))
    return false;
  return process.platform !== 'win32' || !/[\\:]/.test(file);
}

function shown(file: string): string {
  return file === '' ? say('The empty path') : file.replaceAll('\0', '\\0');
}
