import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { locate } from '../../../server/src/yaml/locate';
import { readYaml } from '../../../server/src/yaml/read';
import { toValue } from '../../../server/src/yaml/value';

/** Each was given to go-yaml 2.4, which refuses the first kind and reads the second. */
describe('readYaml: what go-yaml refuses', () => {
  /** With the characters that the problem is shown at. */
  const REFUSED: Readonly<Record<string, readonly [string, string]>> = {
    'a line of nothing but a tab': ['a:\n  b: c\n\t\n  d: e\n', '\t'],
    'a line of blanks and a tab': ['a:\n  b: "c"\n  \t\n  d: e\n', '\t'],
    'a tab before a comment': ['a: b\n\t# c\n', '\t'],
    'a tab on the first line': ['\t\na: b\n', '\t'],
    'a tab behind a dash': ['b:\n- \tx\n', '\t'],
    'a tab behind a question mark': ['?\ta\n: b\n', '\t'],
    'a block text that begins with a tab': ['a: |\n\n  \tx\n', '\t'],
    'a tab below a block text': ['a: |\n  x\n\n\t\nb: 1\n', '\t'],
    'a control character': ['a: b\u0001\n', '\u0001'],
    'a null character': ['a: "b\0"\n', '\0'],
    'a DEL': ['# \u007f\na: b\n', '\u007f'],
    'U+FFFE': ['a: \ufffe\n', '\ufffe'],
    'an escaped slash': ['a: "b\\\\\\/c"\n', '\\/'],
    'half of a surrogate pair': ['a: "\\ud83d\\ude00"\n', '\\ud83d'],
    'a list as a key': ['a: {[b]: c}\n', '[b]'],
    'a map as a key': ['? { a: b }\n: c\n', '{ a: b }'],
    'an alias of a list as a key': ['a: &x [1]\n*x : 1\n', '*x'],
    'a merge of a text': ['a: { <<: text, b: 1 }\n', '<<'],
    'a merge of nothing': ['a:\n  <<:\n  b: 1\n', '<<'],
    'a merge of a list of other things than maps': ['<<: [{ a: 1 }, 2]\n', '<<'],
  };
  for (const [what, [text, shown]] of Object.entries(REFUSED))
    it(`is ${what}`, () => {
      const { problems, documents } = readYaml(text);
      const [problem] = problems.filter(({ code }) => code === 'yaml-syntax');
      assert.ok(problem);
      assert.equal(text.slice(problem.span.start, problem.span.end), shown);
      assert.equal(documents[0]?.broken, true);
    });

  const READ: Readonly<Record<string, readonly [string, unknown]>> = {
    'a tab behind a colon': ['a:\tx\nb: \t{c: d}\t# e\n', { a: 'x', b: { c: 'd' } }],
    'a tab at the end of a line': ['- a\t\n', ['a']],
    'a tab inside and between words': ['a: b\tc\nd: |\n  x\ty\n  \tz\n', { a: 'b\tc', d: 'x\ty\n\tz\n' }],
    'a block text whose indent is said': ['a: |2\n  \tx\n', { a: '\tx\n' }],
    'a tab in a deeper line of a plain text': ['a: x\n  \ty\n', { a: 'x y' }],
    'a tab inside brackets': ['a: [b,\n  \tc]\n', { a: ['b', 'c'] }],
    'other escapes': ['a: "\\u00e9\\x41\\\\u"\n', { a: 'éA\\u' }],
    'U+0085 and a byte order mark': ['\ufeffa: "\u00a0"\n', { a: '\u00a0' }],
    'merges of maps': ['a: &x { b: 1 }\nc: { <<: *x }\nd: { <<: [*x, { e: 2 }] }\n', undefined],
    'a quoted text that goes on in the column of its key': [
      'x:\n  a: "b\n  c: d"\n  e: \'f\n\ng\'\n  h: i\n',
      { x: { a: 'b c: d', e: 'f\ng', h: 'i' } },
    ],
    'a quoted item that goes on in the column of its dash': ['- "a \\\r\nb"\r\n- c\r\n', ['a b', 'c']],
    'brackets that go on, or end, left of their key': [
      'x:\n  a: [\nb, "c\n d"\n]\n  e: {\n f: g }\n',
      { x: { a: ['b', 'c d'], e: { f: 'g' } } },
    ],
    'a tab behind such a text': ['x:\n  a: "b\n  c"\t# d\n', { x: { a: 'b c' } }],
    'characters beyond U+FFFF': ['a: 😀\n', { a: '😀' }],
  };
  for (const [what, [text, value]] of Object.entries(READ))
    it(`is not ${what}`, () => {
      const { problems, documents } = readYaml(text);
      assert.deepEqual(problems, []);
      assert.equal(documents[0]?.broken, false);
      if (value !== undefined) assert.deepEqual(toValue(documents[0]?.root), value);
    });

  it('tells the same places wherever a quoted text goes on', () => {
    const text = 'x:\n  a: "b\n  c"\n  d: e\n';
    const [document] = readYaml(text).documents;
    const { value } = locate(document?.root, ['x', 'a'])!;
    assert.equal(text.slice(value!.span.start, value!.span.end), '"b\n  c"');
    assert.equal(locate(document?.root, ['x', 'd'])?.pair?.key.span.start, text.indexOf('d: e'));
  });

  it('ends a text whose quote is missing with its line, so that the rest is still read', () => {
    const { problems, documents } = readYaml('a: "b\nc: "d"\ne: [f\ng: h\n');
    assert.ok(problems.length > 0);
    assert.deepEqual(Object.keys(toValue(documents[0]?.root) as object).includes('g'), true);
  });

  it('breaks its own document alone', () => {
    const { documents } = readYaml('a: 1\n---\nb:\n\t\n  c: d\n---\ne: f\n');
    assert.deepEqual(
      documents.map(({ broken }) => broken),
      [false, true, false],
    );
  });
});
