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

async function scan(folder: string): Promise<{ total: number; p99: number; max: number }> {
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
  const start = performance.now();
  await session.start(() => undefined);
  const total = performance.now() - start;
  delay.disable();
  session.dispose();
  return { total, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 };
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
    report('slices of the scan, longest', Math.max(...rounds.map(({ max }) => max)), 'ms');
  });
}

void main();
