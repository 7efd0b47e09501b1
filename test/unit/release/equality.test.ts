import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { sameContent } from '../../../server/src/analysis/release/equality';
import { ReleaseNames } from '../../../server/src/analysis/release/naming';
import { localDay } from '../../../server/src/base/day';
import { emitYaml } from '../../../server/src/yaml/emit';
import { readYaml } from '../../../server/src/yaml/read';
import { toValue } from '../../../server/src/yaml/value';

describe('two contents', () => {
  const read = (text: string) => toValue(readYaml(text).documents[0]?.root);

  it('are the same whatever their layout, order of keys and way of writing numbers', () => {
    assert.ok(
      sameContent(
        read('{ a: 0x1f, b: 1.50, c: yes, 10: x, d: 1e3 }'),
        read('d: 1000\n"10": x\nc: true\nb: 1.5\na: 31\n'),
      ),
    );
    assert.ok(sameContent(2n ** 53n + 1n, 2 ** 53));
    assert.ok(sameContent(-0, 0));
  });

  it('differ by order of lists and by how nothing is said', () => {
    assert.ok(!sameContent([1, 2], [2, 1]));
    const nothings = [undefined, null, {}, [], '', 0, false];
    for (const [i, a] of nothings.entries())
      for (const [j, b] of nothings.entries())
        assert.equal(sameContent({ x: a, ...(i === 0 && {}) }, { x: b }), i === j);
    assert.ok(!sameContent({ a: {} }, {}));
    assert.ok(!sameContent({ a: undefined }, { b: undefined }));
    assert.ok(!sameContent('1', 1));
    assert.ok(!sameContent([], {}));
    assert.ok(!sameContent({ 0: 'a' }, ['a']));
  });

  it('are the same after they were written and read', () => {
    const text = fc.string({ unit: 'binary' }).map((raw) => raw.replace(/[\p{Surrogate}\r\x85\u2028\u2029]/gu, ''));
    const value = fc.jsonValue({ maxDepth: 2 });
    fc.assert(
      fc.property(fc.record({ value, text }), (content) => {
        assert.ok(sameContent(read(emitYaml(content)), content));
      }),
      { numRuns: 25 },
    );
  });
});

describe('names of releases', () => {
  it('are the smallest free ones above all others of the day', () => {
    const names = new ReleaseNames([
      'a-20261122-2',
      'a-20261122-+4',
      'b-20261122-9',
      'a-20261121-9',
      'a-20261122-x',
      'a-20261122-99999999999999999999',
    ]);
    const next = () => names.next('a', '2026-11-22', () => true);
    assert.equal(next(), 'a-20261122-5');
    names.add('a-20261122-5');
    assert.equal(next(), 'a-20261122-6');
    assert.equal(
      names.next('a', '2026-11-22', (name) => !name.endsWith('-6')),
      'a-20261122-7',
    );
    assert.equal(
      names.next('a-20261122', '2026-11-22', () => true),
      'a-20261122-20261122-1',
    );
  });

  it('have the local day', () => {
    assert.equal(localDay(new Date(2026, 0, 2, 23, 59)), '2026-01-02');
    assert.equal(localDay(new Date(2026, 10, 22, 0, 0)), '2026-11-22');
  });
});
