import { CompletionItemKind, InsertTextFormat, InsertTextMode, type CompletionItem } from 'vscode-languageserver/node';
import type { CompletionEntry, DocumentationKey, EntryKind } from '../features/completion/item';
import { plainText } from '../features/completion/snippet';
import type { LineIndex } from '../base/lineIndex';
import type { ClientFeatures } from './clientFeatures';

const KINDS: Readonly<Record<EntryKind, CompletionItemKind>> = {
  field: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  manifest: CompletionItemKind.Reference,
  name: CompletionItemKind.Reference,
  kind: CompletionItemKind.Class,
  skeleton: CompletionItemKind.Struct,
  scaffold: CompletionItemKind.File,
  key: CompletionItemKind.Property,
  rule: CompletionItemKind.Constant,
};

/** What an item carries so that it can be explained when somebody looks at it. */
export interface CompletionData {
  readonly uri: string;
  readonly key: DocumentationKey;
}

/** An entry as the editor wants it. */
export function toCompletionItem(
  entry: CompletionEntry,
  uri: string,
  text: string,
  lines: LineIndex,
  client: ClientFeatures,
): CompletionItem {
  const { label, detail, description, data } = entry;
  const isSnippet = entry.isSnippet && client.snippets;
  const inserted = entry.isSnippet && !client.snippets ? plainText(entry.text) : entry.text;
  const range = lines.range(entry.span);
  const newText = client.keepsIndentation
    ? inserted
    : relativeText(inserted, indentOfLine(text, lines, range.start.line));
  const about = [detail, description].filter((part) => part !== undefined && part !== '').join(' · ');
  return {
    label,
    kind: KINDS[entry.kind],
    ...(about !== '' && { detail: about }),
    ...(client.labelDetails && detail !== undefined && detail !== '' && { labelDetails: { description: detail } }),
    textEdit: { range, newText },
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(client.keepsIndentation && { insertTextMode: InsertTextMode.asIs }),
    ...(entry.also && {
      additionalTextEdits: entry.also.map((edit) => ({ range: lines.range(edit.span), newText: edit.text })),
    }),
    sortText: entry.sortText,
    ...(entry.filterText !== undefined && { filterText: entry.filterText }),
    ...(entry.preselect && { preselect: true }),
    ...(entry.suggestNext &&
      client.suggestCommand !== undefined && { command: { title: '', command: client.suggestCommand } }),
    ...(data && { data: { uri, key: data } satisfies CompletionData }),
  };
}

/** The text for an editor that indents further lines like the one in which it is put. */
function relativeText(text: string, indent: string): string {
  return indent === '' ? text : text.replaceAll(`\n${indent}`, '\n');
}

function indentOfLine(text: string, lines: LineIndex, line: number): string {
  return /^ */.exec(text.slice(lines.lineStart(line), lines.lineEnd(line)))![0];
}
