import { BOOLEAN, FREE, INT32, INT64, list, map, struct, TEXT, TIME, type Shape } from './typedShape';

/*
 * The manifests that a release is cut from, as OpenChoreo 1.2.3 types them: names end with `!` when they are always
 * written, with `?` when they are written as soon as they are given, else they are written when filled.
 * Source: domain/release-and-promotion.md §2.2; a test compares the names with the schemas.
 */

const SECTION = struct({ 'openAPIV3Schema?': FREE });

const PRE_RENDER_RULE = struct({ 'rule!': TEXT, 'message!': TEXT });

const TARGET = { 'group!': TEXT, 'version!': TEXT, 'kind!': TEXT, where: TEXT };

const POST_RENDER_RULE = struct({
  when: TEXT,
  forEach: TEXT,
  var: TEXT,
  'target!': struct({ ...TARGET, 'mustMatch?': BOOLEAN }),
  targetPlane: TEXT,
  'rule!': TEXT,
  'message!': TEXT,
});

const VALIDATIONS = {
  validations: list(PRE_RENDER_RULE),
  preRenderValidations: list(PRE_RENDER_RULE),
  postRenderValidations: list(POST_RENDER_RULE),
};

const TEMPLATE = { targetPlane: TEXT, includeWhen: TEXT, forEach: TEXT, var: TEXT, 'template!': FREE };

const KIND_AND_NAME = struct({ kind: TEXT, 'name!': TEXT });

const TYPE_SPEC = struct({
  'workloadType!': TEXT,
  allowedWorkflows: list(KIND_AND_NAME),
  'parameters?': SECTION,
  'environmentConfigs?': SECTION,
  traits: list(
    struct({
      kind: TEXT,
      'name!': TEXT,
      'instanceName!': TEXT,
      'parameters?': FREE,
      'environmentConfigs?': FREE,
    }),
  ),
  allowedTraits: list(KIND_AND_NAME),
  ...VALIDATIONS,
  'resources!': list(struct({ 'id!': TEXT, ...TEMPLATE })),
});

const TRAIT_SPEC = struct({
  'parameters?': SECTION,
  'environmentConfigs?': SECTION,
  ...VALIDATIONS,
  creates: list(struct(TEMPLATE)),
  patches: list(
    struct({
      forEach: TEXT,
      var: TEXT,
      'target!': struct(TARGET),
      targetPlane: TEXT,
      'operations!': list(struct({ 'op!': TEXT, 'path!': TEXT, 'value?': FREE })),
    }),
  ),
  removes: list(struct({ forEach: TEXT, var: TEXT, 'target!': struct(TARGET), targetPlane: TEXT })),
});

const VALUE_FROM = struct({ 'secretKeyRef?': struct({ 'name!': TEXT, 'key!': TEXT }) });

const ENDPOINT = struct({
  visibility: list(TEXT),
  'type!': TEXT,
  'port!': INT32,
  targetPort: INT32,
  displayName: TEXT,
  basePath: TEXT,
  'schema?': struct({ type: TEXT, content: TEXT }),
});

const DEPENDENCIES = struct({
  endpoints: list(
    struct({
      project: TEXT,
      'component!': TEXT,
      'name!': TEXT,
      'visibility!': TEXT,
      'envBindings!': struct({ address: TEXT, host: TEXT, port: TEXT, basePath: TEXT }),
    }),
  ),
  resources: list(struct({ 'ref!': TEXT, envBindings: map(TEXT), fileBindings: map(TEXT) })),
});

const WORKLOAD_SPEC = struct({
  'owner!': struct({ 'projectName!': TEXT, 'componentName!': TEXT }),
  'container!': struct({
    'image!': TEXT,
    command: list(TEXT),
    args: list(TEXT),
    env: list(struct({ 'key!': TEXT, value: TEXT, 'valueFrom?': VALUE_FROM })),
    files: list(struct({ 'key!': TEXT, 'mountPath!': TEXT, value: TEXT, 'valueFrom?': VALUE_FROM })),
  }),
  endpoints: map(ENDPOINT),
  'dependencies?': DEPENDENCIES,
});

const COMPONENT_SPEC = struct({
  'owner!': struct({ 'projectName!': TEXT }),
  'componentType!': struct({ kind: TEXT, 'name!': TEXT }),
  autoDeploy: BOOLEAN,
  autoBuild: BOOLEAN,
  'parameters?': FREE,
  traits: list(struct({ kind: TEXT, 'name!': TEXT, 'instanceName!': TEXT, 'parameters?': FREE })),
  'workflow?': struct({ kind: TEXT, 'name!': TEXT, 'parameters?': FREE }),
});

const COMPONENT_STATUS = struct({
  observedGeneration: INT64,
  conditions: list(
    struct({
      'type!': TEXT,
      'status!': TEXT,
      observedGeneration: INT64,
      'lastTransitionTime!': TIME,
      'reason!': TEXT,
      'message!': TEXT,
    }),
  ),
  'latestRelease?': struct({ 'name!': TEXT, 'releaseHash!': TEXT }),
});

const METADATA = struct({
  name: TEXT,
  generateName: TEXT,
  namespace: TEXT,
  selfLink: TEXT,
  uid: TEXT,
  resourceVersion: TEXT,
  generation: INT64,
  'creationTimestamp!': TIME,
  'deletionTimestamp?': TIME,
  'deletionGracePeriodSeconds?': INT64,
  labels: map(TEXT),
  annotations: map(TEXT),
  ownerReferences: list(
    struct({
      'apiVersion!': TEXT,
      'kind!': TEXT,
      'name!': TEXT,
      'uid!': TEXT,
      'controller?': BOOLEAN,
      'blockOwnerDeletion?': BOOLEAN,
    }),
  ),
  finalizers: list(TEXT),
  managedFields: list(
    struct({
      manager: TEXT,
      operation: TEXT,
      apiVersion: TEXT,
      'time?': TIME,
      fieldsType: TEXT,
      'fieldsV1?': FREE,
      subresource: TEXT,
    }),
  ),
});

function manifest(spec: Shape, status: Shape = struct({})): Shape {
  return struct({ kind: TEXT, apiVersion: TEXT, metadata: METADATA, spec, status });
}

/** The whole manifest of each kind that a release is cut from: a badly typed field anywhere in it counts. */
export const MANIFEST_SHAPES = {
  Component: manifest(COMPONENT_SPEC, COMPONENT_STATUS),
  ComponentType: manifest(TYPE_SPEC),
  ClusterComponentType: manifest(TYPE_SPEC),
  Trait: manifest(TRAIT_SPEC),
  ClusterTrait: manifest(TRAIT_SPEC),
  Workload: manifest(WORKLOAD_SPEC),
} as const satisfies Readonly<Record<string, Shape>>;

/** A kind that a release is cut from. */
export type SourceKind = keyof typeof MANIFEST_SHAPES;
