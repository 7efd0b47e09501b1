// `npm start`: the extension on a fresh copy of a sample repository, ready to promote. In desktop VS Code where it can be
// downloaded and shown, else in a browser at the address that is printed. `--repo current|proposal`, `--port N`.
// Ctrl-C ends everything and removes the copy.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { desktopVSCode } from './lib/desktop.mjs';
import { ensureInstalled, root, testOutput } from './lib/project.mjs';
import { packageExtension } from './package.mjs';

const { repo, port } = options();
ensureInstalled();
const { tsImport } = await import('tsx/esm/api');
const testbed = await tsImport('../test/testbed/index.ts', import.meta.url);
if (!testbed.samples.includes(repo)) end(`--repo is one of ${testbed.samples.join(', ')}, not "${repo}".`);

const home = testbed.temporaryFolder();
process.once('exit', () => rmSync(home, { recursive: true, force: true }));
const interrupted = new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
});
const repository = path.join(home, repo);
testbed.copySample(repo, repository);
// For pushing, and for delivery by a branch.
testbed.addRemote(repository, path.join(home, 'origin.git'));

const desktop = await desktopVSCode();
try {
  if ('executable' in desktop) await openDesktop(desktop.executable);
  else await serve(desktop.reason);
} catch (error) {
  end(error.message ?? error);
}
process.exit();

async function openDesktop(executable) {
  await build({});
  const profile = ['extensions', 'user-data'].map((name) => `--${name}-dir=${path.join(home, name)}`);
  const window = [`--extensionDevelopmentPath=${root}`, '--disable-workspace-trust', '--skip-welcome', repository];
  console.log(`Opens ${repository} in ${executable}`);
  const code = spawn(executable, [...profile, ...window], { stdio: 'inherit' });
  const closed = new Promise((resolve, reject) => code.once('exit', resolve).once('error', reject));
  await Promise.race([closed, interrupted]);
  code.kill();
}

async function serve(reason) {
  const extensionsDir = path.join(home, 'extensions');
  const vsix = await packageExtension(path.join(testOutput, 'start.vsix'));
  await testbed.ensureTestbed();
  await testbed.installExtension(vsix, extensionsDir);
  const server = await testbed.startServer({ trust: true, extensionsDir, port });
  console.log(`\nNo desktop VS Code: ${reason}. VS Code in the browser instead, on ${repository}`);
  console.log(`Open this address; Ctrl-C ends it.\n\n${testbed.folderUrl(server.url, repository)}\n`);
  await interrupted;
  await server.stop();
}

function options() {
  try {
    const { values } = parseArgs({ options: { repo: { type: 'string' }, port: { type: 'string' } } });
    const number = Number(values.port ?? 0);
    if (!Number.isInteger(number) || number < 0 || number > 65535)
      end(`--port is a number up to 65535, not "${values.port}".`);
    return { repo: values.repo ?? 'current', port: number };
  } catch (error) {
    return end(error.message);
  }
}

function end(why) {
  console.error(why);
  process.exit(2);
}
