import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { emitYaml } from '../../../server/src/yaml/emit';
import { readYaml } from '../../../server/src/yaml/read';
import { toValue } from '../../../server/src/yaml/value';

const checkEmit = (value: unknown, expected: string) => assert.equal(emitYaml(value), expected);

describe('emitYaml: structure', () => {
  it('writes a new binding', () => {
    checkEmit(
      {
        kind: 'ReleaseBinding',
        spec: {
          releaseName: 'web-20261122-1',
          owner: { projectName: 'blog', componentName: 'web' },
          environment: 'dev',
        },
        metadata: { namespace: 'team-a', name: 'web-dev' },
        apiVersion: 'openchoreo.dev/v1alpha1',
      },
      `apiVersion: openchoreo.dev/v1alpha1
kind: ReleaseBinding
metadata:
  name: web-dev
  namespace: team-a
spec:
  environment: dev
  owner:
    componentName: web
    projectName: blog
  releaseName: web-20261122-1
`,
    );
  });

  it('puts lists below their key without indent, and lists in lists on one line', () => {
    checkEmit(
      { a: [1, [2, [3], { b: 4, c: [5] }], { d: [] }, {}] },
      'a:\n- 1\n- - 2\n  - - 3\n  - b: 4\n    c:\n    - 5\n- d: []\n- {}\n',
    );
  });

  it('writes what JSON would of values that are not JSON', () => {
    checkEmit({ a: undefined, b: [undefined, NaN], c: { d: undefined } }, 'b:\n- null\n- null\nc: {}\n');
    checkEmit('\ud800x', '\ufffdx\n');
  });

  it('writes values without a map around them', () => {
    checkEmit(null, 'null\n');
    checkEmit('a', 'a\n');
    checkEmit('a\nb', '|-\n  a\n  b\n');
    checkEmit([], '[]\n');
    checkEmit(['a'], '- a\n');
    checkEmit({}, '{}\n');
  });

  it('keeps keys that objects have a meaning for', () => {
    checkEmit(JSON.parse('{"__proto__": 1, "constructor": 2}'), '__proto__: 1\nconstructor: 2\n');
  });
});

describe('emitYaml: keys', () => {
  it('orders them by sign, number and letter', () => {
    const keys = ['a10', 'a2', 'A1', '10', '9', '1.5', '_u', '$ref', 'b', 'a', 'a-b', 'ab', 'a_b', 'é'];
    const text = emitYaml(Object.fromEntries(keys.map((key) => [key, 0])));
    assert.deepEqual(
      text
        .trim()
        .split('\n')
        .map((line) => line.replace(/: 0$/, '')),
      ['$ref', '_u', '"1.5"', '"9"', '"10"', 'A1', 'a', 'a-b', 'a_b', 'a2', 'a10', 'ab', 'b', 'é'],
    );
  });

  it('compares zeros inside a number as digits and leading zeros as nothing', () => {
    checkEmit({ a100: 0, a10: 0, a1: 0, a01: 0, a001: 0, a0: 0 }, 'a0: 0\na1: 0\na01: 0\na001: 0\na10: 0\na100: 0\n');
  });

  it('does not depend on the order that the map came in', () => {
    const key = fc.oneof(fc.stringMatching(/^[a01-]{0,5}$/), fc.string());
    fc.assert(
      fc.property(fc.uniqueArray(key), fc.infiniteStream(fc.nat()), (keys, random) => {
        const shuffled = keys
          .map((name) => ({ name, rank: random.next().value as number }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ name }) => name);
        const entries = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 0]));
        assert.equal(emitYaml(entries(shuffled)), emitYaml(entries(keys)));
      }),
    );
  });

  it('quotes them like values', () => {
    checkEmit({ '': 1, '\t': 2, '- k': 3, 'a: b': 4, true: 5 }, `"": 1\n"\\t": 2\n'- k': 3\n'a: b': 4\n"true": 5\n`);
  });

  it('writes long and many-lined ones with a question mark', () => {
    checkEmit({ ['k'.repeat(128)]: 1 }, `${'k'.repeat(128)}: 1\n`);
    checkEmit({ ['k'.repeat(129)]: 1 }, `? ${'k'.repeat(129)}\n: 1\n`);
    checkEmit({ ['é'.repeat(65)]: [] }, `? ${'é'.repeat(65)}\n: []\n`);
    checkEmit({ p: { 'a\nb': { c: 1, d: 2 } } }, 'p:\n  ? |-\n    a\n    b\n  : c: 1\n    d: 2\n');
    checkEmit({ 'a\n': ['b', ['c']] }, '? |\n  a\n: - b\n  - - c\n');
    checkEmit({ 'a\rb': 'c' }, '? "a\\rb"\n: c\n');
  });

  it('folds none before its colon', () => {
    checkEmit({ [`${'k '.repeat(50)}k`]: 1 }, `${'k '.repeat(50)}k: 1\n`);
  });
});

