import { refuseSegment } from '../../analysis/promotion/newFile';
import { renameWord } from '../../analysis/promotion/renamePath';
import { textAt } from '../../analysis/values';
import { dirname, joinInside } from '../../base/filePath';
import type { Manifest } from '../../repository/manifest';
import type { FixContext } from './fix';

/** A manifest that is to be: what is known of it, by dotted path. */
export interface NewManifest {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly known: ReadonlyMap<string, string>;
}

/** Values that paths of files repeat, the outermost first. */
const IN_PATHS = [
  'metadata.namespace',
  'spec.owner.projectName',
  'spec.owner.componentName',
  'spec.owner.resourceName',
  'spec.environment',
  'metadata.name',
];

/**
 * Where the layout wants a new manifest: as those of its kind are placed, else where the official layout and that of the proposal
 * have its kind. Undefined where that is no place for a new file.
 *
 * @param near the file that is in want of it; of several examples the nearest counts
 */
export function placeManifest(context: FixContext, manifest: NewManifest, near: string): string | undefined {
  const values = [...manifest.known.values(), manifest.name];
  if (values.some((value) => refuseSegment('', value))) return undefined;
  const candidates = [...likeOthers(context, manifest, near), ...byLayout(context, manifest, near)];
  return candidates.find(
    (file) => context.textOf(file) === undefined && context.repository.reads(file) && joinInside(file) === file,
  );
}

/** As the manifests of the kind are placed that have a file of their own. */
function likeOthers({ repository, view }: FixContext, manifest: NewManifest, near: string): readonly string[] {
  const others = view
    .ofKind(manifest.kind)
    .filter(({ file }) => repository.files.manifestsOf(file).length === 1)
    .sort((a, b) => shared(b.file, near) - shared(a.file, near));
  return others.flatMap((other) => renamed(other, manifest) ?? []);
}

/** The file of another manifest with the values of the new one; undefined where that leads nowhere else. */
function renamed(other: Manifest, { known, name }: NewManifest): string | undefined {
  let file = other.file;
  for (const field of IN_PATHS) {
    const [from, to] = [textAt(other, field), field === 'metadata.name' ? name : known.get(field)];
    if (from !== undefined && to !== undefined && from !== to) file = renameWord(file, from, to) ?? file;
  }
  return file === other.file ? joinInside(dirname(file), `${name}.yaml`) : file;
}

function shared(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** Folders of the platform's kinds in the official layout; the proposal has them below `platform` alike. */
const PLATFORM_FOLDERS: Readonly<Record<string, string>> = {
  ComponentType: 'component-types',
  ClusterComponentType: 'component-types',
  ComponentTypeDefinition: 'component-types',
  Trait: 'traits',
  ClusterTrait: 'traits',
  Addon: 'addons',
  ResourceType: 'resource-types',
  ClusterResourceType: 'resource-types',
  ProjectType: 'project-types',
  ClusterProjectType: 'project-types',
  Workflow: 'workflows',
  ClusterWorkflow: 'workflows',
  Environment: 'infra/environments',
  DeploymentPipeline: 'infra/deployment-pipelines',
  DataPlane: 'infra/data-planes',
  ClusterDataPlane: 'infra/data-planes',
  WorkflowPlane: 'infra/workflow-planes',
  ClusterWorkflowPlane: 'infra/workflow-planes',
  ObservabilityPlane: 'infra/observability-planes',
  ClusterObservabilityPlane: 'infra/observability-planes',
  SecretReference: 'secret-references',
  AuthzRole: 'authz',
  ClusterAuthzRole: 'authz',
  ObservabilityAlertsNotificationChannel: 'notification-channels',
};

/** Files of what belongs to a project, below the folder of projects. */
const PROJECT_FILES: Readonly<Record<string, (name: string, project: string | undefined) => string | undefined>> = {
  Project: (name) => `${name}/project.yaml`,
  Component: (name, project) => project && `${project}/components/${name}/component.yaml`,
  Workload: (name, project) => project && `${project}/components/${name}/workload.yaml`,
  Resource: (name, project) => project && `${project}/resources/${name}/resource.yaml`,
  ProjectReleaseBinding: (name, project) => project && `${project}/release-bindings/${name}.yaml`,
};

function byLayout(context: FixContext, { kind, name, namespace, known }: NewManifest, near: string): readonly string[] {
  const files = [...context.repository.files.fileNames()];
  const beside = [`${name}.yaml`, `${kind.toLowerCase()}-${name}.yaml`].flatMap(
    (file) => joinInside(dirname(near), file) ?? [],
  );
  const root = namespace === undefined ? '' : `namespaces/${namespace}/`;
  const hasNamespaces = files.some((file) => file.startsWith('namespaces/'));
  const top = hasNamespaces ? root : '';
  const folder = Object.hasOwn(PLATFORM_FOLDERS, kind) ? PLATFORM_FOLDERS[kind] : undefined;
  const platform = hasNamespaces && namespace === undefined ? 'platform-shared/' : `${top}platform/`;
  const isLaidOut = (part: string) => files.some((file) => file.startsWith(part));
  const component = known.get('spec.owner.componentName');
  const home = component === undefined ? undefined : context.view.find('Component', namespace, component)?.file;
  if (home !== undefined) return [joinInside(dirname(home), 'workload.yaml') ?? '', ...beside];
  if (folder !== undefined && (hasNamespaces || isLaidOut(platform)))
    return [`${platform}${folder}/${name}.yaml`, ...beside];
  const own = Object.hasOwn(PROJECT_FILES, kind)
    ? PROJECT_FILES[kind]?.(name, known.get('spec.owner.projectName'))
    : undefined;
  if (own !== undefined && isLaidOut(`${top}projects/`)) return [`${top}projects/${own}`, ...beside];
  return beside;
}
