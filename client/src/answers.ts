/**
 * What the server says of the repositories, asked once for each of its revisions and shared by all who show it: the views,
 * the status bar, decorations, menus. Whoever plans something asks anew, see pins.ts.
 */
import { Disposable, EventEmitter, workspace } from 'vscode';
import type { Event, WorkspaceFolder } from 'vscode';
import { pinsRequest, releasesRequest } from '../../server/src/protocol';
import type { PinsView, ReleasesView } from '../../server/src/protocol';
import type { LanguageServer } from './server/languageServer';
import type { ServerState } from './server/serverState';
import type { FolderPins } from './views/pinTree';
import type { FolderReleases } from './views/releaseTree';

/** Typing changes the repository with every key; those who only look wait until it has settled. */
const idleMilliseconds = 400;

/** What one folder answers. */
interface Answer<V> {
  readonly uri: string;
  readonly name: string;
  readonly view: V;
}

export class Answers implements Disposable {
  private readonly changed = new EventEmitter<void>();
  private readonly settled = new EventEmitter<void>();
  private readonly disposables: Disposable[];
  private pinsNow: Promise<readonly FolderPins[]> | undefined;
  private releasesNow: Promise<readonly FolderReleases[]> | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** What was answered is no longer true. */
  readonly onDidChange: Event<void> = this.changed.event;
  /** It has not changed for a moment, and the server runs: a good time to look without anybody having asked. */
  readonly onDidSettle: Event<void> = this.settled.event;
  /** While the server does not run, what was answered is not known to be true. */
  readonly onDidChangeState: Event<ServerState>;

  constructor(private readonly server: LanguageServer) {
    this.onDidChangeState = server.onDidChangeState;
    this.disposables = [
      this.changed,
      this.settled,
      server.onDidChange(() => this.forget()),
      // Before anybody else hears of it.
      server.onDidChangeState(() => this.drop()),
      workspace.onDidChangeWorkspaceFolders(() => this.forget()),
    ];
  }

  /** How the server stands. */
  get serverState(): ServerState {
    return this.server.state;
  }

  /** The pins of each folder that the server has taken up. Starts the server. */
  pins(): Promise<readonly FolderPins[]> {
    const asked = (this.pinsNow ??= this.ask<PinsView>(pinsRequest));
    // The next one who asks shall not get an old failure.
    asked.catch(() => (this.pinsNow = this.pinsNow === asked ? undefined : this.pinsNow));
    return asked;
  }

  /** The releases of each folder that the server has taken up. Starts the server. */
  releases(): Promise<readonly FolderReleases[]> {
    const asked = (this.releasesNow ??= this.ask<ReleasesView>(releasesRequest));
    asked.catch(() => (this.releasesNow = this.releasesNow === asked ? undefined : this.releasesNow));
    return asked;
  }

  /** Lets everybody ask again. */
  forget(): void {
    this.drop();
    this.changed.fire();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.server.state === 'running') {
        this.settled.fire();
      }
    }, idleMilliseconds);
  }

  dispose(): void {
    clearTimeout(this.timer);
    Disposable.from(...this.disposables).dispose();
  }

  private drop(): void {
    this.pinsNow = undefined;
    this.releasesNow = undefined;
  }

  private async ask<V>(request: string): Promise<readonly Answer<V>[]> {
    const answers = await Promise.all(
      fileFolders().map(async ({ uri, name }) => {
        const view = await this.server.request<V | null>(request, { folder: uri.toString() });
        return view === null ? [] : [{ uri: uri.toString(), name, view }];
      }),
    );
    return answers.flat();
  }
}

/** The folders that the server can read. */
export function fileFolders(): readonly WorkspaceFolder[] {
  return (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
}
