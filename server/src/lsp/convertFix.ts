import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { FileChange } from '../features/codeActions/fix';
import { toUri } from './convert';
import type { FolderSession } from './folderSession';
import type { Server } from './server';

/**
 * The changes of a fix as an edit of the workspace, as far as the client understands it. Where it cannot make files, the text
 * of a new one is an edit of a file that is not there: editors open that as an empty one.
 */
export function toWorkspaceEdit(
  { client, openVersion }: Pick<Server, 'client' | 'openVersion'>,
  session: FolderSession,
  changes: readonly FileChange[],
): WorkspaceEdit {
  const edits = changes.map((change) => ({ change, uri: toUri(session.root, change.file) }));
  if (!client.documentChanges)
    return { changes: Object.fromEntries(edits.map(({ change, uri }) => [uri, toTextEdits(session, change)])) };
  return {
    documentChanges: edits.flatMap(({ change, uri }) => {
      const edit: TextDocumentEdit = {
        textDocument: { uri, version: openVersion(uri) },
        edits: toTextEdits(session, change),
      };
      // A file that has come to be in the meantime is not written over.
      return change.kind === 'create' && client.createsFiles ? [{ kind: 'create', uri } as const, edit] : [edit];
    }),
  };
}

function toTextEdits(session: FolderSession, change: FileChange): TextEdit[] {
  const start = { line: 0, character: 0 };
  if (change.kind === 'create') return [{ range: { start, end: start }, newText: change.text }];
  const lines = session.linesOf(change.file);
  return change.edits.map(({ span, text }) => ({ range: lines.range(span), newText: text }));
}
