import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ruleOfCel } from '../../../server/src/analysis/schema/celRules';
import { schemaOfCrd } from '../../../server/src/analysis/schema/crd';
import { schemaStore } from '../../../server/src/analysis/schema/schemaStore';
import { parse } from './support';

const CRD = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: things.example.test }
spec:
  group: example.test
  scope: Cluster
  names: { kind: Thing, plural: things }
  versions:
    - { name: v0, served: false, schema: { openAPIV3Schema: { type: object } } }
    - name: v1
      served: true
      subresources: { status: {} }
      schema:
        openAPIV3Schema:
          description: text that is not ours
          type: object
          properties:
            spec:
              type: object
              description: nor is this
              required: [name]
              x-kubernetes-validations:
                - { rule: "self  ==  oldSelf", message: m }
                - { rule: "self.name != 'x'" }
              properties:
                name: { type: string, title: T, example: E, minLength: 1, pattern: "^a" }
                active: { type: boolean, default: false, nullable: true }
                description: { type: string }
                free: { type: object, x-kubernetes-preserve-unknown-fields: true }
                map: { type: object, additionalProperties: { type: integer, format: int32 } }
                list:
                  type: array
                  x-kubernetes-list-type: map
                  x-kubernetes-list-map-keys: [id]
                  items: { type: object, properties: { id: { type: string } } }
                any: { anyOf: [{ type: string }], not: { enum: [a] } }
            status:
              type: object
              required: [phase]
              properties: { phase: { type: string, enum: [a] } }
`;

describe('schema: of a CustomResourceDefinition', () => {
  const crd = schemaOfCrd(parse(CRD));

  it('has the structure and limits of the served version, and no text', () => {
    assert.deepEqual(crd?.schema, {
      'x-kind': { group: 'example.test', version: 'v1', kind: 'Thing', scope: 'cluster' },
      type: 'object',
      properties: {
        spec: {
          type: 'object',
          required: ['name'],
          'x-rules': [{ rule: 'immutable' }],
          properties: {
            name: { type: 'string', minLength: 1, pattern: '^a' },
            active: { type: 'boolean', default: false, nullable: true },
            description: { type: 'string' },
            free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
            map: { type: 'object', additionalProperties: { type: 'integer', format: 'int32' } },
            list: {
              type: 'array',
              'x-kubernetes-list-type': 'map',
              'x-kubernetes-list-map-keys': ['id'],
              items: { type: 'object', properties: { id: { type: 'string' } } },
            },
            any: { anyOf: [{ type: 'string' }], not: { enum: ['a'] } },
          },
        },
        status: { properties: { phase: {} }, 'x-ignored': true },
      },
    });
  });

  it('names the rules that nobody has looked at', () => {
    assert.deepEqual(crd?.unknownRules, [{ path: 'spec', expression: "self.name != 'x'" }]);
    assert.equal(ruleOfCel('constructor'), undefined);
  });

  it('is not made of anything else', () => {
    for (const value of [
      undefined,
      null,
      'text',
      {},
      { kind: 'CustomResourceDefinition' },
      { kind: 'CustomResourceDefinition', spec: { versions: [{ schema: 1 }] } },
    ])
      assert.equal(schemaOfCrd(value), undefined);
    assert.equal(schemaOfCrd({ ...(parse(CRD) as object), kind: 'Other' }), undefined);
  });

  it('stands in for the built-in schema of its kind', () => {
    assert.ok(crd);
    const store = schemaStore({ get: () => undefined }, new Map([['Thing', crd.schema]]));
    assert.equal(store.get('1.2', 'Thing'), crd.schema);
    assert.equal(store.get('1.2', 'Other'), undefined);
  });
});

describe('schema: the store', () => {
  it('reads each schema once, and takes nothing for a schema that is none', () => {
    const asked: string[] = [];
    const store = schemaStore({
      get(version, kind) {
        asked.push(`${version}/${kind}`);
        return kind === 'Broken' ? { type: 'object' } : undefined;
      },
    });
    assert.deepEqual(asked, []);
    for (let i = 0; i < 2; i++) assert.equal(store.get('1.2', 'Broken'), undefined);
    assert.deepEqual(asked, ['1.2/Broken']);
  });
});
