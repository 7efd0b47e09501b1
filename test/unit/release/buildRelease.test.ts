import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { after, cut, doc, file, outline, warnings } from '../../support/plans';

const TEMPLATE = '{ apiVersion: apps/v1, kind: Deployment, metadata: { name: x } }';

/** What a test may replace of the world that a release is cut from; undefined leaves a manifest out. */
interface World {
  readonly component?: string | undefined;
  readonly type?: string | undefined;
  readonly traits?: string | undefined;
  readonly workload?: string | undefined;
  readonly more?: string;
}

const COMPONENT = '{ owner: { projectName: shop }, componentType: { name: deployment/web } }';
const TYPE = `{ workloadType: deployment, allowedTraits: [{ name: pvc }, { kind: ClusterTrait, name: alert }], resources: [{ id: deployment, template: ${TEMPLATE} }] }`;
const WORKLOAD = '{ owner: { projectName: shop, componentName: cart }, container: { image: reg/cart:1 } }';
const PVC = doc(
  'Trait',
  'pvc',
  '{ creates: [{ template: { apiVersion: v1, kind: PVC, metadata: { name: claim } } }] }',
);
const ALERT = doc('ClusterTrait', 'alert', '{}').replace(', namespace: acme', '');

function world(parts: World = {}): string {
  const put = (path: string, kind: string, name: string, spec: string | undefined) =>
    spec === undefined ? '' : file(path, doc(kind, name, spec));
  const all = { component: COMPONENT, type: TYPE, traits: `${PVC}---\n${ALERT}`, workload: WORKLOAD, ...parts };
  return (
    put('cart/component.yaml', 'Component', 'cart', all.component) +
    put('platform/web.yaml', 'ComponentType', 'web', all.type) +
    (all.traits === undefined ? '' : file('platform/traits.yaml', all.traits)) +
    put('cart/workload.yaml', 'Workload', 'cart-workload', all.workload) +
    (all.more ?? '')
  );
}

/** The text of the release that is cut. */
function text(parts: World): string {
  const plan = cut(world(parts));
  assert.equal(plan.status, 'ready', JSON.stringify(plan.blockers));
  return after(plan)['cart/releases/cart-20261122-1.yaml']!;
}

/** Codes and words of what is in the way. */
function refused(parts: World): string {
  const plan = cut(world(parts));
  assert.equal(plan.status, 'blocked');
  return plan.blockers.map((blocker) => `${blocker.code}: ${blocker.message}`).join('\n');
}

const using = (...traits: readonly string[]) => `${COMPONENT.slice(0, -2)}, traits: [${traits.join(', ')}] }`;
const embedding = (...traits: readonly string[]) => `${TYPE.slice(0, -2)}, traits: [${traits.join(', ')}] }`;

