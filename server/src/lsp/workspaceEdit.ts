import type { AnnotatedTextEdit, TextEdit as LspEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { TextEdit } from '../base/textEdit';
import { toUri } from './convert';
import type { FolderSession } from './folderSession';
import type { Server } from './server';

/** Edits of a folder's files, by the paths that they have now, and the files that move. */
export interface FolderEdit {
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
  /** By their paths before and after. */
  readonly moves?: readonly { readonly from: string; readonly to: string }[];
  /** For edits that somebody has to confirm: what is done, and what it will mean. */
  readonly annotation?: { readonly label: string; readonly description: string };
}

/** Names the annotation in an edit; there is one. */
const ANNOTATION = 'rename';

/** Edits as the editor can take them: with annotations and renamed files, or plain. */
export function toWorkspaceEdit(
  session: FolderSession,
  { client, openVersion }: Pick<Server, 'client' | 'openVersion'>,
  { edits, moves = [], annotation }: FolderEdit,
): WorkspaceEdit {
  const annotated = annotation !== undefined && client.changeAnnotations;
  const mark = annotated ? { annotationId: ANNOTATION } : {};
  const made = client.renamesFiles ? moves : [];
  const files = [...edits].map(([file, changes]) => ({
    uri: toUri(session.root, made.find(({ from }) => from === file)?.to ?? file),
    edits: toEdits(session, file, changes),
  }));
  if (!client.documentChanges) return { changes: Object.fromEntries(files.map((file) => [file.uri, file.edits])) };
  return {
    documentChanges: [
      // First, so that no text moves which has yet to be saved.
      ...made.map(({ from, to }) => ({
        kind: 'rename' as const,
        oldUri: toUri(session.root, from),
        newUri: toUri(session.root, to),
        ...mark,
      })),
      ...files.map((file) => ({
        textDocument: { uri: file.uri, version: openVersion(file.uri) },
        edits: file.edits.map((edit): LspEdit | AnnotatedTextEdit => ({ ...edit, ...mark })),
      })),
    ],
    ...(annotated && { changeAnnotations: { [ANNOTATION]: { ...annotation, needsConfirmation: true } } }),
  };
}

function toEdits(session: FolderSession, file: string, edits: readonly TextEdit[]): LspEdit[] {
  const lines = session.linesOf(file);
  // An editor does not count a byte order mark, which the text of a file on disk still has.
  const isMarked = !session.isOpen(file) && session.textOf(file)?.startsWith('\ufeff');
  const shown = ({ line, character }: { line: number; character: number }) => ({
    line,
    character: isMarked && line === 0 ? character - 1 : character,
  });
  return edits.map(({ span, text }) => {
    const { start, end } = lines.range(span);
    return { range: { start: shown(start), end: shown(end) }, newText: text };
  });
}
