// Runs test/vscode in a real extension host: over both sample repositories, and in Restricted Mode. In desktop VS Code
// where it can be downloaded and shown, else in the VS Code server of the test bed; says which one it was.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';
import { tsImport } from 'tsx/esm/api';
import { desktopVSCode } from './lib/desktop.mjs';
import { root, testOutput } from './lib/project.mjs';

const { chromiumAdvice, chromiumPath, copySample, hermeticGit, temporaryFolder } = await tsImport(
  '../test/testbed/index.ts',
  import.meta.url,
);

/** Where the tests of each run are, below test/vscode, and what is open. */
const runs = [
  { sample: 'current', suite: '.', restricted: false },
  { sample: 'proposal', suite: '.', restricted: false },
  { sample: 'current', suite: 'restricted', restricted: true },
];

const shim = path.join(root, 'test/testbed/code-shim.mjs');
const suites = path.join(testOutput, 'vscode');

if (!existsSync(path.join(root, 'dist/client.js'))) fail('dist/client.js does not exist: "npm run build" first.');
const desktop = await desktopVSCode();
if ('reason' in desktop)
  console.log(`Host: the VS Code server of the test bed, since for desktop VS Code ${desktop.reason}`);
else console.log(`Host: ${desktop.executable}`);
// Restricted Mode always runs there: the runner of desktop VS Code turns workspace trust off.
if (chromiumPath() === undefined) fail(chromiumAdvice);

await bundle();
const total = { passed: 0, failed: 0 };
for (const each of runs) {
  const { passed, failed } = await runOnce(each);
  total.passed += passed;
  total.failed += failed;
}
if (process.env.TEST_COUNTS) writeFileSync(process.env.TEST_COUNTS, JSON.stringify(total));
process.exitCode = total.failed > 0 ? 1 : 0;

/** Each test file becomes one bundle; Mocha itself is not bundled, and `vscode` only exists in the extension host. */
async function bundle() {
  rmSync(suites, { recursive: true, force: true });
  const files = readdirSync(path.join(root, 'test/vscode'), { recursive: true }).filter((file) =>
    file.endsWith('.test.ts'),
  );
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['test/vscode/index.ts', ...files.map((file) => path.join('test/vscode', file))],
    outbase: 'test/vscode',
    outdir: suites,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

/** One start of VS Code; a run that ends badly although no test failed, or that held no test, counts as a failure. */
async function runOnce({ sample, suite, restricted }) {
  console.log(`\n── ${sample} repository${restricted ? ', Restricted Mode' : ''}`);
  const folder = temporaryFolder();
  const repository = path.join(folder, sample);
  const countsFile = path.join(folder, 'counts.json');
  let completed = false;
  try {
    copySample(sample, repository);
    const profile = ['extensions', 'user-data'].map((name) => `--${name}-dir=${path.join(folder, name)}`);
    await runTests({
      vscodeExecutablePath: restricted || 'reason' in desktop ? shim : desktop.executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(suites, 'index.js'),
      launchArgs: [repository, ...profile],
      extensionTestsEnv: {
        ...hermeticGit,
        SHIM_UNTRUSTED: restricted ? '1' : '',
        OPENCHOREO_SAMPLE: sample,
        OPENCHOREO_SUITE: suite,
        TEST_COUNTS: countsFile,
      },
    });
    completed = true;
  } catch (error) {
    console.error(error.message);
  }
  const { passed, failed } = existsSync(countsFile)
    ? JSON.parse(readFileSync(countsFile, 'utf8'))
    : { passed: 0, failed: 0 };
  rmSync(folder, { recursive: true, force: true });
  return { passed, failed: failed === 0 && (!completed || passed === 0) ? 1 : failed };
}

function fail(why) {
  console.error(why);
  process.exit(1);
}
