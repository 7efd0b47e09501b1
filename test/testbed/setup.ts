import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { installFolder, projectRoot, vscodeFolder } from './paths';

const source = path.join(projectRoot, 'test/testbed');
const stampFile = path.join(installFolder, '.stamp');
const lockFile = path.join(installFolder, '.installing');

/** Native packages that npm cannot deliver compiled, and the small JavaScript twins that replace them. */
const shims = ['spdlog', 'native-watchdog'];

/**
 * Installs the VS Code server of the test bed into `.server/`, unless the one there is what the committed locks and
 * shims describe. About 20 s the first time; nothing is compiled. Two runs at once wait for each other.
 *
 * @param say told once, before anything is downloaded
 * @throws when npm cannot install, with npm's own words
 */
export async function ensureTestbed(say: (line: string) => void = console.log): Promise<void> {
  if (isInstalled()) return;
  mkdirSync(installFolder, { recursive: true });
  await lock();
  try {
    if (isInstalled()) return;
    say('Installing the VS Code server of the test bed into .server/ (once, about half a minute)');
    await Promise.all([install('server', installFolder), install('deps', path.join(installFolder, 'deps'))]);
    for (const name of shims) writeShim(name);
    linkModules();
    writeFileSync(stampFile, stamp());
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function isInstalled(): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp();
}

/** A hash of everything that decides what `.server/` holds. */
function stamp(): string {
  const hash = createHash('sha256').update(process.arch);
  for (const file of [
    'server/package-lock.json',
    'deps/package-lock.json',
    ...shims.map((name) => `shims/${name}.cjs`),
    'setup.ts',
  ])
    hash.update(readFileSync(path.join(source, file)));
  return hash.digest('hex');
}

async function install(part: 'server' | 'deps', folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json'])
    cpSync(path.join(source, part, file), path.join(folder, file));
  // VS Code's packages name a newer Node.js than the one that runs npm, and their install scripts compile what we replace.
  const options = ['--ignore-scripts', '--engine-strict=false', '--no-audit', '--no-fund', '--loglevel=error'];
  // Where `.server` is a link, npm would take the folder behind it for another project.
  const cwd = realpathSync(folder);
  await promisify(execFile)('npm', ['ci', '--prefix', cwd, ...options], { cwd });
}

function writeShim(name: string): void {
  const folder = path.join(installFolder, 'deps/node_modules/@vscode', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: `@vscode/${name}`, version: '0.0.0', main: 'index.js' }),
  );
  cpSync(path.join(source, 'shims', `${name}.cjs`), path.join(folder, 'index.js'));
}

/** VS Code looks for its packages beside itself; they stand in a folder with a lock of its own. */
function linkModules(): void {
  const link = path.join(vscodeFolder, 'node_modules');
  rmSync(link, { recursive: true, force: true });
  symlinkSync(path.relative(vscodeFolder, path.join(installFolder, 'deps/node_modules')), link);
}

/** Waits until this process alone may install; a lock whose owner has died is taken over. */
async function lock(): Promise<void> {
  for (;;) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      return;
    } catch {
      // Somebody else installs, or died while doing so.
      if (!isAlive(Number(existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : 0)))
        rmSync(lockFile, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    // No such process.
    return false;
  }
}
