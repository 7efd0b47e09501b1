import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { validateManifest } from '../../../server/src/analysis/schema/validateManifest';
import { manifestProblems, problemsOf, shippedSchema } from './support';

const WORKLOAD = `
apiVersion: openchoreo.dev/v1alpha1
kind: Workload
metadata: { name: web, namespace: default }
spec:
  owner: { projectName: shop, componentName: web }
  container: { image: registry.test/web:1 }
`;

const endpoint = (fields: string) => `${WORKLOAD}  endpoints: { http: { ${fields} } }\n`;

describe('schema problems: the manifest as a whole', () => {
  it('say that aliases expand beyond all bounds, not that the manifest is no map', () => {
    // What the reader hands over where aliases inside aliases exceed its bound.
    const problems = validateManifest(undefined, { schema: shippedSchema('Workload'), version: '1.2' });
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['wrong-type'],
    );
    assert.match(problems[0]!.message, /^The aliases of this manifest expand to so many values/);
  });
});

describe('schema problems: unknown fields', () => {
  it('name the field that was meant, and do not miss it as well', () => {
    assert.deepEqual(problemsOf(WORKLOAD.replace('image:', 'imgae:')), [
      'spec.container.imgae: unknown-field Unknown field "imgae"; did you mean "image"?',
    ]);
  });

  it('offer to rename or remove', () => {
    const [problem] = manifestProblems(WORKLOAD.replace('container:', 'Container:'));
    assert.equal(problem?.on, 'key');
    assert.deepEqual(problem.fix, { rename: 'container', remove: true });
    assert.equal(problem.expected?.[0], 'container');
  });

  it('list what the map can have', () => {
    assert.deepEqual(problemsOf(WORKLOAD.replace('image:', 'zzz: 1, image:')), [
      'spec.container.zzz: unknown-field Unknown field "zzz". "spec.container" has image, args, command, env and files.',
    ]);
    assert.deepEqual(problemsOf(WORKLOAD.replace('namespace:', 'zzz: 1, namespace:')), [
      'metadata.zzz: unknown-field Unknown field "zzz". "metadata" has name, namespace, labels, annotations, finalizers, ownerReferences, generateName, uid and 7 more.',
    ]);
  });

  it('do not suggest a field that is there', () => {
    const [problem] = manifestProblems(WORKLOAD.replace('image:', 'Image: x, image:'));
    assert.deepEqual(problem?.fix, { remove: true });
  });

  it('say since when a field exists', () => {
    const yaml = `
apiVersion: openchoreo.dev/v1alpha1
kind: Trait
metadata: { name: t }
spec: { removes: [] }
`;
    const [problem] = manifestProblems(yaml, '1.1');
    assert.equal(problem?.message, '"removes" exists since OpenChoreo 1.2; these manifests are checked for 1.1.');
    assert.deepEqual(problem.fix, { remove: true, since: '1.2' });
    assert.deepEqual(problemsOf(yaml, '1.2'), []);
  });

  it('hide a rule that only fails because of them, but no other', () => {
    const env = (fields: string) => WORKLOAD.replace('image:', `env: [{ key: A, ${fields} }], image:`);
    assert.deepEqual(problemsOf(env('value: a, valueForm: {}'), '1.0'), [
      'spec.container.env[0].valueForm: unknown-field Unknown field "valueForm"; did you mean "valueFrom"?',
    ]);
    assert.deepEqual(problemsOf(env('valeu: a'), '1.0'), [
      'spec.container.env[0].valeu: unknown-field Unknown field "valeu"; did you mean "value"?',
    ]);
    assert.equal(problemsOf(env('value: a, valueFrom: {}').replace('spec:', 'zzz: 1\nspec:')).length, 2);
  });
});

describe('schema problems: missing fields', () => {
  it('are one problem for each map, with what a fix adds', () => {
    const [problem, ...others] = manifestProblems(WORKLOAD.replace(/owner: .*/, 'owner: {}'));
    assert.deepEqual(others, []);
    assert.equal(problem?.message, '"owner" lacks the fields "componentName" and "projectName".');
    assert.deepEqual(
      problem.fix?.add?.map((field) => field.name),
      ['componentName', 'projectName'],
    );
  });

  it('are shown at the nearest map that is there', () => {
    const [problem] = manifestProblems(WORKLOAD.replace(/metadata: .*\n/, ''));
    assert.deepEqual(problem?.path, []);
    assert.deepEqual(problem.fix?.add, [{ name: 'metadata', value: { name: '' } }]);
  });

  it('differ from fields without a value', () => {
    assert.deepEqual(problemsOf(WORKLOAD.replace(/image: [^ ]*/, 'image:')), [
      'spec.container.image: missing-field "image" has no value; it must be text.',
    ]);
  });

  it('know since when they are required, and the values that would do', () => {
    const [problem] = manifestProblems(`
apiVersion: openchoreo.dev/v1alpha1
kind: Project
metadata: { name: p }
spec: { deploymentPipelineRef: { name: standard } }
`);
    assert.equal(problem?.message, '"spec" lacks the field "type", required since OpenChoreo 1.2.');
    assert.equal(problem.fix?.since, '1.2');
  });
});

