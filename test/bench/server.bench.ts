/** The built server and command line as people meet them: start, first answer, a keystroke, a whole check. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LineIndex } from '../../server/src/base/lineIndex';
import { LspClient } from '../support/lspClient';
import { projectRoot } from '../support/samples';
import { median, report, withCorpus, type CorpusSize } from './corpus';

const KEYSTROKES = 40;

/** A server that has read a repository, and a binding that is being typed in. */
interface Session {
  readonly size: CorpusSize;
  readonly client: LspClient;
  readonly keystroke: (typed: boolean) => Promise<void>;
  readonly times: number[];
}

async function start(size: CorpusSize, folder: string): Promise<Session> {
  const begin = performance.now();
  const client = LspClient.spawn([folder]);
  await client.initialize({ folders: [folder] });
  report(`${size}: spawn → initialize`, performance.now() - begin, 'ms');
  await client.connection.sendNotification('initialized', {});
  await client.settle();
  report(`${size}: spawn → everything published`, performance.now() - begin, 'ms');

  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const binding = files.find((file) => /release-bindings\/.*\.yaml$/.test(file))!;
  await client.open(binding);
  const text = readFileSync(path.join(folder, binding), 'utf8');
  const place = new LineIndex(text).position(text.indexOf('environment: ') + 'environment: '.length);
  const behind = { ...place, character: place.character + 1 };
  // Every other one makes the environment one that there is not, so that diagnostics have to come.
  const keystroke = async (typed: boolean) => {
    const next = client.nextPublished(binding);
    if (typed) await client.change(binding, [{ range: { start: place, end: place }, text: 'x' }]);
    else await client.change(binding, [{ range: { start: place, end: behind }, text: '' }]);
    await next;
  };
  return { size, client, keystroke, times: [] };
}

/** Types in all of them in turns, so that whatever else the machine does is done to all of them. */
async function type(sessions: readonly Session[]): Promise<void> {
  for (let i = 0; i < KEYSTROKES; i++)
    for (const { keystroke, times } of sessions) {
      const begin = performance.now();
      await keystroke(i % 2 === 0);
      times.push(performance.now() - begin);
    }
  for (const { size, times } of sessions) report(`${size}: keystroke → diagnostics, median`, median(times), 'ms');
}

function check(size: CorpusSize, folder: string): void {
  const begin = performance.now();
  const cli = path.join(projectRoot, 'dist/cli.js');
  const { status } = spawnSync(process.execPath, [cli, 'check', folder], { maxBuffer: 1e9 });
  if (status !== 0 && status !== 1) throw new Error(`check ended with ${status}`);
  report(`${size}: openchoreo-gitops check`, performance.now() - begin, 'ms');
}

async function main(): Promise<void> {
  await withCorpus('small', (small) =>
    withCorpus('medium', async (medium) => {
      const sessions = [await start('small', small), await start('medium', medium)] as const;
      await type(sessions);
      const [inSmall, inMedium] = sessions.map(({ times }) => median(times)) as [number, number];
      report('keystroke on medium against small', inMedium / inSmall, 'times', 2);
      for (const { client } of sessions) {
        await client.settle();
        await client.stop();
      }
      check('small', small);
      check('medium', medium);
    }),
  );
}

void main();
