/** Which files of the repository are worth a mark in the Explorer. Knows nothing of VS Code. */
import { entriesOf } from './pinTree';
import type { FolderPins } from './pinTree';
import { isUnreferenced } from './releaseTree';
import type { FolderReleases } from './releaseTree';

export type FileMark =
  /** All releases of the file are pinned nowhere. */
  | { readonly kind: 'unreferenced' }
  /** A binding of the file names a release that is not there. */
  | { readonly kind: 'broken'; readonly release: string };

export interface MarkedFile {
  /** URI of the workspace folder. */
  readonly folder: string;
  /** Relative to the folder, with `/`. */
  readonly file: string;
  readonly mark: FileMark;
}

export function fileMarks(pins: readonly FolderPins[], releases: readonly FolderReleases[]): readonly MarkedFile[] {
  return [...releases.flatMap(unreferencedFiles), ...pins.flatMap(brokenFiles)];
}

function unreferencedFiles({ uri: folder, view }: FolderReleases): readonly MarkedFile[] {
  const rows = view.owners.flatMap((owner) => owner.releases);
  const pinned = new Set(rows.filter((row) => !isUnreferenced(row)).map(({ file }) => file));
  const files = new Set(rows.map(({ file }) => file).filter((file) => !pinned.has(file)));
  return [...files].map((file) => ({ folder, file, mark: { kind: 'unreferenced' } }));
}

function brokenFiles(folder: FolderPins): readonly MarkedFile[] {
  return entriesOf(folder).flatMap(({ row }): readonly MarkedFile[] =>
    row.state === 'missing-release' && row.binding !== null && row.release !== null
      ? [{ folder: folder.uri, file: row.binding.file, mark: { kind: 'broken', release: row.release } }]
      : [],
  );
}
