import { t } from '../base/l10n';
import path from 'node:path';
import {
  CodeActionKind,
  DidChangeWatchedFilesNotification,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type ServerCapabilities,
  type WorkDoneProgressServerReporter,
  type WorkspaceFolder,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { speak } from '../base/l10n';
import { loadCommitted } from '../node/committedFiles';
import { nodeFileSystem } from '../node/fileSystem';
import { Schemas } from '../analysis/schema/schemas';
import { loadGitFacts } from '../node/gitFacts';
import { schemaFiles } from '../node/schemaFiles';
import { schemaFolder } from '../node/schemaFolder';
import {
  didChangeNotification,
  trustGrantedNotification,
  type InitializationOptions,
  type YamlDuty,
} from '../protocol';
import { CONFIG_FILE } from '../repository/config';
import { clientFeatures, isOurs, NO_FEATURES, wantsLenses, yamlDutyOf, type ClientFeatures } from './clientFeatures';
import { relativeTo, toPath, toUri } from './convert';
import { FolderSession } from './folderSession';
import { registerHandlers } from './handlers';
import { COMPLETION_TRIGGERS } from './handlers/completion';
import { MOVED_FILES } from './handlers/rename';
import { Publisher } from './publisher';
import { Refresher } from './refresher';
import { rehearse } from './rehearsal';

/** A file of an open folder, and the folder's session. */
export interface SessionFile {
  readonly session: FolderSession;
  readonly file: string;
}

/** What the handlers share: the folders, and what the client said at the start. */
export interface Server {
  readonly connection: Connection;
  readonly sessions: ReadonlyMap<string, FolderSession>;
  readonly options: InitializationOptions & { trusted: boolean };
  readonly schemas: Schemas;
  /** What the editor can do; known once it has introduced itself. */
  readonly client: ClientFeatures;
  /** What is left to another language server for YAML. */
  readonly duty: YamlDuty;
  setDuty(duty: YamlDuty): void;
  /** Whether lenses are wanted. */
  readonly showsLenses: boolean;
  /** The session of a document, at once: for what its text alone decides. */
  openFileOf(uri: string): SessionFile | undefined;
  /** The session of a document, once its folder's first scan is over: requests about the whole repository wait for it. */
  fileOf(uri: string): Promise<SessionFile | undefined>;
  /** The session of a folder's URI, or the first. */
  sessionOf(folder: string | undefined): Promise<FolderSession | undefined>;
  /** The version of a document that an editor has open; null for any other. */
  openVersion(uri: string): number | null;
}

/** The section of an editor's settings that is ours. */
const SETTINGS = 'openchoreoGitops';

const SYNC = { openClose: true, change: TextDocumentSyncKind.Incremental } as const;

const CAPABILITIES: ServerCapabilities = {
  textDocumentSync: SYNC,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  documentLinkProvider: {},
  codeLensProvider: { resolveProvider: true },
  inlayHintProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  completionProvider: { resolveProvider: true, triggerCharacters: COMPLETION_TRIGGERS },
  hoverProvider: true,
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix], resolveProvider: true },
  renameProvider: { prepareProvider: true },
  workspace: {
    workspaceFolders: { supported: true, changeNotifications: true },
    fileOperations: { willRename: MOVED_FILES },
  },
};

