import { definitionsAt } from '../features/definition';
import { documentSymbols } from '../features/documentSymbols';
import { referencesAt } from '../features/references';
import {
  checkRequest,
  pinsRequest,
  planRequest,
  statusRequest,
  type PinsParams,
  type PlanRequest,
  type StatusResult,
} from '../protocol';
import { registerCodeActions } from './handlers/codeAction';
import { toDocumentSymbol, toLocation, toUri } from './convert';
import { registerCodeLenses } from './handlers/codeLenses';
import { registerCompletion } from './handlers/completion';
import { registerDocumentHighlight } from './handlers/documentHighlight';
import { registerDocumentLinks } from './handlers/documentLinks';
import { registerFoldingRanges } from './handlers/foldingRanges';
import { registerHover } from './handlers/hover';
import { registerPast } from './handlers/past';
import { registerRename } from './handlers/rename';
import { registerInlayHints } from './handlers/inlayHints';
import { registerSelectionRanges } from './handlers/selectionRanges';
import { registerWorkspaceSymbols } from './handlers/workspaceSymbols';
import { registerYamlDuty } from './handlers/yamlDuty';
import { pinsView } from './pinsView';
import { planFor } from './plans';
import type { Server } from './server';

/** One handler per request: find the document, call one function of features/ or analysis/, convert. */
export function registerHandlers(server: Server): void {
  const { connection } = server;
  registerCodeActions(server);
  registerCodeLenses(server);
  registerCompletion(server);
  registerDocumentHighlight(server);
  registerDocumentLinks(server);
  registerFoldingRanges(server);
  registerHover(server);
  registerPast(server);
  registerRename(server);
  registerInlayHints(server);
  registerSelectionRanges(server);
  registerWorkspaceSymbols(server);
  registerYamlDuty(server);

  connection.onDefinition(async ({ textDocument, position }) => {
    const found = await server.fileOf(textDocument.uri);
    if (!found) return null;
    const { session, file } = found;
    const offset = session.linesOf(file).offset(position);
    return definitionsAt(session.repository, (name) => session.yamlOf(name), file, offset).map((definition) => ({
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
    return referencesAt(
      session.repository,
      (name) => session.yamlOf(name),
      file,
      offset,
      context.includeDeclaration,
    ).map((place) => toLocation(session, place));
  });

  connection.onDocumentSymbol(async ({ textDocument }) => {
    const found = await server.fileOf(textDocument.uri);
    if (!found) return null;
    const { session, file } = found;
    const lines = session.linesOf(file);
    const { structure } = server.duty;
    return documentSymbols(session.repository, file, session.yamlOf(file), { sections: structure }).map((node) =>
      toDocumentSymbol(lines, node),
    );
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
