/** The built-in Git extension, where it is on: which Git to run, and pushing with VS Code's own credentials. */
import { Disposable, extensions, workspace } from 'vscode';
import type { Event, Uri } from 'vscode';
import type { Transport } from './git';

/** The parts of its API, version 1, that are used here. */
interface GitApi {
  readonly git: { readonly path: string };
  readonly onDidChangeState: Event<unknown>;
  readonly onDidOpenRepository: Event<unknown>;
  readonly onDidCloseRepository: Event<unknown>;
  getRepository(uri: Uri): GitRepository | null;
}

export interface GitRepository {
  readonly state: {
    readonly HEAD:
      | {
          readonly name?: string;
          readonly commit?: string;
          readonly upstream?: { readonly name: string; readonly remote: string };
        }
      | undefined;
  };
  status(): Promise<void>;
  fetch(remote: string, branch: string): Promise<void>;
  push(remote?: string, branch?: string): Promise<void>;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/** Undefined where the extension is disabled, or the setting `git.enabled` is off. */
async function gitApi(): Promise<GitApi | undefined> {
  const extension = extensions.getExtension<GitExtension>('vscode.git');
  try {
    const git = await extension?.activate();
    return git?.enabled === true ? git.getAPI(1) : undefined;
  } catch {
    // It reports by itself that it cannot find Git.
    return undefined;
  }
}

/** The Git to run: the one that VS Code found, else the setting `git.path`, else whatever `git` is. */
export async function gitPath(): Promise<string> {
  const found = (await gitApi())?.git.path;
  // Never the workspace's value: a repository must not say which program is run.
  const setting = workspace.getConfiguration('git').inspect<string | readonly string[] | null>('path')?.globalValue;
  const configured = typeof setting === 'string' ? setting : setting?.[0];
  return found ?? (configured || 'git');
}

/** The repository as the built-in extension knows it; undefined where it does not. */
export async function gitRepository(folder: Uri): Promise<GitRepository | undefined> {
  return (await gitApi())?.getRepository(folder) ?? undefined;
}

/** Calls back when VS Code finds Git, or finds or loses a repository. Waits for the built-in extension. */
export async function onGitChange(callback: () => void): Promise<Disposable> {
  const api = await gitApi();
  return api === undefined
    ? new Disposable(() => undefined)
    : Disposable.from(
        api.onDidChangeState(callback),
        api.onDidOpenRepository(callback),
        api.onDidCloseRepository(callback),
      );
}

/** Fetches and pushes with VS Code's own credentials; undefined where it does not know the repository: Git's own then. */
export async function gitTransport(folder: Uri): Promise<Transport | undefined> {
  const repository = await gitRepository(folder);
  return (
    repository && {
      fetch: (remote, branch) => repository.fetch(remote, branch),
      push: (remote, branch) => repository.push(remote, branch),
    }
  );
}

/** Lets VS Code's Source Control show what was done beside it. */
export async function refreshGit(folder: Uri): Promise<void> {
  await (await gitRepository(folder))?.status();
}
