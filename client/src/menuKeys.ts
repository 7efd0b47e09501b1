/** The `when` key by which menus know the files that hold bindings. */
import { commands } from 'vscode';
import type { Disposable } from 'vscode';
import type { Answers } from './answers';
import { fileUri } from './pins';
import { entriesOf } from './views/pinTree';

/** Keeps `openchoreoGitops.bindingFiles` true. Starts no server. */
export function keepMenuKeys(answers: Answers): Disposable {
  let told = '';
  const look = async (): Promise<void> => {
    const bindings = (await answers.pins())
      .flatMap(entriesOf)
      .flatMap(({ folder, row }) => (row.binding === null ? [] : menuPaths(folder, row.binding.file)));
    const value = JSON.stringify(Object.fromEntries(bindings.map((path) => [path, true])));
    if (value !== told) {
      told = value;
      await commands.executeCommand('setContext', 'openchoreoGitops.bindingFiles', JSON.parse(value));
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
