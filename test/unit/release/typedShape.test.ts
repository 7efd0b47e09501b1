import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { MANIFEST_SHAPES, type SourceKind } from '../../../server/src/analysis/release/shapes';
import { convert, type Shape, type ShapeFault } from '../../../server/src/analysis/release/typedShape';
import { readYaml } from '../../../server/src/yaml/read';
import { toValue } from '../../../server/src/yaml/value';
import { projectRoot } from '../../support/samples';

/** What the spec of a manifest is once it is typed; fails when it has a fault. */
function typed(kind: SourceKind, spec: string): unknown {
  const faults: ShapeFault[] = [];
  const value = convert({ spec: toValue(readYaml(spec).documents[0]?.root) }, MANIFEST_SHAPES[kind], [], faults);
  assert.deepEqual(faults, []);
  return (value as { spec: unknown }).spec;
}

function faults(kind: SourceKind, manifest: string): string[] {
  const found: ShapeFault[] = [];
  convert(toValue(readYaml(manifest).documents[0]?.root), MANIFEST_SHAPES[kind], [], found);
  return found.map((fault) => `${fault.path.join('.')} ${fault.code}`);
}

describe('a manifest as the platform types it', () => {
  it('loses unknown fields and what says nothing', () => {
    const spec = `
owner: { projectName: shop, componentName: cart, extra: x }
extra: dropped
Container: dropped
container:
  image: i
  command: []
  args: null
  env: [{ key: A, value: "" }, { key: B, value: "8080" }, { key: C, valueFrom: {} }, { key: D, valueFrom: { secretKeyRef: {} } }]
endpoints:
  http: { type: HTTP, port: 8080.0, targetPort: 0, visibility: [], displayName: "", schema: {} }
dependencies: { endpoints: [], resources: [{ ref: db, envBindings: {} }] }
`;
    assert.deepEqual(typed('Workload', spec), {
      owner: { projectName: 'shop', componentName: 'cart' },
      container: {
        image: 'i',
        env: [
          { key: 'A' },
          { key: 'B', value: '8080' },
          { key: 'C', valueFrom: {} },
          { key: 'D', valueFrom: { secretKeyRef: { name: '', key: '' } } },
        ],
      },
      endpoints: { http: { type: 'HTTP', port: 8080, schema: {} } },
      dependencies: { resources: [{ ref: 'db' }] },
    });
  });

  it('keeps pointers that are given empty, and drops those that are null', () => {
    const spec = (dependencies: string) => typed('Workload', `container: { image: i }\ndependencies: ${dependencies}`);
    assert.deepEqual((spec('{ endpoints: [], resources: [] }') as { dependencies: unknown }).dependencies, {});
    assert.ok(!('dependencies' in (spec('null') as object)));
  });

  it('has zero values where a field is always written', () => {
    assert.deepEqual(
      typed(
        'Trait',
        '{ patches: [{}, { operations: [], target: null }], creates: [{ template: null }], parameters: {} }',
      ),
      {
        parameters: {},
        creates: [{ template: null }],
        patches: [
          { target: { group: '', version: '', kind: '' }, operations: null },
          { target: { group: '', version: '', kind: '' }, operations: [] },
        ],
      },
    );
    assert.deepEqual(typed('ComponentType', '{}'), { workloadType: '', resources: null });
    assert.deepEqual(typed('Workload', '{ endpoints: { a: null } }'), {
      owner: { projectName: '', componentName: '' },
      container: { image: '' },
      endpoints: { a: { type: '', port: 0 } },
    });
  });

  it('has bindings of a dependency even when nobody gives them', () => {
    const spec = typed('Workload', '{ dependencies: { endpoints: [{ component: a, name: b, visibility: project }] } }');
    assert.deepEqual((spec as { dependencies: unknown }).dependencies, {
      endpoints: [{ component: 'a', name: 'b', visibility: 'project', envBindings: {} }],
    });
  });

  it('keeps false where the field is a pointer', () => {
    const rule = '{ rule: r, message: m, target: { group: "", version: v1, kind: K, mustMatch: false, where: "" } }';
    assert.deepEqual(
      (typed('Trait', `postRenderValidations: [${rule}]`) as { postRenderValidations: unknown }).postRenderValidations,
      [{ target: { group: '', version: 'v1', kind: 'K', mustMatch: false }, rule: 'r', message: 'm' }],
    );
  });

  it('keeps everything in free parts, but not a null in their place', () => {
    const spec =
      '{ resources: [{ id: a, template: { x: null, l: [], z: {}, on: 1.50, __proto__: { a: 1 } } }], parameters: { openAPIV3Schema: null } }';
    const value = typed('ComponentType', spec) as { resources: [{ template: object }]; parameters: unknown };
    assert.deepEqual(Object.entries(value.resources[0].template), [
      ['x', null],
      ['l', []],
      ['z', {}],
      ['true', 1.5],
      ['__proto__', { a: 1 }],
    ]);
    assert.deepEqual(value.parameters, {});
    assert.deepEqual(typed('Component', '{ parameters: hello }'), {
      owner: { projectName: '' },
      componentType: { name: '' },
      parameters: 'hello',
    });
  });

  const wrong: readonly [string, SourceKind, string, string[]][] = [
    ['a number for a text', 'Workload', 'spec: { container: { image: 1 } }', ['spec.container.image wrong-type']],
    [
      'true for a label, from a bare y',
      'Workload',
      'metadata: { labels: { a: ok, x: y } }',
      ['metadata.labels.x wrong-type'],
    ],
    [
      'a list for a text',
      'Component',
      'spec: { componentType: { name: [a] } }',
      ['spec.componentType.name wrong-type'],
    ],
    [
      'a text for a map, as before 0.17',
      'Component',
      'spec: { componentType: deployment/web }',
      ['spec.componentType wrong-type'],
    ],
    ['a map for a list', 'ComponentType', 'spec: { resources: {} }', ['spec.resources wrong-type']],
    [
      'a text for a port',
      'Workload',
      'spec: { endpoints: { a: { port: "80" } } }',
      ['spec.endpoints.a.port wrong-type'],
    ],
    [
      'a fraction for a port',
      'Workload',
      'spec: { endpoints: { a: { port: 80.5 } } }',
      ['spec.endpoints.a.port wrong-type'],
    ],
    [
      'a port beyond 32 bits',
      'Workload',
      'spec: { endpoints: { a: { port: 99999999999 } } }',
      ['spec.endpoints.a.port out-of-range'],
    ],
    [
      'a port beyond 64 bits',
      'Workload',
      'spec: { endpoints: { a: { targetPort: 1e30 } } }',
      ['spec.endpoints.a.targetPort out-of-range'],
    ],
    ['a text for true or false', 'Component', 'spec: { autoDeploy: "yes" }', ['spec.autoDeploy wrong-type']],
    [
      'a time that is none',
      'Trait',
      'metadata: { creationTimestamp: yesterday }',
      ['metadata.creationTimestamp wrong-type'],
    ],
    ['a list for the whole', 'Trait', '[]', [' wrong-type']],
    ['a status that is no map', 'Trait', 'status: x', ['status wrong-type']],
    [
      'all of them at once',
      'Workload',
      'spec: { container: { image: 1, command: [2, a, 3] } }',
      ['spec.container.image wrong-type', 'spec.container.command.0 wrong-type', 'spec.container.command.2 wrong-type'],
    ],
  ];
  for (const [name, kind, manifest, expected] of wrong)
    it(`has no room for ${name}`, () => {
      assert.deepEqual(faults(kind, manifest), expected);
    });

  it('takes what cluster copies bring along', () => {
    const metadata =
      'metadata: { generation: 3, creationTimestamp: null, finalizers: [a], ownerReferences: [{ name: o, controller: true }], managedFields: [{ time: 2026-01-31T12:00:00Z, fieldsV1: { a: {} } }] }';
    assert.deepEqual(
      faults('Component', `${metadata}\nstatus: { observedGeneration: 3, conditions: [{ type: Ready }] }`),
      [],
    );
  });
});

