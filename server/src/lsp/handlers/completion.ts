import type { CompletionItem } from 'vscode-languageserver/node';
import { completionsAt } from '../../features/completion/completion';
import { documentationOf } from '../../features/completion/documentation';
import { toCompletionItem, type CompletionData } from '../convertCompletion';
import { languageServices } from '../languageServices';
import type { Server } from '../server';

/** Characters behind which a list of suggestions opens by itself, beside letters. */
export const COMPLETION_TRIGGERS = [' ', '"', "'", '/'];

/** A blank opens the list where a value begins, not wherever somebody indents or writes a sentence. */
const VALUE_BEGINS = /(?:[:,[{]|^\s*-|disable-(?:next-line|file)) $/;

export function registerCompletion(server: Server): void {
  server.connection.onCompletion(async ({ textDocument: { uri }, position, context }) => {
    const found = await server.fileOf(uri);
    const text = found?.session.textOf(found.file);
    if (!found || text === undefined) return null;
    const lines = found.session.linesOf(found.file);
    const offset = lines.offset(position);
    if (context?.triggerCharacter === ' ' && !VALUE_BEGINS.test(text.slice(lines.lineStart(position.line), offset)))
      return null;
    const request = { file: found.file, text, offset, namesOnly: !server.duty.fields };
    const services = languageServices(server, found.session, found.session.repositoryBeforeKey);
    return completionsAt(services, request).map((entry) => toCompletionItem(entry, uri, text, lines, server.client));
  });

  server.connection.onCompletionResolve(async (item): Promise<CompletionItem> => {
    const data = item.data as CompletionData | undefined;
    const found = data && (await server.fileOf(data.uri));
    const value = found && documentationOf(languageServices(server, found.session), data.key);
    return value ? { ...item, documentation: { kind: 'markdown', value } } : item;
  });
}
