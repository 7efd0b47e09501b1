/** How long the event loop is held during the first scan, and how long that takes. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Schemas } from '../../server/src/analysis/schema/schemas';
import { FolderSession } from '../../server/src/lsp/folderSession';
import { nodeFileSystem } from '../../server/src/node/fileSystem';
import { schemaFiles } from '../../server/src/node/schemaFiles';
import { projectRoot } from '../support/samples';
import { median, report, withCorpus } from './corpus';

const ROUNDS = 4;
const TARGET_MS = 25;

interface Scan {
  readonly total: number;
  readonly p99: number;
  readonly max: number;
  /** 99th percentile of the processor time between two turns of the event loop: what other processes do is not in it. */
  readonly cpuP99: number;
}

/** Processor time of each turn of the event loop, in milliseconds, until it is stopped. */
function turns(): () => number[] {
  const times: number[] = [];
  let last = process.cpuUsage();
  let on = true;
  const next = () => {
    const { user, system } = process.cpuUsage(last);
    last = process.cpuUsage();
    times.push((user + system) / 1000);
    if (on) setImmediate(next);
  };
  setImmediate(next);
  return () => {
    on = false;
    return times.sort((a, b) => a - b);
  };
}

async function scan(folder: string): Promise<Scan> {
  const session = new FolderSession(
    folder,
    nodeFileSystem(folder),
    { publish: () => undefined },
    () => undefined,
    () => Promise.resolve(undefined),
    { schemas: new Schemas(schemaFiles(`${projectRoot}/schemas`)) },
  );
  // The finest resolution: the histogram counts the timer's own interval in.
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const stop = turns();
  const start = performance.now();
  await session.start(() => undefined);
  const total = performance.now() - start;
  delay.disable();
  session.dispose();
  const times = stop();
  const cpuP99 = times[Math.floor(times.length * 0.99)] ?? Number.NaN;
  return { total, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6, cpuP99 };
}

async function main(): Promise<void> {
  await withCorpus('medium', async (folder) => {
    const rounds = [];
    for (let i = 0; i < ROUNDS; i++) rounds.push(await scan(folder));
    const [first, ...warm] = rounds;
    report('first scan of medium, cold code', first!.total, 'ms');
    report('first scan of medium, warm code', median(warm.map(({ total }) => total)), 'ms');
    report('slices of the scan, p99, cold code', first!.p99, 'ms', TARGET_MS);
    report('slices of the scan, p99, warm code', median(warm.map(({ p99 }) => p99)), 'ms', TARGET_MS);
    report('the same in processor time, cold code', first!.cpuP99, 'ms');
    report('the same in processor time, warm code', median(warm.map(({ cpuP99 }) => cpuP99)), 'ms');
    report('slices of the scan, longest', Math.max(...rounds.map(({ max }) => max)), 'ms');
  });
}

void main();
