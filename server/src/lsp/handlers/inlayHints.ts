import { inlayHints } from '../../features/inlayHints';
import type { Server } from '../server';

export function registerInlayHints(server: Server): void {
  server.connection.languages.inlayHint.on(async ({ textDocument, range }) => {
    const found = await server.fileOf(textDocument.uri);
    if (!found) return null;
    const { session, file } = found;
    const lines = session.linesOf(file);
    const within = { start: lines.offset(range.start), end: lines.offset(range.end) };
    return inlayHints(session.repository, file, session.yamlOf(file), within).map(({ offset, label, tooltip }) => ({
      position: lines.position(offset),
      label,
      tooltip,
      paddingLeft: true,
    }));
  });
}
