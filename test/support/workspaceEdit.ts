import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RenameFile, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { LineIndex } from '../../server/src/base/lineIndex';
import { applyEdits } from '../../server/src/base/textEdit';

type Change = TextDocumentEdit | RenameFile;

/** Applies an edit with document changes to the files on disk, in its order, as an editor does. Returns how to undo it. */
export function applyToDisk(edit: WorkspaceEdit): Change[] {
  const undo: Change[] = [];
  for (const change of (edit.documentChanges ?? []) as Change[]) undo.unshift(perform(change));
  return undo;
}

/** Undoes what `applyToDisk` did. */
export function undoOnDisk(undo: readonly Change[]): void {
  for (const change of undo) perform(change);
}

function perform(change: Change): Change {
  if ('kind' in change) {
    const to = fileURLToPath(change.newUri);
    mkdirSync(path.dirname(to), { recursive: true });
    renameSync(fileURLToPath(change.oldUri), to);
    return { ...change, oldUri: change.newUri, newUri: change.oldUri };
  }
  const file = fileURLToPath(change.textDocument.uri);
  const text = readFileSync(file, 'utf8');
  // Editors keep a byte order mark to themselves.
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const shown = text.slice(mark.length);
  const edits = change.edits as TextEdit[];
  const after = applyEdits(shown, spansOf(shown, edits));
  writeFileSync(file, mark + after);
  return { ...change, edits: inverse(shown, after, edits) };
}

function spansOf(text: string, edits: readonly TextEdit[]) {
  const lines = new LineIndex(text);
  return edits.map(({ range, newText }) => ({
    span: { start: lines.offset(range.start), end: lines.offset(range.end) },
    text: newText,
  }));
}

function inverse(before: string, after: string, edits: readonly TextEdit[]): TextEdit[] {
  const lines = new LineIndex(after);
  let shift = 0;
  return spansOf(before, edits)
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ span, text }) => {
      const start = span.start + shift;
      shift += text.length - (span.end - span.start);
      return {
        range: { start: lines.position(start), end: lines.position(start + text.length) },
        newText: before.slice(span.start, span.end),
      };
    });
}

/** An edit as a reader takes it in: `file:line:column-column → new text`, then `path → path`, relative to a folder. */
export function describeEdit(folder: (uri: string) => string, edit: WorkspaceEdit): string {
  const lines = ((edit.documentChanges ?? []) as Change[]).flatMap((change) =>
    'kind' in change
      ? [`${folder(change.oldUri)} → ${folder(change.newUri)}`]
      : (change.edits as TextEdit[]).map(
          ({ range: { start, end }, newText }) =>
            `${folder(change.textDocument.uri)}:${start.line + 1}:${start.character + 1}-${end.line === start.line ? '' : `${end.line + 1}:`}${end.character + 1} ${newText}`,
        ),
  );
  return `${lines.join('\n')}\n`;
}
