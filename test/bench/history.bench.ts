/** The history of the pins of a repository with 2,000 commits, beside `git log --raw` of the same. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pinLogReader } from '../../server/src/analysis/history/pinLogReader';
import { openRepository, type OpenRepository } from '../../server/src/cli/open';
import { pinHistoryOf } from '../../server/src/cli/pinHistory';
import { knownPinFacts, type PinFact } from '../../server/src/model/pinFacts';
import { CommitLogs } from '../../server/src/node/commitLogs';
import { KnownContents } from '../../server/src/node/knownContents';
import { median, report, withCorpus } from './corpus';

const COMMITS = 2000;
const ROUNDS = 15;
/** As many times what `git log --raw` takes. */
const TARGET = 2;

/** Commits the corpus, then promotions of one pin each: 2,000 commits in all. */
function commitAll(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(path.join(folder, file)).isFile(),
  );
  const texts = new Map(files.map((file) => [file.split(path.sep).join('/'), readFileSync(path.join(folder, file))]));
  const bindings = [...texts].filter(([, text]) => /^kind: ReleaseBinding$/m.test(text.toString()));
  const input: Buffer[] = [];
  const say = (text: string) => input.push(Buffer.from(text));
  const commit = (mark: number, from: string, subject: string, changes: () => void) => {
    const when = `Bench <bench@example.com> ${1_700_000_000 + mark * 600} +0000`;
    say(
      `commit refs/heads/main\nmark :${mark}\ncommitter ${when}\ndata ${Buffer.byteLength(subject)}\n${subject}\n${from}`,
    );
    changes();
    say('\n');
  };
  const put = (file: string, text: Buffer) => {
    say(`M 100644 inline ${JSON.stringify(file)}\ndata ${text.length}\n`);
    input.push(text, Buffer.from('\n'));
  };
  commit(1, '', 'The beginning', () => {
    for (const [file, text] of texts) put(file, text);
  });
  for (let n = 2; n <= COMMITS; n++) {
    const [file, text] = bindings[(n * 7919) % bindings.length]!;
    const changed = text.toString().replace(/(releaseName: .*-)\d+$/m, (_, head: string) => `${head}${n}`);
    commit(n, `from :${n - 1}\n`, `promote: ${n}`, () => put(file, Buffer.from(changed)));
  }
  execFileSync('git', ['init', '-q', '-b', 'main', folder]);
  execFileSync('git', ['-C', folder, 'fast-import', '--quiet'], { input: Buffer.concat(input), maxBuffer: 1 << 28 });
  execFileSync('git', ['-C', folder, 'reset', '-q', '--hard', 'main']);
  execFileSync('git', ['-C', folder, 'gc', '-q']);
  return bindings.length;
}

/** What a session does with every text that it reads, so that the history need not ask Git for it. */
function noteAll(
  { repository }: OpenRepository,
  texts: readonly (readonly [file: string, text: string | undefined])[],
): void {
  const notes = new KnownContents<readonly PinFact[]>();
  for (const [file, text] of texts) notes.take(file, text, knownPinFacts(text, repository.files.factsOf(file)));
}

async function timed(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

async function main(): Promise<void> {
  await withCorpus('medium', async (folder) => {
    const bindings = commitAll(folder);
    const open = openRepository(folder);
    const texts = [...open.repository.files.fileNames()].map((file) => [file, open.files.read(file)] as const);
    const gits: number[] = [];
    const ours: number[] = [];
    const noting: number[] = [];
    const grown: number[] = [];
    let events = 0;
    for (let i = 0; i < ROUNDS; i++) {
      gits.push(
        await timed(() => spawnSync('git', ['-C', folder, '--no-pager', 'log', '--raw'], { maxBuffer: 1 << 28 })),
      );
      ours.push(
        await timed(async () => {
          events = (await pinHistoryOf(open))!.events.length;
        }),
      );
      noting.push(await timed(() => noteAll(open, texts)));
      const logs = new CommitLogs<readonly PinFact[]>(folder, pinLogReader);
      await logs.at('HEAD~1');
      grown.push(await timed(() => logs.at('HEAD')));
    }
    console.log(`${bindings} bindings, ${COMMITS} commits, ${events} changes of pins`);
    const git = median(gits);
    report('git log --raw', git, 'ms');
    report('notes for it while the files are read', median(noting), 'ms');
    const whole = ours.map((time, i) => time + noting[i]!);
    report('history of pins, from nothing, with the notes', median(whole), 'ms', Math.round(git * TARGET));
    report('as many times git log', median(whole.map((time, i) => time / gits[i]!)), '×');
    report('history of pins, one commit more', median(grown), 'ms');
  });
}

void main();
