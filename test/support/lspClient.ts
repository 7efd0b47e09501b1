/**
 * A client of the built server that takes nothing on trust: a message that nobody expects, a word on stderr, an exit code or
 * a process that stays behind fails the test that stops it.
 */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type DidChangeTextDocumentParams,
  type MessageConnection,
  type PublishDiagnosticsParams,
  type RegistrationParams,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { checkRequest, didChangeNotification, type StatusResult } from '../../server/src/protocol';
import { projectRoot } from './samples';

export interface ClientOptions {
  /** Absolute paths of the workspace folders. */
  readonly folders: readonly string[];
  readonly trusted?: boolean;
  /** What the client says that it can do; absent: what VS Code says, as far as it matters here. */
  readonly capabilities?: Record<string, unknown>;
  /** More of what an editor hands over at the start. */
  readonly initializationOptions?: object;
}

export const CAPABILITIES = {
  workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
  window: { workDoneProgress: true },
  textDocument: { definition: { linkSupport: true }, documentSymbol: { hierarchicalDocumentSymbolSupport: true } },
};

export const uriOf = (folder: string, file = '') => pathToFileURL(path.join(folder, file)).href;

export class LspClient {
  /** Every `publishDiagnostics` since the last `takePublished`. */
  private published: PublishDiagnosticsParams[] = [];
  private readonly current = new Map<string, readonly Diagnostic[]>();
  private readonly waiting = new Map<string, () => void>();
  private readonly refreshes = new Map<string, () => void>();
  private readonly unexpected: string[] = [];
  private readonly versions = new Map<string, number>();
  readonly watchers: string[] = [];
  /** Titles of work-done progress that began, and how many ended. */
  readonly progress = { begun: [] as string[], ended: 0 };
  /** How often views were told to ask again. */
  changes = 0;
  initialized!: InitializeResult;
  private stderr = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly connection: MessageConnection,
    readonly folders: readonly string[],
  ) {
    child.stderr!.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    connection.onNotification((method, params) => this.notified(method, params));
    connection.onRequest((method, params) => this.requested(method, params));
    connection.onUnhandledProgress(({ value }) => this.progressed(value));
    connection.onError(([error]) => this.unexpected.push(`broken message: ${String(error)}`));
    connection.listen();
  }

  /** Starts the server and does the handshake; does not wait for the first scan. */
  static async start(options: ClientOptions): Promise<LspClient> {
    const client = LspClient.spawn(options.folders);
    client.initialized = await client.initialize(options);
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  /** Starts the server and says nothing to it. */
  static spawn(folders: readonly string[]): LspClient {
    const bundle = path.join(projectRoot, 'dist/server.js');
    if (!existsSync(bundle)) throw new Error('dist/server.js is missing: npm run build');
    const child = spawn(process.execPath, [bundle, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    return new LspClient(child, connection, folders);
  }

  private canRefresh = false;

  initialize({
    folders,
    trusted = true,
    capabilities = CAPABILITIES,
    initializationOptions,
  }: ClientOptions): Promise<InitializeResult> {
    this.canRefresh = JSON.stringify(capabilities).includes('"refreshSupport":true');
    return this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folders.map((folder) => ({ uri: uriOf(folder), name: path.basename(folder) })),
      capabilities,
      initializationOptions: { trusted, ...initializationOptions },
    });
  }

  /** Waits until everything handed in so far is read, checked and published. */
  settle(): Promise<StatusResult> {
    return this.connection.sendRequest(checkRequest);
  }

  /** The URI of a file of the first folder; a URI stays as it is. */
  uriOf(file: string): string {
    return /^[a-z]+:/.test(file) ? file : uriOf(this.folders[0]!, file);
  }

  /** Opens a file of the first folder with its text on disk, or another. Takes URIs of any kind as well. */
  open(file: string, text?: string): Promise<void> {
    const uri = this.uriOf(file);
    this.versions.set(uri, 1);
    const content = text ?? readFileSync(path.join(this.folders[0]!, file), 'utf8');
    return this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text: content },
    });
  }

  change(file: string, contentChanges: DidChangeTextDocumentParams['contentChanges']): Promise<void> {
    const uri = this.uriOf(file);
    const version = (this.versions.get(uri) ?? 0) + 1;
    this.versions.set(uri, version);
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  close(file: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uriOf(file) } });
  }

  /** Tells the server that paths changed on disk, as an editor's watcher would. */
  watched(...files: readonly string[]): Promise<void> {
    const changes = files.map((file) => ({
      uri: this.uriOf(file),
      type: existsSync(path.join(this.folders[0]!, file)) ? 2 : 3,
    }));
    return this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  }

  request<R>(method: string, params?: object): Promise<R> {
    return params === undefined ? this.connection.sendRequest(method) : this.connection.sendRequest(method, params);
  }

  /** Asks about a place of a file; `text` must occur once, and the place is where `|` would be in it. */
  at<R>(method: string, file: string, line: number, character: number, more: object = {}): Promise<R> {
    return this.request(method, { textDocument: { uri: this.uriOf(file) }, position: { line, character }, ...more });
  }

  diagnosticsOf(file: string): readonly Diagnostic[] {
    return this.current.get(this.uriOf(file)) ?? [];
  }

  /** All diagnostics that the editor shows, as `file:line:column code` with files relative to the first folder. */
  problems(): string[] {
    return [...this.current]
      .flatMap(([uri, diagnostics]) => diagnostics.map((diagnostic) => `${this.name(uri)}:${placeOf(diagnostic)}`))
      .sort();
  }

  /** What was published since the last call, as `file: number of diagnostics`, ` of version` behind it where it is told. */
  takePublished(): string[] {
    const taken = this.published.map(
      ({ uri, diagnostics, version }) =>
        `${this.name(uri)}: ${diagnostics.length}${version === undefined ? '' : ` of ${version}`}`,
    );
    this.published = [];
    return taken;
  }

  /** Resolves when diagnostics of a file come the next time. Ask before sending what brings them. */
  nextPublished(file: string): Promise<void> {
    const uri = this.uriOf(file);
    return new Promise((resolve) => {
      this.waiting.set(uri, resolve);
    });
  }

  /** Resolves when the server asks the editor to ask again, by the method of that request. */
  refreshed(method: string): Promise<void> {
    return new Promise((resolve) => {
      this.refreshes.set(method, resolve);
    });
  }

  private name(uri: string): string {
    const prefix = `${uriOf(this.folders[0] ?? '/')}/`;
    return uri.startsWith(prefix) ? decodeURIComponent(uri.slice(prefix.length)) : uri;
  }

  /** Shuts the server down in good order, and fails on whatever was not in order. */
  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const code = await this.exitCode();
    this.connection.dispose();
    assert.deepEqual(
      { code, unexpected: this.unexpected, stderr: this.stderr },
      { code: 0, unexpected: [], stderr: '' },
    );
  }

  /** The exit code, within a few seconds; a server that stays is killed. */
  async exitCode(): Promise<number | string> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 8000);
    const [code, signal] = (await once(this.child, 'exit')) as [number | null, string | null];
    clearTimeout(timer);
    return code ?? `killed by ${signal}`;
  }

  /** Goes away as a crashed editor does. */
  hangUp(): void {
    this.connection.dispose();
    this.child.stdin!.destroy();
    this.child.stdout!.destroy();
  }

  private notified(method: string, params: unknown): void {
    if (method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = params as PublishDiagnosticsParams;
      this.published.push(params as PublishDiagnosticsParams);
      this.waiting.get(uri)?.();
      this.waiting.delete(uri);
      if (diagnostics.length === 0) this.current.delete(uri);
      else this.current.set(uri, diagnostics);
    } else if (method === didChangeNotification) this.changes++;
    else this.unexpected.push(`notification ${method} ${JSON.stringify(params)}`);
  }

  private progressed({ kind, title = '' }: { kind: string; title?: string }): void {
    if (kind === 'begin') this.progress.begun.push(title);
    if (kind === 'end') this.progress.ended++;
  }

  private requested(method: string, params: unknown): unknown {
    if (method === 'window/workDoneProgress/create') return null;
    // Asked for by saying that one can; whoever says so waits for it.
    if (/^workspace\/\w+\/refresh$/.test(method) && this.canRefresh) {
      this.refreshes.get(method)?.();
      return null;
    }
    if (method === 'client/registerCapability') {
      for (const { method: wanted, registerOptions } of (params as RegistrationParams).registrations) {
        if (wanted === 'workspace/didChangeWatchedFiles')
          this.watchers.push(
            ...registerOptions.watchers.map((watcher: { globPattern: string }) => watcher.globPattern),
          );
        else if (wanted !== 'workspace/didChangeWorkspaceFolders') this.unexpected.push(`registration of ${wanted}`);
      }
      return null;
    }
    this.unexpected.push(`request ${method} ${JSON.stringify(params)}`);
    return null;
  }
}

function placeOf({ range, code }: Diagnostic): string {
  return `${range.start.line + 1}:${range.start.character + 1} ${code}`;
}
