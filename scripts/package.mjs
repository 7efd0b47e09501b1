// Packages the extension as a .vsix at the root of the project, or at the path that is given. Fails when something is
// inside that users do not need, when something they need is missing, or when it grew too large.
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, isMain, root } from './lib/project.mjs';

/** All that a package may hold. */
const allowed = [
  /^package(\.nls)?\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^dist\/(client|library|server|cli)\.js$/,
  /^(schemas|snippets|media|l10n)\/.+\.(json|md|svg|png|css|js)$/,
];

/** What every package must hold. */
const required = [
  'package.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'dist/client.js',
  'dist/library.js',
  'dist/server.js',
  'dist/cli.js',
];

const sizeLimit = 2 * 1024 * 1024;

/**
 * @param {string} [target] path of the .vsix; NAME-VERSION.vsix at the root when absent
 * @param {{ list?: boolean }} [options] `list`: print what is in it
 * @returns {Promise<string>} its absolute path
 * @throws with a line that says what is wrong with the package
 */
export async function packageExtension(target, { list = false } = {}) {
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const vsix = path.resolve(root, target ?? `${name}-${version}.vsix`);
  mkdirSync(path.dirname(vsix), { recursive: true });
  rmSync(vsix, { force: true });
  const { createVSIX, listFiles, PackageManager } = await import('@vscode/vsce');
  // Builds for production first: package.json, vscode:prepublish. All dependencies are in the bundles.
  const print = console.log;
  if (!list) console.log = () => {};
  try {
    await createVSIX({ cwd: root, packagePath: vsix, dependencies: false, skipLicense: true });
  } finally {
    console.log = print;
  }
  const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  const faults = [
    ...files
      .filter((file) => !allowed.some((pattern) => pattern.test(file)))
      .map((file) => `${file} does not belong in it`),
    ...required.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
  ];
  const size = statSync(vsix).size;
  if (size > sizeLimit) faults.push(`${size} bytes are more than ${sizeLimit}`);
  if (faults.length > 0) {
    rmSync(vsix);
    throw new Error(`The package is not fit to ship (see .vscodeignore): ${faults.join('; ')}`);
  }
  console.log(`Packaged ${path.relative(root, vsix)}: ${files.length} files, ${Math.round(size / 1024)} KB`);
  return vsix;
}

if (isMain(import.meta.url)) {
  ensureInstalled();
  try {
    await packageExtension(process.argv[2], { list: true });
  } catch (error) {
    console.error(error.message ?? error);
    process.exitCode = 1;
  }
}
