import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fromInlineDialect } from '../../../../server/src/analysis/schema/inlineDialect';
import { MIGRATIONS } from '../../../../server/src/features/codeActions/migrations';
import { fixed, fixesOf } from '../../../support/fixes';
import { openFixture, openParsed, problemsOf } from '../../../support/fixture';

interface Case {
  readonly kind: string;
  /** Below `spec:`, before and after. */
  readonly before: string;
  readonly after: string;
  readonly code: string;
  /** What the manifest lacks besides, and would be reported before as well as after. */
  readonly left?: readonly string[];
}

const ENV = '  environment: staging\n  releaseName: web-20260101-1\n';
const OWNER = '  owner: { projectName: shop, componentName: web }\n';
const TEMPLATE = '{ apiVersion: apps/v1, kind: Deployment, metadata: { name: "${metadata.name}" } }';
const TYPE = `  workloadType: deployment\n  resources:\n    - id: deployment\n      template: ${TEMPLATE}\n`;
const CONFIG_MAP = '{ apiVersion: v1, kind: ConfigMap, metadata: { name: a } }';

/** One case for each row of domain/evolution.md §4 that is mechanical. */
const CASES: Readonly<Record<string, Case>> = {
  'spec.componentTypeEnvOverrides': {
    kind: 'ReleaseBinding',
    code: 'unknown-field',
    before: `${OWNER}${ENV}  componentTypeEnvOverrides: # sizes\n    replicas: 2\n`,
    after: `${OWNER}${ENV}  componentTypeEnvironmentConfigs: # sizes\n    replicas: 2\n`,
  },
  'spec.traitOverrides': {
    kind: 'ReleaseBinding',
    code: 'unknown-field',
    before: `${OWNER}${ENV}  traitOverrides: { data: { size: 1Gi } }\n`,
    after: `${OWNER}${ENV}  traitEnvironmentConfigs: { data: { size: 1Gi } }\n`,
  },
  'spec.containers': {
    kind: 'Workload',
    code: 'unknown-field',
    before: `${OWNER}  containers:\n    main:\n      image: web:1 # ours\n      env:\n        - key: A\n          value: b\n`,
    after: `${OWNER}  container:\n    image: web:1 # ours\n    env:\n      - key: A\n        value: b\n`,
  },
  'spec.componentType': {
    kind: 'Component',
    code: 'wrong-type',
    before: '  owner: { projectName: shop }\n  componentType: deployment/service # the usual\n',
    after:
      '  owner: { projectName: shop }\n  componentType: # the usual\n    kind: ComponentType\n    name: deployment/service\n',
  },
  'spec.addons': {
    kind: 'Component',
    code: 'unknown-field',
    before:
      '  owner: { projectName: shop }\n  componentType: { name: deployment/service }\n  addons:\n    - name: volume\n      instanceId: data\n      config: { size: 1Gi }\n    - { name: cache, instanceName: c }\n',
    after:
      '  owner: { projectName: shop }\n  componentType: { name: deployment/service }\n  traits:\n    - name: volume\n      instanceName: data\n      parameters: { size: 1Gi }\n    - { name: cache, instanceName: c }\n',
  },
  'spec.workflow.schema': {
    kind: 'Component',
    code: 'unknown-field',
    before:
      '  owner: { projectName: shop }\n  componentType: { name: deployment/service }\n  workflow: { name: docker, schema: { a: b } }\n',
    after:
      '  owner: { projectName: shop }\n  componentType: { name: deployment/service }\n  workflow: { name: docker, parameters: { a: b } }\n',
  },
  'spec.schema': {
    kind: 'ComponentType',
    code: 'unknown-field',
    before: `${TYPE}  schema:\n    parameters:\n      port: integer | default=8080\n      host: string\n    envOverrides:\n      level: string | default=info enum="debug,info"\n`,
    after: `${TYPE}  parameters:\n    openAPIV3Schema:\n      type: object\n      properties:\n        port:\n          type: integer\n          default: 8080\n        host:\n          type: string\n      required:\n        - host\n  environmentConfigs:\n    openAPIV3Schema:\n      type: object\n      properties:\n        level:\n          type: string\n          default: info\n          enum:\n            - debug\n            - info\n`,
  },
  'spec.creates.*': {
    kind: 'Trait',
    code: 'missing-field',
    before: `  creates:\n    - apiVersion: v1\n      kind: ConfigMap\n      metadata:\n        name: a\n    - template: ${CONFIG_MAP}\n`,
    after: `  creates:\n    - template:\n        apiVersion: v1\n        kind: ConfigMap\n        metadata:\n          name: a\n    - template: ${CONFIG_MAP}\n`,
  },
  '**.includeWhen': {
    kind: 'Trait',
    code: 'pattern-mismatch',
    before: `  creates:\n    - includeWhen: parameters.enabled\n      template: ${CONFIG_MAP}\n`,
    after: `  creates:\n    - includeWhen: \${parameters.enabled}\n      template: ${CONFIG_MAP}\n`,
  },
  '**.forEach': {
    kind: 'Trait',
    code: 'pattern-mismatch',
    before: `  creates:\n    - forEach: "parameters.list"\n      var: item\n      template: ${CONFIG_MAP}\n`,
    after: `  creates:\n    - forEach: "\${parameters.list}"\n      var: item\n      template: ${CONFIG_MAP}\n`,
  },
  'spec.endpoints.*.type': {
    kind: 'Workload',
    code: 'not-in-enum',
    before: `${OWNER}  container: { image: web:1 }\n  endpoints:\n    http: { type: REST, port: 80 }\n`,
    after: `${OWNER}  container: { image: web:1 }\n  endpoints:\n    http: { type: HTTP, port: 80 }\n`,
  },
  'spec.connections': {
    kind: 'Workload',
    code: 'unknown-field',
    before: `${OWNER}  container: { image: web:1 }\n  connections:\n    # the catalogue\n    - namespace: default\n      component: catalog\n      endpoint: http\n      visibility: project\n      envBindings: { address: CATALOG }\n`,
    after: `${OWNER}  container: { image: web:1 }\n  dependencies:\n    endpoints:\n      # the catalogue\n      - component: catalog\n        name: http\n        visibility: project\n        envBindings: { address: CATALOG }\n`,
  },
  '**.valueFrom.secretRef': {
    kind: 'Workload',
    code: 'unknown-field',
    before: `${OWNER}  container:\n    image: web:1\n    env:\n      - key: A\n        valueFrom: { secretRef: { name: s, key: k } }\n`,
    after: `${OWNER}  container:\n    image: web:1\n    env:\n      - key: A\n        valueFrom: { secretKeyRef: { name: s, key: k } }\n`,
  },
  'spec.dataPlaneRef': {
    kind: 'Environment',
    code: 'wrong-type',
    before: '  dataPlaneRef: default\n',
    after: '  dataPlaneRef:\n    kind: DataPlane\n    name: default\n',
  },
  'spec.observabilityPlaneRef': {
    kind: 'DataPlane',
    code: 'wrong-type',
    before: '  planeID: a\n  clusterAgent: { clientCA: { value: x } }\n  observabilityPlaneRef: default\n',
    after:
      '  planeID: a\n  clusterAgent: { clientCA: { value: x } }\n  observabilityPlaneRef:\n    kind: ObservabilityPlane\n    name: default\n',
  },
  'spec.promotionPaths.*.sourceEnvironmentRef': {
    kind: 'DeploymentPipeline',
    code: 'wrong-type',
    before:
      '  promotionPaths:\n    - sourceEnvironmentRef: development\n      targetEnvironmentRefs: [{ name: staging }]\n',
    after:
      '  promotionPaths:\n    - sourceEnvironmentRef:\n        name: development\n      targetEnvironmentRefs: [{ name: staging }]\n',
  },
  'spec.promotionPaths.*.targetEnvironmentRefs.*': {
    kind: 'DeploymentPipeline',
    code: 'wrong-type',
    before:
      '  promotionPaths:\n    - sourceEnvironmentRef: { name: development }\n      targetEnvironmentRefs: [staging]\n',
    after:
      '  promotionPaths:\n    - sourceEnvironmentRef: { name: development }\n      targetEnvironmentRefs: [{name: staging}]\n',
  },
  'spec.deploymentPipelineRef': {
    kind: 'Project',
    code: 'wrong-type',
    before: '  type: { name: default }\n  deploymentPipelineRef: standard\n',
    after: '  type: { name: default }\n  deploymentPipelineRef:\n    name: standard\n',
  },
  'spec.allowedTraits.*': {
    kind: 'ComponentType',
    code: 'wrong-type',
    before: `${TYPE}  allowedTraits:\n    - volume # disks\n`,
    after: `${TYPE}  allowedTraits:\n    - kind: Trait\n      name: volume # disks\n`,
  },
  'spec.allowedWorkflows.*': {
    kind: 'ClusterComponentType',
    code: 'wrong-type',
    before: `${TYPE}  allowedWorkflows: [docker]\n`,
    after: `${TYPE}  allowedWorkflows: [{kind: ClusterWorkflow, name: docker}]\n`,
  },
  'spec.resource': {
    kind: 'ClusterWorkflow',
    code: 'unknown-field',
    before:
      '  resource:\n    template:\n      apiVersion: argoproj.io/v1alpha1\n      kind: Workflow\n      metadata: { name: "${metadata.workflowRunName}", namespace: "${metadata.namespace}" }\n',
    after:
      '  runTemplate:\n    apiVersion: argoproj.io/v1alpha1\n    kind: Workflow\n    metadata: { name: "${metadata.workflowRunName}", namespace: "${metadata.namespace}" }\n',
  },
  'spec.config': {
    kind: 'ObservabilityAlertsNotificationChannel',
    code: 'unknown-field',
    before: '  environment: production\n  type: webhook\n  config: { url: https://example.com/hook }\n',
    after: '  environment: production\n  type: webhook\n  webhookConfig: { url: https://example.com/hook }\n',
  },
  'spec.notificationChannel': {
    kind: 'ObservabilityAlertRule',
    code: 'unknown-field',
    before:
      '  name: errors\n  severity: critical\n  source: { type: log, query: error }\n  condition: { window: 5m, interval: 1m, operator: gt, threshold: 1 }\n  notificationChannel: on-call\n',
    after:
      '  name: errors\n  severity: critical\n  source: { type: log, query: error }\n  condition: { window: 5m, interval: 1m, operator: gt, threshold: 1 }\n  actions:\n    notifications:\n      channels:\n      - on-call\n',
    left: ['alert-rule-labels'],
  },
  'spec.roleRef': {
    kind: 'AuthzRoleBinding',
    code: 'unknown-field',
    before:
      '  entitlement: { claim: group, value: ops }\n  roleRef: { kind: AuthzRole, name: viewer }\n  targetPath: { project: shop }\n',
    after:
      '  entitlement: { claim: group, value: ops }\n  roleMappings:\n  - roleRef:\n      kind: AuthzRole\n      name: viewer\n    scope:\n      project: shop\n',
  },
};

