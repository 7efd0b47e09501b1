import { phrase, type Phrase } from '../base/l10n';
import { valueAt } from '../base/path';

/** The API group of every kind here. */
export const GROUP = 'openchoreo.dev';
export const API_VERSION = 'openchoreo.dev/v1alpha1';

export type Scope = 'namespaced' | 'cluster';

/** Which world a kind belongs to: OpenChoreo since 1.0, the proposal of October 2025, or files that only tools read. */
export type Era = 'current' | 'proposal' | 'file-only';

export interface KindInfo {
  readonly kind: string;
  readonly scope: Scope;
  readonly eras: readonly Era[];
  /** First platform version that has it, for kinds of the current era. */
  readonly since?: '1.0' | '1.1' | '1.2';
  /** Tells this kind from another of the same name and apiVersion, by the shape of the document. */
  readonly when?: (value: unknown) => boolean;
}

function current(since: '1.0' | '1.1' | '1.2', scope: Scope, ...kinds: readonly string[]): KindInfo[] {
  return kinds.map((kind) => ({ kind, scope, since, eras: ['current'] as const }));
}

function both(...kinds: readonly string[]): KindInfo[] {
  return kinds.map((kind) => ({ kind, scope: 'namespaced', since: '1.0', eras: ['current', 'proposal'] as const }));
}

function proposal(kind: string, more: Partial<KindInfo> = {}): KindInfo {
  return { kind, scope: 'namespaced', eras: ['proposal'], ...more };
}

const has = (value: unknown, key: string) => valueAt(value, ['spec', key]) !== undefined;

/** Every kind that is read as OpenChoreo's. Source: domain/references.yaml `scopes`, domain/evolution.md §2, §6. */
export const KINDS: readonly KindInfo[] = [
  ...both('Component', 'DataPlane', 'DeploymentPipeline', 'Environment', 'Project', 'Workload'),
  ...current('1.0', 'namespaced', 'AuthzRole', 'AuthzRoleBinding', 'ComponentRelease', 'ComponentType'),
  ...current(
    '1.0',
    'namespaced',
    'ObservabilityAlertRule',
    'ObservabilityAlertsNotificationChannel',
    'ObservabilityPlane',
  ),
  ...current('1.0', 'namespaced', 'ReleaseBinding', 'RenderedRelease', 'SecretReference', 'Trait'),
  ...current('1.0', 'namespaced', 'Workflow', 'WorkflowPlane', 'WorkflowRun'),
  ...current(
    '1.0',
    'cluster',
    'ClusterAuthzRole',
    'ClusterAuthzRoleBinding',
    'ClusterComponentType',
    'ClusterDataPlane',
  ),
  ...current('1.0', 'cluster', 'ClusterObservabilityPlane', 'ClusterTrait', 'ClusterWorkflow', 'ClusterWorkflowPlane'),
  ...current('1.1', 'namespaced', 'Resource', 'ResourceRelease', 'ResourceReleaseBinding', 'ResourceType'),
  ...current('1.1', 'cluster', 'ClusterResourceType'),
  ...current('1.2', 'namespaced', 'ProjectRelease', 'ProjectReleaseBinding', 'ProjectType'),
  ...current('1.2', 'cluster', 'ClusterProjectType'),
  // The platform shipped another kind Release until 0.17: one that has an owner and rendered resources.
  proposal('Release', { when: (value) => !has(value, 'owner') && !has(value, 'resources') }),
  proposal('ReleasePin'),
  proposal('EnvSettings'),
  proposal('ComponentEnvSnapshot'),
  proposal('ComponentV2'),
  proposal('ComponentTypeDefinition'),
  proposal('Addon'),
  proposal('ConfigurationGroup'),
  { kind: 'ReleaseConfig', scope: 'cluster', eras: ['file-only'] },
];

/**
 * The released kinds that became of the proposal's: repositories of the proposal's layout have manifests of the old kind with
 * the new kind's fields. Source: domain/evolution.md §3.
 */
export const SUCCESSORS: Readonly<Record<string, string>> = {
  Addon: 'Trait',
  ComponentTypeDefinition: 'ComponentType',
};