describe('the content of a release', () => {
  it('is what occ writes', () => {
    assert.equal(
      text({
        component: using(
          '{ name: pvc, instanceName: data, parameters: { size: 1_000, z: yes } }',
          '{ kind: ClusterTrait, name: alert, instanceName: a }',
        ).replace('componentType:', 'autoDeploy: true, parameters: {}, componentType:'),
        workload: WORKLOAD.replace('image: reg/cart:1', 'image: reg/cart:1, env: [{ key: A, value: "" }]').replace(
          / }$/,
          ', dependencies: {}, extra: x }',
        ),
      }),
      `apiVersion: openchoreo.dev/v1alpha1
kind: ComponentRelease
metadata:
  name: cart-20261122-1
  namespace: acme
spec:
  componentProfile:
    parameters: {}
    traits:
    - instanceName: data
      kind: Trait
      name: pvc
      parameters:
        size: 1000
        z: true
    - instanceName: a
      kind: ClusterTrait
      name: alert
  componentType:
    kind: ComponentType
    name: deployment/web
    spec:
      allowedTraits:
      - kind: Trait
        name: pvc
      - kind: ClusterTrait
        name: alert
      resources:
      - id: deployment
        template:
          apiVersion: apps/v1
          kind: Deployment
          metadata:
            name: x
      workloadType: deployment
  owner:
    componentName: cart
    projectName: shop
  traits:
  - kind: ClusterTrait
    name: alert
    spec: {}
  - kind: Trait
    name: pvc
    spec:
      creates:
      - template:
          apiVersion: v1
          kind: PVC
          metadata:
            name: claim
  workload:
    container:
      env:
      - key: A
      image: reg/cart:1
    dependencies: {}
`,
    );
  });

  it('has a profile only for parameters or traits of the component', () => {
    assert.doesNotMatch(text({}), /componentProfile/);
    assert.doesNotMatch(text({ component: `${COMPONENT.slice(0, -2)}, parameters: null }` }), /componentProfile/);
    assert.match(
      text({ component: `${COMPONENT.slice(0, -2)}, parameters: {} }` }),
      /componentProfile:\n {4}parameters: \{\}\n {2}component/,
    );
    assert.match(text({ component: using('{ name: pvc, instanceName: d }') }), /componentProfile:\n {4}traits:\n/);
  });

  it('freezes a trait once, also when type and component use it', () => {
    const release = text({
      component: using('{ name: pvc, instanceName: b }'),
      type: embedding('{ name: pvc, instanceName: a, parameters: { z: 1, b: 2 } }'),
    });
    assert.equal(release.split('creates:').length, 2);
    assert.match(
      release,
      /traits:\n {6}- instanceName: a\n {8}kind: Trait\n {8}name: pvc\n {8}parameters:\n {10}b: 2\n {10}z: 1\n/,
    );
  });

  it('gives traits of a cluster type the kind of the cluster, but leaves workflows alone', () => {
    const type = doc(
      'ClusterComponentType',
      'web',
      TYPE.replace('{ name: pvc }, { kind: ClusterTrait, name: alert }', '{ name: alert }').replace(
        / }$/,
        ', allowedWorkflows: [{ name: build }], traits: [{ name: alert, instanceName: e }] }',
      ),
    ).replace(', namespace: acme', '');
    const release = text({
      type: undefined,
      component: COMPONENT.replace('{ name: deployment/web }', '{ kind: ClusterComponentType, name: deployment/web }'),
      more: file('cluster.yaml', type),
    });
    assert.match(
      release,
      /allowedTraits:\n {6}- kind: ClusterTrait\n {8}name: alert\n {6}allowedWorkflows:\n {6}- name: build\n/,
    );
    assert.match(release, /traits:\n {6}- instanceName: e\n {8}kind: ClusterTrait\n/);
    assert.match(release, /kind: ClusterComponentType\n {4}name: deployment\/web\n/);
  });

  it('prints numbers as Go does', () => {
    const release = text({
      component: `${COMPONENT.slice(0, -2)}, parameters: { a: 1234567.5, b: 1e-7, c: 12345678901234567890, d: -0.0, e: 9007199254740993 } }`,
    });
    assert.match(
      release,
      /a: 1\.2345675e\+06\n {6}b: 1e-07\n {6}c: 12345678901234567000\n {6}d: 0\n {6}e: 9007199254740993\n/,
    );
  });

  it('writes no namespace where the component has none, and says what occ makes of it', () => {
    const plan = cut(world().replaceAll(', namespace: acme', ''));
    assert.doesNotMatch(Object.values(after(plan))[0]!, /namespace/);
    assert.deepEqual(warnings(plan), ['occ-differs']);
  });
});

