import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Path } from '../../../server/src/base/path';
import { insertItem } from '../../../server/src/yaml/edit';
import { removeItem } from '../../../server/src/yaml/editList';
import { nestUnder, unwrapEntry, wrapInList } from '../../../server/src/yaml/editNest';
import { inSteps } from '../../../server/src/yaml/editSteps';
import { renameKey, setValue } from '../../../server/src/yaml/editValue';
import { edited } from './editTexts';

const set = (text: string, value: unknown, ...path: Path) =>
  edited(text, 0, path, (...place) => setValue(...place, value));
const rename = (text: string, name: string, ...path: Path) =>
  edited(text, 0, path, (...place) => renameKey(...place, name));
const without = (text: string, ...path: Path) => edited(text, 0, path, removeItem);
const nest = (text: string, key: string, ...path: Path) =>
  edited(text, 0, path, (...place) => nestUnder(...place, key));
const wrap = (text: string, ...path: Path) => edited(text, 0, path, wrapInList);
const unwrap = (text: string, ...path: Path) => edited(text, 0, path, unwrapEntry);

describe('setValue', () => {
  it('writes maps and lists in the style of the document', () => {
    assert.equal(
      set('spec:\n    a: b # c\n    list:\n      - x\n', { m: { o: 1 }, l: ['x', { z: true }] }, 'spec', 'new'),
      'spec:\n    a: b # c\n    list:\n      - x\n    new:\n        m:\n            o: 1\n        l:\n          - x\n          - z: true\n',
    );
    assert.equal(set('{"a":1}\n', { b: ['c', null] }, 'o'), '{"a":1, "o": {"b": ["c", null]}}\n');
    assert.equal(set('a: { b: c }\n', { d: '1' }, 'a', 'o'), 'a: { b: c, o: {d: "1"} }\n');
    assert.equal(set('a: b\r\n', { d: 'e' }, 'o'), 'a: b\r\no:\r\n  d: e\r\n');
    assert.equal(set('a:\n', { d: 'e' }, 'a'), 'a:\n  d: e\n');
  });

  it('puts a map in place of a text', () => {
    assert.equal(
      set('spec:\n  type: deployment/web # ours\n  z: 1\n', { kind: 'T', name: 'web' }, 'spec', 'type'),
      'spec:\n  type: # ours\n    kind: T\n    name: web\n  z: 1\n',
    );
    assert.equal(set('l:\n  - a\n  - b\n', { name: 'a' }, 'l', 0), 'l:\n  - name: a\n  - b\n');
    assert.equal(set('{ l: [a, b] }\n', { name: 'a', x: 1 }, 'l', 0), '{ l: [{name: a, x: 1}, b] }\n');
  });

  it('writes what is no text without quotes, whatever stood there', () => {
    assert.equal(set('port: "8080" # http\n', 8080, 'port'), 'port: 8080 # http\n');
    assert.equal(set("a: 'yes'\r\n", true, 'a'), 'a: true\r\n');
    assert.equal(set('a:\n  b: c\nd: e\n', [], 'a'), 'a: []\nd: e\n');
    assert.equal(set('a: |\n  text\nb: c\n', 1, 'a'), 'a: 1\nb: c\n');
    assert.equal(set('a:\n  - b\nc: d\n', 'e', 'a'), 'a: e\nc: d\n');
  });

  it('refuses what would lose something', () => {
    assert.equal(set('a:\n  # why\n  b: c\n', 1, 'a'), '<not-a-scalar>');
    assert.equal(set('a: &x 1\nb: *x\n', 2, 'a'), '<anchor>');
    assert.equal(set('a: &x 1\nb: *x\n', 2, 'b'), '<alias>');
    assert.equal(set('a: !!str 1\n', 2, 'a'), '<tagged>');
    assert.equal(set('a: {{ x }}\n', 2, 'a'), '<templated>');
    assert.equal(set('a: [\n', 2, 'a'), '<broken-document>');
  });
});

describe('renameKey', () => {
  it('changes the key alone and keeps its quotes', () => {
    assert.equal(rename('a:\n  b: c # d\n', 'x', 'a', 'b'), 'a:\n  x: c # d\n');
    assert.equal(rename('{"a": 1}', 'x', 'a'), '{"x": 1}');
    assert.equal(rename("'on': 1\n", 'off', 'on'), "'off': 1\n");
    assert.equal(rename('a:\n', 'on', 'a'), '"on":\n');
    assert.equal(rename('a: *x\n', 'b', 'a'), '<broken-document>');
    assert.equal(rename('z: &x 1\na: *x\n', 'b', 'a'), 'z: &x 1\nb: *x\n');
  });

  it('refuses a name that is taken, and keys that are no plain keys', () => {
    assert.equal(rename('a: 1\nb: 2\n', 'b', 'a'), '<duplicate-key>');
    assert.equal(rename('a: 1\n', 'c', 'b'), '<not-a-map>');
    assert.equal(rename('? a\n: 1\n', 'c', 'a'), '<explicit-key>');
    assert.equal(rename('&x a: 1\n', 'c', 'a'), '<anchor>');
  });
});

