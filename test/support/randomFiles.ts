/**
 * Random repositories whose few names collide all the time: owners, releases, bindings, pipelines, old forms, broken and
 * unreadable files. For properties that must hold after any sequence of edits.
 */
import fc from 'fast-check';

const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 4 });

const namespace = pick(undefined, undefined, 'default', 'team');
const project = pick('shop', 'blog', 'shpo');
const component = pick('web', 'api', 'wbe');
const environment = pick('dev', 'stage', 'prod', 'stag');
const release = pick('web-20260101-1', 'web-20260102-1', 'api-20260101-1', 'web-hash', 'gone');
const endpoint = pick('http', 'grpc', 'htpp');

interface Shape {
  readonly kind: string;
  readonly name: fc.Arbitrary<string>;
  readonly spec: fc.Arbitrary<unknown>;
}

const owner = fc.record({
  projectName: maybe(project),
  componentName: maybe(component),
  resourceName: maybe(pick('db')),
});
const ref = (name: fc.Arbitrary<string>) => fc.oneof(name, fc.record({ name }));

const SHAPES: readonly Shape[] = [
  {
    kind: 'Environment',
    name: environment,
    spec: fc.record({ isProduction: fc.boolean(), dataPlaneRef: maybe(pick('default', 'perf')) }),
  },
  { kind: 'DataPlane', name: pick('perf', 'default'), spec: fc.constant({}) },
  {
    kind: 'DeploymentPipeline',
    name: pick('standard', 'other'),
    spec: fc.record({
      promotionPaths: fc.array(
        fc.record({
          sourceEnvironmentRef: ref(environment),
          targetEnvironmentRefs: fc.array(ref(environment), { maxLength: 2 }),
        }),
        { maxLength: 3 },
      ),
    }),
  },
  {
    kind: 'Project',
    name: project,
    spec: fc.record({ deploymentPipelineRef: maybe(ref(pick('standard', 'other', 'default'))) }),
  },
  {
    kind: 'Component',
    name: component,
    spec: fc.record({
      owner,
      componentType: maybe(
        fc.record({ kind: pick('ComponentType', 'ClusterComponentType'), name: pick('deployment/svc', 'svc') }),
      ),
      traits: maybe(fc.array(fc.record({ name: pick('cache'), instanceName: pick('a', 'b') }), { maxLength: 2 })),
    }),
  },
  { kind: 'ComponentType', name: pick('svc'), spec: fc.constant({ workloadType: 'deployment' }) },
  { kind: 'ClusterComponentType', name: pick('svc', 'svd'), spec: fc.constant({ workloadType: 'deployment' }) },
  {
    kind: 'Workload',
    name: component,
    spec: fc.record({
      owner,
      endpoints: maybe(fc.dictionary(endpoint, fc.constant({ type: 'HTTP', port: 80 }), { maxKeys: 2 })),
      dependencies: maybe(
        fc.record({ endpoints: fc.array(fc.record({ component, name: endpoint }), { maxLength: 2 }) }),
      ),
    }),
  },
  {
    kind: 'ComponentRelease',
    name: release,
    spec: fc.record({
      owner,
      workload: fc.record({ container: fc.record({ image: pick('web:1', 'web:2') }) }),
      componentProfile: maybe(
        fc.record({ traits: fc.array(fc.record({ instanceName: pick('a', 'b') }), { maxLength: 2 }) }),
      ),
    }),
  },
  {
    kind: 'ReleaseBinding',
    name: pick('web-dev', 'web-stage', 'web-prod', 'api-dev', 'other'),
    spec: fc.record({
      owner,
      environment: maybe(environment),
      releaseName: maybe(release),
      state: maybe(pick('Active', 'Undeploy')),
      traitEnvironmentConfigs: maybe(fc.dictionary(pick('a', 'b', 'c'), fc.constant({}), { maxKeys: 2 })),
    }),
  },
  { kind: 'ProjectRelease', name: pick('shop-1', 'blog-1'), spec: fc.record({ owner }) },
  {
    kind: 'ProjectReleaseBinding',
    name: pick('shop-dev', 'shop-prod'),
    spec: fc.record({ owner, environment, projectRelease: maybe(pick('shop-1', 'blog-1')) }),
  },
  { kind: 'Release', name: release, spec: fc.record({ component: fc.record({ name: component }) }) },
  {
    kind: 'ReleasePin',
    name: pick('web-dev', 'api-dev'),
    spec: fc.record({ component, environment, releaseName: maybe(release) }),
  },
  {
    kind: 'ClusterAuthzRoleBinding',
    name: pick('admins'),
    spec: fc.record({
      roleMappings: fc.array(fc.record({ scope: fc.record({ namespace: maybe(pick('default', 'team')), project }) }), {
        maxLength: 2,
      }),
    }),
  },
];