describe('schema problems: values', () => {
  const cases: readonly (readonly [what: string, yaml: string, ...problems: string[]])[] = [
    [
      'a number in quotes',
      endpoint('type: HTTP, port: "8080"'),
      'spec.endpoints.http.port: wrong-type "port" must be an integer, not text: remove the quotes.',
    ],
    [
      'a fraction',
      endpoint('type: HTTP, port: 80.5'),
      'spec.endpoints.http.port: wrong-type "port" must be an integer, not 80.5.',
    ],
    [
      'a map in place of a scalar',
      endpoint('type: HTTP, port: { a: 1 }'),
      'spec.endpoints.http.port: wrong-type "port" must be an integer, not a map.',
    ],
    [
      'a number out of range',
      endpoint('type: HTTP, port: 70000'),
      'spec.endpoints.http.port: out-of-range "port" must be 65535 or less, not 70000.',
    ],
    [
      'a value of another case',
      endpoint('type: http, port: 80'),
      'spec.endpoints.http.type: not-in-enum "type" must be one of HTTP, gRPC, GraphQL, Websocket, TCP or UDP, not "http"; mind the case.',
    ],
    [
      'an enumeration of another type',
      endpoint('type: 1, port: 80'),
      'spec.endpoints.http.type: wrong-type "type" must be text, not a number.',
    ],
    [
      'text without quotes',
      WORKLOAD.replace('registry.test/web:1', '1.0'),
      'spec.container.image: wrong-type "image" must be text, not a number: put it in quotes.',
    ],
    [
      'an empty text',
      WORKLOAD.replace('registry.test/web:1', '""'),
      'spec.container.image: out-of-range "image" must not be empty.',
    ],
    [
      'a value twice',
      endpoint('type: HTTP, port: 80, visibility: [internal, internal]'),
      'spec.endpoints.http.visibility[1]: duplicate-item "internal" is twice in "spec.endpoints.http.visibility".',
    ],
    [
      'a label that is no text',
      WORKLOAD.replace('{ name: web', '{ labels: { a: yes }, name: web'),
      'metadata.labels.a: wrong-type "a" must be text, not true: put it in quotes.',
    ],
    [
      'a bad key of a label',
      WORKLOAD.replace('{ name: web', '{ labels: { "a b": x }, name: web'),
      'metadata.labels["a b"]: invalid-metadata The key "a b" must consist of letters, digits, "-", "_" and ".", and start and end with a letter or digit.',
    ],
    [
      'a bad name',
      WORKLOAD.replace('name: web', 'name: Web'),
      'metadata.name: invalid-metadata "name" must consist of lower-case letters, digits, "-" and ".", and start and end with a letter or digit.',
    ],
  ];
  for (const [what, yaml, ...problems] of cases) it(what, () => assert.deepEqual(problemsOf(yaml), problems));

  it('is not a map at all', () => {
    assert.deepEqual(
      validateManifest('text', { schema: shippedSchema('Workload'), version: '1.2' }).map((problem) => problem.code),
      ['wrong-type'],
    );
  });

  it('offers the value that was meant', () => {
    const [problem] = manifestProblems(endpoint('type: HTP, port: 80'));
    assert.deepEqual(problem?.fix, { replacement: 'HTTP' });
    assert.equal(problem.expected?.[0], 'HTTP');
  });

  it('knows values that came later', () => {
    const yaml = `
apiVersion: openchoreo.dev/v1alpha1
kind: ObservabilityAlertRule
metadata: { name: r }
spec:
  name: r
  severity: info
  condition: { window: 5m, interval: 1m, operator: gt, threshold: 1 }
  source: { type: budget }
  actions: { notifications: { channels: [a] } }
`;
    assert.deepEqual(problemsOf(yaml), []);
    assert.deepEqual(problemsOf(yaml, '1.0'), [
      'spec.source.type: not-in-enum "budget" exists since OpenChoreo 1.1; these manifests are checked for 1.0.',
    ]);
  });

  it('of two enumerations names the narrower', () => {
    const yaml = `${WORKLOAD}  dependencies: { endpoints: [{ component: a, name: b, visibility: all, envBindings: {} }] }\n`;
    const [problem, ...others] = problemsOf(yaml, '1.0');
    assert.deepEqual(others, []);
    assert.match(problem ?? '', /must be one of project or namespace, not "all"/);
  });
});

