/**
 * Tells the server of folders. Its own watchers see files by name only, and VS Code's recursive watcher reports neither
 * the files of a folder tree that was made in one go nor those of a folder that was deleted as a whole.
 */
import { FileType, workspace } from 'vscode';
import type { Disposable, Uri } from 'vscode';
import type { FileEvent } from 'vscode-languageclient/node';

/** The protocol's FileChangeType; its constants would load the whole client library at activation. */
const created = 1;
const deleted = 3;

/** Long enough to gather a checkout's events into one message, short enough not to be noticed. */
const gatherMilliseconds = 150;

const uninteresting = /\/(node_modules|\.git)(\/|$)|\.ya?ml$/;

/**
 * @param send receives created folders as created, and deleted paths that may have been folders as deleted; what a
 *   deleted path was cannot be known, so the server ignores those below which it knows no file
 */
export function watchFolders(send: (changes: FileEvent[]) => void): Disposable {
  const watcher = workspace.createFileSystemWatcher('**', false, true, false);
  const pending = new Map<string, { readonly uri: Uri; readonly type: FileEvent['type'] }>();
  let timer: NodeJS.Timeout | undefined;

  const gather = (uri: Uri, type: FileEvent['type']): void => {
    if (uri.scheme !== 'file' || uninteresting.test(uri.path)) {
      return;
    }
    pending.set(`${type} ${uri.toString()}`, { uri, type });
    timer ??= setTimeout(() => void flush(), gatherMilliseconds);
  };
  const flush = async (): Promise<void> => {
    timer = undefined;
    const gathered = [...pending.values()];
    pending.clear();
    const relevant = await Promise.all(
      gathered.map(async ({ uri, type }) => type === deleted || (await isFolder(uri))),
    );
    const changes = gathered.filter((_event, index) => relevant[index]);
    if (changes.length > 0) {
      send(changes.map(({ uri, type }) => ({ uri: uri.toString(), type })));
    }
  };
  watcher.onDidCreate((uri) => gather(uri, created));
  watcher.onDidDelete((uri) => gather(uri, deleted));
  return {
    dispose: () => {
      clearTimeout(timer);
      watcher.dispose();
    },
  };
}

async function isFolder(uri: Uri): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(uri)).type & FileType.Directory) !== 0;
  } catch {
    // Gone again.
    return false;
  }
}
