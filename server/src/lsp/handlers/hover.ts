import { hoverAt } from '../../features/hover/hover';
import { languageServices } from '../languageServices';
import type { Server } from '../server';

export function registerHover(server: Server): void {
  server.connection.onHover(async ({ textDocument, position }) => {
    const found = await server.fileOf(textDocument.uri);
    if (!found) return null;
    const { session, file } = found;
    const lines = session.linesOf(file);
    const request = {
      file,
      yaml: session.yamlOf(file),
      offset: lines.offset(position),
      namesOnly: !server.duty.fields,
    };
    const hover = hoverAt(languageServices(server, session), request);
    return hover ? { contents: { kind: 'markdown', value: hover.markdown }, range: lines.range(hover.span) } : null;
  });
}