describe('emitYaml: strings', () => {
  const PLAIN = [
    'a',
    'a:b',
    ':a',
    '?a',
    '-a',
    'a#b',
    'a\\b',
    '${a}',
    '=',
    '<<',
    'oN',
    '0b12',
    '1.2.3',
    'a,b',
    '<a & b>',
    'a  b',
    '1e999',
    'é☃\u00a0',
    '2026-11',
    '..',
    '--',
  ];
  const SINGLE = [
    '#a',
    'a: b',
    'a #b',
    'a:',
    '- a',
    '-',
    '?',
    ':',
    '? a',
    '[a]',
    '{a',
    ']',
    ',a',
    '&a',
    '*a',
    '!a',
    '|',
    '>',
    '%a',
    '@a',
    '`a',
    ' x',
    'x ',
    ' ',
    "'",
    '"',
    '---',
    '---a',
    '...',
  ];
  const DOUBLE = [
    '',
    '1',
    '1.50',
    '0755',
    '1_000',
    'true',
    'y',
    'NO',
    '~',
    'null',
    '2026-11-22',
    '12:30',
    '.inf',
    '.NaN',
    '0x1F',
  ];
  for (const text of PLAIN) it(`leaves ${text} plain`, () => checkEmit({ k: text }, `k: ${text}\n`));
  for (const text of SINGLE)
    it(`puts ${text} in single quotes`, () => checkEmit({ k: text }, `k: '${text.replaceAll("'", "''")}'\n`));
  for (const text of DOUBLE) it(`puts "${text}" in double quotes`, () => checkEmit({ k: text }, `k: "${text}"\n`));

  const ESCAPED: readonly [string, string][] = [
    ['a\tb', 'a\\tb'],
    ['a\rb', 'a\\rb'],
    ['\0\x07\b\v\f\x1b', '\\0\\a\\b\\v\\f\\e'],
    ['\x01\x7f\x80\x9f', '\\x01\\x7F\\x80\\x9F'],
    ['"\\\t', '\\"\\\\\\t'],
    ['a😀', 'a\\U0001F600'],
    ['a\ufeffb', 'a\\uFEFFb'],
    ['\ufeff a\u00a0😀', '\\uFEFF\\x20\\x61\\_\\U0001F600'],
    ['\ufffe', '\\uFFFE'],
    ['a\x85b', 'a\\Nb'],
    ['a\u2028b\u2029', 'a\\Lb\\P'],
    ['a \nb', 'a \\nb'],
    ['a\n b ', 'a\\n b '],
    ['a\n\tb', 'a\\n\\tb'],
  ];
  for (const [text, escaped] of ESCAPED) it(`escapes ${escaped}`, () => checkEmit({ k: text }, `k: "${escaped}"\n`));

  const LITERAL: readonly [string, string][] = [
    ['a\nb', '|-\n  a\n  b\n'],
    ['a\n', '|\n  a\n'],
    ['a\n\n', '|+\n  a\n\n'],
    ['\n', '|2+\n\n'],
    ['\na', '|2-\n\n  a\n'],
    [' a\nb\n', '|2\n   a\n  b\n'],
    ['a\n\n  b', '|-\n  a\n\n    b\n'],
    ['# a\n- b: "c"', '|-\n  # a\n  - b: "c"\n'],
  ];
  for (const [text, block] of LITERAL) {
    it(`writes ${JSON.stringify(text)} as a block`, () => {
      checkEmit({ k: text }, `k: ${block}`);
      checkEmit({ k: text, l: 1 }, `k: ${block}l: 1\n`);
      checkEmit([text], `- ${block}`);
    });
  }

  it('never folds inside a block', () => {
    checkEmit({ k: `${'a '.repeat(60)}b\nc` }, `k: |-\n  ${'a '.repeat(60)}b\n  c\n`);
  });
});

