/**
 * The moves of files that a rename makes itself: its edits hold what else has to change, so nobody is asked for more; and the
 * folders that it leaves empty are removed, since its files move one by one and VS Code cannot undo a deletion of folders.
 */
import { Uri, workspace } from 'vscode';
import type { Disposable } from 'vscode';

/** A file that moves: where it is and where it will be. */
export interface OwnMove {
  readonly oldUri: Uri;
  readonly newUri: Uri;
}

/** The files that are about to move, and where to. */
let expected: ReadonlyMap<string, string> = new Map();
/** Where all files that renames moved were or are: who moves some between these places undoes one, or does it again. */
const places = new Set<string>();

/** Nobody may move the files after all: who moves one of them elsewhere then does it on their own account. */
export function expectOwnMoves(moves: readonly OwnMove[]): void {
  expected = new Map(moves.map(({ oldUri, newUri }) => [oldUri.toString(), newUri.toString()]));
  for (const uri of moves.flatMap(({ oldUri, newUri }) => [oldUri, newUri])) places.add(uri.toString());
}

/** Whether files move because a rename moves them. */
export function areOwnMoves(files: readonly OwnMove[]): boolean {
  return files.every(({ oldUri, newUri }) => expected.get(oldUri.toString()) === newUri.toString());
}

/** Removes the folders that renames leave empty, and those that their undoing does. */
export function removeEmptiedFolders(): Disposable {
  return workspace.onDidRenameFiles(({ files }) => {
    if (areOwnMoves(files)) expected = new Map();
    const areBetweenPlaces = files.every(
      (file) => places.has(file.oldUri.toString()) && places.has(file.newUri.toString()),
    );
    if (areBetweenPlaces) void removeFrom(files.map(({ oldUri }) => Uri.joinPath(oldUri, '..')));
  });
}

async function removeFrom(folders: readonly Uri[]): Promise<void> {
  for (const folder of folders) {
    try {
      // Fails for a folder that is not empty, or gone already: then those above it are not empty either.
      for (let at = folder; ; at = Uri.joinPath(at, '..')) await workspace.fs.delete(at, { recursive: false });
    } catch {
      continue;
    }
  }
}
