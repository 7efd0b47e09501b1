import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Workbench } from './workbench';

/** The address that the remote has, by which the extension knows its forge. */
const ADDRESS = 'git@github.com:acme/gitops.git';

/**
 * Gives a remote the address of a forge. Git still reaches the folder where it lies: what it takes for SSH runs there the
 * command that the forge would run.
 */
export function moveToForge(workbench: Workbench, remote: string): void {
  const folder = workbench.git('remote', 'get-url', remote);
  const ssh = path.join(path.dirname(workbench.folder), 'ssh');
  writeFileSync(
    ssh,
    `#!/bin/sh\n# $1: who and where, $2: git-receive-pack 'acme/gitops.git'\nexec "\${2%% *}" '${folder}'\n`,
  );
  chmodSync(ssh, 0o755);
  workbench.git('config', 'core.sshCommand', ssh);
  workbench.git('config', 'ssh.variant', 'simple');
  workbench.git('remote', 'set-url', remote, ADDRESS);
}

/** Answers for the forge, which tests never ask, and tells the address of the page that clicks in the window open. */
export async function pageOnForge(workbench: Workbench, open: () => Promise<void>): Promise<URL> {
  const context = workbench.page.context();
  await context.route('https://github.com/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>New pull request</title>' }),
  );
  const opened = context.waitForEvent('page', (page: Page) => !page.isClosed());
  await open();
  const page = await opened;
  await page.waitForURL('https://github.com/**');
  const url = new URL(page.url());
  await page.close();
  return url;
}
