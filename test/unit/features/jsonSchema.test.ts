import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { jsonSchemaText, toJsonSchema } from '../../../server/src/features/jsonSchema';
import { emptyServices, languageServices } from '../../support/language';
import { openFiles, readFolder, SAMPLES, sampleFolder } from '../../support/samples';

const ajv = () => new Ajv({ strict: false, allErrors: true });

describe('toJsonSchema', function () {
  // ajv compiles more than a hundred schemas.
  this.timeout(60_000);

  it('translates what the two dialects say differently', () => {
    assert.deepEqual(
      toJsonSchema({
        type: 'object',
        properties: {
          port: { 'x-kubernetes-int-or-string': true },
          share: { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 1 },
          note: { type: 'string', nullable: true, format: 'uri' },
          open: { type: 'object', properties: {}, 'x-kubernetes-preserve-unknown-fields': true },
          set: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' },
        },
      }),
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          port: { type: ['integer', 'string'] },
          share: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
          note: { type: ['string', 'null'] },
          open: { type: 'object', properties: {} },
          set: { type: 'array', items: { type: 'string' }, uniqueItems: true },
        },
      },
    );
  });

  it('makes a JSON Schema of every kind of every version', () => {
    const folder = path.resolve(import.meta.dirname, '../../../schemas');
    let kinds = 0;
    for (const version of ['1.0', '1.1', '1.2', 'proposal'])
      for (const file of readdirSync(path.join(folder, version))) {
        const view = openFiles(new Map([['.openchoreo-gitops.yaml', `platformVersion: "${version}"\n`]])).repository
          .view;
        const schema = emptyServices().schemas.sourceOf(view, file.replace('.json', ''))?.schema;
        assert.ok(schema, file);
        assert.doesNotThrow(() => ajv().compile(toJsonSchema(schema)), `${version}/${file}`);
        kinds++;
      }
    assert.ok(kinds > 100);
  });

  for (const sample of SAMPLES)
    it(`accepts every manifest of ${sample}, and refuses an unknown field in each`, () => {
      const { repository } = openFiles(readFolder(sampleFolder(sample)));
      const { schemas } = languageServices(repository);
      for (const { kind, value, file } of repository.view.manifests()) {
        const source = schemas.sourceOf(repository.view, kind.kind);
        if (!source) continue;
        const check = ajv().compile(toJsonSchema(source.schema));
        assert.ok(check(value), `${file}: ${ajv().errorsText(check.errors)}`);
        assert.ok(!check({ ...(value as object), nonsense: 1 }), file);
      }
    });

  it('gives a file of several documents a schema for each', () => {
    assert.equal(jsonSchemaText([{ type: 'object' }]), '{"type":"object"}');
    assert.equal(jsonSchemaText([{ type: 'object' }, undefined]), '{"schemaSequence":[{"type":"object"},{}]}');
  });
});
