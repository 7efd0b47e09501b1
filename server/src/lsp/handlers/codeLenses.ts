import type { CodeLens } from 'vscode-languageserver/node';
import { codeLenses, lensText, type LensTopic } from '../../features/codeLens/codeLenses';
import { toLocation } from '../convert';
import { languageServices } from '../languageServices';
import type { Server } from '../server';

/** What a lens carries until somebody sees it. */
interface LensData {
  readonly uri: string;
  readonly topic: LensTopic;
  readonly index: number;
}

export function registerCodeLenses(server: Server): void {
  server.connection.onCodeLens(async ({ textDocument: { uri } }) => {
    const found = await server.fileOf(uri);
    if (!found || !server.showsLenses) return null;
    const lines = found.session.linesOf(found.file);
    return codeLenses(found.session.repository, found.file).map(({ span, topic, index }) => ({
      range: lines.range(span),
      data: { uri, topic, index } satisfies LensData,
    }));
  });

  server.connection.onCodeLensResolve(async (lens): Promise<CodeLens> => {
    const data = lens.data as LensData | undefined;
    const found = data && (await server.fileOf(data.uri));
    const text = found && lensText(languageServices(server, found.session), found.session.repository, found.file, data);
    if (!text) return { ...lens, command: { title: '', command: '' } };
    const { title, places } = text;
    const command = server.client.showReferencesCommand;
    // Facts stay facts in an editor that cannot show the places.
    if (command === undefined || places.length === 0) return { ...lens, command: { title, command: '' } };
    const locations = places.map((place) => toLocation(found.session, place));
    return { ...lens, command: { title, command, arguments: [data.uri, lens.range.start, locations] } };
  });
}
