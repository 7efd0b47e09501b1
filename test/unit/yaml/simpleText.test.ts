import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readYaml } from '../../../server/src/yaml/read';
import { readSimple } from '../../../server/src/yaml/simpleText';
import { toValue } from '../../../server/src/yaml/value';
import { readFolder, sampleFolder, SAMPLES } from '../../support/samples';

/** The texts at paths that lead through maps alone, as the whole reader has them. */
function textsIn(value: unknown, path: string, found: Record<string, string>): Record<string, string> {
  if (typeof value === 'string' && path !== '') found[path] = value;
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    for (const [key, item] of Object.entries(value)) textsIn(item, path === '' ? key : `${path}.${key}`, found);
  return found;
}

/** Where the quick reader answers, it must be of one mind with the whole one. Says whether it did answer. */
function agrees(text: string): boolean {
  const simple = readSimple(text);
  if (!simple) return false;
  const whole = readYaml(text);
  assert.deepEqual([whole.problems, whole.templated], [[], false], text);
  const expected = whole.documents.map(({ root }) => textsIn(toValue(root), '', {})).filter(isFilled);
  assert.deepEqual(simple.map((document) => Object.fromEntries(document)).filter(isFilled), expected, text);
  return true;
}

const isFilled = (texts: object) => Object.keys(texts).length > 0;

describe('the quick reader', () => {
  const plain = {
    'a map of maps': 'a:\n  b: c\n  d:\n    e: "f"\ng: \'h i\' # j\n',
    'lists below and beside their key': 'a:\n- b\n- c: d\n  e: f\ng:\n  - h\n  -  i: j\n     k: l\nm: n\n',
    'lists of lists': 'a:\n- - b\n  - c\n- d\n',
    'several documents, comments, blank lines, CR LF': '# x\r\n---\r\na: b\r\n\r\n  # y\r\n---\r\na: c\r\n',
    'values that are no texts': 'a: 1\nb: yes\nc: null\nd:\ne: {}\nf: []\ng: 2026-01-31\nh: 12:30\n',
    'values with colons and blanks': 'a: reg.example.com:5000/x:1\nb: two words\n',
    'keys with dots and slashes': 'openchoreo.dev/a: b\n',
    'nothing at all': '',
  } as const;
  for (const [what, text] of Object.entries(plain))
    it(`reads ${what}`, () => {
      assert.ok(agrees(text));
    });

  const odd = {
    'a value that holds a key': 'a: two words: no\n',
    'an anchor': 'a: &x b\nc: *x\n',
    'a merge': 'a: {}\n<<: {b: c}\n',
    braces: 'a: { b: c }\n',
    'a block scalar': 'a: |\n  b: c\n',
    'a value over two lines': 'a: b\n  c\n',
    'an escape': 'a: "b\\u0041"\n',
    'a key twice': 'a: b\na: c\n',
    'a template': 'a: {{ .b }}\n',
    'conflict markers': '<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> x\n',
    'a tab': 'a:\n\tb: c\n',
    'a wrong indent': 'a:\n  b: c\n d: e\n',
    'a map behind a list': '- a\nb: c\n',
    'a list behind a value': 'a: b\n- c\n',
    'an open quote': 'a: "b\n',
    'a byte order mark': '\ufeffa: b\n',
  } as const;
  for (const [what, text] of Object.entries(odd))
    it(`leaves ${what} to the whole reader`, () => {
      assert.equal(readSimple(text), undefined);
    });

  for (const sample of SAMPLES)
    it(`is of one mind with the whole reader about the sample ${sample}`, () => {
      const texts = [...readFolder(sampleFolder(sample))].filter(([file]) => file.endsWith('.yaml'));
      const answered = texts.filter(([, text]) => agrees(text));
      // Otherwise it is not worth having.
      assert.ok(answered.length > texts.length / 4, `${answered.length} of ${texts.length}`);
    });

  it('is of one mind with the whole reader about whatever is typed', () => {
    const line = fc
      .tuple(
        fc.constantFrom('', '  ', '    ', '   '),
        fc.constantFrom('', '- ', '-  ', '- - '),
        fc.constantFrom('a:', 'b: c', 'c: "d e"', "d: 'f'", 'g: {}', 'word', 'two words', 'a: 1 # x', 'e: f g', 'e:  '),
      )
      .map((parts) => parts.join(''));
    const text = fc.array(
      fc.oneof({ weight: 9, arbitrary: line }, { weight: 1, arbitrary: fc.constantFrom('---', '# c', '') }),
      {
        maxLength: 7,
      },
    );
    let answers = 0;
    fc.assert(
      fc.property(text, (lines) => {
        if (agrees(lines.join('\n'))) answers++;
      }),
      { numRuns: 3000 },
    );
    assert.ok(answers > 100, `${answers}`);
  });
});