describe('a release that cannot be cut', () => {
  const cases: readonly [string, World, RegExp][] = [
    ['no component type', { type: undefined }, /^missing-manifest: There is no ComponentType "web" in namespace acme/],
    [
      'a component type of another namespace',
      { type: undefined, more: file('other.yaml', doc('ComponentType', 'web', TYPE).replace('acme', 'beta')) },
      /^missing-manifest: .*other\.yaml declares one in namespace beta/,
    ],
    [
      'a component type that a template may hold',
      {
        type: undefined,
        more: file(
          't.yaml',
          'apiVersion: openchoreo.dev/v1alpha1\nkind: ComponentType\nmetadata: { name: {{ .Values.x }} }\n',
        ),
      },
      /cannot be read here/,
    ],
    [
      'a kind of type that there is not',
      { component: COMPONENT.replace('{ name:', '{ kind: Foo, name:') },
      /^unsupported-kind: .*"Foo"/,
    ],
    [
      'a type name with two slashes',
      { component: COMPONENT.replace('deployment/web', 'a/b/web') },
      /^invalid-type-name: .*"a\/b\/web"/,
    ],
    [
      'a type name without a workload type',
      { component: COMPONENT.replace('deployment/web', 'web') },
      /^invalid-type-name/,
    ],
    [
      'the old form of the type name',
      { component: COMPONENT.replace('{ name: deployment/web }', 'deployment/web') },
      /^wrong-type: `spec\.componentType` of Component "cart" must be a map/,
    ],
    [
      'a trait where none are allowed',
      { component: using('{ name: pvc, instanceName: a }'), type: TYPE.replace(/allowedTraits: \[.*?\], /, '') },
      /^traits-not-allowed: .*uses Trait:pvc, but ComponentType "web" allows no traits/,
    ],
    [
      'traits of another kind than allowed',
      { component: using('{ name: alert, instanceName: a }', '{ name: x, instanceName: b }') },
      /uses Trait:alert, Trait:x, but .* allows Trait:pvc, ClusterTrait:alert only/,
    ],
    [
      'one instance name twice',
      { component: using('{ name: pvc, instanceName: a }', '{ kind: ClusterTrait, name: alert, instanceName: a }') },
      /^duplicate-instance-name: .*"a" is used twice in Component "cart"\./,
    ],
    [
      'one instance name twice in the type',
      { type: embedding('{ name: pvc, instanceName: a }', '{ name: pvc, instanceName: a }') },
      /used twice in ComponentType "web"/,
    ],
    [
      'one instance name in both',
      { component: using('{ name: pvc, instanceName: a }'), type: embedding('{ name: pvc, instanceName: a }') },
      /in Component "cart" and in its type "web"/,
    ],
    [
      'no trait',
      { component: using('{ name: pvc, instanceName: a }'), traits: ALERT },
      /^missing-manifest: There is no Trait "pvc"/,
    ],
    [
      'a kind of trait that there is not',
      { type: embedding('{ kind: Addon, name: pvc, instanceName: a }') },
      /^unsupported-kind: "Addon"/,
    ],
    ['no workload', { workload: undefined }, /^missing-manifest: shop\/cart has no Workload/],
    [
      'a workload in another namespace',
      { workload: undefined, more: file('w.yaml', doc('Workload', 'w', WORKLOAD).replace('acme', 'beta')) },
      /w\.yaml declares one in namespace beta/,
    ],
    [
      'two workloads',
      { more: file('w2.yaml', doc('Workload', 'other', WORKLOAD)) },
      /^ambiguous-manifest: .*cart\/workload\.yaml, w2\.yaml/,
    ],
    [
      'two components',
      { more: file('c2.yaml', doc('Component', 'cart', COMPONENT)) },
      /^ambiguous-manifest: Component "cart" .*c2\.yaml, cart\/component\.yaml/,
    ],
    [
      'two types of one name',
      { more: file('t2.yaml', doc('ComponentType', 'web', TYPE)) },
      /^ambiguous-manifest: ComponentType "web"/,
    ],
    [
      'a workload in a List',
      {
        workload: undefined,
        more: file(
          'l.yaml',
          `apiVersion: v1\nkind: List\nitems:\n- ${doc('Workload', 'w', WORKLOAD).trimEnd().replaceAll('\n', '\n  ')}\n`,
        ),
      },
      /stands in a List/,
    ],
    [
      'a type of another apiVersion',
      { type: undefined, more: file('t.yaml', doc('ComponentType', 'web', TYPE).replace('v1alpha1', 'v1beta1')) },
      /has another apiVersion/,
    ],
    [
      'a field of the wrong type',
      { workload: WORKLOAD.replace('reg/cart:1', '8080') },
      /^wrong-type: `spec\.container\.image` of Workload "cart-workload" must be text: put it in quotes\.$/,
    ],
    [
      'a number that would wrap around',
      { workload: WORKLOAD.replace(/ }$/, ', endpoints: { h: { type: HTTP, port: 99999999999 } } }') },
      /^out-of-range: .*99999999999/,
    ],
    [
      'a number that JSON does not have',
      { workload: WORKLOAD.replace(/ }$/, ', x: .inf }') },
      /^unreadable-value: .*`spec\.x: \.inf`/,
    ],
    ['a key that is null', { workload: WORKLOAD.replace(/ }$/, ', ~: x }') }, /^unreadable-value/],
    [
      'broken YAML',
      { type: undefined, more: file('t.yaml', `${doc('ComponentType', 'web', TYPE)}  x: [\n`) },
      /^broken-manifest: t\.yaml has a YAML syntax error where ComponentType "web" stands/,
    ],
    [
      'no image',
      { workload: WORKLOAD.replace('image: reg/cart:1', 'command: [a]') },
      /^incomplete-release: `spec\.container\.image` of Workload/,
    ],
    [
      'no resources',
      { type: '{ workloadType: deployment }' },
      /`spec\.resources` of ComponentType "web" must hold a resource/,
    ],
    [
      'no resource of the workload type',
      { type: TYPE.replace('id: deployment', 'id: other') },
      /with the id "deployment"/,
    ],
    ['no template', { type: TYPE.replace(TEMPLATE, 'null') }, /`spec\.resources\[0\]\.template`/],
    [
      'no workload type',
      { type: TYPE.replace('workloadType: deployment', 'workloadType: web') },
      /`spec\.workloadType` .*must be one of/,
    ],
    [
      'a patch without operations',
      {
        component: using('{ name: pvc, instanceName: a }'),
        traits: doc('Trait', 'pvc', '{ patches: [{ target: { version: v1, kind: A } }] }'),
      },
      /`spec\.patches\[0\]\.operations` of Trait "pvc"/,
    ],
    [
      'an endpoint without type and port',
      { workload: WORKLOAD.replace(/ }$/, ', endpoints: { h: {} } }') },
      /endpoints\.h\.port[^]*endpoints\.h\.type/,
    ],
  ];
  for (const [name, parts, expected] of cases)
    it(`has ${name}`, () => {
      assert.match(refused(parts), expected);
    });

  it('points at the line to mend', () => {
    const workload = `{
  owner: { projectName: shop, componentName: cart },
  container: {
    image: 8080 } }`;
    assert.deepEqual(cut(world({ workload })).blockers[0]!.link, { file: 'cart/workload.yaml', line: 7 });
  });

  it('belongs to the project that it names', () => {
    const plan = cut(world(), { owners: [{ project: 'other', name: 'cart' }] });
    assert.deepEqual(outline(plan), ['! unknown-owner']);
    assert.match(plan.blockers[0]!.message, /belongs to project "shop", not to "other"/);
  });

  it('reports what comes first: type, allowance, names, traits, workload', () => {
    const bad = using('{ name: gone, instanceName: a }', '{ name: gone, instanceName: a }');
    const allowing = TYPE.replace('{ name: pvc }', '{ name: gone }');
    assert.match(
      refused({ component: bad, type: undefined, workload: undefined }),
      /^missing-manifest: There is no ComponentType/,
    );
    assert.match(refused({ component: bad, workload: undefined }), /^traits-not-allowed/);
    assert.match(refused({ component: bad, type: allowing, workload: undefined }), /^duplicate-instance-name/);
    const good = using('{ name: gone, instanceName: a }');
    assert.match(
      refused({ component: good, type: allowing, workload: undefined }),
      /^missing-manifest: There is no Trait/,
    );
    assert.match(refused({ workload: undefined }), /Workload/);
  });
});

