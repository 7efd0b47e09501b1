import { documentLinks } from '../../features/documentLinks';
import { toUri } from '../convert';
import type { Server } from '../server';

export function registerDocumentLinks(server: Server): void {
  server.connection.onDocumentLinks(async ({ textDocument }) => {
    const found = await server.fileOf(textDocument.uri);
    if (!found) return null;
    const { session, file } = found;
    const lines = session.linesOf(file);
    const links = documentLinks(session.repository, file, session.yamlOf(file), { names: server.client.nameLinks });
    return links.map(({ span, target, tooltip }) => {
      const { line, character } = session.lineStartsOf(target.file).position(target.span.start);
      const place = line + character > 0 ? `#L${line + 1},${character + 1}` : '';
      return { range: lines.range(span), target: `${toUri(session.root, target.file)}${place}`, tooltip };
    });
  });
}
