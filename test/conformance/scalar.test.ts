import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'mocha';
import type { ScalarValue } from '../../server/src/yaml/scalar';
import { resolveKey, resolveScalar } from '../../server/src/yaml/scalar';

const DATA = process.env['OPENCHOREO_DATA'] ?? resolve(import.meta.dirname, '../../../shared/data');

interface Row {
  readonly scalar: string;
  readonly json: ScalarValue | Readonly<Record<string, string>>;
  readonly error?: true;
}

/** Numbers beyond 2^53 keep their digits, so that a rounded one does not pass for the exact one. */
function parseRow(line: string): Row & { readonly digits?: string } {
  const digits = /"json":(-?[0-9]{16,})[,}]/.exec(line)?.[1];
  return { ...(JSON.parse(line) as Row), ...(digits && { digits }) };
}

const rows = readFileSync(join(DATA, 'occ-vectors/scalar-resolution.jsonl'), 'utf8').trim().split('\n').map(parseRow);

describe('conformance: how plain scalars resolve', () => {
  it('has the whole table', () => assert.equal(rows.length, 109));

  for (const { scalar, json, error, digits } of rows) {
    it(`${JSON.stringify(scalar)} is ${error ? 'an error' : JSON.stringify(json)}`, () => {
      if (scalar.startsWith('key:')) {
        const key = resolveKey(scalar.slice('key:'.length));
        if (error) assert.ok(!key.ok);
        else assert.deepEqual(key, { ok: true, value: Object.keys(Object(json))[0] });
        return;
      }
      const reading = resolveScalar(parseScalar(scalar));
      if (error) return assert.ok(!reading.ok);
      assert.ok(reading.ok);
      if (digits === undefined || typeof reading.value === 'number') assert.equal(reading.value, json);
      else assert.equal(String(reading.value), digits);
    });
  }
});

/** The few tagged and quoted rows of the table, taken apart: `!!int "3"`, `'1'`. */
function parseScalar(text: string): { style: 'plain' | 'single' | 'double'; text: string; tag?: string } {
  const [, tag, rest = ''] = /^(?:(!!\w+) )?(.*)$/.exec(text) ?? [];
  const quoted = /^(["'])(.*)\1$/.exec(rest);
  const style = quoted?.[1] === '"' ? 'double' : quoted ? 'single' : 'plain';
  return { style, text: quoted?.[2] ?? rest, ...(tag && { tag }) };
}
