import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../support/samples';

export type CorpusSize = 'small' | 'medium' | 'large';

/** Runs something on a generated repository of a size, in a folder that is gone afterwards. Needs the generator's folder. */
export async function withCorpus<T>(size: CorpusSize, run: (folder: string) => T | Promise<T>): Promise<T> {
  const tools = process.env['OPENCHOREO_TOOLS'] ?? path.resolve(projectRoot, '../shared/tools');
  const named = path.join(tools, 'make-repo.mjs');
  if (!existsSync(named)) throw new Error(`No make-repo.mjs in ${tools}: set OPENCHOREO_TOOLS to its folder`);
  // Behind a link it does not see that it is the program that was started.
  const generator = realpathSync(named);
  const folder = mkdtempSync(path.join(os.tmpdir(), `ocg-bench-${size}-`));
  try {
    const { status, stderr } = spawnSync(process.execPath, [generator, folder, '--size', size], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[figures.length >> 1] ?? Number.NaN;
}

/** Prints a figure beside its target, and how far it is from it. A missed target fails the run. */
export function report(what: string, figure: number, unit: string, target?: number): void {
  const shown = `${what.padEnd(52)} ${figure.toFixed(1).padStart(9)} ${unit}`;
  const load = os.loadavg()[0]!.toFixed(1);
  if (target === undefined) console.log(shown);
  else {
    console.log(`${shown}   target ${target} ${unit}, ×${(figure / target).toFixed(2)} (load ${load})`);
    if (figure > target) process.exitCode = 1;
  }
}