describe('the shapes', () => {
  interface SchemaNode {
    readonly properties?: Readonly<Record<string, SchemaNode>>;
    readonly items?: SchemaNode;
    readonly additionalProperties?: SchemaNode;
  }

  for (const kind of Object.keys(MANIFEST_SHAPES) as SourceKind[])
    it(`name the fields of ${kind} that the schema of OpenChoreo 1.2 names`, () => {
      const file = path.join(projectRoot, 'schemas/1.2', `${kind}.json`);
      const schema = JSON.parse(readFileSync(file, 'utf8')) as SchemaNode;
      const shape = MANIFEST_SHAPES[kind];
      assert.equal(shape.kind, 'struct');
      const spec = shape.kind === 'struct' ? shape.fields.find((field) => field.name === 'spec')!.shape : shape;
      compare(spec, schema.properties!['spec']!, 'spec');
    });

  function compare(shape: Shape, schema: SchemaNode, place: string): void {
    if (shape.kind === 'list') return compare(shape.of, schema.items!, `${place}[]`);
    if (shape.kind === 'map') return compare(shape.of, schema.additionalProperties!, `${place}{}`);
    if (shape.kind !== 'struct') return;
    assert.deepEqual(
      shape.fields.map((field) => field.name).sort(),
      Object.keys(schema.properties ?? {}).sort(),
      place,
    );
    for (const field of shape.fields) compare(field.shape, schema.properties![field.name]!, `${place}.${field.name}`);
  }
});
