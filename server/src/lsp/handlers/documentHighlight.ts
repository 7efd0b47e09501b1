import { DocumentHighlightKind } from 'vscode-languageserver/node';
import { documentHighlights } from '../../features/documentHighlights';
import type { Server } from '../server';

const KINDS = { read: DocumentHighlightKind.Read, write: DocumentHighlightKind.Write } as const;

export function registerDocumentHighlight(server: Server): void {
  server.connection.onDocumentHighlight(async ({ textDocument, position }) => {
    const found = await server.fileOf(textDocument.uri);
    if (!found) return null;
    const { session, file } = found;
    const lines = session.linesOf(file);
    const treeOf = (name: string) => session.yamlOf(name);
    const highlights = documentHighlights(session.repository, treeOf, file, lines.offset(position));
    // Without an answer an editor shows where the same word stands.
    if (highlights.length === 0) return null;
    return highlights.map(({ span, access }) => ({ range: lines.range(span), kind: KINDS[access] }));
  });
}
