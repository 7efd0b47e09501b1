import { resolve } from '../../analysis/resolve';
import { basename, comparePaths, dirname, isWithin } from '../../base/filePath';
import { namingRole, type NamingRole } from '../../model/naming';
import type { Manifest } from '../../repository/manifest';
import type { Repository } from '../../repository/repository';
import type { Collected } from './collect';
import { carried } from './derivedName';

/** A file or folder under a new name, in the folder in which it is. */
export interface PathRename {
  /** As it is before any of the renames. */
  readonly path: string;
  readonly name: string;
  readonly isFolder: boolean;
}

/** The files and folders that carry the names of renamed manifests. */
export function pathRenames(repository: Repository, { renamed, changes }: Collected): readonly PathRename[] {
  const [first] = renamed;
  if (!first) return [];
  const files = new Map<string, string>();
  const note = (file: string, from: string, to: string, role: NamingRole, kind: string) => {
    const name = basename(file);
    const stem = name.replace(/\.ya?ml$/i, '');
    // `component.yaml` says what it is, not whose it is, also for a component of that name.
    if (files.has(file) || stem.replaceAll('-', '') === kind.toLowerCase()) return;
    const after = carried(stem, from, to, role);
    if (after !== undefined) files.set(file, after + name.slice(stem.length));
  };
  for (const { manifest, to } of renamed) note(manifest.file, manifest.name, to, 'owner', manifest.kind.kind);
  const followers = changes.flatMap(({ manifest, pattern, from }) => {
    const role = from === first.manifest.name ? namingRole(manifest.kind.kind, pattern) : undefined;
    return role ? [{ manifest, role }] : [];
  });
  // Files that are called after the manifest that was asked for, and not like what they hold.
  for (const { manifest, role } of followers)
    note(manifest.file, first.manifest.name, first.to, role, manifest.kind.kind);
  const folders = foldersOf(repository, first.manifest, [
    first.manifest.file,
    ...followers.map(({ manifest }) => manifest.file),
  ]);
  return [
    ...[...files].map(([path, name]) => ({ path, name, isFolder: false })),
    ...[...folders].map((path) => ({ path, name: first.to, isFolder: true })),
  ];
}

/** Folders that are called like a manifest and hold nothing but what is about it. */
function foldersOf(repository: Repository, manifest: Manifest, files: readonly string[]): ReadonlySet<string> {
  const candidates = new Set(files.flatMap((file) => nearestCalled(dirname(file), manifest.name) ?? []));
  if (candidates.size === 0) return candidates;
  const isAbout = aboutTest(repository, manifest);
  for (const other of repository.view.manifests())
    for (const folder of candidates) if (isWithin(folder, other.file) && !isAbout(other)) candidates.delete(folder);
  return candidates;
}

function nearestCalled(folder: string, name: string): string | undefined {
  for (let at = folder; at !== ''; at = dirname(at)) if (basename(at) === name) return at;
  return undefined;
}

/** Whether a manifest is the given one or belongs to it, directly or through its owner. */
function aboutTest({ view }: Repository, manifest: Manifest): (other: Manifest) => boolean {
  const known = new Map<Manifest, boolean>([[manifest, true]]);
  const isAbout = (other: Manifest): boolean => {
    const answer = known.get(other);
    if (answer !== undefined) return answer;
    known.set(other, false); // Until it is known, so that owners in a circle end.
    const belongs = other.references.some((reference) => {
      if (!reference.rule.at.startsWith('spec.owner.') && !namingRole(other.kind.kind, reference.rule.at)) return false;
      const resolution = resolve(view, other, reference);
      return resolution.kind === 'found' && isAbout(resolution.manifest);
    });
    known.set(other, belongs);
    return belongs;
  };
  return isAbout;
}

/** A file, or in the explorer a folder, that moves: its paths before and after. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/**
 * Renames as moves that can be made, and taken back, in any order: nothing moves twice, so the files of a folder move one by
 * one. Editors carry out several moves at once and undo them in their order, which fails where one lies within another, and
 * know what becomes of a text only by the move of its own file.
 *
 * @param filesIn all files below a folder
 */
export function movesOf(
  renames: readonly PathRename[],
  filesIn: (folder: string) => Iterable<string>,
): readonly Move[] {
  const moving = new Set(renames.flatMap(({ path, isFolder }) => (isFolder ? [...filesIn(path)] : [path])));
  return [...moving].sort(comparePaths).map((from) => ({ from, to: relocated(from, renames) }));
}

/** Where a path is after some renames. */
export function relocated(path: string, renames: readonly PathRename[]): string {
  const segments = path.split('/');
  for (const rename of renames)
    if (isWithin(rename.path, path)) segments[rename.path.split('/').length - 1] = rename.name;
  return segments.join('/');
}