/** What became of a kind that OpenChoreo once had. Source: domain/evolution.md §2 and "Kind availability". */
export interface RemovedKind {
  /** First version without it. */
  readonly removedIn: string;
  /** What people write today: another kind, or a phrase. */
  readonly now: string | Phrase;
  /** The kind of today, where nothing but the name has changed. */
  readonly renamed?: string;
}

export const REMOVED_KINDS: Readonly<Record<string, RemovedKind>> = {
  Release: { removedIn: '1.0', now: phrase`RenderedRelease, which the platform makes itself` },
  ComponentDeployment: { removedIn: '0.7', now: 'ReleaseBinding' },
  Organization: { removedIn: '0.13', now: phrase`a Namespace labelled openchoreo.dev/control-plane: "true"` },
  Service: { removedIn: '0.8', now: phrase`Component with a ComponentType` },
  ServiceClass: { removedIn: '0.8', now: 'ComponentType' },
  ServiceBinding: { removedIn: '0.8', now: 'ReleaseBinding' },
  WebApplication: { removedIn: '0.8', now: phrase`Component with a ComponentType` },
  WebApplicationClass: { removedIn: '0.8', now: 'ComponentType' },
  WebApplicationBinding: { removedIn: '0.8', now: 'ReleaseBinding' },
  ScheduledTask: { removedIn: '0.8', now: phrase`Component whose ComponentType has workloadType cronjob` },
  ScheduledTaskClass: { removedIn: '0.8', now: 'ComponentType' },
  ScheduledTaskBinding: { removedIn: '0.8', now: 'ReleaseBinding' },
  API: { removedIn: '0.8', now: 'Trait' },
  APIClass: { removedIn: '0.8', now: 'Trait' },
  APIBinding: { removedIn: '0.8', now: 'Trait' },
  Deployment: { removedIn: '0.8', now: 'ReleaseBinding' },
  DeployableArtifact: { removedIn: '0.8', now: 'ComponentRelease' },
  Endpoint: { removedIn: '0.8', now: phrase`Workload with spec.endpoints` },
  DeploymentTrack: { removedIn: '1.0', now: phrase`nothing; delete it` },
  Build: { removedIn: '1.0', now: 'WorkflowRun' },
  GitCommitRequest: { removedIn: '1.0', now: phrase`nothing; delete it` },
  BuildPlane: { removedIn: '1.0', now: 'WorkflowPlane', renamed: 'WorkflowPlane' },
  ClusterBuildPlane: { removedIn: '1.0', now: 'ClusterWorkflowPlane', renamed: 'ClusterWorkflowPlane' },
  ComponentWorkflow: { removedIn: '0.17', now: 'Workflow', renamed: 'Workflow' },
  ComponentWorkflowRun: { removedIn: '0.17', now: 'WorkflowRun', renamed: 'WorkflowRun' },
  AuthzClusterRole: { removedIn: '1.0', now: 'ClusterAuthzRole', renamed: 'ClusterAuthzRole' },
  AuthzClusterRoleBinding: { removedIn: '1.0', now: 'ClusterAuthzRoleBinding', renamed: 'ClusterAuthzRoleBinding' },
};

const BY_NAME = new Map<string, KindInfo[]>();
for (const info of KINDS) BY_NAME.set(info.kind, [...(BY_NAME.get(info.kind) ?? []), info]);

/** The kind that a document is of, by its `kind` and, where one name means two kinds, its shape. */
export function kindOf(kind: string, value?: unknown): KindInfo | undefined {
  return BY_NAME.get(kind)?.find((info) => !info.when || value === undefined || info.when(value));
}

/** The facts of a kind that a table names; throws on a misspelt table, never on user input. */
export function knownKind(kind: string): KindInfo {
  const info = BY_NAME.get(kind)?.[0];
  if (!info) throw new Error(`The tables name a kind that does not exist: ${kind}`);
  return info;
}

export function isClusterScoped(kind: string): boolean {
  return BY_NAME.get(kind)?.[0]?.scope === 'cluster';
}