const manifest: fc.Arbitrary<unknown> = fc.oneof(
  ...SHAPES.map(({ kind, name, spec }) =>
    fc.record({ namespace, name, spec }).map((parts) => ({
      apiVersion: 'openchoreo.dev/v1alpha1',
      kind,
      metadata: { name: parts.name, namespace: parts.namespace },
      spec: parts.spec,
    })),
  ),
);

const asText = (value: unknown) => JSON.stringify(value, null, 2);

const document: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: manifest.map(asText) },
  {
    weight: 1,
    arbitrary: fc.array(manifest, { maxLength: 3 }).map((items) => asText({ apiVersion: 'v1', kind: 'List', items })),
  },
  { weight: 1, arbitrary: manifest.map((value) => `# a comment\n${asText(value)}\n# and one more`) },
  // The same key twice: what it says last counts, and nobody trusts it.
  { weight: 1, arbitrary: manifest.map((value) => asText(value).replace(/^\{/, '{ "spec": {},')) },
  { weight: 1, arbitrary: manifest.map((value) => asText(value).replace('"kind"', '"knd"')) },
  { weight: 1, arbitrary: manifest.map((value) => asText(value).replace(/"kind": "(.)/, '"kind": "$1x')) },
  { weight: 1, arbitrary: manifest.map((value) => asText(value).slice(0, -1)) },
  { weight: 1, arbitrary: pick('', 'a: 1', 'apiVersion: v1\nkind: Namespace\nmetadata: { name: default }') },
);

const TEMPLATE = 'apiVersion: openchoreo.dev/v1alpha1\nkind: Environment\nmetadata: { name: {{ .name }} }\n';
const CONFLICT = 'apiVersion: openchoreo.dev/v1alpha1\nkind: ComponentRelease\n<<<<<<< a\n=======\n>>>>>>> b\n';

/** The text of a file. */
export const fileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 15, arbitrary: fc.array(document, { minLength: 1, maxLength: 3 }).map((texts) => texts.join('\n---\n')) },
  { weight: 1, arbitrary: pick(TEMPLATE, CONFLICT) },
);

export const configText: fc.Arbitrary<string | undefined> = pick(
  undefined,
  'defaultNamespace: team\n',
  'external: [Environment/*, "ComponentRelease/gone"]\n',
  'ignore: [b.yaml]\n',
  'rules: { ambiguous-pin: off, unresolved-reference: information }\ncolour: red\n',
);

const FILES = ['a.yaml', 'b.yaml', 'c/d.yaml', 'c/e.yaml', 'f.yaml'] as const;

/** A change of a repository: of a file (undefined: it goes), or of the configuration. */
export type Change =
  | { readonly kind: 'file'; readonly file: string; readonly text: string | undefined }
  | { readonly kind: 'config'; readonly text: string | undefined };

export const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('file' as const),
      file: pick(...FILES),
      text: fc.option(fileText, { nil: undefined, freq: 6 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('config' as const), text: configText }) },
);