describe('schema problems: rules', () => {
  const TYPE = `
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentType
metadata: { name: web }
spec:
  workloadType: deployment
  resources: [{ id: deployment, template: {} }]
`;

  it('point at the field that stands beside another', () => {
    const env = WORKLOAD.replace(
      'image:',
      'env: [{ key: A, value: "", valueFrom: { secretKeyRef: { name: s, key: k } } }], image:',
    );
    assert.deepEqual(problemsOf(env), [
      'spec.container.env[0].valueFrom: conflicting-fields "valueFrom" cannot stand beside "value": only one of them counts.',
    ]);
    const bare = WORKLOAD.replace('image:', 'env: [{ key: A }], image:');
    assert.deepEqual(problemsOf(bare), []);
    assert.deepEqual(problemsOf(bare, '1.0'), [
      'spec.container.env[0]: missing-field Item 1 of "env" needs "value" or "valueFrom".',
    ]);
  });

  it('say what a field needs', () => {
    assert.deepEqual(problemsOf(TYPE.replace('template: {}', 'template: {}, forEach: "${[1]}"')), [
      'spec.resources[0]: missing-field "forEach" needs "var".',
    ]);
  });

  it('say which item is missing', () => {
    assert.deepEqual(problemsOf(TYPE.replace('id: deployment', 'id: web')), [
      'spec.resources: invalid-value One item of "resources" must have the id "deployment", the value of "workloadType".',
    ]);
  });

  it('say which value is the only one', () => {
    const [problem] = manifestProblems(`
apiVersion: openchoreo.dev/v1alpha1
kind: ClusterAuthzRoleBinding
metadata: { name: b }
spec:
  entitlement: { claim: groups, value: admins }
  roleMappings: [{ roleRef: { kind: ClusterAuthzRole, name: a } }, { roleRef: { kind: AuthzRole, name: b } }]
`);
    assert.equal(problem?.message, '"kind" must be "ClusterAuthzRole" here.');
    assert.deepEqual(problem.path, ['spec', 'roleMappings', 1, 'roleRef', 'kind']);
    assert.deepEqual(problem.fix, { replacement: 'ClusterAuthzRole' });
  });

  it('point at what was changed, and know what it was', () => {
    const [problem, ...others] = manifestProblems(WORKLOAD.replace('shop', 'store'), '1.2', WORKLOAD);
    assert.deepEqual(others, []);
    assert.deepEqual(problem?.path, ['spec', 'owner', 'projectName']);
    assert.equal(
      problem.message,
      '"owner" cannot be changed once the object exists; it was "shop". Make a new object under another name.',
    );
    assert.deepEqual(problem.fix, { replacement: 'shop' });
  });

  it('point at the map around what was removed', () => {
    const release = (profile: string) => `
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentRelease
metadata: { name: r }
spec:
  owner: { projectName: p, componentName: c }
  componentType: { kind: ComponentType, name: t, spec: { workloadType: job, resources: [{ id: job, template: {} }] } }
  componentProfile: { parameters: { ${profile} } }
  workload: { container: { image: i } }
`;
    assert.deepEqual(problemsOf(release('a: 1, b: 2'), '1.2', release('a: 1, b: 2')), []);
    const [problem] = manifestProblems(release('a: 1'), '1.2', release('a: 1, b: 2'));
    assert.deepEqual(problem?.path, ['spec', 'componentProfile', 'parameters']);
    assert.equal(problem.on, 'key');
    assert.equal(problem.code, 'immutable-field');
  });
});

describe("schema problems: the proposal's kinds", () => {
  const pin = (fields: string) => `
apiVersion: openchoreo.dev/v1alpha1
kind: ReleasePin
metadata: { name: web-staging }
spec: { ${fields} }
`;

  it('have schemas too', () => {
    assert.deepEqual(
      problemsOf(pin('component: web, environment: staging, releaseName: web-20251103-1'), 'proposal'),
      [],
    );
    assert.deepEqual(problemsOf(pin('component: web, environmnet: staging, releaseName: r'), 'proposal'), [
      'spec.environmnet: unknown-field Unknown field "environmnet"; did you mean "environment"?',
    ]);
  });

  it('hold each part of a release as a reference or as content', () => {
    const release = (part: string) => `
apiVersion: openchoreo.dev/v1alpha1
kind: Release
metadata: { name: web-20251103-1 }
spec:
  component: { name: web, ${part} }
  componentTypeDefinition: { name: t, gitRef: { repository: https://git.test/r, revision: abc, path: t.yaml } }
  workload: { apiVersion: openchoreo.dev/v1alpha1, kind: Workload, metadata: { name: web }, spec: { anything: 1 } }
`;
    assert.deepEqual(problemsOf(release('content: { kind: Component, spec: { any: { field: 1 } } }'), 'proposal'), []);
    assert.deepEqual(problemsOf(release('content: { compressed: H4sI }'), 'proposal'), []);
    assert.deepEqual(
      problemsOf(release('content: { spec: {} }, gitRef: { repository: r, revision: s, path: p }'), 'proposal').length,
      1,
    );
    assert.deepEqual(problemsOf(release('x: 1').replace(', x: 1', ''), 'proposal'), [
      'spec.component: missing-field "component" needs "gitRef" or "content".',
    ]);
  });

  it('say which of two fields is needed', () => {
    const yaml =
      'apiVersion: openchoreo.dev/v1alpha1\nkind: ComponentV2\nmetadata: { name: c }\nspec: { owner: { projectName: p } }\n';
    assert.deepEqual(problemsOf(yaml, 'proposal'), ['spec: missing-field "spec" needs "componentType" or "type".']);
  });
});
