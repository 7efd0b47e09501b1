/** The `when` keys by which menus know the files that hold bindings, and those that declare what releases are cut of. */
import { commands } from 'vscode';
import type { Disposable } from 'vscode';
import type { Answers } from './answers';
import { fileUri } from './pins';
import { canCutReleases } from './views/pinState';
import { entriesOf } from './views/pinTree';
import type { PinEntry } from './views/pinTree';

/** The keys, each true for the files that a pin leads to. */
const keys: Readonly<Record<string, (entry: PinEntry) => string | undefined>> = {
  'openchoreoGitops.bindingFiles': ({ row }) => row.binding?.file,
  'openchoreoGitops.releasableFiles': (entry) => (canCutReleases(entry) ? entry.labels.ownerFile?.file : undefined),
};

/** Keeps them true. Starts no server. */
export function keepMenuKeys(answers: Answers): Disposable {
  const told = new Map<string, string>();
  const look = async (): Promise<void> => {
    const entries = (await answers.pins()).flatMap(entriesOf);
    for (const [key, fileOf] of Object.entries(keys)) {
      const paths = entries.flatMap((entry) => {
        const file = fileOf(entry);
        return file === undefined ? [] : menuPaths(entry.folder, file);
      });
      const value = JSON.stringify(Object.fromEntries(paths.map((path) => [path, true])));
      if (value !== told.get(key)) {
        told.set(key, value);
        await commands.executeCommand('setContext', key, JSON.parse(value));
      }
    }
  };
  // A server that fails says so by itself; the menus then keep what they last knew.
  return answers.onDidSettle(() => void look().catch(() => undefined));
}

/** A file as the key `resourcePath` has it: with the system's own separators, but for a window that is connected to it. */
function menuPaths(folder: string, file: string): readonly string[] {
  const uri = fileUri(folder, file);
  return [...new Set([uri.path, uri.fsPath])];
}
