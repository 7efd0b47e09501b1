import { mentionsGroup } from '../../model/facts';
import { foldingRanges } from '../../features/foldingRanges';
import type { Server } from '../server';

export function registerFoldingRanges(server: Server): void {
  server.connection.onFoldingRanges(({ textDocument }) => {
    const found = server.openFileOf(textDocument.uri);
    const text = found?.session.textOf(found.file);
    // Files of others fold as the editor folds them, and so does YAML that another language server looks after.
    if (!found || text === undefined || !server.duty.structure || !mentionsGroup(text)) return null;
    const { session, file } = found;
    return [...foldingRanges(session.yamlOf(file), text, session.linesOf(file))];
  });
}
