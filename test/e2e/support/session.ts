import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { ensureTestbed, installExtension, launchBrowser, projectRoot, temporaryFolder } from '../../testbed';

/** What all spec files of one run share. */
export interface Session {
  readonly browser: Browser;
  /** Folder into which the packaged extension has been installed. */
  readonly extensionsDir: string;
}

/** Where the pictures go: those of tests are thrown away, those of `npm run screenshots` are the README's. */
export const shotsFolder = path.resolve(projectRoot, process.env['OPENCHOREO_SHOTS'] ?? 'test/e2e/.shots');

let session: Session | undefined;

/**
 * Installs the test bed and the package that OPENCHOREO_VSIX names, and starts the browser. Without that variable the
 * extension is packaged now, so that a single spec file can be run by Mocha alone.
 */
export async function startSession(): Promise<void> {
  const browser = await launchBrowser();
  const extensionsDir = path.join(temporaryFolder(), 'extensions');
  session = { browser, extensionsDir };
  await ensureTestbed();
  await installExtension(process.env['OPENCHOREO_VSIX'] ?? packageNow(), extensionsDir);
  if (process.env['OPENCHOREO_SHOTS'] === undefined) rmSync(shotsFolder, { recursive: true, force: true });
  mkdirSync(shotsFolder, { recursive: true });
}

/** The running session. */
export function currentSession(): Session {
  if (session === undefined)
    throw new Error('test/e2e/support/hooks.ts is not loaded: run Mocha with --config .mocharc.e2e.json');
  return session;
}

/** Ends what {@link startSession} began. */
export async function endSession(): Promise<void> {
  if (session === undefined) return;
  await session.browser.close();
  rmSync(path.dirname(session.extensionsDir), { recursive: true, force: true });
  session = undefined;
}

function packageNow(): string {
  const vsix = path.join(projectRoot, 'dist/test/extension.vsix');
  execFileSync('node', ['scripts/package.mjs', vsix], { cwd: projectRoot, stdio: 'inherit' });
  return vsix;
}
