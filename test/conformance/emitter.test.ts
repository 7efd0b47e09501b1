import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'mocha';
import { emitYaml } from '../../server/src/yaml/emit';

const DATA = process.env['OPENCHOREO_DATA'] ?? resolve(import.meta.dirname, '../../../shared/data');

/** The share of pairs that must be equal byte for byte. */
const WANTED = 0.999;

interface Pair {
  readonly json: unknown;
  readonly yaml: string;
}

describe('conformance: text form of new files', () => {
  it('equals what the CLI writes', () => {
    const lines = readFileSync(join(DATA, 'occ-vectors/emitter.jsonl'), 'utf8').trim().split('\n');
    const pairs = lines.map((line) => JSON.parse(line) as Pair);
    assert.equal(pairs.length, 2000);
    const misses = pairs.filter(({ json, yaml }) => emitYaml(json) !== yaml);
    const share = (pairs.length - misses.length) / pairs.length;
    console.log(
      `      ${pairs.length - misses.length} of ${pairs.length} pairs are equal (${(share * 100).toFixed(2)} %)`,
    );
    for (const { json, yaml } of misses) {
      console.log(`      expected:\n${yaml}\n      actual:\n${emitYaml(json)}`);
      // Keys such as a2, a10, a1b have no order: each comes before the next, and the last before the first.
      assert.deepEqual(
        emitYaml(json).split('\n').sort(),
        yaml.split('\n').sort(),
        'a miss differs in more than the order of keys',
      );
    }
    assert.ok(share >= WANTED, `only ${share * 100} % of the pairs are equal`);
  });
});