describe('what is worth knowing of a release', () => {
  it('scalars that are frozen otherwise than they look', () => {
    const plan = cut(
      world({
        type: TYPE.replace(TEMPLATE, TEMPLATE.replace('x } }', 'x }, mode: 0755, on: yes, quoted: "yes", plain: x }')),
      }),
    );
    assert.deepEqual(warnings(plan), ['yaml-trap']);
    assert.match(
      plan.warnings[0]!.message,
      /`0755` at spec\.resources\[0\]\.template\.mode as 493, `on` at .*\.on as true, `yes` at .* as true\./,
    );
    assert.equal(plan.warnings[0]!.link?.file, 'platform/web.yaml');
  });

  it('a key that stands twice: the last one is taken', () => {
    const twice = WORKLOAD.replace(
      'container: { image: reg/cart:1 }',
      'container: { image: old }, container: { image: new }',
    );
    const plan = cut(world({ workload: twice }));
    assert.deepEqual(warnings(plan), ['duplicate-key']);
    assert.match(Object.values(after(plan))[0]!, /image: new\n/);
  });

  it('manifests of other namespaces that occ may take', () => {
    const more = file(
      'beta.yaml',
      doc('ComponentType', 'web', TYPE).replace('acme', 'beta'),
      doc('Workload', 'w', WORKLOAD).replace('acme', 'beta'),
    );
    const plan = cut(world({ more }));
    assert.deepEqual(warnings(plan), ['occ-differs', 'occ-differs']);
    assert.match(Object.values(after(plan))[0]!, /image: reg\/cart:1\n/);
  });
});
