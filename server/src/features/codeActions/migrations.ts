import { asList, asMap, asText, at } from '../../analysis/values';
import { fromInlineDialect } from '../../analysis/schema/inlineDialect';
import type { Path } from '../../base/path';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { removeKey, setScalar } from '../../yaml/edit';
import { nestUnder, unwrapEntry } from '../../yaml/editNest';
import type { EditStep } from '../../yaml/editSteps';
import { renameKey, setValue } from '../../yaml/editValue';

/** A place of an older shape, found in a manifest. */
export interface OldPlace {
  readonly view: RepositoryView;
  readonly manifest: Manifest;
  /** Path in the manifest. */
  readonly path: Path;
  readonly value: unknown;
}

/** How one older shape becomes today's. */
export interface Migration {
  /** Kinds that have it; absent: all. */
  readonly in?: readonly string[];
  /** Where it stands: a dotted path, `*` for any one step and a leading `**.` for any number of them. */
  readonly at: string;
  /** Today's field, for the title. */
  readonly to: string;
  /** The edits, on paths in the manifest; none where this one cannot be translated. */
  readonly steps: (place: OldPlace) => readonly OldStep[];
}

/** An edit of the manifest: the step gets the way from the document to the manifest. */
export type OldStep = (base: Path) => EditStep;

const rename =
  (path: Path, name: string): OldStep =>
  (base) =>
  (...place) =>
    renameKey(...place, [...base, ...path], name);
const set =
  (path: Path, value: unknown): OldStep =>
  (base) =>
  (...place) =>
    setValue(...place, [...base, ...path], value);
const drop =
  (path: Path): OldStep =>
  (base) =>
  (...place) =>
    removeKey(...place, [...base, ...path]);
const unwrap =
  (path: Path): OldStep =>
  (base) =>
  (...place) =>
    unwrapEntry(...place, [...base, ...path]);
const nest =
  (path: Path, key: string): OldStep =>
  (base) =>
  (...place) =>
    nestUnder(...place, [...base, ...path], key);

const TYPES = ['ComponentType', 'ClusterComponentType', 'Trait', 'ClusterTrait'];

/** A key that is only called otherwise today. */
function renamed(kinds: readonly string[], at: string, to: string): Migration {
  return { in: kinds, at, to, steps: ({ path }) => [rename(path, to)] };
}

/** A name that is an object today: `staging` is `{ name: staging }`, with the kind where it has to be said. */
function named(kinds: readonly string[], at: string, kindsMeant: readonly string[] = []): Migration {
  return {
    in: kinds,
    at,
    to: kindsMeant.length > 0 ? '{ kind, name }' : '{ name }',
    steps: ({ view, manifest, path, value }) => {
      const name = asText(value);
      if (name === undefined) return [];
      const own = name.slice(name.lastIndexOf('/') + 1);
      const kind = kindsMeant.find((one) => view.find(one, manifest.inNamespace, own)) ?? kindsMeant[0];
      return [set(path, { ...(kind !== undefined && { kind }), name })];
    },
  };
}

