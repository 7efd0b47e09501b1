import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import * as vscode from 'vscode';

/**
 * Entry point for VS Code's extension host: runs the bundled test files that scripts/vscodeSuite.mjs names.
 * OPENCHOREO_SUITE: folder with `*.test.js`, beside this file; TEST_COUNTS: where the counts go.
 *
 * @throws when a test fails, which makes VS Code exit with 1
 */
export async function run(): Promise<void> {
  const { appName, appHost, remoteName, uiKind } = vscode.env;
  const ui = uiKind === vscode.UIKind.Web ? 'web workbench' : 'desktop window';
  const where = remoteName === undefined ? 'local' : 'remote';
  console.log(`Runs in ${appName} (${appHost}), VS Code ${vscode.version}, ${ui}, ${where} extension host`);
  console.log(`Node ${process.versions.node}, ${vscode.workspace.isTrusted ? 'trusted' : 'restricted'} workspace`);

  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    // Longer than what a test waits for at most, so that it is said what did not come.
    timeout: 150_000,
    slow: 10_000,
    forbidOnly: true,
    forbidPending: true,
  });
  const folder = path.join(__dirname, process.env['OPENCHOREO_SUITE'] ?? '.');
  for (const file of readdirSync(folder).sort()) if (file.endsWith('.test.js')) mocha.addFile(path.join(folder, file));

  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const counts = { passed: runner.stats?.passes ?? 0, failed: failures };
      if (process.env['TEST_COUNTS']) writeFileSync(process.env['TEST_COUNTS'], JSON.stringify(counts));
      if (failures > 0) reject(new Error(`${failures} failed`));
      else resolve();
    });
  });
}
