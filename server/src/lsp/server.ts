import {
  DidChangeWatchedFilesNotification,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type ServerCapabilities,
  type WorkspaceFolder,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { nodeFileSystem } from '../node/fileSystem';
import { Schemas } from '../analysis/schema/schemas';
import { loadGitFacts } from '../node/gitFacts';
import { schemaFiles } from '../node/schemaFiles';
import { schemaFolder } from '../node/schemaFolder';
import { didChangeNotification, trustGrantedNotification, type InitializationOptions } from '../protocol';
import { CONFIG_FILE } from '../repository/config';
import { relativeTo, toPath } from './convert';
import { FolderSession } from './folderSession';
import { registerHandlers } from './handlers';
import { Publisher } from './publisher';

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
  /** The session of a document, once its folder's first scan is over: requests about the whole repository wait for it. */
  fileOf(uri: string): Promise<SessionFile | undefined>;
  /** The session of a folder's URI, or the first. */
  sessionOf(folder: string | undefined): Promise<FolderSession | undefined>;
}

const CAPABILITIES: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  definitionProvider: true,
  referencesProvider: true,
  documentSymbolProvider: true,
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

/** Wires a connection to the engine. Answers `initialize` before it has looked at a single file. */
export function startServer(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  const sessions = new Map<string, FolderSession>();
  const starts = new Map<FolderSession, Promise<void>>();
  const publisher = new Publisher((uri, diagnostics) => void connection.sendDiagnostics({ uri, diagnostics }));
  const options = { trusted: false } as InitializationOptions & { trusted: boolean };
  let folders: WorkspaceFolder[] = [];
  let canWatch = false;
  let folderChanges = false;
  let revision = 0;
  // One for all folders: a kind's schema is read when the first manifest of that kind is checked.
  const services = { schemas: new Schemas(schemaFiles(schemaFolder())) };

  const changed = () => void connection.sendNotification(didChangeNotification, { revision: ++revision });

  const addFolder = async (folder: WorkspaceFolder) => {
    const root = toPath(folder.uri);
    if (root === undefined || sessions.has(folder.uri)) return;
    const session = new FolderSession(
      root,
      nodeFileSystem(root),
      publisher,
      changed,
      async (withDates) => (options.trusted ? loadGitFacts(root, withDates) : undefined),
      services,
    );
    sessions.set(folder.uri, session);
    for (const document of documents.all()) {
      const absolute = toPath(document.uri);
      const file = absolute === undefined ? undefined : relativeTo(root, absolute);
      if (file !== undefined && closest(absolute!) === session) session.edit(file, document.getText());
    }
    const progress = await connection.window.createWorkDoneProgress();
    progress.begin(`Reading ${folder.name}`, undefined, undefined, false);
    const start = session.start((done) => progress.report(`${done} files`));
    starts.set(session, start);
    start
      .catch((error: unknown) => connection.console.error(`Reading ${folder.name} failed: ${String(error)}`))
      .finally(() => progress.done());
  };

  const removeFolder = (folder: WorkspaceFolder) => {
    const session = sessions.get(folder.uri);
    if (!session) return;
    session.dispose();
    sessions.delete(folder.uri);
    publisher.clear((uri) => uri.startsWith(`${folder.uri}/`));
    changed();
  };

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

  const server: Server = {
    connection,
    sessions,
    options,
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
  };

  connection.onInitialize((params: InitializeParams) => {
    const given = params.initializationOptions as Partial<InitializationOptions> | undefined;
    // An editor without the notion of trust has been started by somebody who trusts it.
    options.trusted = given?.trusted ?? true;
    folders = params.workspaceFolders ?? (params.rootUri ? [{ uri: params.rootUri, name: 'workspace' }] : []);
    canWatch = params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
    folderChanges = params.capabilities.workspace?.workspaceFolders ?? false;
    return {
      capabilities: CAPABILITIES,
      serverInfo: { name: 'openchoreo-gitops', version: process.env['OPENCHOREO_VERSION'] ?? '0' },
    };
  });

  connection.onInitialized(() => {
    for (const folder of folders) void addFolder(folder);
    if (canWatch) {
      const watchers = ['**/*.{yaml,yml,YAML,YML}', `**/${CONFIG_FILE}`].map((globPattern) => ({ globPattern }));
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    // The runtime throws where the client has not announced it.
    if (folderChanges) {
      connection.workspace.onDidChangeWorkspaceFolders((event) => {
        event.removed.forEach(removeFolder);
        for (const folder of event.added) void addFolder(folder);
      });
    }
  });

  // Which path an event names matters little: a folder made in one go, or a branch switch, says less than happened.
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const touched = new Set(changes.flatMap((change) => locate(change.uri)?.session ?? []));
    for (const session of touched) session.filesChanged();
  });

  documents.onDidChangeContent(({ document }) => {
    const found = locate(document.uri);
    if (found) found.session.edit(found.file, document.getText());
  });
  documents.onDidClose(({ document }) => {
    const found = locate(document.uri);
    if (found) found.session.close(found.file);
  });

  connection.onNotification(trustGrantedNotification, () => {
    options.trusted = true;
    for (const session of sessions.values()) session.askGit();
  });

  registerHandlers(server);
  documents.listen(connection);
  connection.listen();
}
