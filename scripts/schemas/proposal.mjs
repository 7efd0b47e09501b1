/**
 * Makes schemas/proposal/<Kind>.json: the kinds of the GitOps proposals of October 2025, of which no CRD was ever released.
 *
 *   node scripts/schemas/proposal.mjs
 *
 * Written by hand from what the proposals show and what the code of early November 2025 had; where the two differ, both
 * are allowed. Nothing enforces these kinds, so what a release has frozen (`content`) is not looked into.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { described } from './described.mjs';
import { METADATA } from './metadata.mjs';

const text = { type: 'string' };
const name = { type: 'string', minLength: 1 };
const flag = { type: 'boolean' };
const anything = { 'x-kubernetes-preserve-unknown-fields': true };
const freeMap = { type: 'object', ...anything };
const oneOf = (...values) => ({ type: 'string', enum: values });
const list = (items) => ({ type: 'array', items });
const map = (values) => ({ type: 'object', additionalProperties: values });
/** A list in the proposals, a map by name in the code. */
const listOrMap = (item, value) => ({
  anyOf: [{ type: 'array' }, { type: 'object' }],
  items: item,
  additionalProperties: value,
});

/** An object; `!` behind a key: required. */
function object(fields, more = {}) {
  const keys = Object.keys(fields);
  const required = keys.filter((key) => key.endsWith('!')).map((key) => key.slice(0, -1));
  const properties = Object.fromEntries(keys.map((key) => [key.replace(/!$/, ''), fields[key]]));
  return { type: 'object', ...(required.length > 0 && { required }), properties, ...more };
}

const owner = object({ projectName: name, 'componentName!': name });
const wholeObject = object({ apiVersion: text, kind: text, metadata: freeMap, spec: freeMap }, anything);

const gitRef = object({ 'repository!': name, 'revision!': name, 'path!': name });
const content = object(
  { apiVersion: text, kind: text, metadata: freeMap, spec: freeMap, compressed: name },
  { ...anything, 'x-rules': [{ rule: 'exactlyOneOf', fields: ['spec', 'compressed'] }] },
);
const gitOrContent = { 'x-rules': [{ rule: 'exactlyOneOf', fields: ['gitRef', 'content'] }] };
const releasePart = object({ 'name!': name, gitRef, content }, gitOrContent);

const inlineSchema = object({ types: freeMap, parameters: freeMap, envOverrides: freeMap });
const loop = { forEach: text, var: text };
const loopNeedsVar = { 'x-rules': [{ rule: 'requires', pairs: [['forEach', 'var']] }] };

const componentSpec = object({
  owner: object({ 'projectName!': name }),
  type: oneOf(
    'Service',
    'ManualTask',
    'ScheduledTask',
    'WebApplication',
    'Webhook',
    'APIProxy',
    'TestRunner',
    'EventHandler',
  ),
  componentType: {
    type: 'string',
    pattern: '^(deployment|statefulset|cronjob|job)/[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
    'x-rules': [{ rule: 'immutable' }],
  },
  parameters: freeMap,
  addons: list(object({ 'name!': name, instanceId: text, instanceName: text, config: freeMap })),
  build: object({
    repository: object({ url: text, revision: object({ branch: text }), appPath: text }),
    templateRef: object({ 'name!': name, parameters: list(object({ 'name!': name, value: anything })) }),
  }),
});
const typeOrComponentType = { anyOf: [{ required: ['componentType'] }, { required: ['type'] }] };

const valueSource = object(
  {
    configurationGroupRef: object({ 'name!': name, 'key!': name }),
    secretRef: object({ 'name!': name, 'key!': name }),
  },
  { 'x-rules': [{ rule: 'exactlyOneOf', fields: ['configurationGroupRef', 'secretRef'] }] },
);
const env = object(
  { 'key!': name, value: text, valueFrom: valueSource },
  { 'x-rules': [{ rule: 'exactlyOneOf', fields: ['value', 'valueFrom'] }] },
);
const container = object({ 'image!': name, command: list(text), args: list(text), env: list(env) });
const port = { type: 'integer', minimum: 1, maximum: 65535 };
const endpoint = { 'port!': port, schema: object({ type: text, content: text }), schemaPath: text };
const endpointType = oneOf('HTTP', 'REST', 'gRPC', 'GraphQL', 'Websocket', 'TCP', 'UDP');
const connection = {
  'type!': text,
  params: map(text),
  'inject!': object({ 'env!': list(object({ 'name!': name, 'value!': text })) }),
};
const secretOrValue = object({ secretRef: anything, value: text });

