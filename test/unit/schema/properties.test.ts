import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { applied } from '../../../server/src/analysis/schema/apply';
import { normalise } from '../../../server/src/analysis/schema/defaults';
import { codePoints, deepCopy, deepEqual } from '../../../server/src/analysis/schema/json';
import { compileParameterSchema } from '../../../server/src/analysis/schema/parameterSchema';
import type { SchemaNode } from '../../../server/src/analysis/schema/schemaNode';
import { admissionErrors } from '../../../server/src/analysis/schema/serverErrors';
import { validateManifest } from '../../../server/src/analysis/schema/validateManifest';
import { SCHEMAS, shippedSchema } from './support';

const kinds = readdirSync(join(SCHEMAS, '1.2')).map((file) => basename(file, '.json'));

/** Values that look a little like what a schema asks for: its fields, now and then something else. */
function near(node: SchemaNode, depth = 6): fc.Arbitrary<unknown> {
  const odd = fc.oneof({ depthSize: 'small' }, fc.jsonValue(), fc.bigInt(), fc.constant(undefined));
  const rarely = (usual: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: 8, arbitrary: usual }, { weight: 1, arbitrary: odd });
  if (depth === 0) return odd;
  if (node.enum) return rarely(fc.constantFrom(...node.enum));
  if (node.type === 'array') return rarely(fc.array(near(node.items ?? {}, depth - 1), { maxLength: 3 }));
  if (node.type === 'object') {
    const fields = Object.entries(node.properties ?? {}).map(
      ([name, child]) => [name, near(child, depth - 1)] as const,
    );
    const record = fc.record(Object.fromEntries(fields), { requiredKeys: [] });
    if (typeof node.additionalProperties !== 'object') return rarely(record);
    return rarely(
      fc.dictionary(fc.string({ maxLength: 3 }), near(node.additionalProperties, depth - 1), { maxKeys: 3 }),
    );
  }
  if (node.type === 'integer') return rarely(fc.integer());
  if (node.type === 'boolean') return rarely(fc.boolean());
  return rarely(fc.oneof(fc.constantFrom('a', 'deployment/web', '${a}', '1h'), fc.string()));
}

const manifests = fc.constantFrom(...kinds).chain((kind) => {
  const schema = shippedSchema(kind);
  const metadata = fc.oneof(
    { weight: 5, arbitrary: fc.constant({ name: 'a' }) },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
  return fc
    .record({ metadata, spec: near(schema.properties?.['spec'] ?? {}) })
    .map((fields) => ({ kind, value: { apiVersion: 'openchoreo.dev/v1alpha1', kind, ...fields } }));
});

describe('schema properties', () => {
  it('people see a problem exactly if the server refuses the object', () => {
    fc.assert(
      fc.property(manifests, ({ kind, value }) => {
        const schema = shippedSchema(kind);
        const problems = validateManifest(value, { schema, version: '1.2' });
        assert.equal(problems.length > 0, admissionErrors(value, schema).length > 0, JSON.stringify(problems));
      }),
      { numRuns: 400 },
    );
  });

  it('on an update too', () => {
    fc.assert(
      fc.property(manifests, fc.jsonValue(), ({ kind, value }, other) => {
        const schema = shippedSchema(kind);
        for (const old of [value, { ...value, spec: other }]) {
          const problems = validateManifest(value, { schema, version: '1.2' }, old);
          assert.equal(problems.length > 0, admissionErrors(value, schema, old).length > 0, JSON.stringify(problems));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('a value is not changed by being judged, and judged alike twice', () => {
    fc.assert(
      fc.property(manifests, ({ kind, value }) => {
        const before = deepCopy(value);
        const source = { schema: shippedSchema(kind), version: '1.2' };
        const first = validateManifest(value, source, value);
        assert.ok(deepEqual(value, before));
        assert.deepEqual(validateManifest(value, source, value), first);
      }),
      { numRuns: 100 },
    );
  });

  it('a normalised object stays as it is when it is normalised again', () => {
    fc.assert(
      fc.property(manifests, ({ kind, value }) => {
        const schema = shippedSchema(kind);
        const once = normalise(value, schema);
        assert.ok(deepEqual(normalise(once, schema), once));
      }),
      { numRuns: 200 },
    );
  });

  it('nothing is changed by applying what is there', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (manifest) => {
        assert.ok(deepEqual(applied(manifest, manifest, manifest), manifest));
      }),
    );
  });

  it('no schema and no values make the parameter compiler throw', () => {
    const schemas = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          type: fc.constantFrom<unknown>('object', 'string', 1, null),
          properties: fc.dictionary(fc.string(), fc.jsonValue()),
          $defs: fc.dictionary(fc.string(), fc.jsonValue()),
          $ref: fc.oneof(fc.constant('#/$defs/a'), fc.jsonValue()),
          required: fc.jsonValue(),
          items: fc.jsonValue(),
          pattern: fc.string(),
          default: fc.jsonValue(),
          oneOf: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(schemas, fc.jsonValue(), (schema, values) => {
        const compiled = compileParameterSchema(schema);
        for (const defaults of [true, false]) compiled.validate(values, { defaults });
        compiled.defaults(values);
      }),
      { numRuns: 500 },
    );
  });

  it('code points are what an iterator yields', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(codePoints(text), [...text].length)));
  });
});
