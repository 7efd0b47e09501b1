import assert from 'node:assert/strict';
import { firstChangedLine, inTwoLines, startOf, titleOf } from '../../../client/src/promote/promotion';
import {
  canPromote,
  nextEnvironments,
  pinAt,
  selectorOf,
  subjectOf,
  targetsOf,
} from '../../../client/src/promote/subject';
import { entry, l10n, notDeployed } from './support';

const development = entry({ environment: 'development' });
const staging = entry({ state: 'behind', behind: 1, labels: { source: 'development' } });
const loadTest = notDeployed('load-test', { labels: { source: 'development' } });
const production = notDeployed('production', { labels: { source: 'staging' } });
const owner = [development, staging, loadTest, production];
const names = (entries: readonly { readonly row: { readonly environment: string } }[]): string[] =>
  entries.map(({ row }) => row.environment);

describe('the subject of a promotion', () => {
  it('is the environment of a row that lags', () => {
    for (const row of [staging, loadTest, production]) {
      assert.deepEqual(subjectOf(row, owner), { owner, to: row.row.environment });
    }
    for (const state of ['missing-release', 'no-release', 'ambiguous'] as const) {
      assert.deepEqual(subjectOf(entry({ state }), owner), { owner, to: 'staging' });
    }
  });

  it('is the next environment of a settled row, asked for where there are several', () => {
    assert.deepEqual(subjectOf(development, owner), { owner, from: 'development' });
    const current = entry({ labels: { source: 'development' } });
    assert.deepEqual(subjectOf(current, [development, current, production]), {
      owner: [development, current, production],
      from: 'staging',
      to: 'production',
    });
  });

  it('follows the promotion paths that the server lists, before what it compares with', () => {
    const listed = entry({ environment: 'development', labels: { targets: ['production'] } });
    assert.deepEqual(nextEnvironments(listed, owner), ['production']);
    assert.deepEqual(nextEnvironments(development, owner), ['staging', 'load-test']);
  });

  it('is nothing on a settled row at the end of the pipeline', () => {
    assert.equal(canPromote(entry({ environment: 'production' }), [entry({ environment: 'production' })]), false);
    assert.equal(canPromote(production, owner), true);
    assert.equal(canPromote(development, owner), true);
  });

  it('offers what waits first, and the rest apart', () => {
    const { likely, others } = targetsOf(owner, undefined);
    assert.deepEqual([names(likely), names(others)], [['staging', 'load-test', 'production'], ['development']]);
  });

  it('offers from an environment where its paths lead, and never itself', () => {
    const { likely, others } = targetsOf(owner, 'development');
    assert.deepEqual([names(likely), names(others)], [['staging', 'load-test'], ['production']]);
  });

  it('names the owner for the server with all that tells it from others', () => {
    assert.deepEqual(selectorOf(owner), {
      family: 'component',
      namespace: 'default',
      project: 'doclet',
      name: 'postgres',
    });
    assert.equal(selectorOf([]), undefined);
  });

  it('is taken from the binding above the cursor', () => {
    const at = (environment: string, line: number) =>
      entry({ environment, binding: { name: environment, file: 'all.yaml', line } });
    const entries = [at('production', 20), at('development', 3), at('staging', 11), development];
    const found = (line: number): string | undefined =>
      pinAt(entries, 'file:///repo', 'all.yaml', line)?.row.environment;
    assert.deepEqual([1, 3, 10, 11, 99].map(found), [
      'development',
      'development',
      'development',
      'staging',
      'production',
    ]);
    assert.equal(pinAt(entries, 'file:///repo', 'other.yaml', 1), undefined);
    assert.equal(pinAt(entries, 'file:///elsewhere', 'all.yaml', 1), undefined);
  });
});

describe('the title of a promotion', () => {
  const all = startOf(owner);
  const titles = [
    [all, 'Promote'],
    [{ ...all, owner }, 'Promote doclet/postgres'],
    [{ ...all, owner, from: 'development' }, 'Promote doclet/postgres from development'],
    [{ ...all, owner, to: 'staging' }, 'Promote doclet/postgres to staging'],
    [{ ...all, owner, from: 'development', to: 'staging' }, 'Promote doclet/postgres: development → staging'],
  ] as const;
  for (const [promotion, title] of titles) {
    it(`is "${title}"`, () => assert.equal(titleOf(promotion, l10n), title));
  }
});

describe('a message in a quick pick', () => {
  it('goes on in the second line where the first is full, without losing a word', () => {
    assert.deepEqual(inTwoLines('short'), { label: 'short' });
    const long = 'word '.repeat(30).trim();
    const { label, detail } = inTwoLines(long);
    assert.ok(label.length <= 76);
    assert.equal(`${label} ${detail}`, long);
    assert.equal(inTwoLines('x'.repeat(100)).label.length, 76);
  });
});

describe('the first line that a plan changes', () => {
  const lines = [
    ['a\nb\nc\n', 'a\nx\nc\n', 2],
    ['a\n', 'a\nb\n', 2],
    [null, 'a\nb\n', 1],
    ['a\n', null, 1],
    ['a\r\nb\r\n', 'a\r\nc\r\n', 2],
  ] as const;
  for (const [before, after, line] of lines) {
    it(`is ${line} from ${JSON.stringify(before)} to ${JSON.stringify(after)}`, () => {
      assert.equal(firstChangedLine({ file: 'f.yaml', before, after }), line);
    });
  }
});
