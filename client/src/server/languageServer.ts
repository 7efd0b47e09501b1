/** The language server of this window: started when first needed, one for all workspace folders. */
import { Disposable, EventEmitter, l10n, workspace } from 'vscode';
import type { CancellationToken, Event, ExtensionContext, LogOutputChannel } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { trustGrantedNotification } from '../../../server/src/protocol';
import { watchFolders } from './folderWatcher';
import type { ServerState } from './serverState';

export class LanguageServer implements Disposable {
  private readonly changed = new EventEmitter<void>();
  private readonly stands = new EventEmitter<ServerState>();
  private readonly disposables: Disposable[];
  private creating: Promise<LanguageClient> | undefined;
  private client: LanguageClient | undefined;
  private now: ServerState = 'off';

  /** The repository changed, or the server started anew: whoever shows something asks again. */
  readonly onDidChange: Event<void> = this.changed.event;
  /** It ended, or came up: whoever shows something says so at once. */
  readonly onDidChangeState: Event<ServerState> = this.stands.event;

  constructor(
    private readonly context: ExtensionContext,
    private readonly log: LogOutputChannel,
  ) {
    this.disposables = [
      this.changed,
      this.stands,
      workspace.onDidGrantWorkspaceTrust(() => {
        this.notify(trustGrantedNotification);
      }),
      watchFolders((changes) => {
        this.notify('workspace/didChangeWatchedFiles', { changes });
      }),
    ];
  }

  get state(): ServerState {
    return this.now;
  }

  /**
   * Starts the server unless it runs.
   *
   * @throws where it could not be started or crashed too often; stays so until {@link restart}
   */
  async start(): Promise<LanguageClient> {
    if (this.now === 'ended') {
      throw new Error(l10n.t('The language server has stopped.'));
    }
    const client = await (this.creating ??= this.create());
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
    this.stand('starting');
    try {
      await this.start();
    } finally {
      this.changed.fire();
    }
  }

  /** Ends the server's process, and waits until it has ended. */
  async stop(): Promise<void> {
    const creating = this.creating;
    this.creating = undefined;
    this.client = undefined;
    // Without a word: who heard of it would ask for another one.
    this.now = 'off';
    try {
      await (await creating)?.dispose();
    } catch (error) {
      // A server that crashed or never came up has nothing left to end.
      this.log.debug(String(error));
    }
  }

  dispose(): void {
    Disposable.from(...this.disposables).dispose();
  }

  /** Tells the server if it runs; one that starts later finds out by itself. */
  notify(method: string, params?: object): void {
    if (this.now === 'running') {
      void this.client?.sendNotification(method, params);
    }
  }

  private async create(): Promise<LanguageClient> {
    const { createClient } = await import('./createClient');
    const client = createClient(this.context, this.log, {
      changed: () => {
        this.changed.fire();
      },
      stands: (state) => {
        // One that is being stopped has nothing to say any more.
        if (this.client === client) {
          this.stand(state);
        }
      },
    });
    this.client = client;
    return client;
  }

  private stand(state: ServerState): void {
    if (state !== this.now) {
      this.now = state;
      this.stands.fire(state);
    }
  }
}
