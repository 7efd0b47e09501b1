import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { documentAt } from '../../../server/src/features/completion/layout';
import { readYaml } from '../../../server/src/yaml/read';
import { sketchYaml } from '../../../server/src/yaml/sketch';
import { toValue } from '../../../server/src/yaml/value';

const repos = path.resolve(import.meta.dirname, '../../repos');
const samples = readdirSync(repos, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.ya?ml$/.test(file))
  .map((file) => ({ file, text: readFileSync(path.join(repos, file), 'utf8') }));

/** The value of a text without any cursor: it stands in a comment below. */
function sketched(text: string): unknown {
  const commented = `${text}\n# `;
  return toValue(sketchYaml(commented, { start: 0, end: commented.length }, commented.length).root);
}

/** The value of a text with `|` for the cursor, and the characters of the scalar that holds it. */
function withCursor(marked: string): { value: unknown; cursor: string | undefined } {
  const offset = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  const { root, cursor } = sketchYaml(text, { start: 0, end: text.length }, offset);
  return { value: toValue(root), cursor: cursor && text.slice(cursor.span.start, cursor.span.end) };
}

describe('sketchYaml', () => {
  it('reads the documents of the sample repositories as the parser does', () => {
    let documents = 0;
    for (const { file, text } of samples) {
      const read = readYaml(text);
      for (const { index, span, root } of read.documents) {
        const comment = /^---[^\n]*|^/m.exec(text.slice(span.start))!;
        const start =
          span.start +
          (text.startsWith('---', span.start) ? 3 : comment.index + (comment[0].startsWith('---') ? 3 : 0));
        const sketch = sketchYaml(`${text.slice(0, span.end)}\n# `, { start, end: span.end + 3 }, span.end + 3);
        assert.deepEqual(toValue(sketch.root), toValue(root), `${file}, document ${index}`);
        documents++;
      }
    }
    assert.ok(documents > samples.length);
  });

  for (const [what, text] of Object.entries({
    'lists as far left as their key': 'a:\n- b: 1\n  c: [x, y]\n- d\ne: 2\n',
    'lists in lists': '- - a\n  - b\n- c: {d: e}\n',
    'Windows line ends': 'a:\r\n  b: "c"\r\n  d:\r\n    - e\r\n',
    'blocks of text': 'a: |\n  one\n\n  two: x\nb: >-\n  folded\n  text\nc: |+\n  kept\n\nd: 1\n',
    'quotes with escapes and breaks': 'a: "x\\n\\"y\\" \\u00e9"\nb: \'it\'\'s\'\nc: "one\n  two"\n',
    'anchors, aliases and merges': 'a: &base {x: 1, y: 2}\nb:\n  <<: *base\n  y: 3\nc: &list\n  - 1\nd: *list\n',
    tags: 'a: !!str 12\nb: !custom\n  c: d\n',
    'colons and signs inside values': 'a: http://x:80/y\nb: c#d\ne: f # comment\n"g:h": i\n',
    'braces over several lines': 'a: {\n  b: c,\n  d: [1,\n    2]\n}\ne: f\n',
    'a scalar over several lines': 'a: one\n  two\n  three\nb: 4\n',
    'empty values': 'a:\nb:\n  c:\nd: ""\n',
  }))
    it(`reads ${what} as the parser does`, () => {
      const [document] = readYaml(text).documents;
      assert.deepEqual(sketched(text), toValue(document?.root));
    });

  for (const [what, marked, value, cursor] of [
    ['a key without its colon', 'a: 1\nsp¦\nb: 2\n', { a: 1, sp: null, b: 2 }, 'sp'],
    ['a key between children', 'a:\n  b: 1\n  c¦\n  d: 2\n', { a: { b: 1, c: null, d: 2 } }, 'c'],
    ['an empty line inside a map, the cursor far left', 'a:\n  b: 1\n¦\n  d: 2\n', { a: { b: 1, '': null, d: 2 } }, ''],
    ['an empty line at the end, the cursor far left', 'a:\n  b: 1\n¦\n', { a: { b: 1 }, '': null }, ''],
    ['an indentation between two maps', 'a:\n    b: 1\n  ¦\n', { a: { b: 1, '': null } }, ''],
    ['a line that is indented too far', 'a:\n  b: x\n      ¦\n', { a: { b: 'x', '': null } }, ''],
    ['a value that is not there yet', 'a:\n  b: ¦\n  c: 1\n', { a: { b: null, c: 1 } }, ''],
    ['a cursor directly behind the colon', 'a:\n  b:¦\n', { a: { b: null } }, ''],
    ['a dash without an item', 'a:\n  - b: 1\n  - ¦\n', { a: [{ b: 1 }, null] }, ''],
    ['an item without its dash', 'a:\n  - b: 1\n  ¦\n', { a: [{ b: 1 }, null] }, ''],
    ['an item in front of dashes', 'a:\n  ¦\n  - b: 1\n', { a: [null, { b: 1 }] }, ''],
    ['a brace that is not closed', 'a: { b: 1, ¦\nc: 2\n', { a: { b: 1, '': null }, c: 2 }, ''],
    ['a value in a brace that is not closed', 'a: { b: ¦\nc: 2\n', { a: { b: null }, c: 2 }, ''],
    ['a bracket that is not closed', 'a: [x, z¦\nc: 2\n', { a: ['x', 'z'], c: 2 }, 'z'],
    ['a quote that is not closed', 'a: "x¦\nc: 2\n', { a: 'x', c: 2 }, '"x'],
    ['a key in front of its children', 'sp¦:\n  a: 1\n', { sp: { a: 1 } }, 'sp'],
    ['the first key of a document', 'ap¦\nkind: X\n', { ap: null, kind: 'X' }, 'ap'],
    ['nothing at all', '¦', null, ''],
  ] as const)
    it(`makes sense of ${what}`, () => assert.deepEqual(withCursor(marked), { value, cursor }));

  it('has no cursor in a comment', () => assert.equal(withCursor('a: 1 # b¦\n').cursor, undefined));

  it('never throws and always ends, wherever a sample is cut off', () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.nat(), fc.nat(), ({ text }, cut, at) => {
        const part = text.slice(0, cut % (text.length + 1));
        const offset = at % (part.length + 1);
        const document = documentAt(part, offset);
        if (document) sketchYaml(part, document, offset);
      }),
      { numRuns: 300 },
    );
  });

  it('never throws on signs in any order', () => {
    const signs = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      '-',
      '- ',
      ': ',
      '"',
      "'",
      '\n',
      '\n  ',
      '&a ',
      '*a',
      '|\n',
      '!x ',
      '#',
      ' #',
      'b',
      '? ',
      ',',
      '\r\n',
      '%',
      '\ufeff',
    );
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 60 }), fc.nat(), (parts, at) => {
        const text = parts.join('');
        sketchYaml(text, { start: 0, end: text.length }, at % (text.length + 1));
      }),
      { numRuns: 500 },
    );
  });

  it('does not go deeper than the stack', () => {
    for (const sign of ['[', '{', '- ', 'a:\n' + ' '.repeat(3)]) {
      const text = sign.repeat(20_000);
      sketchYaml(text, { start: 0, end: text.length }, text.length);
    }
  });
});
