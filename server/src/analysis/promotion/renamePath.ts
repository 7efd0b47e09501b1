import { basename, dirname, joinInside } from '../../base/filePath';

/**
 * Renames an environment in the path of an owner's pin: folders that are called like it, and its part of the file's name.
 * Folders that the owner's own manifest is in stay: a project may be called like an environment.
 *
 * @param home the folder of the owner's manifest; empty where it is not known.
 * @returns undefined when the path does not name the environment, or would leave the repository.
 */
export function renameEnvironment(
  path: string,
  from: string,
  to: string,
  owner: string,
  home: string,
): string | undefined {
  const own = dirname(path).split('/');
  const shared = sharedLength(own, home.split('/'));
  const folders = own.map((folder, i) => (i < shared ? folder : (renameWord(folder, from, to) ?? folder)));
  return changed(path, `${folders.join('/')}/${renameInName(basename(path), from, to, owner)}`);
}

/** Renames an environment in the file's name only: its folder may be called like it for another reason. */
export function renameInFileName(path: string, from: string, to: string, owner: string): string | undefined {
  return changed(path, `${dirname(path)}/${renameInName(basename(path), from, to, owner)}`);
}

/**
 * Replaces every occurrence of a word, bounded by `-`, `_`, `.` or `/`: the `dev` of `cart-dev.yaml` and of
 * `dev/pin.yaml`, not of `devices/`. Undefined when there is none.
 */
export function renameWord(text: string, word: string, by: string): string | undefined {
  const renamed = text.replace(wordPattern(word, 'g'), () => by);
  return renamed === text ? undefined : renamed;
}

/** The file's name with the environment renamed, but not where it is part of the owner's name. */
function renameInName(name: string, from: string, to: string, owner: string): string {
  const found = wordPattern(owner).exec(name);
  const [before, behind] = found ? [name.slice(0, found.index), name.slice(found.index + owner.length)] : [name, ''];
  const rename = (part: string) => renameWord(part, from, to) ?? part;
  return rename(before) + (found ? owner : '') + rename(behind);
}

function wordPattern(word: string, flags = ''): RegExp {
  const escaped = word.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
  return new RegExp(`(?<=^|[/_.-])${escaped}(?=$|[/_.-])`, flags);
}

function sharedLength(own: readonly string[], home: readonly string[]): number {
  let length = 0;
  while (length < own.length && length < home.length && own[length] === home[length]) length++;
  return length;
}

function changed(path: string, renamed: string): string | undefined {
  const clean = joinInside(renamed);
  return clean === path ? undefined : clean;
}
