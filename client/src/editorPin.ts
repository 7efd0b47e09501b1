/** Which pin the active editor shows, and the `when` key by which menus know that it shows one. */
import { Disposable, commands, window, workspace } from 'vscode';
import type { TextEditor } from 'vscode';
import { askPinEntries } from './pins';
import { pinAt } from './promote/subject';
import type { LanguageServer } from './server/languageServer';
import type { PinEntry } from './views/pinTree';

/** A key typed and an editor shown settle for this long before the server is asked. */
const idleMilliseconds = 300;

/** The pin whose binding stands at the cursor of this editor. */
export function editorPin(entries: readonly PinEntry[], editor: TextEditor | undefined): PinEntry | undefined {
  const uri = editor?.document.uri;
  const folder = uri && workspace.getWorkspaceFolder(uri);
  if (editor === undefined || uri === undefined || folder === undefined) {
    return undefined;
  }
  const file = uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1);
  return pinAt(entries, folder.uri.toString(), file, editor.selection.active.line + 1);
}

/** Keeps `openchoreoGitops.editorOnBinding` true while the active editor shows a binding. Starts no server. */
export function followActiveEditor(server: LanguageServer): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    const editor = window.activeTextEditor;
    const yaml = editor?.document.languageId === 'yaml' && editor.document.uri.scheme === 'file';
    const onBinding = yaml && server.running && editorPin(await askPinEntries(server), editor) !== undefined;
    await commands.executeCommand('setContext', 'openchoreoGitops.editorOnBinding', onBinding);
  };
  const lookSoon = (): void => {
    clearTimeout(timer);
    // A server that fails says so by itself; the menus then keep what they last knew.
    timer = setTimeout(() => void look().catch(() => undefined), idleMilliseconds);
  };
  const subscriptions = [window.onDidChangeActiveTextEditor(lookSoon), server.onDidChange(lookSoon)];
  return {
    dispose: () => {
      clearTimeout(timer);
      Disposable.from(...subscriptions).dispose();
    },
  };
}
