import type { SelectionRange } from 'vscode-languageserver/node';
import { selectionRanges } from '../../features/selectionRanges';
import type { Server } from '../server';

export function registerSelectionRanges(server: Server): void {
  server.connection.onSelectionRanges(({ textDocument, positions }) => {
    const found = server.openFileOf(textDocument.uri);
    const text = found?.session.textOf(found.file);
    if (!found || text === undefined) return null;
    const { session, file } = found;
    const lines = session.linesOf(file);
    return positions.map((position) =>
      selectionRanges(session.yamlOf(file), text, lines.offset(position)).reduceRight<SelectionRange | undefined>(
        (parent, span) => ({ range: lines.range(span), ...(parent && { parent }) }),
        undefined,
      )!,
    );
  });
}