const manifest = (kind: string, spec: string) =>
  `apiVersion: openchoreo.dev/v1alpha1\nkind: ${kind}\nmetadata:\n  name: web\n${/^Cluster/.test(kind) ? '' : '  namespace: default\n'}spec:\n${spec}`;
const VERSION = '#- .openchoreo-gitops.yaml\nplatformVersion: "1.2"\n';
const open = (kind: string, spec: string) =>
  openFixture(`${VERSION}#- manifest.yaml\n${manifest(kind, spec)}`, { schemas: true });

describe('migrations', () => {
  for (const [at, { kind, code, before, after, left = [] }] of Object.entries(CASES)) {
    it(`${kind} ${at}`, () => {
      const opened = open(kind, before);
      assert.ok(
        problemsOf(opened).some((problem) => problem.code === code),
        problemsOf(opened)
          .map((problem) => `${problem.code}: ${problem.message}`)
          .join('\n'),
      );
      const { text, files } = fixed(opened, code, /^Migrate /);
      assert.equal(text, manifest(kind, after));
      assert.deepEqual(
        problemsOf(openParsed({ ...opened, files }, { schemas: true })).map((problem) => problem.code),
        left,
      );
    });

    it(`${kind} ${at}, with line ends of Windows, in a second document`, () => {
      const first = manifest('Environment', '  dataPlaneRef: { kind: DataPlane, name: default }\n').replace(
        'web',
        'dev',
      );
      const both = (spec: string) => `\ufeff${first}---\n${manifest(kind, spec)}`.replaceAll('\n', '\r\n');
      const opened = openParsed(
        {
          files: new Map([
            ['.openchoreo-gitops.yaml', 'platformVersion: "1.2"\n'],
            ['manifest.yaml', both(before)],
          ]),
          notes: [],
        },
        { schemas: true },
      );
      assert.equal(fixed(opened, code, /^Migrate /).text, both(after));
    });
  }

  it('have a case each', () => {
    const untested = MIGRATIONS.map(({ at }) => at).filter((at) => !(at in CASES));
    assert.deepEqual(untested, ['spec.targetPath'], 'which comes with spec.roleRef');
  });

  it('leave alone what cannot be translated', () => {
    const none = (kind: string, spec: string, code: string) =>
      assert.deepEqual(
        fixesOf(open(kind, spec), code)
          .flat()
          .filter(({ title }) => title.startsWith('Migrate')),
        [],
      );
    none('Workload', `${OWNER}  containers: { a: { image: x }, b: { image: y } }\n`, 'unknown-field');
    none('ComponentType', `${TYPE}  schema: { parameters: { a: Unknown } }\n`, 'unknown-field');
    none('Workload', `${OWNER}  container: { image: x }\n  connections: { a: { type: api } }\n`, 'unknown-field');
    none(
      'Component',
      '  owner: { projectName: shop }\n  componentType: &t deployment/service\n  x: *t\n',
      'wrong-type',
    );
  });

  it('name today’s kind of one that only has another name', () => {
    const opened = open('BuildPlane', '  planeID: a\n  clusterAgent: { clientCA: { value: x } }\n');
    const { text, files } = fixed(opened, 'removed-kind', /^Migrate BuildPlane to WorkflowPlane$/);
    assert.equal(text, manifest('WorkflowPlane', '  planeID: a\n  clusterAgent: { clientCA: { value: x } }\n'));
    assert.deepEqual(problemsOf(openParsed({ ...opened, files }, { schemas: true })), []);
  });
});

