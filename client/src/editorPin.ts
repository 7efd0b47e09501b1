/** Which pin an editor shows. */
import { workspace } from 'vscode';
import type { TextEditor } from 'vscode';
import { pinAt } from './promote/subject';
import type { PinEntry } from './views/pinTree';

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