describe('emitYaml: folding', () => {
  const x = (count: number) => 'x'.repeat(count);

  it('breaks at the first lone blank that has more than 80 characters before it on its line', () => {
    checkEmit({ k: `${x(77)} y z` }, `k: ${x(77)} y\n  z\n`);
    checkEmit({ k: `${x(78)} y z` }, `k: ${x(78)}\n  y z\n`);
    checkEmit({ k: { l: [`${x(76)} y z`] } }, `k:\n  l:\n  - ${x(76)} y\n    z\n`);
    checkEmit({ k: { l: [`${x(77)} y z`] } }, `k:\n  l:\n  - ${x(77)}\n    y z\n`);
  });

  it('goes on at the width of what it has begun', () => {
    checkEmit({ k: `${x(100)} ${x(78)} y ${x(79)} z` }, `k: ${x(100)}\n  ${x(78)} y\n  ${x(79)}\n  z\n`);
  });

  it('counts characters, not bytes or UTF-16 units, and escapes as they are written', () => {
    checkEmit({ k: `${'é'.repeat(77)} y z` }, `k: ${'é'.repeat(77)} y\n  z\n`);
    checkEmit({ k: `😀${x(66)} y z` }, `k: "\\U0001F600${x(66)} y\n  z"\n`);
    checkEmit({ k: `😀${x(67)} y z` }, `k: "\\U0001F600${x(67)}\n  y z"\n`);
  });

  it('does not break text without blanks, nor at double blanks', () => {
    checkEmit({ k: x(300) }, `k: ${x(300)}\n`);
    checkEmit({ k: `${x(90)}  y z` }, `k: ${x(90)}  y\n  z\n`);
  });

  it('does not break at the first or last blank of quoted text', () => {
    checkEmit({ k: `${x(90)} ` }, `k: '${x(90)} '\n`);
    checkEmit({ k: `\t${x(90)} ` }, `k: "\\t${x(90)} "\n`);
    checkEmit({ [x(90)]: ' y z' }, `${x(90)}: ' y\n  z'\n`);
  });

  it('escapes the second of two blanks that a break parts in double quotes', () => {
    checkEmit({ k: `\t${x(90)}  y` }, `k: "\\t${x(90)}\n  \\ y"\n`);
    checkEmit({ k: `\t${x(90)}   y` }, `k: "\\t${x(90)}\n  \\  y"\n`);
  });

  it('folds explicit keys as it folds values', () => {
    checkEmit({ [`${x(130)} y`]: 1 }, `? ${x(130)}\n  y\n: 1\n`);
  });
});

describe('emitYaml: numbers', () => {
  const NUMBERS: readonly [number | bigint, string][] = [
    [0, '0'],
    [-0, '0'],
    [1.5, '1.5'],
    [-42, '-42'],
    [1e6, '1000000'],
    [123456.5, '123456.5'],
    [1234567.5, '1.2345675e+06'],
    [-98765432.125, '-9.8765432125e+07'],
    [0.0001, '0.0001'],
    [0.00012345, '0.00012345'],
    [0.00001, '1e-05'],
    [1e-7, '1e-07'],
    [1e19, '10000000000000000000'],
    [-1e19, '-1e+19'],
    [2e19, '2e+19'],
    [1e20, '1e+20'],
    [1e100, '1e+100'],
    [1.5e300, '1.5e+300'],
    [5e-324, '5e-324'],
    [12345678901234567890, '12345678901234567000'],
    [9223372036854775807n, '9223372036854775807'],
    [-9223372036854775808n, '-9223372036854775808'],
    [12345678901234567890n, '12345678901234567000'],
    [18446744073709551615n, '1.8446744073709552e+19'],
  ];
  for (const [number, text] of NUMBERS) it(`prints ${text}`, () => checkEmit({ k: number }, `k: ${text}\n`));
});

describe('emitYaml and readYaml', () => {
  const PIECES = [
    'a',
    'word',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '\t',
    '#',
    ': ',
    '- ',
    "'",
    '"',
    '\\',
    '{',
    '}',
    '[',
    '😀',
    '\ufeff',
    '\x85',
    '\u2028',
    '1',
    '-',
    '.',
    '~',
    'é',
    '|',
    '\r',
    '\x07',
    '%',
  ];
  const string = fc
    .oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((parts) => parts.join('')),
    )
    // Two braces would make the text a template to the reader.
    .filter((text) => !text.includes('{{') && !/\p{Surrogate}/u.test(text));
  const key = string.filter((text) => text !== '<<');
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      string,
      fc.boolean(),
      fc.constant(null),
      fc.maxSafeInteger(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
      fc.array(tie('value'), { maxLength: 5 }),
      fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
    ),
  }));

  it('agree on every value', () => {
    fc.assert(
      fc.property(value, (original) => {
        const text = emitYaml(original);
        const file = readYaml(text);
        assert.deepEqual(file.problems, []);
        assert.deepEqual(numbersOnly(toValue(file.documents[0]?.root)), original);
        assert.match(text, /^[^\r]*\n$/s);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Whole numbers beyond 2^53 come back as bigints. */
function numbersOnly(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(numbersOnly);
  if (typeof value !== 'object' || value === null) return value;
  const result = {};
  for (const [name, item] of Object.entries(value))
    Object.defineProperty(result, name, {
      value: numbersOnly(item),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return result;
}
