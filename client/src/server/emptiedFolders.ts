/** Removes the folders that a rename leaves empty: their files move one by one, and VS Code cannot undo a deletion of folders. */
import { Uri, workspace } from 'vscode';
import type { Disposable } from 'vscode';

let waiting: Disposable | undefined;

/** @param moved the files that are about to move; when nobody moves them after all, nothing happens */
export function removeEmptiedFolders(moved: readonly Uri[]): void {
  const expected = new Set(moved.map((uri) => uri.toString()));
  waiting?.dispose();
  waiting = workspace.onDidRenameFiles(({ files }) => {
    if (!files.some(({ oldUri }) => expected.has(oldUri.toString()))) return;
    waiting?.dispose();
    waiting = undefined;
    void removeFrom(files.map(({ oldUri }) => Uri.joinPath(oldUri, '..')));
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
