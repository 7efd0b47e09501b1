import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Path } from '../../../server/src/base/path';
import { insertItem } from '../../../server/src/yaml/edit';
import { edited } from './editTexts';

const add = (text: string, value: string, ...path: Path) =>
  edited(text, 0, path, (...place) => insertItem(...place, value));

describe('insertItem: block lists', () => {
  it('adds a line behind the last item', () => {
    assert.equal(
      add('resources:\n- a.yaml\n- b.yaml # b\nz: 1\n', 'c.yaml', 'resources'),
      'resources:\n- a.yaml\n- b.yaml # b\n- c.yaml\nz: 1\n',
    );
    assert.equal(add('resources:\r\n  - a.yaml', 'c.yaml', 'resources'), 'resources:\r\n  - a.yaml\r\n  - c.yaml');
    assert.equal(add('l:\n- - a\n  -   b\n- c\n', 'd', 'l', 0), 'l:\n- - a\n  -   b\n  - d\n- c\n');
    assert.equal(
      add('l:\n- a: b\n  c:\n    d: e\n- |-\n  f\n\nz: 1\n', 'g', 'l'),
      'l:\n- a: b\n  c:\n    d: e\n- |-\n  f\n- g\n\nz: 1\n',
    );
    assert.equal(add('- a\n-\n', 'b'), '- a\n-\n- b\n');
  });

  it('follows the quotes of the item before', () => {
    assert.equal(add("l:\n- 'a'\n", "it's", 'l'), "l:\n- 'a'\n- 'it''s'\n");
    assert.equal(add('l:\n- "a"\n', 'b', 'l'), 'l:\n- "a"\n- "b"\n');
    assert.equal(add('l:\n- a\n', '1', 'l'), 'l:\n- a\n- "1"\n');
  });

  it('begins a list where none is', () => {
    assert.equal(add('resources:\nz: 1\n', 'a', 'resources'), 'resources:\n- a\nz: 1\n');
    assert.equal(add('x:\n  - y\nresources: null # none\n', 'a', 'resources'), 'x:\n  - y\nresources: # none\n  - a\n');
    assert.equal(
      add('kind: Kustomization\nx: {}\n', 'a', 'resources'),
      'kind: Kustomization\nx: {}\nresources:\n- a\n',
    );
    assert.equal(add('a: b\n', 'v', 'c', 'd'), 'a: b\nc:\n  d:\n  - v\n');
    assert.equal(add('resources: []\n', 'a', 'resources'), 'resources: [a]\n');
  });
});

describe('insertItem: flow lists', () => {
  const FLOW: readonly [before: string, after: string][] = [
    ['[]', '[v]'],
    ['[ ]', '[ v ]'],
    ['[a, b]', '[a, b, v]'],
    ['[ "a", "b", ]', '[ "a", "b", "v" ]'],
    ['[a: b]', '[a: b, v]'],
    ['[\n  a, # one\n  b # two\n  ]', '[\n  a, # one\n  b, # two\n  v\n  ]'],
    ['[\n  a,\n  b,\n  ]', '[\n  a,\n  b,\n  v,\n  ]'],
    ['[\n  {a: b},\n  ]', '[\n  {a: b},\n  v,\n  ]'],
  ];
  for (const [before, after] of FLOW)
    it(`goes inside ${JSON.stringify(before)}`, () => assert.equal(add(`l: ${before}\n`, 'v', 'l'), `l: ${after}\n`));

  it('begins one inside braces', () => {
    assert.equal(add('{l: }', 'v', 'l'), '{l: [v] }');
    assert.equal(add('{"a": null}', 'v', 'a'), '{"a": ["v"]}');
    assert.equal(add('{a: b}', 'v', 'c', 'd'), '{a: b, c: {d: [v]}}');
  });

  it('quotes what would end the item', () => assert.equal(add('[a]', 'b, c'), '[a, "b, c"]'));
});

describe('insertItem: refusals', () => {
  it('refuses what is no list of its own', () => {
    assert.equal(add('l: a\n', 'v', 'l'), '<not-a-list>');
    assert.equal(add('l: {a: b}\n', 'v', 'l'), '<not-a-list>');
    assert.equal(add('a: &x [b]\nl: *x\n', 'v', 'l'), '<alias>');
    assert.equal(add('a: &x [b]\nl: *x\n', 'v', 'a'), '<anchor>');
    assert.equal(add('l:\n- |+\n  a\n\n', 'v', 'l'), '<multi-line>');
    assert.equal(add('l: [\n', 'v', 'l'), '<broken-document>');
  });
});