describe('fromInlineDialect', () => {
  it('reads types, lists, maps, named types and constraints', () => {
    assert.deepEqual(
      fromInlineDialect(
        {
          replicas: 'integer | default=1 minimum=0 | maximum=10',
          tags: '[]string',
          labels: 'map<string>',
          limits: { cpu: 'string | default="500m"', debug: 'boolean | required=false' },
          db: 'Database',
          note: "string | description='two words' oc:sensitive=true",
        },
        { Database: { host: 'string | pattern=^[a-z]+$' } },
      ),
      {
        type: 'object',
        properties: {
          replicas: { type: 'integer', default: 1, minimum: 0, maximum: 10 },
          tags: { type: 'array', items: { type: 'string' } },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
          limits: {
            type: 'object',
            properties: { cpu: { type: 'string', default: '500m' }, debug: { type: 'boolean' } },
          },
          db: { $ref: '#/$defs/Database' },
          note: { type: 'string', description: 'two words' },
        },
        required: ['tags', 'labels', 'limits', 'db', 'note'],
        $defs: {
          Database: {
            type: 'object',
            properties: { host: { type: 'string', pattern: '^[a-z]+$' } },
            required: ['host'],
          },
        },
      },
    );
  });

  it('gives up on what it does not understand', () => {
    for (const field of ['object', 'integer | default=one', 'string | weight=1', '', 7, ['string']])
      assert.equal(fromInlineDialect({ field }, {}), undefined, JSON.stringify(field));
    assert.equal(fromInlineDialect({ $default: {} }, {}), undefined);
  });
});
