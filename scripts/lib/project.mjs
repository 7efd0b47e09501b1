import { readFileSync, existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this project. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** The folder of what only tests need of a build; ignored by Git and by the package. */
export const testOutput = path.join(root, 'dist/test');

/** Whether the module at `url` is the one that `node` was asked to run. */
export function isMain(url) {
  return process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(url);
}

/**
 * Runs `npm ci` when `node_modules` is not what package-lock.json says, and nothing otherwise. Needs no package itself.
 * Ends the process with one line when npm fails.
 */
export function ensureInstalled() {
  const missing = firstMissing();
  if (missing === undefined) return;
  console.log(`Installing packages with npm ci (${missing})`);
  // No package needs its install script, and ours would build what the caller builds. Under `npm install --global`, as
  // pre-commit runs it, npm would take this for a global installation too.
  const options = ['--ignore-scripts', '--global=false', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', ['ci', ...options], { cwd: root, stdio: 'inherit' });
  if (status === 0) return;
  console.error(`npm ci failed with ${status}: see above, then run it yourself.`);
  process.exit(1);
}

/** Why packages have to be installed; undefined when all are there in the versions that the lock names. */
function firstMissing() {
  const installedFile = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return 'node_modules is missing';
  const installed = packagesOf(installedFile);
  for (const [name, { version, optional }] of Object.entries(packagesOf(path.join(root, 'package-lock.json')))) {
    // The root itself, and packages for other platforms.
    if (name === '' || optional) continue;
    if (installed[name]?.version !== version) return `${name} ${version} is missing`;
  }
  return undefined;
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
