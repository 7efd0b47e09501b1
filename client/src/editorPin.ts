/** Which pin or owner an editor shows. */
import { workspace } from 'vscode';
import type { TextEditor } from 'vscode';
import type { FileLine } from '../../server/src/protocol';
import { pinAt } from './promote/subject';
import { groupByOwner } from './views/pinTree';
import type { PinEntry } from './views/pinTree';

/** The pin whose binding stands at the cursor of this editor. */
export function editorPin(entries: readonly PinEntry[], editor: TextEditor | undefined): PinEntry | undefined {
  const place = placeOf(editor);
  return place && pinAt(entries, place.folder, place.file, place.line);
}

/** The pins of the owner that is declared in this editor, in all environments. */
export function editorOwner(
  entries: readonly PinEntry[],
  editor: TextEditor | undefined,
): readonly PinEntry[] | undefined {
  const place = placeOf(editor);
  return groupByOwner(entries).find(
    ([first]) => place !== undefined && first?.folder === place.folder && first.labels.ownerFile?.file === place.file,
  );
}

/** Where the cursor is: line 1-based, file relative to the workspace folder, with `/`. */
function placeOf(editor: TextEditor | undefined): ({ readonly folder: string } & FileLine) | undefined {
  const uri = editor?.document.uri;
  const folder = uri && workspace.getWorkspaceFolder(uri);
  if (editor === undefined || uri === undefined || folder === undefined) {
    return undefined;
  }
  const file = uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1);
  return { folder: folder.uri.toString(), file, line: editor.selection.active.line + 1 };
}