/** Every row of domain/evolution.md §4 that says all that is needed to write today's form. */
export const MIGRATIONS: readonly Migration[] = [
  renamed(['ReleaseBinding'], 'spec.componentTypeEnvOverrides', 'componentTypeEnvironmentConfigs'),
  renamed(['ReleaseBinding'], 'spec.traitOverrides', 'traitEnvironmentConfigs'),
  {
    in: ['Workload'],
    at: 'spec.containers',
    to: 'container',
    // Which of several containers is the component's own cannot be told.
    steps: ({ path, value }) =>
      Object.keys(asMap(value)).length === 1 ? [unwrap(path), rename(path, 'container')] : [],
  },
  named(['Component'], 'spec.componentType', ['ComponentType', 'ClusterComponentType']),
  {
    in: ['Component'],
    at: 'spec.addons',
    to: 'traits',
    steps: ({ path, value }) => [
      ...asList(value).flatMap((item, i): OldStep[] => [
        ...('instanceId' in asMap(item) ? [rename([...path, i, 'instanceId'], 'instanceName')] : []),
        ...('config' in asMap(item) ? [rename([...path, i, 'config'], 'parameters')] : []),
      ]),
      rename(path, 'traits'),
    ],
  },
  renamed(['Component'], 'spec.workflow.schema', 'parameters'),
  {
    in: TYPES,
    at: 'spec.schema',
    to: 'parameters, environmentConfigs',
    steps: ({ path, value }) => {
      const { parameters, envOverrides, types, ...rest } = asMap(value);
      const sections = [
        ['parameters', parameters],
        ['environmentConfigs', envOverrides],
      ] as const;
      const schemas = sections.flatMap(([name, fields]) =>
        fields === undefined ? [] : [{ name, schema: openApi(fields, types) }],
      );
      if (Object.keys(rest).length > 0 || schemas.length === 0) return [];
      if (schemas.some(({ schema }) => schema === undefined)) return [];
      return [
        ...schemas.map(({ name, schema }) => set([...path.slice(0, -1), name], { openAPIV3Schema: schema })),
        drop(path),
      ];
    },
  },
  {
    in: ['Trait', 'ClusterTrait'],
    at: 'spec.creates.*',
    to: 'template',
    steps: ({ path, value }) => {
      const item = asMap(value);
      const isManifest = item['template'] === undefined && typeof item['kind'] === 'string';
      return isManifest ? [set(path, { template: item })] : [];
    },
  },
  ...['includeWhen', 'forEach'].map((key): Migration => ({
    in: [...TYPES, 'Workflow', 'ClusterWorkflow', 'ResourceType', 'ClusterResourceType'],
    at: `**.${key}`,
    to: '${…}',
    steps: ({ path, value }) => {
      const text = asText(value)?.trim();
      if (text === undefined || text.includes('${')) return [];
      return [
        (base) =>
          (...place) =>
            setScalar(...place, [...base, ...path], `\${${text}}`),
      ];
    },
  })),
  {
    in: ['Workload'],
    at: 'spec.endpoints.*.type',
    to: 'HTTP',
    steps: ({ path, value }) => (value === 'REST' ? [set(path, 'HTTP')] : []),
  },
  { in: ['Workload'], at: 'spec.connections', to: 'dependencies.endpoints', steps: connections },
  {
    at: '**.valueFrom.secretRef',
    to: 'secretKeyRef',
    steps: ({ path }) => [rename(path, 'secretKeyRef')],
  },
  named(['Environment'], 'spec.dataPlaneRef', ['DataPlane', 'ClusterDataPlane']),
  ...['DataPlane', 'WorkflowPlane'].map((kind) =>
    named([kind], 'spec.observabilityPlaneRef', ['ObservabilityPlane', 'ClusterObservabilityPlane']),
  ),
  ...['ClusterDataPlane', 'ClusterWorkflowPlane'].map((kind) =>
    named([kind], 'spec.observabilityPlaneRef', ['ClusterObservabilityPlane']),
  ),
  named(['DeploymentPipeline'], 'spec.promotionPaths.*.sourceEnvironmentRef'),
  named(['DeploymentPipeline'], 'spec.promotionPaths.*.targetEnvironmentRefs.*'),
  named(['Project'], 'spec.deploymentPipelineRef'),
  named(['ComponentType'], 'spec.allowedTraits.*', ['Trait', 'ClusterTrait']),
  named(['ClusterComponentType'], 'spec.allowedTraits.*', ['ClusterTrait']),
  named(['ComponentType'], 'spec.allowedWorkflows.*', ['ClusterWorkflow', 'Workflow']),
  named(['ClusterComponentType'], 'spec.allowedWorkflows.*', ['ClusterWorkflow']),
  {
    in: ['Workflow', 'ClusterWorkflow'],
    at: 'spec.resource',
    to: 'runTemplate',
    steps: ({ path, value }) => {
      const keys = Object.keys(asMap(value));
      if (keys.includes('kind')) return [rename(path, 'runTemplate')];
      return keys.join() === 'template' ? [unwrap(path), rename(path, 'runTemplate')] : [];
    },
  },
  {
    in: ['ObservabilityAlertsNotificationChannel'],
    at: 'spec.config',
    to: 'emailConfig, webhookConfig',
    steps: ({ manifest, path }) => {
      const type = at(manifest, 'spec.type');
      return type === 'email' || type === 'webhook' ? [rename(path, `${type}Config`)] : [];
    },
  },
  {
    in: ['ObservabilityAlertRule'],
    at: 'spec.notificationChannel',
    to: 'actions.notifications.channels',
    steps: ({ manifest, path, value }) => {
      const channel = asText(value);
      if (channel === undefined || at(manifest, 'spec.actions') !== undefined) return [];
      return [set(['spec', 'actions'], { notifications: { channels: [channel] } }), drop(path)];
    },
  },
  ...['roleRef', 'targetPath'].map((key): Migration => ({
    in: ['AuthzRoleBinding', 'ClusterAuthzRoleBinding'],
    at: `spec.${key}`,
    to: 'roleMappings',
    steps: roleMappings,
  })),
];

function openApi(fields: unknown, types: unknown): unknown {
  // What is an OpenAPI schema already only moves.
  return asMap(fields)['openAPIV3Schema'] ?? fromInlineDialect(fields, types);
}

function roleMappings({ manifest }: OldPlace): readonly OldStep[] {
  const { roleRef, targetPath, roleMappings: known } = asMap(at(manifest, 'spec'));
  if (typeof roleRef !== 'object' || roleRef === null || known !== undefined) return [];
  const scope = asMap(targetPath);
  const fits = Object.keys(scope).every((key) => ['namespace', 'project', 'component'].includes(key));
  if (!fits) return [];
  return [
    set(['spec', 'roleMappings'], [{ roleRef, ...(Object.keys(scope).length > 0 && { scope }) }]),
    drop(['spec', 'roleRef']),
    ...(targetPath === undefined ? [] : [drop(['spec', 'targetPath'])]),
  ];
}

/** The list of 0.17, whose `endpoint` is called `name` today; the map before it gave values to templates of its own. */
function connections({ manifest, path, value }: OldPlace): readonly OldStep[] {
  if (!Array.isArray(value) || at(manifest, 'spec.dependencies') !== undefined) return [];
  const items = value.map(asMap);
  // A dependency cannot lead out of its namespace, and nothing is mapped to another environment.
  if (items.some((item) => 'environmentMapping' in item || !('endpoint' in item))) return [];
  if (items.some(({ namespace }) => namespace !== undefined && namespace !== manifest.inNamespace)) return [];
  return [
    ...items.flatMap((item, i): OldStep[] => [
      ...('namespace' in item ? [drop([...path, i, 'namespace'])] : []),
      rename([...path, i, 'endpoint'], 'name'),
    ]),
    nest(path, 'endpoints'),
    rename(path, 'dependencies'),
  ];
}
