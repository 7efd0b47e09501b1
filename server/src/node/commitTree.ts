import { readGit, readGitBytes, readGitNow } from './git';
import { objectId } from './objectId';

/** The files of a folder as a commit has them. */
export interface CommitTree {
  /** Path relative to the folder → id of the content. Links and submodules are left out. */
  readonly objects: ReadonlyMap<string, string>;
  /** Files whose working copy is the same, but for line ends and the like that Git itself converts. */
  readonly unchanged: ReadonlySet<string>;
}

/**
 * The tree of a commit below a folder, and which of its files the working tree has unchanged, as the index knows without
 * reading them. Undefined where there is no such commit. Three processes, whatever the number of files.
 */
export async function readCommitTree(folder: string, commit: string): Promise<CommitTree | undefined> {
  const [tree, index, changed] = await Promise.all([
    readGit(folder, ['ls-tree', '-r', '-z', commit]),
    readGit(folder, ['ls-files', '--stage', '-v', '-z']),
    readGit(folder, ['diff-files', '--name-only', '--relative', '-z']),
  ]);
  if (tree === undefined) return undefined;
  const objects = new Map<string, string>();
  for (const [path, [mode = '', , object = '']] of entries(tree)) if (mode.startsWith('100')) objects.set(path, object);
  const touched = new Set((changed ?? '').split('\0'));
  const unchanged = new Set<string>();
  // Of entries marked "assume unchanged" (a small letter) or "skip worktree" Git does not know what the disk holds.
  for (const [path, [tag, , object]] of entries(changed === undefined ? '' : (index ?? '')))
    if (tag === 'H' && objects.get(path) === object && !touched.has(path)) unchanged.add(path);
  return { objects, unchanged };
}

/** Lines `field field … TAB path`, NUL-terminated. */
function* entries(output: string): IterableIterator<readonly [path: string, fields: readonly string[]]> {
  for (const record of output.split('\0')) {
    const tab = record.indexOf('\t');
    if (tab > 0) yield [record.slice(tab + 1), record.slice(0, tab).split(' ')];
  }
}

/** The contents with these ids, as text; what cannot be read is left out. One process. */
export async function readObjects(folder: string, objects: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  if (objects.length === 0) return texts;
  const output = await readGitBytes(folder, ['cat-file', '--batch'], objects.map((object) => `${object}\n`).join(''));
  let position = 0;
  for (const object of output ? objects : []) {
    const end = output!.indexOf(10, position);
    if (end < 0) break;
    const size = /^\S+ blob (\d+)$/.exec(output!.toString('latin1', position, end))?.[1];
    position = end + 1;
    if (size === undefined) continue; // "… missing".
    texts.set(object, output!.toString('utf8', position, position + Number(size)));
    position += Number(size) + 1;
  }
  return texts;
}

/** The content with this id, for code that cannot wait; undefined where Git has none. */
export function readObjectNow(folder: string, object: string): string | undefined {
  return readGitNow(folder, ['cat-file', 'blob', object])?.toString('utf8');
}

/** Whether a text is the content with this id, byte for byte. */
export function isObject(text: string, object: string): boolean {
  return objectId(text, object.length === 64 ? 'sha256' : 'sha1') === object;
}