describe('removeItem', () => {
  it('takes the lines of a block item, with the comment behind', () => {
    assert.equal(without('l:\n- a\n- b # b\n- c\n', 'l', 1), 'l:\n- a\n- c\n');
    assert.equal(without('l:\n  - a: 1\n    b: 2\n  - c: 3\nz: 1\n', 'l', 0), 'l:\n  - c: 3\nz: 1\n');
    assert.equal(without('l:\r\n  - a\r\n  - b', 'l', 1), 'l:\r\n  - a');
    assert.equal(without('l:\n  -\n    a: 1\n  - b\n', 'l', 0), 'l:\n  - b\n');
    assert.equal(without('l:\n- - a\n  - b\n', 'l', 0, 0), 'l:\n- - b\n');
    assert.equal(without('l:\n- a # c\nz: 1\n', 'l', 0), 'l: [] # c\nz: 1\n');
  });

  it('takes an entry out of brackets', () => {
    assert.equal(without('l: [a, b, c]\n', 'l', 0), 'l: [b, c]\n');
    assert.equal(without('l: [a, b, c]\n', 'l', 2), 'l: [a, b]\n');
    assert.equal(without('l: [ { a: 1 }, { b: 2 } ]\n', 'l', 1), 'l: [ { a: 1 } ]\n');
    assert.equal(without('l: [a]\n', 'l', 0), 'l: []\n');
    assert.equal(without('l: [\n  a, # a\n  b, # b\n]\n', 'l', 0), 'l: [\n  b, # b\n]\n');
    assert.equal(without('l: [\n  a, # a\n  b # b\n]\n', 'l', 1), '<not-a-list>');
  });

  it('refuses what others depend on and what is not there', () => {
    assert.equal(without('l: &l [a]\nm: *l\n', 'l', 0), '<anchor>');
    assert.equal(without('l: [&a a]\nm: *a\n', 'l', 0), '<anchor>');
    assert.equal(without('l: [a]\n', 'l', 3), '<no-such-item>');
    assert.equal(without('l: a\n', 'l', 0), '<not-a-list>');
  });
});

describe('nestUnder, wrapInList and unwrapEntry', () => {
  it('move a block and keep its comments', () => {
    assert.equal(
      nest('s:\n  c: # why\n    - a: 1 # one\n      b: |\n        x\n\n    # two\n    - d: 2\nz: 1\n', 'e', 's', 'c'),
      's:\n  c: # why\n    e:\n      - a: 1 # one\n        b: |\n          x\n\n      # two\n      - d: 2\nz: 1\n',
    );
    assert.equal(nest('c:\n- a\r\n', 'e', 'c'), 'c:\n  e:\n  - a\r\n');
    assert.equal(wrap('l:\n  a: 1 # one\n  b:\n    c: 2\nz: 1\n', 'l'), 'l:\n- a: 1 # one\n  b:\n    c: 2\nz: 1\n');
    assert.equal(
      unwrap('s:\n  c:\n    main:\n      image: x # x\n      env:\n        - a\n  z: 1\n', 's', 'c'),
      's:\n  c:\n    image: x # x\n    env:\n      - a\n  z: 1\n',
    );
  });

  it('put braces and brackets around what is on one line', () => {
    assert.equal(nest('c: x # y\n', 'e', 'c'), 'c: {e: x} # y\n');
    assert.equal(nest('{"c": [1]}', 'e', 'c'), '{"c": {"e": [1]}}');
    assert.equal(wrap('v: project # y\n', 'v'), 'v: [project] # y\n');
    assert.equal(wrap('v: { a: 1 }\n', 'v'), 'v: [{ a: 1 }]\n');
    assert.equal(unwrap('c: { main: { image: x } }\n', 'c'), 'c: { image: x }\n');
    assert.equal(unwrap('c:\n  main: { image: x } # why\n', 'c'), 'c: { image: x } # why\n');
  });

  it('refuse what cannot be moved', () => {
    assert.equal(wrap('v: &a x\nw: *a\n', 'v'), '<anchor>');
    assert.equal(nest('v: |\n  x\n', 'k', 'v'), '<multi-line>');
    assert.equal(unwrap('c: { a: 1, b: 2 }\n', 'c'), '<not-a-map>');
    assert.equal(unwrap('c:\n  main: # why\n    image: x\n', 'c'), '<multi-line>');
  });
});

describe('insertItem of maps', () => {
  const add = (text: string, value: unknown, ...path: Path) =>
    edited(text, 0, path, (...place) => insertItem(...place, value));

  it('writes them as those before', () => {
    const value = { kind: 'Trait', name: 'x' };
    assert.equal(add('l:\n  - { name: a }\n', value, 'l'), 'l:\n  - { name: a }\n  - {kind: Trait, name: x}\n');
    assert.equal(add('l:\n  - name: a\n', value, 'l'), 'l:\n  - name: a\n  - kind: Trait\n    name: x\n');
    assert.equal(add('l: []\n', value, 'l'), 'l: [{kind: Trait, name: x}]\n');
    assert.equal(add('a: b\n', value, 'l'), 'a: b\nl:\n- kind: Trait\n  name: x\n');
  });
});

describe('inSteps', () => {
  it('makes one edit of several that build on each other', () => {
    const steps = edited('a: x\nb: 1\n', 0, [], (text, file, document) =>
      inSteps(text, file, document, [
        (...place) => renameKey(...place, ['a'], 'c'),
        (...place) => setValue(...place, ['c'], { name: 'x' }),
      ]),
    );
    assert.equal(steps, 'c:\n  name: x\nb: 1\n');
  });

  it('refuses as a whole', () => {
    const steps = edited('a: x\n', 0, [], (text, file, document) =>
      inSteps(text, file, document, [
        (...place) => renameKey(...place, ['a'], 'c'),
        (...place) => renameKey(...place, ['a'], 'd'),
      ]),
    );
    assert.equal(steps, '<not-a-map>');
  });
});
