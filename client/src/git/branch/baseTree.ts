/** Compares a plan with the tree that it is to be committed on: content, names, and what stands in the way. */
import { asRequested, type Location } from '../locate';
import { records } from '../parse';
import { folded } from '../paths';
import { refuse } from '../refusals';
import { mustRead, type Git } from '../runGit';
import { hashOf, type TreeEntry } from '../objects';
import type { PlannedFile, Refusal } from '../types';

/** A file of a plan, as the tree has it and as it is to be. */
export interface TreeEdit {
  /** Relative to the root of the working tree. */
  readonly path: string;
  /** Null for a new file. */
  readonly old: TreeEntry | null;
  /** Null where it goes. */
  readonly content: Buffer | null;
}

export type Compared = { readonly kind: 'compared'; readonly edits: readonly TreeEdit[] } | Refusal;

/** Every file of a commit, by path. Links and submodules too: they can stand in the way. */
export async function readTree(git: Git, commit: string): Promise<ReadonlyMap<string, TreeEntry>> {
  const listing = await mustRead(git, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  return new Map(
    records(listing).map((record) => {
      const tab = record.indexOf('\t');
      const [mode = '', , oid = ''] = record.slice(0, tab).split(' ');
      return [record.slice(tab + 1), { mode, oid }] as const;
    }),
  );
}

/** The edits that make the plan's files out of the tree's, when they are there as the plan says. */
export function compareWithTree(
  location: Location,
  tree: ReadonlyMap<string, TreeEntry>,
  files: readonly PlannedFile[],
): Compared {
  const edits: TreeEdit[] = [];
  // Only a new file can collide with another one.
  const names = files.some(({ before }) => before === null) ? namesIn(tree) : new Map<string, string>();
  for (const { file, before, after } of files) {
    const path = location.prefix + file;
    const old = tree.get(path) ?? null;
    const refusal = obstacle(location, tree, names, path, old);
    if (refusal) return refusal;
    const isSame =
      old === null ? before === null : before !== null && hashOf(Buffer.from(before), old.oid.length) === old.oid;
    if (!isSame) return refuse('base-differs', {}, { files: [file] });
    edits.push({ path, old, content: after === null ? null : Buffer.from(after) });
  }
  return { kind: 'compared', edits };
}

/** What keeps a path from being written in this tree. */
function obstacle(
  location: Location,
  tree: ReadonlyMap<string, TreeEntry>,
  names: ReadonlyMap<string, string>,
  path: string,
  old: TreeEntry | null,
): Refusal | null {
  const file = asRequested(location, path);
  const parts = { files: [file] };
  if (old)
    return old.mode.startsWith('100')
      ? null
      : refuse(old.mode === '120000' ? 'symlink' : 'not-a-file', { file, link: file }, parts);
  for (const folder of foldersOf(path)) {
    const entry = tree.get(folder);
    const values = { file, folder, link: folder };
    if (entry?.mode === '160000') return refuse('nested-repository', values, parts);
    if (entry?.mode === '120000') return refuse('symlink', values, parts);
    if (entry) return refuse('parent-not-folder', values, parts);
  }
  for (const name of [...foldersOf(path), path]) {
    const other = names.get(folded(name));
    if (other !== undefined && other !== name) return refuse('case-collision', { file, other }, parts);
  }
  return names.has(folded(path)) ? refuse('not-a-file', { file }, parts) : null;
}

/** All files and folders by the form in which some systems take them for the same. */
function namesIn(tree: ReadonlyMap<string, TreeEntry>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const path of tree.keys()) for (const name of [path, ...foldersOf(path)]) names.set(folded(name), name);
  return names;
}

function foldersOf(path: string): string[] {
  const names = path.split('/');
  return names.slice(0, -1).map((_, index) => names.slice(0, index + 1).join('/'));
}
