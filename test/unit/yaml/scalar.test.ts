import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import type { ScalarError, ScalarValue } from '../../../server/src/yaml/scalar';
import {
  isBase60,
  isTimestamp,
  resolveKey,
  resolvePlain,
  resolveScalar,
  resolveYaml12,
  trapOf,
} from '../../../server/src/yaml/scalar';

const PLAIN: readonly [text: string, value: ScalarValue][] = [
  ['', null],
  ['~', null],
  ['Null', null],
  ['nULL', 'nULL'],
  ['y', true],
  ['N', false],
  ['Yes', true],
  ['yEs', 'yEs'],
  ['off', false],
  ['TRUE', true],
  ['0', 0],
  ['-0', 0],
  ['+7', 7],
  ['010', 8],
  ['09', 9],
  ['0o10', 8],
  ['0O10', 8],
  ['0x_ff', 255],
  ['-0XFF', -255],
  ['0b1001', 9],
  ['0b2', '0b2'],
  ['0xg', '0xg'],
  ['10_000', 10000],
  ['_10', '_10'],
  ['10_', 10],
  ['1_0.5', 10.5],
  ['.25', 0.25],
  ['.2_5', 0.25],
  ['._5', '._5'],
  ['.5_', '.5_'],
  ['.', '.'],
  ['5.', 5],
  ['-.5', -0.5],
  ['2e2', 200],
  ['2E-2', 0.02],
  ['2e', '2e'],
  ['1e999', '1e999'],
  ['-1e999', '-1e999'],
  ['9007199254740991', 9007199254740991],
  ['9007199254740993', 9007199254740993n],
  ['-9223372036854775808', -9223372036854775808n],
  ['18446744073709551615', 18446744073709551615n],
  ['+18446744073709551615', 18446744073709551616],
  ['18446744073709551616', 18446744073709551616],
  ['11:22', '11:22'],
  ['2026-11-22', '2026-11-22'],
  ['2026-11-22T10:00:00Z', '2026-11-22T10:00:00Z'],
  ['1.2.3', '1.2.3'],
  ['=', '='],
  ['<<', '<<'],
  ['+', '+'],
  ['inf', 'inf'],
  ['cart-20261122-1', 'cart-20261122-1'],
];

describe('resolvePlain', () => {
  for (const [text, value] of PLAIN) {
    it(`reads ${JSON.stringify(text)} as ${typeof value} ${String(value)}`, () => {
      const reading = resolvePlain(text);
      assert.ok(reading.ok);
      assert.equal(reading.value, value);
    });
  }

  it('rejects what JSON has no number for', () => {
    for (const text of ['.inf', '-.Inf', '+.INF', '.nan', '.NaN', '.NAN'])
      assert.deepEqual(resolvePlain(text), { ok: false, error: 'not-finite' });
    for (const text of ['.iNF', '-.nan', '.Nan']) assert.deepEqual(resolvePlain(text), { ok: true, value: text });
  });

  it('keeps the sign of a zero that is a float', () => {
    assert.deepEqual(resolvePlain('-0.0'), { ok: true, value: -0 });
  });

  it('reads every JSON number that it is given as that number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const reading = resolvePlain(JSON.stringify(number));
        assert.ok(reading.ok);
        // JSON writes the negative zero as `0`.
        assert.equal(Number(reading.value), number === 0 ? 0 : number);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[-+.0-9_exobEX:tTZ ]{0,20}$/)),
        (text) => {
          resolvePlain(text);
          resolveKey(text);
          resolveYaml12(text);
          isTimestamp(text);
          trapOf(text);
        },
      ),
    );
  });
});

