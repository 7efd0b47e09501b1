import type { Manifest } from '../repository/manifest';
import type { RepositoryView } from '../repository/view';
import { asList, asMap, at, nameIn, textAt } from './values';

/** The promotion graph of a DeploymentPipeline. */
export interface Pipeline {
  readonly manifest: Manifest;
  /** Every environment it names, in promotion order: breadth first from the roots, in document order. */
  readonly environments: readonly string[];
  /** Environments that nothing is promoted into, in document order. */
  readonly roots: readonly string[];
  /** Sources of an environment, in document order; none for a root. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
  /** Targets of an environment, in document order. */
  readonly targets: ReadonlyMap<string, readonly string[]>;
  /** Environments into which a path says `requiresApproval` (a field until 0.17, and of the proposal). */
  readonly needApproval: ReadonlySet<string>;
}

/**
 * Reads a pipeline: objects and the old strings alike, several paths with one source merged (occ keeps only the last,
 * domain/release-and-promotion.md §3.1), sources in document order.
 */
export function readPipeline(manifest: Manifest): Pipeline {
  const sources = new Map<string, string[]>();
  const targets = new Map<string, string[]>();
  const named: string[] = [];
  const needApproval = new Set<string>();
  const note = (name: string) => named.includes(name) || named.push(name);
  for (const path of asList(at(manifest, 'spec.promotionPaths'))) {
    const source = nameIn(asMap(path)['sourceEnvironmentRef']);
    if (source) note(source);
    for (const ref of asList(asMap(path)['targetEnvironmentRefs'])) {
      const target = nameIn(ref);
      if (!target) continue;
      note(target);
      if (asMap(ref)['requiresApproval'] === true || asMap(ref)['isManualApprovalRequired'] === true)
        needApproval.add(target);
      if (!source) continue;
      add(sources, target, source);
      add(targets, source, target);
    }
  }
  const roots = named.filter((name) => !sources.has(name));
  return { manifest, roots, sources, targets, needApproval, environments: inOrder(named, roots, targets) };
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key) ?? [];
  if (!list.includes(value)) list.push(value);
  map.set(key, list);
}

/** Breadth first from the roots; what no root reaches (a cycle) comes last, in document order. */
function inOrder(
  named: readonly string[],
  roots: readonly string[],
  targets: ReadonlyMap<string, readonly string[]>,
): string[] {
  const order = [...roots];
  for (let i = 0; i < order.length; i++) {
    for (const target of targets.get(order[i]!) ?? []) if (!order.includes(target)) order.push(target);
  }
  return [...order, ...named.filter((name) => !order.includes(name))];
}

/** The environments that an environment can be promoted to, directly or not, nearest first. */
export function downstream(pipeline: Pipeline, environment: string): readonly string[] {
  return inOrder([], [environment], pipeline.targets).slice(1);
}

/** The pipeline of a project; undefined where the project or its pipeline is not in the repository. */
export function pipelineOfProject(
  view: RepositoryView,
  namespace: string | undefined,
  project: string,
): Pipeline | undefined {
  const manifest = view.find('Project', namespace, project);
  const name = manifest && nameIn(at(manifest, 'spec.deploymentPipelineRef'));
  const pipeline = name === undefined ? undefined : view.find('DeploymentPipeline', namespace, name);
  return pipeline && readPipeline(pipeline);
}

/**
 * The project of a component or resource: what the binding says, else what the owner's own manifest says. Undefined
 * where neither does, as in the proposal's repositories, whose components live in their project's folder only.
 */
export function projectOfOwner(
  view: RepositoryView,
  ownerKinds: readonly string[],
  namespace: string | undefined,
  name: string,
): string | undefined {
  for (const kind of ownerKinds) {
    const owner = view.find(kind, namespace, name);
    const project = owner && textAt(owner, 'spec.owner.projectName');
    if (project) return project;
  }
  return undefined;
}

/** The pipeline for owners without a project: the only one of the namespace, when there is just one. */
export function onlyPipeline(view: RepositoryView, namespace: string | undefined): Pipeline | undefined {
  const pipelines = view.ofKind('DeploymentPipeline').filter((manifest) => manifest.inNamespace === namespace);
  return pipelines.length === 1 ? readPipeline(pipelines[0]!) : undefined;
}

/** Whether an Environment says that it is production. */
export function isProduction(view: RepositoryView, namespace: string | undefined, environment: string): boolean {
  const manifest = view.find('Environment', namespace, environment);
  return manifest !== undefined && at(manifest, 'spec.isProduction') === true;
}
