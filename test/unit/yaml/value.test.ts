import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readYaml } from '../../../server/src/yaml/read';
import { toValue } from '../../../server/src/yaml/value';

const value = (text: string) => toValue(readYaml(text).documents[0]?.root);

describe('toValue', () => {
  it('reads scalars as the platform’s Go tools do', () => {
    assert.deepEqual(value('[yes, "yes", 0755, 1e3, ~, "", 2026-01-01, 12:30, 0x1f, off]'), [
      true,
      'yes',
      493,
      1000,
      null,
      '',
      '2026-01-01',
      '12:30',
      31,
      false,
    ]);
  });

  it('makes texts of keys', () => {
    assert.deepEqual(value('on: 1\n2: b\n"on": 3\n'), { true: 1, '2': 'b', on: 3 });
  });

  it('expands aliases and merges', () => {
    assert.deepEqual(value('a: &a { x: 1, w: 1 }\nb: &b { w: 2 }\nc: { <<: [*b, *a], z: 3 }\nd: *a\n'), {
      a: { x: 1, w: 1 },
      b: { w: 2 },
      c: { x: 1, w: 2, z: 3 },
      d: { x: 1, w: 1 },
    });
    assert.deepEqual(value('a: { <<: text, b: 1 }'), { a: { b: 1 } });
  });

  it('takes keys and merges in their order, as go-yaml does: what stands below wins', () => {
    const anchors = 'x: &x { a: 1 }\nw: &w { a: 2 }\n';
    const merged = (lines: string) => (value(`${anchors}z:\n${lines}`) as { z: unknown }).z;
    assert.deepEqual(merged('  a: 0\n  <<: *x\n'), { a: 1 });
    assert.deepEqual(merged('  <<: *x\n  a: 0\n'), { a: 0 });
    assert.deepEqual(merged('  <<: *x\n  <<: *w\n'), { a: 2 });
    assert.deepEqual(merged('  <<: [*x, *w]\n'), { a: 1 });
  });

  it('decodes what is tagged as binary', () => {
    assert.deepEqual(value('a: !!binary aGVsbG8=\nb: !!binary |\n  aGVs\n  bG8=\nc: !!binary\n'), {
      a: 'hello',
      b: 'hello',
      c: '',
    });
  });

  it('merges nothing where the sign stands in quotes', () => {
    assert.deepEqual(value('a: { "<<": { c: 1 }, b: 1 }'), { a: { '<<': { c: 1 }, b: 1 } });
  });

  it('takes the last of duplicate keys', () => {
    assert.deepEqual(value('a: 1\nb: 2\na: 3\n'), { a: 3, b: 2 });
  });

  it('keeps keys that mean something to JavaScript as data', () => {
    const hostile = value('__proto__: { polluted: 1 }\nconstructor: 2\ntoString: 3\n') as Record<string, unknown>;
    assert.deepEqual(Object.keys(hostile), ['__proto__', 'constructor', 'toString']);
    assert.equal(Object.getPrototypeOf(hostile), Object.prototype);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });

  it('is undefined where aliases make a small file enormous', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`,
    );
    const bomb = `l0: &l0 lol\n${levels.join('\n')}\n`;
    const start = performance.now();
    assert.equal(value(bomb), undefined);
    assert.ok(performance.now() - start < 2000);
  });

  it('is null for nothing', () => {
    assert.equal(toValue(undefined), null);
    assert.deepEqual(value('a:\nb: *gone\n'), { a: null, b: null });
  });
});
