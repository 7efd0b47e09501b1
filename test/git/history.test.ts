import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { pinLogReader } from '../../server/src/analysis/history/pinLogReader';
import type { PinFact } from '../../server/src/model/pinFacts';
import { CommitLogs } from '../../server/src/node/commitLogs';
import { KnownContents } from '../../server/src/node/knownContents';
import { enterGitSandbox, type GitSandbox } from '../support/gitEnvironment';
import { changesIn, commit, commitLogs, gitIn } from '../support/pastRepository';
import { binding } from '../support/plans';

describe('the history of pins', function () {
  this.timeout(60_000);
  let sandbox: GitSandbox;
  let count = 0;
  const newFolder = () => {
    const folder = path.join(sandbox.folder, `history-${++count}`);
    mkdirSync(folder);
    gitIn(folder, 'init', '-q');
    return folder;
  };
  const cart = (release: string | null, environment = 'stg') => binding('cart', environment, release);

  before(() => {
    sandbox = enterGitSandbox();
  });
  after(() => sandbox.restore());

  it('has every change, newest first, whatever file the binding is in', async () => {
    const folder = newFolder();
    commit(folder, 'first', { 'a/cart.yaml': cart('one'), 'b.yaml': cart('one', 'dev'), 'notes.md': 'ReleaseBinding' });
    commit(folder, 'nothing of ours', { 'c.yaml': 'a: b\n' });
    commit(folder, 'second', { 'a/cart.yaml': `# why\n${cart('two')}` });
    commit(folder, 'renamed', { 'a/cart.yaml': null, 'grüße/odd "name".yml': cart('two') });
    commit(folder, 'moved beside another', {
      'grüße/odd "name".yml': null,
      'b.yaml': `${cart('one', 'dev')}---\n${cart('two')}`,
    });
    commit(folder, 'third', { 'b.yaml': `${cart('one', 'dev')}---\n${cart('three')}` });
    commit(folder, 'unpinned', { 'b.yaml': `${cart('one', 'dev')}---\n${cart(null)}` });
    commit(folder, 'gone', { 'b.yaml': null });
    assert.deepEqual(await changesIn(folder), [
      'gone: cart dev one > -',
      'unpinned: cart stg three > -',
      'third: cart stg two > three',
      'second: cart stg one > two',
      'first: cart dev - > one',
      'first: cart stg - > one',
    ]);
  });

  it('leaves out versions that cannot be read', async () => {
    const folder = newFolder();
    const conflict = `<<<<<<< a\n${cart('two')}=======\n${cart('three')}>>>>>>> b\n`;
    commit(folder, 'first', { 'cart.yaml': cart('one') });
    commit(folder, 'conflict', { 'cart.yaml': conflict });
    commit(folder, 'open quote', { 'cart.yaml': `${cart('four')}x: "\n` });
    commit(folder, 'template', { 'cart.yaml': cart('five').replace('five', '{{ .release }}') });
    commit(folder, 'mended', { 'cart.yaml': cart('two') });
    assert.deepEqual(await changesIn(folder), ['mended: cart stg one > two', 'first: cart stg - > one']);
  });

  it('has what was undeployed and redeployed', async () => {
    const folder = newFolder();
    const state = (release: string | null, value: string) => binding('cart', 'stg', release, `, state: ${value}`);
    commit(folder, 'first', { 'cart.yaml': cart('one') });
    commit(folder, 'said', { 'cart.yaml': state('one', 'Active') });
    commit(folder, 'undeploy', { 'cart.yaml': state('one', 'Undeploy') });
    commit(folder, 'promote', { 'cart.yaml': state('two', 'Undeploy') });
    commit(folder, 'redeploy', { 'cart.yaml': `# no flow here\n${state('two', 'Active')}` });
    commit(folder, 'both', { 'cart.yaml': state('one', 'Undeploy') });
    commit(folder, 'unpinned', { 'cart.yaml': state(null, 'Undeploy') });
    commit(folder, 'means nothing', { 'cart.yaml': state(null, 'Active') });
    assert.deepEqual(await changesIn(folder), [
      'unpinned: cart stg (one) > -',
      'both: cart stg two > (one)',
      'redeploy: cart stg (two) > two',
      'promote: cart stg (one) > (two)',
      'undeploy: cart stg one > (one)',
      'first: cart stg - > one',
    ]);
  });

  it('reads a namespace that is not written as the configured one', async () => {
    const folder = newFolder();
    const text = cart('one').replace(', namespace: acme', ', namespace: default');
    commit(folder, 'first', { 'cart.yaml': text });
    commit(folder, 'shorter', { 'cart.yaml': text.replace(', namespace: default', '') });
    assert.deepEqual(await changesIn(folder), ['first: cart stg - > one']);
  });

  it('shows what a merge brought as changed when it was merged', async () => {
    const folder = newFolder();
    commit(folder, 'first', { 'cart.yaml': cart('one'), 'dev.yaml': cart('one', 'dev') });
    gitIn(folder, 'checkout', '-qb', 'topic');
    commit(folder, 'on the branch', { 'cart.yaml': cart('two') });
    gitIn(folder, 'checkout', '-q', 'main');
    commit(folder, 'meanwhile', { 'dev.yaml': cart('two', 'dev') });
    gitIn(folder, 'merge', '-q', '--no-ff', '-m', 'Merge #1', 'topic');
    assert.deepEqual(await changesIn(folder), [
      'Merge #1: cart stg one > two',
      'meanwhile: cart dev one > two',
      'first: cart dev - > one',
      'first: cart stg - > one',
    ]);
  });

  it('is that of a folder inside the working tree alone', async () => {
    const outer = newFolder();
    commit(outer, 'first', { 'gitops/cart.yaml': cart('one'), 'other/cart.yaml': cart('zero', 'dev') });
    commit(outer, 'elsewhere', { 'other/cart.yaml': cart('one', 'dev') });
    assert.deepEqual(await changesIn(path.join(outer, 'gitops')), ['first: cart stg - > one']);
  });

  it('begins where a shallow clone begins', async () => {
    const origin = newFolder();
    for (const release of ['one', 'two', 'three']) commit(origin, `to ${release}`, { 'cart.yaml': cart(release) });
    const clone = path.join(sandbox.folder, 'shallow');
    gitIn(sandbox.folder, 'clone', '-q', '--depth=2', `file://${origin}`, clone);
    const logs = commitLogs(clone);
    assert.deepEqual(await changesIn(clone, logs), ['to three: cart stg two > three']);
    gitIn(clone, 'fetch', '-q', '--unshallow');
    assert.deepEqual(await changesIn(clone, logs), [
      'to three: cart stg two > three',
      'to two: cart stg one > two',
      'to one: cart stg - > one',
    ]);
  });

  it('takes no harm from what a partial clone lacks, and fetches nothing', async () => {
    const origin = newFolder();
    gitIn(origin, 'config', 'uploadpack.allowFilter', 'true');
    for (const release of ['one', 'two']) commit(origin, `to ${release}`, { 'cart.yaml': cart(release) });
    const clone = path.join(sandbox.folder, 'partial');
    gitIn(sandbox.folder, 'clone', '-q', '--filter=blob:none', `file://${origin}`, clone);
    gitIn(clone, 'remote', 'set-url', 'origin', path.join(sandbox.folder, 'gone'));
    // HEAD's own contents came with the checkout; the time of the first that is known is when it is known since.
    assert.deepEqual(await changesIn(clone), ['to two: cart stg - > two']);
  });

  it('does not depend on what the user has configured', async () => {
    const folder = newFolder();
    commit(folder, 'first', { 'cart.yaml': cart('one') });
    commit(folder, 'Überschrift\n\nMore.', { 'cart.yaml': cart('two') });
    for (const [key, value] of [
      ['log.follow', 'true'],
      ['log.showSignature', 'true'],
      ['diff.renames', 'copies'],
      ['color.ui', 'always'],
      ['core.abbrev', '4'],
      ['i18n.logOutputEncoding', 'ISO-8859-1'],
      ['format.pretty', 'oneline'],
    ] as const)
      gitIn(folder, 'config', key, value);
    assert.deepEqual(await changesIn(folder), ['Überschrift: cart stg one > two', 'first: cart stg - > one']);
  });

  it('reads only what is new once it knows the rest', async () => {
    const folder = newFolder();
    const read: string[] = [];
    const pins = pinLogReader.begin();
    const logs = new CommitLogs<readonly PinFact[]>(folder, {
      ...pinLogReader,
      begin: () => (text) => {
        read.push(/releaseName: (\w+)/.exec(text)?.[1] ?? '');
        return pins(text);
      },
    });
    const news = async () => [(await changesIn(folder, logs)).length, read.splice(0).sort().join(' ')];
    const first = commit(folder, 'first', { 'cart.yaml': cart('one') });
    commit(folder, 'second', { 'cart.yaml': cart('two') });
    assert.deepEqual(await news(), [2, 'one two']);
    assert.deepEqual(await news(), [2, '']);
    commit(folder, 'empty');
    commit(folder, 'third', { 'cart.yaml': cart('three') });
    assert.deepEqual(await news(), [3, 'three']);
    // Another line of history: contents are known by their ids.
    gitIn(folder, 'reset', '-q', '--hard', first);
    commit(folder, 'other', { 'cart.yaml': cart('two') });
    assert.deepEqual([...(await news()), (await changesIn(folder, logs))[0]], [2, '', 'other: cart stg one > two']);
    // A branch that was merged the other way round has its own first parents.
    gitIn(folder, 'checkout', '-qb', 'side', first);
    commit(folder, 'side', { 'dev.yaml': cart('one', 'dev') });
    gitIn(folder, 'merge', '-q', '--no-ff', '-m', 'Merge main', 'main');
    assert.deepEqual(await changesIn(folder, logs), [
      'Merge main: cart stg one > two',
      'side: cart dev - > one',
      'first: cart stg - > one',
    ]);
  });

  it('asks Git for no content of which is known what it holds', async () => {
    const folder = newFolder();
    const texts = { 'grüße.yaml': 'a: grüße\n', 'cart.yaml': cart('one'), 'crlf.yaml': 'a: b\r\n' };
    commit(folder, 'first', texts);
    const known = new KnownContents<string>();
    known.take('grüße.yaml', texts['grüße.yaml'], 'greetings');
    known.take('cart.yaml', texts['cart.yaml'], undefined);
    known.take('crlf.yaml', texts['crlf.yaml'], '');
    const idOf = (file: string) => gitIn(folder, 'rev-parse', `HEAD:${file}`).trim();
    assert.deepEqual(
      [...known],
      [
        [idOf('grüße.yaml'), 'greetings'],
        [idOf('crlf.yaml'), ''],
      ],
    );
    const read: string[] = [];
    const every = { words: [':'], nothing: '', begin: () => (text: string) => (read.push(text), text) };
    const log = await new CommitLogs(folder, every, known).at();
    assert.deepEqual(read, [cart('one')]);
    assert.deepEqual(
      log?.commits.flatMap(({ files }) => files.map(({ file, facts }) => [file, facts])),
      [
        ['cart.yaml', cart('one')],
        ['grüße.yaml', 'greetings'],
      ],
    );
    known.take('crlf.yaml', cart('two'), undefined);
    known.take('grüße.yaml', undefined, undefined);
    assert.deepEqual([...known], []);
  });

  it('is the same in a further working tree, shallow or not', async () => {
    const origin = newFolder();
    for (const release of ['one', 'two', 'three']) commit(origin, `to ${release}`, { 'cart.yaml': cart(release) });
    const clone = path.join(sandbox.folder, 'shallow-main');
    gitIn(sandbox.folder, 'clone', '-q', '--depth=2', `file://${origin}`, clone);
    for (const [main, name, expected] of [
      [origin, 'further', ['to three: cart stg two > three', 'to two: cart stg one > two', 'to one: cart stg - > one']],
      [clone, 'further-shallow', ['to three: cart stg two > three']],
    ] as const) {
      const tree = path.join(sandbox.folder, name);
      gitIn(main, 'worktree', 'add', '-q', tree);
      assert.deepEqual(await changesIn(tree), expected);
    }
  });

  it('is none without Git, and none before the first commit', async () => {
    const folder = newFolder();
    assert.deepEqual(await changesIn(folder), ['no history']);
    const bare = path.join(sandbox.folder, 'no-git');
    mkdirSync(bare);
    assert.deepEqual(await changesIn(bare), ['no history']);
  });
});
