import { definitionsAt } from '../features/definition';
import { documentSymbols } from '../features/documentSymbols';
import { referencesAt } from '../features/references';
import type { FilePlace } from '../features/symbolAt';
import {
  checkRequest,
  pinsRequest,
  planRequest,
  statusRequest,
  type PinsParams,
  type PlanRequest,
  type StatusResult,
} from '../protocol';
import { toDocumentSymbol, toUri } from './convert';
import type { FolderSession } from './folderSession';
import { registerCodeActions } from './handlers/codeAction';
import { registerCompletion } from './handlers/completion';
import { registerHover } from './handlers/hover';
import { registerPast } from './handlers/past';
import { registerRename } from './handlers/rename';
import { registerYamlDuty } from './handlers/yamlDuty';
import { pinsView } from './pinsView';
import { planFor } from './plans';
import type { Server } from './server';

/** One handler per request: find the document, call one function of features/ or analysis/, convert. */
export function registerHandlers(server: Server): void {
  const { connection } = server;
  registerCodeActions(server);
  registerCompletion(server);
  registerHover(server);
  registerPast(server);
  registerRename(server);
  registerYamlDuty(server);

  connection.onDefinition(async ({ textDocument, position }) => {
    const found = await server.fileOf(textDocument.uri);
    if (!found) return null;
    const { session, file } = found;
    return definitionsAt(session.repository, file, session.linesOf(file).offset(position)).map((definition) => ({
      targetUri: toUri(session.root, definition.file),
      targetRange: session.lineStartsOf(definition.file).range(definition.whole),
      targetSelectionRange: session.lineStartsOf(definition.file).range(definition.span),
      originSelectionRange: session.lineStartsOf(file).range(definition.origin),
    }));
  });

  connection.onReferences(async ({ textDocument, position, context }) => {
    const found = await server.fileOf(textDocument.uri);
    if (!found) return null;
    const { session, file } = found;
    const offset = session.linesOf(file).offset(position);
    return referencesAt(session.repository, file, offset, context.includeDeclaration).map((place) =>
      toLocation(session, place),
    );
  });

  connection.onDocumentSymbol(async ({ textDocument }) => {
    const found = await server.fileOf(textDocument.uri);
    if (!found) return null;
    const { session, file } = found;
    const lines = session.linesOf(file);
    return documentSymbols(session.repository, file, session.yamlOf(file)).map((node) => toDocumentSymbol(lines, node));
  });

  connection.onRequest(pinsRequest, async ({ folder }: PinsParams) => {
    const session = await server.sessionOf(folder);
    return session && pinsView(session);
  });

  connection.onRequest(planRequest, async (request: PlanRequest) => {
    const session = await server.sessionOf(request.folder);
    return session && planFor(session, request, server.options.trusted);
  });

  connection.onRequest(checkRequest, async () => {
    await Promise.all([...server.sessions.values()].map((session) => session.settled()));
    return status(server);
  });

  connection.onRequest(statusRequest, () => status(server));
}

function toLocation(session: FolderSession, place: FilePlace) {
  return { uri: toUri(session.root, place.file), range: session.lineStartsOf(place.file).range(place.span) };
}

function status(server: Server): StatusResult {
  const { rss, heapUsed } = process.memoryUsage();
  return {
    version: process.env['OPENCHOREO_VERSION'] ?? '0',
    node: process.version,
    trusted: server.options.trusted,
    folders: [...server.sessions].map(([folder, session]) => ({
      folder,
      ...session.counts(),
      platformVersion: session.repository.config.platformVersion,
      ready: session.ready,
    })),
    memory: { rss, heapUsed },
  };
}