describe('resolveKey', () => {
  const KEYS: readonly [text: string, key: string][] = [
    ['on', 'true'],
    ['N', 'false'],
    ['007', '7'],
    ['1_0', '10'],
    ['1.50', '1.5'],
    ['2.0', '2'],
    ['1e3', '1000'],
    ['1e6', '1e+06'],
    ['0.1', '0.1'],
    ['1.23456789', '1.2345679'],
    ['1000000', '1000000'],
    ['9223372036854775807', '9223372036854775807'],
    ['-.inf', '-.inf'],
    ['+.inf', '.inf'],
    ['.NAN', '.nan'],
    ['2026-11-22', '2026-11-22'],
    ['releaseName', 'releaseName'],
  ];
  for (const [text, key] of KEYS)
    it(`reads ${text} as ${key}`, () => assert.deepEqual(resolveKey(text), { ok: true, value: key }));

  const REJECTED: readonly [text: string, error: ScalarError][] = [
    ['~', 'null-key'],
    ['', 'null-key'],
    ['9223372036854775808', 'key-out-of-range'],
    ['-', 'not-plain'],
  ];
  for (const [text, error] of REJECTED)
    it(`rejects "${text}"`, () => assert.deepEqual(resolveKey(text), { ok: false, error }));
});

describe('resolveScalar', () => {
  it('takes quoted scalars for text', () => {
    for (const style of ['single', 'double', 'literal', 'folded'] as const)
      assert.deepEqual(resolveScalar({ style, text: 'yes' }), { ok: true, value: 'yes' });
  });

  it('lets a tag decide', () => {
    const tagged = (tag: string, text: string) => resolveScalar({ style: 'double', text, tag });
    assert.deepEqual(tagged('!!str', '1'), { ok: true, value: '1' });
    assert.deepEqual(tagged('!!int', '0x10'), { ok: true, value: 16 });
    assert.deepEqual(tagged('!!float', '1'), { ok: true, value: 1 });
    assert.deepEqual(tagged('!!bool', 'on'), { ok: true, value: true });
    assert.deepEqual(tagged('!!null', ''), { ok: true, value: null });
    assert.deepEqual(tagged('!mine', '1'), { ok: true, value: '1' });
    assert.deepEqual(tagged('!!int', 'many'), { ok: false, error: 'tag-mismatch' });
    assert.deepEqual(tagged('!!float', '.inf'), { ok: false, error: 'not-finite' });
  });
});

describe('trapOf', () => {
  it('finds plain scalars that YAML 1.1 and 1.2 read differently', () => {
    assert.deepEqual(trapOf('yes'), { go: { ok: true, value: true }, yaml12: 'yes' });
    assert.deepEqual(trapOf('0755'), { go: { ok: true, value: 493 }, yaml12: 755 });
    assert.deepEqual(trapOf('1_000'), { go: { ok: true, value: 1000 }, yaml12: '1_000' });
    assert.deepEqual(trapOf('0b11'), { go: { ok: true, value: 3 }, yaml12: '0b11' });
    assert.deepEqual(trapOf('.inf'), { go: { ok: false, error: 'not-finite' }, yaml12: Infinity });
    assert.deepEqual(trapOf('1e999'), { go: { ok: true, value: '1e999' }, yaml12: Infinity });
  });

  it('leaves alone what both read the same way', () => {
    for (const text of [
      '',
      '~',
      'true',
      '1',
      '-0',
      '-0.0',
      '1.50',
      '1e3',
      '0o17',
      '0x1F',
      '08',
      'abc',
      '12:30',
      '2026-11-22',
      '18446744073709551616',
    ])
      assert.equal(trapOf(text), undefined, text);
  });
});

describe('isTimestamp and isBase60', () => {
  it('tell dates from what only looks like one', () => {
    for (const text of [
      '2026-11-22',
      '2026-1-2',
      '2024-02-29',
      '2026-11-22T1:02:03.5Z',
      '2026-11-22t01:02:03-05:30',
      '2026-11-22 01:02:03',
    ])
      assert.ok(isTimestamp(text), text);
    for (const text of [
      '2026-11',
      '2026-13-01',
      '2025-02-29',
      '2026-11-32',
      '2026-11-22T01:02:03',
      '2026-11-22 01:02:03Z',
      '2026-11-22 24:00:00',
      '20261122',
      'x2026-11-22',
    ])
      assert.ok(!isTimestamp(text), text);
  });

  it('tell numbers of base 60', () => {
    for (const text of ['12:30', '-1:2:3', '190:20:30.15', '1_0:59']) assert.ok(isBase60(text), text);
    for (const text of ['12:60', 'a:1', '12:', ':30']) assert.ok(!isBase60(text), text);
  });
});
