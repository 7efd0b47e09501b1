import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import assert from 'node:assert/strict';

const root = path.resolve(__dirname, '../..');
const cli = path.join(root, 'dist/cli.js');

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the bundled command line in a folder (default: the project's root), without colours. */
export function runCli(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): CliRun {
  const env = { ...process.env, NO_COLOR: '1', ...options.env };
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: options.cwd ?? root,
    encoding: 'utf8',
    env,
  });
  return { code: status ?? -1, stdout, stderr };
}

/** What differs from run to run, or with every release, is replaced: durations, the version. */
export function normalise(text: string): string {
  return text
    .replace(/\(\d+ ms\)/g, '(N ms)')
    .replace(/"durationMs": \d+/g, '"durationMs": 0')
    .replace(/("name": "openchoreo-gitops",\s+"version": )"[^"]+"/, '$1"0.0.0"');
}

/** Compares with `test/cli/golden/NAME`; UPDATE_GOLDENS=1 writes it instead. */
export function assertGolden(name: string, text: string): void {
  const file = path.join(__dirname, 'golden', name);
  if (process.env['UPDATE_GOLDENS']) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, normalise(text));
  }
  assert.equal(
    normalise(text),
    readFileSync(file, 'utf8'),
    `${name} differs; UPDATE_GOLDENS=1 npm run test:cli writes it anew`,
  );
}
