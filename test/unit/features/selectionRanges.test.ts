import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { selectionRanges } from '../../../server/src/features/selectionRanges';
import { readYaml } from '../../../server/src/yaml/read';

/** The texts that are selected one after the other, the file left out; `|` is the cursor. */
function selected(marked: string): string[] {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const ranges = selectionRanges(readYaml(text), text, offset);
  assert.deepEqual(ranges.at(-1), { start: 0, end: text.length });
  return ranges.slice(0, -1).map(({ start, end }) => text.slice(start, end).trimEnd());
}

describe('selection ranges', () => {
  it('grow from a scalar over its pair and its parents to the manifest and its document', () => {
    const manifest = 'kind: A\nspec:\n  owner:\n    name: "web"\n  x: 1';
    assert.deepEqual(selected(`a: 1\n---\n${manifest.replace('web', 'w|eb')}\n`), [
      'web',
      '"web"',
      'name: "web"',
      'owner:\n    name: "web"',
      'owner:\n    name: "web"\n  x: 1',
      'spec:\n  owner:\n    name: "web"\n  x: 1',
      manifest,
      `---\n${manifest}`,
    ]);
  });

  it('take items of lists, and the key on which the cursor is', () => {
    assert.deepEqual(selected('list:\n  - na|me: a\n    b: 1\n  - name: c\n'), [
      'name',
      'name: a',
      'name: a\n    b: 1',
      '- name: a\n    b: 1\n  - name: c',
      'list:\n  - name: a\n    b: 1\n  - name: c',
    ]);
  });

  it('know flow style, which is JSON as well, and are no wider than it', () => {
    assert.deepEqual(selected('{"a": {"b": ["c", "d|"]}, "e": 1}'), [
      'd',
      '"d"',
      '["c", "d"]',
      '"b": ["c", "d"]',
      '{"b": ["c", "d"]}',
      '"a": {"b": ["c", "d"]}',
    ]);
  });

  it('keep to UTF-16 with emoji, anchors, Windows line ends and a byte order mark', () => {
    assert.deepEqual(selected("\ufeff# 😀\r\na: &x '😀|é'\r\nb: *x\r\n").slice(0, 3), ['😀é', "'😀é'", "a: &x '😀é'"]);
    assert.deepEqual(selected('a: &x 1\nb: *x|\n').slice(0, 2), ['*x', 'b: *x']);
  });

  it('make the best of what is half typed', () => {
    assert.deepEqual(selected('spec:\n  owner: { name: we|\n').slice(0, 2), ['we', 'name: we']);
    assert.deepEqual(selected('spec:\n  own|\n').at(0), 'own');
    assert.deepEqual(selected('|'), []);
  });
});
