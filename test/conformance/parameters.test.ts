import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { deepEqual } from '../../server/src/analysis/schema/json';
import { compileParameterSchema } from '../../server/src/analysis/schema/parameterSchema';
import { DATA, lines } from './admissionVectors';

interface ParameterCase {
  readonly id: string;
  readonly schema: unknown;
  readonly values: unknown;
  readonly phase: 'admission' | 'render';
  readonly verdict: 'ok' | 'values-error' | 'schema-error';
  readonly schemaErrors?: readonly unknown[];
  readonly defaulted?: unknown;
}

const cases = lines<ParameterCase>(join(DATA, 'platform-vectors/parameters.jsonl'));

/** Demands a share of agreement and prints what is left. */
function demand(
  title: string,
  judged: readonly { readonly id: string; readonly agrees: boolean }[],
  share: number,
): void {
  const wrong = judged.filter((row) => !row.agrees);
  const same = (100 * (judged.length - wrong.length)) / judged.length;
  console.log(`      ${title}: ${judged.length - wrong.length}/${judged.length} (${same.toFixed(2)} %)`);
  for (const { id } of wrong) console.log(`        ${id}`);
  assert.ok(judged.length > 100);
  assert.ok(same >= share, `${title} agree in ${same} %`);
}

describe("conformance: parameters, as the platform's validator judges them", () => {
  for (const phase of ['admission', 'render'] as const)
    it(`verdicts at ${phase}`, () => {
      const judged = cases
        .filter((row) => row.phase === phase)
        .map((row) => ({ id: row.id, agrees: verdict(row) === row.verdict }));
      demand(`verdicts at ${phase}`, judged, 99);
    });

  it('defaults', () => {
    const judged = cases
      .filter((row) => row.defaulted !== undefined)
      .map((row) => ({
        id: row.id,
        agrees: deepEqual(compileParameterSchema(row.schema).defaults(row.values), row.defaulted),
      }));
    demand('defaulted values', judged, 99);
  });

  it('schemas that the webhooks refuse', () => {
    const judged = cases
      .filter((row) => row.phase === 'admission')
      .map((row) => ({
        id: row.id,
        agrees: compileParameterSchema(row.schema).problems.length > 0 === (row.schemaErrors?.length ?? 0) > 0,
      }));
    demand('refused schemas', judged, 99);
  });
});

function verdict({ schema, values, phase }: ParameterCase): ParameterCase['verdict'] {
  const compiled = compileParameterSchema(schema);
  const isUsable = phase === 'render' ? compiled.usable.atRender : compiled.usable.atAdmission;
  if (!isUsable) return 'schema-error';
  return compiled.validate(values, { defaults: phase === 'render' }).length > 0 ? 'values-error' : 'ok';
}
