import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Path } from '../../../server/src/base/path';
import { removeKey } from '../../../server/src/yaml/edit';
import { edited } from './editTexts';

const remove = (text: string, ...path: Path) => edited(text, 0, path, removeKey);

describe('removeKey: block maps', () => {
  it('takes the whole lines, with the comment behind', () => {
    const text = 'spec:\n  a: b\n  state: Undeploy # for now\n  c:\n  - d\n  - e # last\n  f: g\n';
    assert.equal(remove(text, 'spec', 'state'), 'spec:\n  a: b\n  c:\n  - d\n  - e # last\n  f: g\n');
    assert.equal(remove(text, 'spec', 'c'), 'spec:\n  a: b\n  state: Undeploy # for now\n  f: g\n');
    assert.equal(remove(text, 'spec', 'f'), 'spec:\n  a: b\n  state: Undeploy # for now\n  c:\n  - d\n  - e # last\n');
    assert.equal(remove('a:\nb: # x\nc: 1\n', 'b'), 'a:\nc: 1\n');
  });

  it('leaves comments above and below', () => {
    assert.equal(remove('a: b\n# about c\nc: d\n\n# about e\ne: f\n', 'c'), 'a: b\n# about c\n\n# about e\ne: f\n');
  });

  it('keeps line ends, byte order mark and the end of the file', () => {
    assert.equal(remove('\ufeffa: b\r\nc: d\r\n', 'a'), '\ufeffc: d\r\n');
    assert.equal(remove('a: b\r\nc: d', 'c'), 'a: b');
    assert.equal(remove('a: b\nc: |\n  d', 'c'), 'a: b');
    assert.equal(remove('a: |\n  b\nc: d', 'c'), 'a: |\n  b\n');
  });

  it('leaves an empty map in place of its last pair', () => {
    assert.equal(remove('spec:\n  a: b # c\nz: 1\n', 'spec', 'a'), 'spec:\n  {}\nz: 1\n');
    assert.equal(remove('a:\n  b: c\n', 'a'), '{}\n');
    assert.equal(remove('- a: b\n- c\n', 0, 'a'), '- {}\n- c\n');
  });

  it('moves up what follows on the line of a dash', () => {
    assert.equal(remove('- a: b # c\n  d: e\n', 0, 'a'), '- d: e\n');
    assert.equal(remove('- - a:\n      b: c\n    # about d\n    d: e\n', 0, 0, 'a'), '- - # about d\n    d: e\n');
  });

  it('lets no block scalar take in what stood behind the pair', () => {
    assert.equal(remove('a: |\n  b\nc: d\n   # deep\n# top\ne: f\n', 'c'), 'a: |\n  b\n# top\ne: f\n');
    assert.equal(remove('a: |+\n  b\nc: d\n\n\ne: f\n', 'c'), 'a: |+\n  b\ne: f\n');
    assert.equal(remove('a: b\nc: |+\n  d\n\n\ne: f\n', 'c'), 'a: b\ne: f\n');
    assert.equal(remove('a: |+\n  b\nc: d\n\n', 'c'), 'a: |+\n  b\n');
  });
});

describe('removeKey: flow maps', () => {
  const FLOW: readonly [before: string, key: string, after: string][] = [
    ['{a: b}', 'a', '{}'],
    ['{ a: b, }', 'a', '{}'],
    ['{a: b, c: d}', 'a', '{c: d}'],
    ['{a: b, c: d}', 'c', '{a: b}'],
    ['{ a: b, c: d, }', 'c', '{ a: b, }'],
    ['{a, b: , c: d}', 'b', '{a, c: d}'],
    ['{"a":1,"b":2}', 'b', '{"a":1}'],
    ['{\n  a: b, # one\n  c: d, # two\n}', 'a', '{\n  c: d, # two\n}'],
    ['{\n  a: b, # one\n  c: d, # two\n}', 'c', '{\n  a: b, # one\n}'],
    ['{\n  a: b, # one\n  c: d # two\n}', 'c', '{\n  a: b # one\n}'],
    ['{\n  a: b, # one\n  c: d }', 'c', '{\n  a: b # one\n   }'],
    ['{ a: b, # one\n  c: d }', 'a', '{ c: d }'],
    ['{ a: b\n, c: d }', 'c', '{ a: b\n }'],
    ['{\n  # about a\n  a: b\n}', 'a', '{\n  # about a\n  \n}'],
  ];
  for (const [before, key, after] of FLOW)
    it(`takes ${key} out of ${JSON.stringify(before)}`, () => assert.equal(remove(`${before}\n`, key), `${after}\n`));
});

describe('removeKey: what it leaves alone', () => {
  it('changes nothing where the key is not', () => {
    for (const path of [['x'], ['spec', 'x'], ['spec', 'empty', 'x'], ['spec', 'none', 'x'], ['y', 'z']]) {
      const text = 'spec:\n  a: b\n  empty:\n  none: ~\n';
      assert.equal(remove(text, ...path), text);
    }
  });

  it('refuses what is not the key of a map', () => {
    assert.equal(remove('a: b\n'), '<not-a-map>');
    assert.equal(remove('- a\n', 0), '<not-a-map>');
    assert.equal(remove('a: b\n', 'a', 'b'), '<not-a-map>');
    assert.equal(remove('[a: b]\n', 0, 'a'), '<not-a-map>');
  });

  it('refuses what others depend on or what cannot be told', () => {
    assert.equal(remove('a: &x b\nc: *x\n', 'a'), '<anchor>');
    assert.equal(remove('a: {b: &x c}\nd: [*x]\n', 'a'), '<anchor>');
    assert.equal(remove('a: &x {b: c}\nd: *x\n', 'd', 'b'), '<alias>');
    assert.equal(remove('a: 1\na: 2\n', 'a'), '<duplicate-key>');
    assert.equal(remove('? a\n: b\nc: d\n', 'a'), '<explicit-key>');
    assert.equal(remove('a: [\n', 'a'), '<broken-document>');
  });

  it('removes anchors that only the pair itself uses, aliases, tags and values of several lines', () => {
    assert.equal(remove('a: [&x b, *x]\nc: d\n', 'a'), 'c: d\n');
    assert.equal(remove('a: &x b\nc: *x\n', 'c'), 'a: &x b\n');
    assert.equal(remove('a: !t |\n  b\n\n  c\nd: e\n', 'a'), 'd: e\n');
    assert.equal(remove('&k a: b\nd: e\n', 'a'), 'd: e\n');
  });
});
