import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { FolderSession } from '../../../server/src/lsp/folderSession';
import { toUri } from '../../../server/src/lsp/convert';
import { nodeFileSystem } from '../../../server/src/node/fileSystem';
import { sampleFolder } from '../../support/samples';

const root = sampleFolder('current');
const file = readdirSync(root, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('component.yaml'))!;
const broken = readFileSync(path.join(root, file), 'utf8').replace('kind: Component\n', 'kind: Componemt\n');

async function openSession(published: string[], changed = () => {}): Promise<FolderSession> {
  const session = new FolderSession(
    root,
    nodeFileSystem(root),
    { publish: (uri, diagnostics) => published.push(`${diagnostics.length} in ${uri}`) },
    () => changed(),
    () => Promise.resolve(undefined),
  );
  await session.start(() => undefined);
  published.length = 0;
  return session;
}

describe('A session, after an edit', () => {
  let published: string[];
  let session: FolderSession;
  beforeEach(async () => {
    published = [];
    session = await openSession(published);
  });
  afterEach(() => session.dispose());

  it('lets the request that came with it be answered before it says what is wrong', async () => {
    session.edit(file, broken);
    // The request is read, answered, and the answer written: a turn each.
    for (let turn = 0; turn < 3; turn++) await setImmediate();
    assert.deepEqual(published, []);
    for (let turn = 0; turn < 3; turn++) await setImmediate();
    assert.deepEqual(published, [`1 in ${toUri(root, file)}`]);
  });

  it('knows what is wrong for whoever asks before', () => {
    session.edit(file, broken);
    assert.equal(session.shownProblems(file).length, 1);
    assert.deepEqual(published, []);
  });

  it('hands a key to the index behind it, and before whoever needs the key asks', async () => {
    const whole = readFileSync(path.join(root, file), 'utf8');
    const name = (repository: FolderSession['repository']) => repository.files.manifestsOf(file)[0]?.name;
    const before = name(session.repository)!;
    const type = (key: string) => {
      session.edit(file, whole.replace(`name: ${before}\n`, `name: ${before}${key}\n`));
    };
    type('');
    type('x');
    assert.equal(name(session.repositoryBeforeKey), before);
    assert.equal(name(session.repository), `${before}x`);
    type('xy');
    assert.equal(name(session.repositoryBeforeKey), `${before}x`);
    for (let turn = 0; turn < 6; turn++) await setImmediate();
    assert.equal(name(session.repositoryBeforeKey), `${before}xy`);
    // More than a key is never left for later.
    type('');
    assert.equal(name(session.repositoryBeforeKey), before);
  });

  it('says once what several edits in a row lead to', async () => {
    session.edit(file, broken);
    session.edit(file, `${broken}\n`);
    for (let turn = 0; turn < 8; turn++) await setImmediate();
    assert.deepEqual(published, [`1 in ${toUri(root, file)}`]);
  });
});

describe('A session, when a file is opened or closed', () => {
  let changes: number;
  let session: FolderSession;
  beforeEach(async () => {
    session = await openSession([], () => changes++);
    changes = 0;
  });
  afterEach(() => session.dispose());

  const whole = readFileSync(path.join(root, file), 'utf8');
  const texts: Readonly<Record<string, { text: string; expected: readonly [opened: number, closed: number] }>> = {
    'as it is on disk: has nothing to tell': { text: whole, expected: [0, 0] },
    'with changes that were not saved: tells of them, and that they are gone': { text: broken, expected: [1, 2] },
  };
  for (const [title, { text, expected }] of Object.entries(texts))
    it(title, async () => {
      session.edit(file, text);
      await session.checked();
      await session.settled();
      assert.equal(session.shownProblems(file).length, text === whole ? 0 : 1);
      const opened = changes;
      session.close(file);
      await session.settled();
      assert.deepEqual([opened, changes], expected);
      assert.equal(session.shownProblems(file).length, 0);
    });
});