/** The `spec` of each kind. */
const SPECS = {
  Release: object(
    {
      'component!': releasePart,
      'componentTypeDefinition!': releasePart,
      addons: list(object({ 'name!': name, instanceId: text, gitRef, content }, gitOrContent)),
      'workload!': wholeObject,
    },
    { 'x-rules': [{ rule: 'immutable' }] },
  ),
  ReleasePin: object({ 'component!': name, 'environment!': name, 'releaseName!': name }),
  EnvSettings: object({
    'owner!': owner,
    'environment!': name,
    overrides: freeMap,
    addonOverrides: map(map(anything)),
  }),
  ComponentEnvSnapshot: object({
    'owner!': owner,
    'environment!': name,
    'componentTypeDefinition!': wholeObject,
    'component!': wholeObject,
    addons: list(wholeObject),
    'workload!': wholeObject,
  }),
  Component: { ...componentSpec, ...typeOrComponentType },
  ComponentV2: { ...componentSpec, ...typeOrComponentType },
  ComponentTypeDefinition: object(
    {
      'workloadType!': { ...oneOf('deployment', 'statefulset', 'cronjob', 'job'), 'x-rules': [{ rule: 'immutable' }] },
      schema: inlineSchema,
      'resources!': list(object({ 'id!': name, includeWhen: text, ...loop, 'template!': anything }, loopNeedsVar)),
    },
    { 'x-rules': [{ rule: 'itemNamedBy', list: 'resources', key: 'id', field: 'workloadType', except: [] }] },
  ),
  Addon: object({
    displayName: text,
    description: text,
    schema: inlineSchema,
    // The proposal lists the manifests themselves, the code wraps each in `template`.
    creates: list(object({ template: freeMap }, anything)),
    patches: list(
      object(
        {
          ...loop,
          'target!': object({ group: text, 'version!': name, 'kind!': name, where: text }),
          'operations!': list(
            object({ 'op!': oneOf('add', 'replace', 'remove', 'mergeShallow'), 'path!': text, value: anything }),
          ),
        },
        loopNeedsVar,
      ),
    ),
  }),
  ConfigurationGroup: object({
    scope: map(text),
    environmentGroups: list(object({ 'name!': name, 'environments!': list(name) })),
    'configurations!': list(
      object({
        'key!': name,
        'values!': list(object({ environmentGroupRef: text, environment: text, value: text, vaultKey: text })),
      }),
    ),
  }),
  Workload: object({
    owner: object({ 'projectName!': name, 'componentName!': name }),
    image: text,
    containers: map(container),
    endpoints: listOrMap(
      // The proposal writes the type in lower case.
      object({ 'name!': name, 'type!': text, ...endpoint }),
      object({ 'type!': endpointType, ...endpoint }),
    ),
    connections: listOrMap(object({ 'name!': name, ...connection }), object(connection)),
  }),
  Environment: object({
    dataPlaneRef: text,
    isProduction: flag,
    gateway: object({ dnsPrefix: text, security: object({ remoteJwks: object({ uri: text }) }) }),
  }),
  DataPlane: object({
    imagePullSecretRefs: list(text),
    secretStoreRef: object({ name: text }),
    'kubernetesCluster!': object({
      server: text,
      tls: object({ ca: secretOrValue }),
      auth: object({
        mtls: object({ clientCert: secretOrValue, clientKey: secretOrValue }),
        bearerToken: secretOrValue,
      }),
    }),
    'gateway!': object({ publicVirtualHost: text, organizationVirtualHost: text }),
    observer: object({
      url: text,
      authentication: object({ basicAuth: object({ username: text, password: text }) }),
    }),
  }),
  DeploymentPipeline: object({
    promotionPaths: list(
      object({
        'sourceEnvironmentRef!': name,
        'targetEnvironmentRefs!': list(
          object({ 'name!': name, requiresApproval: flag, isManualApprovalRequired: flag }),
        ),
      }),
    ),
  }),
  Project: object({ 'deploymentPipelineRef!': name }),
  Organization: object({}),
};

const CLUSTER_SCOPED = ['Organization'];
/** Kinds that say nothing without a `spec`. */
const SPEC_OPTIONAL = ['Organization', 'Environment', 'DeploymentPipeline', 'Addon'];

const target = fileURLToPath(new URL('../../schemas/proposal', import.meta.url));
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const [kind, spec] of Object.entries(SPECS)) {
  const scope = CLUSTER_SCOPED.includes(kind) ? 'cluster' : 'namespaced';
  const schema = {
    'x-kind': { group: 'openchoreo.dev', version: 'v1alpha1', kind, scope },
    type: 'object',
    ...(!SPEC_OPTIONAL.includes(kind) && { required: ['spec'] }),
    properties: {
      apiVersion: oneOf('openchoreo.dev/v1alpha1'),
      kind: oneOf(kind),
      metadata: METADATA,
      spec,
      status: { ...anything, 'x-ignored': true },
    },
  };
  writeFileSync(join(target, `${kind}.json`), `${JSON.stringify(described(schema, kind, 'proposal'))}\n`);
}
console.log(`${target}: ${Object.keys(SPECS).length} kinds`);
