/** The built server and command line as people meet them: start, first answer, a keystroke, a whole check. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { LspClient } from '../support/lspClient';
import { projectRoot } from '../support/samples';
import { median, report, withCorpus, type CorpusSize } from './corpus';

const KEYSTROKES = 40;

interface Figures {
  readonly initialize: number;
  readonly ready: number;
  readonly keystroke: number;
  readonly check: number;
}

async function measure(folder: string): Promise<Figures> {
  const start = performance.now();
  const client = LspClient.spawn([folder]);
  await client.initialize({ folders: [folder] });
  const initialize = performance.now() - start;
  await client.connection.sendNotification('initialized', {});
  await client.settle();
  const ready = performance.now() - start;

  const binding = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((file) =>
    /release-bindings\/.*\.yaml$/.test(file),
  )!;
  await client.open(binding);
  const times: number[] = [];
  for (let i = 0; i < KEYSTROKES; i++) {
    const zero = { line: 0, character: 0 };
    const next = client.nextPublished(binding);
    const before = performance.now();
    // Every other one makes the file wrong, so that diagnostics have to come.
    if (i % 2 === 0) await client.change(binding, [{ range: { start: zero, end: zero }, text: 'x' }]);
    else await client.change(binding, [{ range: { start: zero, end: { line: 0, character: 1 } }, text: '' }]);
    await next;
    times.push(performance.now() - before);
  }
  await client.settle();
  await client.stop();

  const beforeCheck = performance.now();
  const { status } = spawnSync(process.execPath, [path.join(projectRoot, 'dist/cli.js'), 'check', folder], {
    maxBuffer: 1e9,
  });
  if (status !== 0 && status !== 1) throw new Error(`check ended with ${status}`);
  return { initialize, ready, keystroke: median(times), check: performance.now() - beforeCheck };
}

async function main(): Promise<void> {
  const figures = {} as Record<CorpusSize, Figures>;
  for (const size of ['small', 'medium'] as const) {
    figures[size] = await withCorpus(size, measure);
    const { initialize, ready, keystroke, check } = figures[size];
    report(`${size}: spawn → initialize`, initialize, 'ms');
    report(`${size}: spawn → everything published`, ready, 'ms');
    report(`${size}: keystroke → diagnostics, median`, keystroke, 'ms');
    report(`${size}: openchoreo-gitops check`, check, 'ms');
  }
  report('keystroke on medium against small', figures.medium.keystroke / figures.small.keystroke, 'times', 2);
  report('initialize on medium against small', figures.medium.initialize / figures.small.initialize, 'times', 2);
}

void main();
