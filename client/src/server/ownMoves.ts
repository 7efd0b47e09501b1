/**
 * The moves of files that a rename makes itself: its edits hold what else has to change, so nobody is asked for more; and the
 * folders that it leaves empty are removed, since their files move one by one and VS Code cannot undo a deletion of folders.
 */
import { Uri, workspace } from 'vscode';
import type { Disposable } from 'vscode';

let waiting: { readonly moved: ReadonlySet<string>; readonly listener: Disposable } | undefined;

/** @param moved the files that are about to move; when nobody moves them after all, nothing happens */
export function expectOwnMoves(moved: readonly Uri[]): void {
  forget();
  const listener = workspace.onDidRenameFiles(({ files }) => {
    if (!areOwnMoves(files)) return;
    forget();
    void removeFrom(files.map(({ oldUri }) => Uri.joinPath(oldUri, '..')));
  });
  waiting = { moved: new Set(moved.map((uri) => uri.toString())), listener };
}

/** Whether files move because a rename moves them. */
export function areOwnMoves(files: readonly { readonly oldUri: Uri }[]): boolean {
  return files.every(({ oldUri }) => waiting?.moved.has(oldUri.toString()));
}

function forget(): void {
  waiting?.listener.dispose();
  waiting = undefined;
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
