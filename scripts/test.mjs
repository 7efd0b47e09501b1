// `npm test`: everything; `npm run test:TIER`, or `node scripts/test.mjs TIER…`: some of it. Every check runs to its end,
// also when another has failed; the last line says how many tests passed and failed.
import path from 'node:path';
import { ensureInstalled, testOutput } from './lib/project.mjs';
import { checks, LAST_LANE, runCheck } from './lib/tiers.mjs';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(`There is no "${unknown.join('", "')}": choose from ${checks.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const selected = wanted.length === 0 ? checks : checks.filter(({ name }) => wanted.includes(name));
const live = selected.length === 1;

ensureInstalled();
const env = {};
const results = [];
const unbuilt = await prepare(new Set(selected.map(({ needs }) => needs)));
const runLane = async (lane) => {
  for (const check of selected.filter((each) => each.lane === lane)) record(check.name, await perform(check));
};
await Promise.all([runLane(0).then(installTestbed), runLane(1)]);
await runLane(LAST_LANE);
report();

/** The windows' VS Code, while the longer lane still runs; without Chromium there are none. */
async function installTestbed() {
  if (!selected.some(({ lane }) => lane === LAST_LANE)) return;
  const { tsImport } = await import('tsx/esm/api');
  const { chromiumPath, ensureTestbed } = await tsImport('../test/testbed/index.ts', import.meta.url);
  // What goes wrong is said by the tier that needs it, which tries again.
  if (chromiumPath() !== undefined) await ensureTestbed().catch(() => undefined);
}

/**
 * Builds what the selected checks need: the package first, since it is built for production into the same folder.
 *
 * @returns {Promise<Set<string>>} what could not be built; checks that need it fail without running on what an earlier
 *   build has left behind
 */
async function prepare(needs) {
  const failed = new Set();
  const attempt = async (what, work) => {
    try {
      await work();
    } catch (error) {
      failed.add(what);
      console.error(error.message ?? error);
      record(`build of the ${what}`, { passed: 0, failed: 1, output: '', seconds: 0 });
    }
  };
  if (needs.has('package'))
    await attempt('package', async () => {
      const { packageExtension } = await import('./package.mjs');
      env.OPENCHOREO_VSIX = await packageExtension(path.join(testOutput, 'extension.vsix'));
    });
  if (needs.has('bundles'))
    await attempt('bundles', async () => {
      const { build } = await import('./build.mjs');
      await build({ test: true });
    });
  return failed;
}

async function perform(check) {
  if (!unbuilt.has(check.needs)) return await runCheck(check, { live, env });
  return { passed: 0, failed: 1, output: `Not run: the ${check.needs} could not be built.\n`, seconds: 0 };
}

function record(name, result) {
  results.push({ name, ...result });
  const title = `${name}: ${result.passed} passed, ${result.failed} failed, ${result.seconds.toFixed(1)} s`;
  console.log(`\n── ${title} ${'─'.repeat(Math.max(0, 90 - title.length))}\n${result.output.trimEnd()}`);
}

function report() {
  console.log('');
  for (const { name, passed, failed, seconds } of results)
    console.log(
      `${failed > 0 ? '✗' : '✓'} ${name.padEnd(22)} ${String(passed).padStart(5)} passed ${String(failed).padStart(5)} failed ${seconds.toFixed(1).padStart(7)} s`,
    );
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
}
