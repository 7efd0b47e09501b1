import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumAdvice, chromiumPath } from './paths';

/** How long anything in a workbench may take: generous, since the workbench alone needs 4-9 s on two cores. */
export const patience = 60_000;

/**
 * Starts the browser that shows the workbench.
 *
 * @throws with the command that installs Chromium where there is none
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error(chromiumAdvice);
  return await chromium.launch({
    executablePath,
    args: [
      // The sandbox needs user namespaces, which containers seldom have; the browser only visits 127.0.0.1.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** The address at which the workbench shows a folder. */
export function folderUrl(serverUrl: string, folder: string): string {
  return `${serverUrl}?folder=${encodeURIComponent(folder)}`;
}

/** Waits until the workbench itself is there; views and extensions may still be loading. */
export async function workbenchStarted(page: Page): Promise<void> {
  await page.waitForFunction("performance.getEntriesByName('code/didStartWorkbench').length > 0", undefined, {
    timeout: patience,
  });
}