/** Wires a connection to the engine. Answers `initialize` before it has looked at a single file. */
export function startServer(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  const sessions = new Map<string, FolderSession>();
  const starts = new Map<FolderSession, Promise<void>>();
  const publisher = new Publisher(
    (uri, diagnostics, version) =>
      void connection.sendDiagnostics({ uri, diagnostics, ...(version !== undefined && { version }) }),
  );
  const refresher = new Refresher(connection);
  const options = { trusted: false } as InitializationOptions & { trusted: boolean };
  let folders: WorkspaceFolder[] = [];
  let canWatch = false;
  let folderChanges = false;
  let revision = 0;
  // One for all folders: a kind's schema is read when the first manifest of that kind is checked.
  const services = { schemas: new Schemas(schemaFiles(schemaFolder()), () => options.trusted) };

  const changed = () => {
    void connection.sendNotification(didChangeNotification, { revision: ++revision });
    refresher.refresh(server.client.refreshes);
  };

  // Restricted Mode runs no Git.
  const askGit = async (root: string, withDates: boolean) => {
    if (!options.trusted) return undefined;
    const [facts, committed] = await Promise.all([loadGitFacts(root, withDates), loadCommitted(root)]);
    return { facts, committed };
  };

  /** Before every file is read, what is published is not yet what there is to say about a version. */
  const versionOf = (session: FolderSession, uri: string) =>
    server.client.diagnosticVersions && session.scanned ? documents.get(uri)?.version : undefined;

  const addFolder = (folder: WorkspaceFolder) => {
    const given = toPath(folder.uri);
    if (given === undefined || sessions.has(folder.uri)) return;
    const root = path.resolve(given);
    const session: FolderSession = new FolderSession(
      root,
      nodeFileSystem(root),
      {
        // A file belongs to the innermost folder that holds it; the outer one reads it, and says nothing about it.
        publish(uri, diagnostics) {
          if (locate(uri)?.session === session) publisher.publish(uri, diagnostics, versionOf(session, uri));
        },
      },
      changed,
      (withDates) => askGit(root, withDates),
      services,
      (problem) => isOurs(server.duty, problem.code),
    );
    handOver(root, () => sessions.set(folder.uri, session));
    starts.set(session, read(session, folder.name));
  };

  /** The first scan. It waits for nothing, least of all for an editor that may never answer whether it shows progress. */
  const read = async (session: FolderSession, name: string) => {
    let progress: WorkDoneProgressServerReporter | undefined;
    const shown = connection.window.createWorkDoneProgress().then(
      (created) => {
        created.begin(t`Reading ${name}`, undefined, undefined, false);
        progress = created;
      },
      () => undefined,
    );
    try {
      const start = performance.now();
      await session.start((done) => progress?.report(t`${done} files`));
      await rehearse(server, session, performance.now() - start);
    } catch (error) {
      connection.console.error(t`Reading ${name} failed: ${String(error)}`);
    }
    void shown.then(() => progress?.done());
  };

  const removeFolder = (folder: WorkspaceFolder) => {
    const session = sessions.get(folder.uri);
    if (!session) return;
    session.dispose();
    handOver(session.root, () => sessions.delete(folder.uri));
    changed();
  };

  /** Folders can hold each other: what one of them showed, and what is open in editors, goes to the session that has it now. */
  const handOver = (root: string, change: () => void) => {
    const opened = documents.all().map((document) => ({ document, before: locate(document.uri) }));
    change();
    publisher.clear((uri) => uri.startsWith(`${toUri(root, '')}/`));
    for (const { document, before } of opened) {
      const now = locate(document.uri);
      if (now?.session === before?.session) continue;
      before?.session.close(before.file);
      now?.session.edit(now.file, document.getText());
    }
    for (const session of sessions.values())
      if (session.root !== root && holds(session.root, root)) session.republish();
  };

  const holds = (outer: string, inner: string) => relativeTo(outer, inner) !== undefined;

  /** The innermost folder that holds a path. */
  const closest = (absolute: string): FolderSession | undefined => {
    const holding = [...sessions.values()].filter((session) => relativeTo(session.root, absolute) !== undefined);
    return holding.sort((a, b) => b.root.length - a.root.length)[0];
  };

  const locate = (uri: string): SessionFile | undefined => {
    const absolute = toPath(uri);
    const session = absolute === undefined ? undefined : closest(absolute);
    const file = session && relativeTo(session.root, absolute!);
    return session && file !== undefined ? { session, file } : undefined;
  };

  const server: Server & { client: ClientFeatures; duty: YamlDuty; showsLenses: boolean } = {
    connection,
    sessions,
    options,
    schemas: services.schemas,
    client: NO_FEATURES,
    duty: yamlDutyOf(undefined),
    showsLenses: true,
    setDuty(duty) {
      server.duty = duty;
      for (const session of sessions.values()) session.republish();
    },
    openFileOf: (uri) => locate(uri),
    async fileOf(uri) {
      const found = locate(uri);
      if (found) await starts.get(found.session);
      return found;
    },
    async sessionOf(folder) {
      const session =
        folder === undefined ? [...sessions.values()][0] : (sessions.get(folder) ?? locate(folder)?.session);
      if (session) await starts.get(session);
      return session;
    },
    openVersion: (uri) => documents.get(uri)?.version ?? null,
  };

  connection.onInitialize((params: InitializeParams) => {
    const given = params.initializationOptions as Partial<InitializationOptions> | undefined;
    // An editor without the notion of trust has been started by somebody who trusts it.
    options.trusted = given?.trusted ?? true;
    speak(given?.translations ?? {});
    folders = params.workspaceFolders ?? (params.rootUri ? [{ uri: params.rootUri, name: 'workspace' }] : []);
    server.client = clientFeatures(params);
    server.duty = yamlDutyOf(given);
    server.showsLenses = wantsLenses(given?.settings);
    canWatch = params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
    folderChanges = params.capabilities.workspace?.workspaceFolders ?? false;
    return {
      capabilities: canWatch ? CAPABILITIES : { ...CAPABILITIES, textDocumentSync: { ...SYNC, save: true } },
      serverInfo: { name: 'openchoreo-gitops', version: process.env['OPENCHOREO_VERSION'] ?? '0' },
    };
  });

  connection.onInitialized(() => {
    folders.forEach(addFolder);
    if (canWatch) {
      const watchers = ['**/*.{yaml,yml,YAML,YML}', `**/${CONFIG_FILE}`, '**/.git/logs/HEAD'].map((globPattern) => ({
        globPattern,
      }));
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    // The runtime throws where the client has not announced it.
    if (folderChanges) {
      connection.workspace.onDidChangeWorkspaceFolders((event) => {
        event.removed.forEach(removeFolder);
        event.added.forEach(addFolder);
      });
    }
  });

  // Which path an event names matters little: a folder made in one go, or a branch switch, says less than happened.
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const touched = new Set(changes.flatMap((change) => locate(change.uri)?.session ?? []));
    for (const session of touched) session.filesChanged();
  });

  // An editor that watches no files gives these occasions to look: Git or another program may have changed some meanwhile.
  const look = ({ document }: { readonly document: TextDocument }) => {
    if (!canWatch) locate(document.uri)?.session.filesChanged();
  };
  documents.onDidOpen(look);
  documents.onDidSave(look);
  documents.onDidChangeContent(({ document }) => {
    const found = locate(document.uri);
    if (found) found.session.edit(found.file, document.getText());
  });
  documents.onDidClose(({ document }) => {
    const found = locate(document.uri);
    if (found) found.session.close(found.file);
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    const section = settings as { readonly [SETTINGS]?: unknown } | null | undefined;
    server.showsLenses = wantsLenses(section?.[SETTINGS]);
    refresher.refresh(server.client.refreshes);
  });

  connection.onNotification(trustGrantedNotification, () => {
    options.trusted = true;
    for (const session of sessions.values()) session.askGit();
  });

  registerHandlers(server);
  documents.listen(connection);
  connection.listen();
}
