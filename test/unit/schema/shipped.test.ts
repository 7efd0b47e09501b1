import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, it } from 'mocha';
import { describe as describeField } from '../../../scripts/schemas/describe.mjs';
import { nodeAt } from '../../../server/src/analysis/schema/nodeAt';
import { isPattern } from '../../../server/src/analysis/schema/pattern';
import { fieldsRead } from '../../../server/src/analysis/schema/explainRule';
import type { KindSchema, SchemaNode } from '../../../server/src/analysis/schema/schemaNode';
import { validateManifest } from '../../../server/src/analysis/schema/validateManifest';
import { KINDS } from '../../../server/src/model/kinds';
import { readConfig } from '../../../server/src/repository/config';
import { schemaFiles } from '../../../server/src/node/schemaFiles';
import { readYaml } from '../../../server/src/yaml/read';
import { toValue } from '../../../server/src/yaml/value';
import { SCHEMAS, shippedSchema, VERSIONS } from './support';

const all = VERSIONS.flatMap((version) =>
  readdirSync(join(SCHEMAS, version)).map((file) => ({
    version,
    kind: basename(file, '.json'),
    name: `${version}/${file}`,
  })),
);

/** Every node of a schema with its path as descriptions write it. */
function* nodesOf(node: SchemaNode, path = ''): Generator<{ node: SchemaNode; path: string }> {
  yield { node, path };
  for (const [name, child] of Object.entries(node.properties ?? {}))
    yield* nodesOf(child, path === '' ? name : `${path}.${name}`);
  if (node.items) yield* nodesOf(node.items, `${path}[]`);
  if (typeof node.additionalProperties === 'object') yield* nodesOf(node.additionalProperties, `${path}{}`);
}

describe('shipped schemas', () => {
  it('are there for each kind in each version that has it', () => {
    const expected = KINDS.flatMap(({ kind, eras, since }) => [
      ...(eras.includes('proposal') ? [`proposal/${kind}.json`] : []),
      ...(eras.includes('current')
        ? VERSIONS.filter((version) => version !== 'proposal' && version >= (since ?? ''))
        : []
      ).map((version) => `${version}/${kind}.json`),
    ]);
    // Organization was a kind then, of which nothing is read today.
    assert.deepEqual(
      all.map(({ name }) => name).sort(),
      [...new Set([...expected, 'proposal/Organization.json'])].sort(),
    );
  });

  it('say what they are', () => {
    for (const { version, kind } of all) {
      const { scope, ...id } = shippedSchema(kind, version)['x-kind'];
      assert.deepEqual(id, { group: 'openchoreo.dev', version: 'v1alpha1', kind });
      const known = KINDS.find((info) => info.kind === kind);
      if (known) assert.equal(scope, known.scope, kind);
    }
  });

  it('have our descriptions, as they are now (npm: node scripts/schemas/redescribe.mjs)', () => {
    for (const { version, kind, name } of all)
      for (const { node, path } of nodesOf(shippedSchema(kind, version))) {
        if (path.startsWith('status.') || path.startsWith('status[')) continue;
        assert.equal(node.description, describeField(kind, path, version), `${name} ${path}`);
      }
  });

  it('have patterns that RE2 reads, and rules about fields that exist', () => {
    for (const { version, kind, name } of all)
      for (const { node, path } of nodesOf(shippedSchema(kind, version))) {
        if (node.pattern !== undefined) assert.ok(isPattern(node.pattern), `${name} ${path}`);
        for (const rule of node['x-rules'] ?? [])
          for (const field of fieldsRead(rule)) assert.ok(nodeAt(node, field.split('.')), `${name} ${path}: ${field}`);
        for (const field of node.required ?? []) assert.ok(nodeAt(node, [field]), `${name} ${path}: ${field}`);
      }
  });

  it('have defaults that satisfy them', () => {
    for (const { version, kind, name } of all)
      for (const { node, path } of nodesOf(shippedSchema(kind, version)))
        if (node.enum && node.default !== undefined) assert.ok(node.enum.includes(node.default), `${name} ${path}`);
  });

  it('are JSON Schemas too, for other tools', () => {
    const ajv = new Ajv({ strict: false });
    for (const { version, kind, name } of all)
      assert.ok(ajv.validateSchema(shippedSchema(kind, version)), `${name}: ${ajv.errorsText()}`);
    assert.ok(!ajv.validateSchema({ type: 'texts' }));
  });

  it('agree with ajv where Kubernetes and JSON Schema do', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const schema = shippedSchema('ReleaseBinding');
    const judge = ajv.compile(schema);
    const binding = (spec: object) => ({
      apiVersion: 'openchoreo.dev/v1alpha1',
      kind: 'ReleaseBinding',
      metadata: { name: 'b' },
      spec,
    });
    const owner = { projectName: 'p', componentName: 'c' };
    for (const spec of [
      { owner, environment: 'e' },
      { owner },
      { owner, environment: 1 },
      { owner, environment: 'e', state: 'Off' },
    ]) {
      const value = binding(spec);
      assert.equal(
        validateManifest(value, { schema, version: '1.2' }).length === 0,
        judge(value),
        JSON.stringify(spec),
      );
    }
  });

  it('are read lazily, by plain names only', () => {
    const files = schemaFiles(SCHEMAS);
    assert.equal((files.get('1.2', 'Component') as KindSchema)['x-kind'].kind, 'Component');
    assert.equal(files.get('1.2', 'Nothing'), undefined);
    assert.equal(files.get('1.2', '../1.1/Component'), undefined);
    assert.equal(files.get('..', 'config'), undefined);
  });
});

describe('schema of the configuration file', () => {
  const schema = JSON.parse(readFileSync(join(SCHEMAS, 'config.json'), 'utf8')) as Record<string, unknown>;
  const judge = new Ajv({ allowUnionTypes: true }).compile(schema);
  const full = `
platformVersion: "1.2"
defaultNamespace: default
rules: { unreferenced-release: off, promotion-skips-environment: error }
external: [ClusterDataPlane/default, "ClusterComponentType/*"]
ignore: ["charts/**"]
promotion: { review: [production], baseBranch: main, branch: "promote/{environment}-{date}", commitMessage: m, signOff: true }
retention: { keep: 5, days: 30 }
crds: ["crds/*.yaml"]
`;

  /** Whether the schema and the reader of the configuration take a text. */
  function verdicts(text: string): [schema: boolean, reader: boolean] {
    const file = readYaml(text);
    return [judge(toValue(file.documents[0]?.root)), readConfig(file).problems.length === 0];
  }

  it('takes what the reader takes', () => {
    for (const text of [full, '{}', 'platformVersion: 1.1', 'promotion: { review: [] }'])
      assert.deepEqual(verdicts(text), [true, true], text);
  });

  it('refuses what the reader refuses', () => {
    for (const text of [
      'platformVersion: "2.0"',
      'platformVersoin: "1.2"',
      'rules: { a: fatal }',
      'external: x',
      'ignore: [1]',
      'promotion: { reveiw: [] }',
      'promotion: { signOff: maybe }',
      'retention: { keep: -1 }',
      'retention: { days: 1.5 }',
      'defaultNamespace: [a]',
    ])
      assert.deepEqual(verdicts(text), [false, false], text);
  });

  it('describes every key', () => {
    const describeAll = (node: Record<string, unknown>, path: string): void => {
      for (const [name, child] of Object.entries(
        (node['properties'] ?? {}) as Record<string, Record<string, unknown>>,
      )) {
        assert.equal(typeof child['description'], 'string', `${path}${name}`);
        describeAll(child, `${path}${name}.`);
      }
    };
    describeAll(schema, '');
  });
});
