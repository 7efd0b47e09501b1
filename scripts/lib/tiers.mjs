import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from './run.mjs';

/** The lane that has the machine for itself. */
export const LAST_LANE = 2;

/**
 * What `npm test` runs. `needs`: what has to be built before; `limit`: seconds after which a hanging one is stopped.
 * Those of one lane run after each other, the first two lanes beside each other. The last comes when they have ended: who
 * clicks in a window that has to share its processor tests the machine.
 */
export const checks = [
  { name: 'typecheck', lane: 0, limit: 180, command: ['npm', 'run', '--silent', 'typecheck'] },
  { name: 'lint', lane: 0, limit: 420, command: ['npm', 'run', '--silent', 'lint'] },
  { name: 'cli', lane: 0, limit: 240, needs: 'bundles', command: mocha('cli') },
  { name: 'protocol', lane: 0, limit: 240, needs: 'bundles', command: mocha('protocol') },
  { name: 'unit', lane: 0, limit: 300, command: mocha('unit') },
  { name: 'git', lane: 1, limit: 900, command: mocha('git') },
  { name: 'vscode', lane: LAST_LANE, limit: 480, needs: 'bundles', command: ['node', 'scripts/vscodeSuite.mjs'] },
  {
    name: 'e2e',
    lane: LAST_LANE,
    limit: 1200,
    needs: 'package',
    command: mocha('e2e', ['--config', '.mocharc.e2e.json', 'test/e2e/*.test.ts']),
    style: 'spec',
  },
];

/** The command that runs a tier's tests; their counts go where TEST_COUNTS says. */
export function mocha(tier, options = [`test/${tier}/**/*.test.ts`]) {
  return ['node', 'node_modules/mocha/bin/mocha.js', '--reporter', 'scripts/lib/mochaReporter.cjs', ...options];
}

/**
 * Runs one check to its end.
 *
 * @param {(typeof checks)[number]} check
 * @param {{ live: boolean, env: Record<string, string> }} options `live`: print as it comes
 * @returns {Promise<{ passed: number, failed: number, output: string, seconds: number }>}
 *   A check that is no suite counts as one; a suite that could not run, or holds no test, as one that failed.
 */
export async function runCheck({ command, limit, style = 'dot' }, { live, env }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ocg-counts-'));
  const countsFile = path.join(folder, 'counts.json');
  try {
    const [program, ...args] = command;
    const result = await run(program, args, {
      live,
      limit,
      env: { ...env, TEST_COUNTS: countsFile, MOCHA_STYLE: style, OPENCHOREO_TEST_BUILD: '1' },
    });
    return { ...result, ...count(command, result.code, countsFile) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function count(command, code, countsFile) {
  if (command[0] === 'npm') return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const { passed, failed } = existsSync(countsFile)
    ? JSON.parse(readFileSync(countsFile, 'utf8'))
    : { passed: 0, failed: 0 };
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
}
