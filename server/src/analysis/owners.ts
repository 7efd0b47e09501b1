import { knownKind } from '../model/kinds';
import { RELEASE_FAMILIES, type OwnerPaths, type ReleaseFamily } from '../model/releaseFamilies';
import type { Manifest } from '../repository/manifest';
import type { RepositoryView } from '../repository/view';
import { onlyPipeline, pipelineOfProject, projectOfOwner, type Pipeline } from './pipelines';
import { textAt } from './values';

/** Whose releases an environment runs: a component, project or resource. */
export interface Owner {
  readonly family: ReleaseFamily;
  readonly namespace: string | undefined;
  /** Null where no manifest says it. For the project family the project itself. */
  readonly project: string | null;
  readonly name: string;
}

/** How people and commands call an owner: `PROJECT/NAME`, `/NAME` without a project, `PROJECT` for a project. */
export function ownerLabel(owner: Pick<Owner, 'family' | 'project' | 'name'>): string {
  return owner.family.family === 'project' ? owner.name : `${owner.project ?? ''}/${owner.name}`;
}

/** Who a release or binding says it belongs to; undefined where it does not say. */
export function ownerOf(
  view: RepositoryView,
  family: ReleaseFamily,
  manifest: Manifest,
  paths: OwnerPaths,
): Owner | undefined {
  const name = textAt(manifest, paths.name);
  if (!name) return undefined;
  return { family, namespace: manifest.inNamespace, name, project: projectOf(view, family, manifest, paths, name) };
}

function projectOf(
  view: RepositoryView,
  family: ReleaseFamily,
  manifest: Manifest,
  paths: OwnerPaths,
  name: string,
): string | null {
  if (family.family === 'project') return name;
  const written = paths.project && textAt(manifest, paths.project);
  return written ?? projectOfOwner(view, family.ownerKinds, manifest.inNamespace, name) ?? null;
}

export function ownerOfBinding(view: RepositoryView, family: ReleaseFamily, binding: Manifest): Owner | undefined {
  return ownerOf(view, family, binding, family.bindingOwner);
}

/** The pipeline along which an owner is promoted. */
export function pipelineOf(view: RepositoryView, owner: Owner): Pipeline | undefined {
  return owner.project === null
    ? onlyPipeline(view, owner.namespace)
    : pipelineOfProject(view, owner.namespace, owner.project);
}

/** The owner's own manifest, of whichever kind declares it. */
export function manifestOfOwner(view: RepositoryView, owner: Owner): Manifest | undefined {
  for (const kind of owner.family.ownerKinds) {
    const manifest = view.find(kind, owner.namespace, owner.name);
    if (manifest) return manifest;
  }
  return undefined;
}

/** The releases of an owner, in no order that means anything; see releaseOrder.ts. */
export function releasesOf(view: RepositoryView, owner: Owner): readonly Manifest[] {
  return view
    .ownedBy(owner.family.release, owner.namespace, owner.name)
    .filter((release) => sameProject(owner, textAt(release, owner.family.releaseOwner.project ?? '')));
}

/** The bindings of an owner, to one environment or to all. */
export function bindingsOf(view: RepositoryView, owner: Owner, environment?: string): readonly Manifest[] {
  return view
    .ownedBy(owner.family.binding, owner.namespace, owner.name)
    .filter((binding) => sameProject(owner, textAt(binding, owner.family.bindingOwner.project ?? '')))
    .filter((binding) => environment === undefined || textAt(binding, owner.family.environment) === environment);
}

function sameProject(owner: Owner, written: string | undefined): boolean {
  return (
    written === undefined || owner.project === null || owner.family.family === 'project' || written === owner.project
  );
}

/**
 * Every owner that the repository speaks of, sorted. Components count by being declared; owners of the other families
 * only where releases or bindings of theirs are. An owner in both dialects is one of the family that pins it.
 */
export function ownersIn(view: RepositoryView): readonly Owner[] {
  const owners = new Map<string, Owner>();
  const add = (owner: Owner | undefined) => {
    if (owner)
      owners.set(`${owner.namespace ?? ''}/${owner.family.family}/${owner.project ?? ''}/${owner.name}`, owner);
  };
  for (const family of RELEASE_FAMILIES) {
    for (const binding of view.ofKind(family.binding)) add(ownerOf(view, family, binding, family.bindingOwner));
    for (const release of view.ofKind(family.release)) add(ownerOf(view, family, release, family.releaseOwner));
  }
  const component = RELEASE_FAMILIES.find((family) => family.family === 'component')!;
  const proposal = RELEASE_FAMILIES.find((family) => family.family === 'proposal')!;
  for (const kind of proposal.ownerKinds) {
    for (const manifest of view.ofKind(kind)) {
      const family = isProposal(view, manifest, kind) ? proposal : component;
      add({
        family,
        namespace: manifest.inNamespace,
        project: textAt(manifest, 'spec.owner.projectName') ?? null,
        name: manifest.name,
      });
    }
  }
  return [...owners.values()].sort(compareOwners);
}

/** Whether a component is written in the proposal's way: by its kind, its pins, or the era of everything around it. */
function isProposal(view: RepositoryView, manifest: Manifest, kind: string): boolean {
  if (!knownKind(kind).eras.includes('current')) return true;
  if (view.ownedBy('ReleasePin', manifest.inNamespace, manifest.name).length > 0) return true;
  if (view.ownedBy('ReleaseBinding', manifest.inNamespace, manifest.name).length > 0) return false;
  return view.declares('ReleasePin') && !view.declares('ReleaseBinding');
}

export function compareOwners(a: Owner, b: Owner): number {
  return (
    compare(a.namespace ?? '', b.namespace ?? '') ||
    compare(a.project ?? '', b.project ?? '') ||
    familyRank(a) - familyRank(b) ||
    compare(a.name, b.name)
  );
}

/** Projects first, then resources, then what runs on them: the order in which the platform needs them. */
function familyRank(owner: Owner): number {
  return ['project', 'resource', 'component', 'proposal'].indexOf(owner.family.family);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
