import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot, serverNode, vscodeFolder } from './paths';

/** `ask`: with VS Code's own dialog. */
export type Trust = boolean | 'ask';

export interface ServerOptions {
  /** Whether workspaces are trusted; false: Restricted Mode without a dialog. */
  readonly trust: Trust;
  /** Honour `extensionDevelopmentPath` and `extensionTestsPath` in the address. Suppresses notifications. */
  readonly driver?: boolean;
  /** Where extensions are installed; an empty folder of its own when absent. */
  readonly extensionsDir?: string;
  /** User settings, on top of the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Settings of this machine, such as `git.path`: VS Code takes those from nowhere else in a remote window. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** Environment of the server and with it of the extension host, on top of this process's. */
  readonly env?: Readonly<Record<string, string>>;
  /** The extensions that VS Code comes with, by their folders; all when absent. */
  readonly builtIn?: readonly string[];
  /** Key bindings of the user. */
  readonly keybindings?: readonly object[];
  /** Port on 127.0.0.1; any free one when absent. */
  readonly port?: number;
}

export interface RunningServer {
  readonly port: number;
  /** Address of the workbench, without a folder. */
  readonly url: string;
  /** Ends the server with all its children and removes its folders. May be called twice. */
  stop(): Promise<void>;
}

/** Git without the settings of whoever runs the tests. */
export const hermeticGit = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
} as const;

/**
 * What tests meet of the hundred extensions that VS Code comes with, for {@link ServerOptions.builtIn}: to read the others and to
 * start some of them takes a slow machine seconds a window.
 */
export const metExtensions = [
  ...['git', 'git-base'],
  ...['diff', 'json', 'markdown-basics', 'yaml'],
  ...['theme-defaults', 'theme-modern-icons', 'theme-seti'],
];

/** Settings that keep VS Code from asking, fetching and greeting, and that make the web workbench behave as the desktop. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.reduceMotion': 'on',
  // Copies of a row's parents would lie over the rows that a test clicks.
  'workbench.tree.enableStickyScroll': false,
  'workbench.editor.useModal': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'remote.autoForwardPorts': false,
  'files.autoSave': 'off',
  'git.openRepositoryInParentFolders': 'never',
};

const startupLimit = 60_000;
const stopLimit = 5_000;

/** Without a gallery VS Code does not look extensions up on the network. */
const noGallery = { EXTENSIONS_GALLERY: '{}' };

const running = new Map<ChildProcess, string>();
process.once('exit', () => {
  for (const [child, home] of running) {
    signalGroup(child, 'SIGKILL');
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
});

/**
 * Starts the VS Code server of the test bed with folders of its own; several can run beside each other.
 *
 * @throws when it does not listen within a minute, with what it printed
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const home = temporaryFolder();
  const userData = path.join(home, 'user');
  const settings = {
    ...quietSettings,
    'security.workspace.trust.startupPrompt': options.trust === 'ask' ? 'once' : 'never',
    ...options.settings,
  };
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify(settings));
  if (options.machineSettings !== undefined) {
    mkdirSync(path.join(userData, 'Machine'), { recursive: true });
    writeFileSync(path.join(userData, 'Machine/settings.json'), JSON.stringify(options.machineSettings));
  }
  if (options.keybindings !== undefined)
    writeFileSync(path.join(userData, 'User/keybindings.json'), JSON.stringify(options.keybindings));
  const builtIn = path.join(home, 'built-in');
  if (options.builtIn !== undefined) {
    mkdirSync(builtIn);
    for (const name of options.builtIn)
      symlinkSync(path.join(vscodeFolder, 'extensions', name), path.join(builtIn, name));
  }
  const child = spawn(
    serverNode,
    [
      '--require',
      path.join(projectRoot, 'test/testbed/leash.cjs'),
      path.join(vscodeFolder, 'out/server-main.js'),
      ...['--host', '127.0.0.1', '--port', String(options.port ?? 0)],
      ...['--without-connection-token', '--accept-server-license-terms', '--telemetry-level', 'off'],
      ...['--disable-experiments', '--disable-getting-started-override'],
      ...folders(options.extensionsDir ?? path.join(home, 'extensions'), userData, path.join(home, 'server')),
      ...(options.builtIn === undefined ? [] : ['--builtin-extensions-dir', builtIn]),
      ...(options.driver ? ['--enable-smoke-test-driver'] : []),
      ...(options.trust === true ? ['--disable-workspace-trust'] : []),
    ],
    {
      // A group of its own, so that extension host, terminals and watchers end with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      // VS Code puts its sockets into the runtime folder; their paths must stay under some hundred characters.
      env: { ...process.env, ...noGallery, XDG_RUNTIME_DIR: home, ...options.env },
    },
  );
  running.set(child, home);
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    signalGroup(child, 'SIGTERM');
    const ended = await Promise.race([exited.then(() => true), pause(stopLimit).then(() => false)]);
    // Also what did not end with its leader.
    signalGroup(child, 'SIGKILL');
    if (!ended) await exited;
    running.delete(child);
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const port = await listening(child);
    return { port, url: `http://127.0.0.1:${port}/`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Installs a packaged extension as a user would.
 *
 * @param vsix path of the package
 * @param extensionsDir hand the same folder to {@link startServer}
 * @throws with VS Code's own words when it refuses the package
 */
export async function installExtension(vsix: string, extensionsDir: string): Promise<void> {
  const home = temporaryFolder();
  try {
    const { stdout, stderr } = await promisify(execFile)(
      serverNode,
      [
        path.join(vscodeFolder, 'out/server-main.js'),
        ...['--install-extension', path.resolve(vsix), '--force'],
        ...folders(extensionsDir, path.join(home, 'user'), path.join(home, 'server')),
      ],
      { env: { ...process.env, ...noGallery, XDG_RUNTIME_DIR: home } },
    );
    if (!/successfully installed/.test(stdout)) throw new Error(`VS Code did not install ${vsix}:\n${stdout}${stderr}`);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** A new folder with a short path, for sockets. The caller removes it. */
export function temporaryFolder(): string {
  return mkdtempSync(path.join(os.tmpdir(), 'ocg-'));
}

function folders(extensions: string, userData: string, server: string): string[] {
  return ['--extensions-dir', extensions, '--user-data-dir', userData, '--server-data-dir', server];
}

async function listening(child: ChildProcess): Promise<number> {
  let output = '';
  return await new Promise<number>((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`The VS Code server ${why}:\n${output}`));
    const timer = setTimeout(() => fail('did not start in time'), startupLimit);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      // Go on reading, so that the pipe never fills, without keeping what is read.
      child.stdout?.off('data', read).resume();
      child.stderr?.off('data', read).resume();
      resolve(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => fail(`could not be run (${error.message})`));
    child.once('close', (code) => fail(`ended with ${code}`));
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // The whole group has ended.
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
