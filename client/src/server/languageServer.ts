/** The language server of this window: started when first needed, one for all workspace folders. */
import * as path from 'node:path';
import { Disposable, EventEmitter, l10n, workspace } from 'vscode';
import type { CancellationToken, Event, ExtensionContext, LogOutputChannel } from 'vscode';
import {
  DidChangeWatchedFilesNotification,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import { didChangeNotification, trustGrantedNotification } from '../../../server/src/protocol';
import type { InitializationOptions } from '../../../server/src/protocol';
import { CrashHandler } from './crashHandler';
import { watchFolders } from './folderWatcher';

/** Also the section of the settings, where the client looks for `trace.server`. */
const clientId = 'openchoreoGitops';

export class LanguageServer implements Disposable {
  private readonly changed = new EventEmitter<void>();
  private readonly disposables: Disposable[];
  private client: LanguageClient | undefined;
  private gaveUp = false;

  /** The repository changed, or the server started anew or ended: whoever shows something asks again. */
  readonly onDidChange: Event<void> = this.changed.event;

  constructor(
    private readonly context: ExtensionContext,
    private readonly log: LogOutputChannel,
  ) {
    this.disposables = [
      this.changed,
      workspace.onDidGrantWorkspaceTrust(() => {
        void this.runningClient()?.sendNotification(trustGrantedNotification);
      }),
      watchFolders((changes) => {
        void this.runningClient()?.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
      }),
    ];
  }

  /** Whether it can answer now, without being started. */
  get running(): boolean {
    return this.runningClient() !== undefined;
  }

  /**
   * Starts the server unless it runs.
   *
   * @throws where it could not be started or crashed too often; stays so until {@link restart}
   */
  async start(): Promise<LanguageClient> {
    if (this.gaveUp) {
      throw new Error(l10n.t('The language server has stopped.'));
    }
    const client = (this.client ??= this.createClient());
    await client.start();
    return client;
  }

  /** Sends a request, starting the server first where needed. */
  async request<R>(method: string, params: unknown, token?: CancellationToken): Promise<R> {
    const client = await this.start();
    return token ? client.sendRequest<R>(method, params, token) : client.sendRequest<R>(method, params);
  }

  async restart(): Promise<void> {
    await this.stop();
    this.gaveUp = false;
    try {
      await this.start();
    } finally {
      this.changed.fire();
    }
  }

  /** Ends the server's process, and waits until it has ended. */
  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      // A server that crashed or never came up has nothing left to end.
      this.log.debug(String(error));
    }
  }

  dispose(): void {
    Disposable.from(...this.disposables).dispose();
  }

  private runningClient(): LanguageClient | undefined {
    return this.client?.state === State.Running ? this.client : undefined;
  }

  private createClient(): LanguageClient {
    const { version } = this.context.extension.packageJSON as { readonly version: string };
    const module = this.context.asAbsolutePath(path.join('dist', 'server.js'));
    const env = { OPENCHOREO_VERSION: version };
    const run = { module, transport: TransportKind.ipc, options: { env } };
    const giveUp = (): void => {
      this.gaveUp = true;
      this.changed.fire();
    };
    const client = new QuietClient(
      clientId,
      'OpenChoreo GitOps',
      { run, debug: { ...run, options: { env, execArgv: ['--nolazy', '--inspect=6009'] } } },
      {
        documentSelector: [
          { scheme: 'file', language: 'yaml' },
          { scheme: 'file', pattern: '**/*.{yaml,yml}' },
        ],
        diagnosticCollectionName: 'openchoreo-gitops',
        outputChannel: this.log,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        initializationOptions,
        errorHandler: new CrashHandler(giveUp),
        synchronize: { configurationSection: clientId },
      },
    );
    client.onNotification(didChangeNotification, () => this.changed.fire());
    let starts = 0;
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running && ++starts > 1) {
        this.changed.fire();
      }
    });
    return client;
  }
}

/** Logs its errors as it should, without notifications in words that nobody translated: the view and commands tell. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** Asked for at each start: trust may have come since the last. */
function initializationOptions(): InitializationOptions {
  return { trusted: workspace.isTrusted, settings: workspace.getConfiguration(clientId) };
}
