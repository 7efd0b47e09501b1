import path from 'node:path';
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { launchBrowser, folderUrl } from './browser';
import { hermeticGit, metExtensions, startServer } from './server';
import { ensureTestbed } from './setup';

/** Ends a suite that hangs; @vscode/test-electron itself waits for ever. */
const suiteLimit = 300_000;

/** Exit codes beside those of the suite: the page crashed, the suite did not end in time. */
const crashed = 70;
const timedOut = 124;

/** What the workbench says about itself; SHIM_VERBOSE=1 lets it through. */
const noise = [
  /^(Resolving|Resolved) connection token/,
  /^Creating a socket/,
  /^\[(reconnection-grace-time|AgentHost:remote|AccountPolicyGate|Service Worker)\]/,
  /^(Ignoring fetching|Updating) additional builtin extensions/,
  /^Creation of workbench contribution/,
  /^No search provider registered/,
  /^Timed out waiting for authentication provider/,
  /^\[DefaultAccount\]/,
  /^Canceled: Canceled/,
];

/**
 * Does what VS Code's executable does when @vscode/test-electron or @vscode/test-cli starts it: opens a folder with an
 * extension under development, lets the suite run in the extension host, prints what it logs, and returns its exit code.
 * SHIM_UNTRUSTED=1 leaves the workspace in Restricted Mode, for which the runners have no option.
 *
 * @param args VS Code's command line
 */
export async function runSuite(args: readonly string[]): Promise<number> {
  const values = (name: string): string[] =>
    args.filter((arg) => arg.startsWith(`--${name}=`)).map((arg) => arg.slice(name.length + 3));
  const folder = args.find((arg) => !arg.startsWith('-'));
  const extensionsDir = values('extensions-dir')[0];
  await ensureTestbed();
  const server = await startServer({
    trust: args.includes('--disable-workspace-trust') && process.env['SHIM_UNTRUSTED'] !== '1',
    driver: true,
    builtIn: metExtensions,
    env: hermeticGit,
    ...(extensionsDir === undefined ? {} : { extensionsDir }),
  });
  try {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      const remote = (file: string): string => `vscode-remote://127.0.0.1:${server.port}${path.resolve(file)}`;
      const payload = ['extensionDevelopmentPath', 'extensionTestsPath'].flatMap((key) =>
        values(key).map((file) => [key, remote(file)]),
      );
      const window = folder === undefined ? `${server.url}?ew=true` : folderUrl(server.url, path.resolve(folder));
      const exit = await suiteExit(page);
      await page.goto(`${window}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
      return await exit.code;
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

/** Listens to the two functions that the workbench calls in a page that automates it. */
async function suiteExit(page: Page): Promise<{ readonly code: Promise<number> }> {
  let finish: (code: number) => void = () => undefined;
  const code = new Promise<number>((resolve) => {
    finish = resolve;
  });
  await page.exposeFunction('codeAutomationLog', (type: string, logged: readonly unknown[]) => {
    const line = format(...logged);
    if (process.env['SHIM_VERBOSE'] !== '1' && noise.some((pattern) => pattern.test(line))) return;
    (type === 'error' ? process.stderr : process.stdout).write(`${line}\n`);
  });
  await page.exposeFunction('codeAutomationExit', finish);
  page.on('crash', () => finish(crashed));
  setTimeout(() => finish(timedOut), suiteLimit).unref();
  return { code };
}
