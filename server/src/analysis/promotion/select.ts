import { t } from '../../base/l10n';
import { nearest } from '../../base/suggest';
import { fail, ok, type Result } from '../../base/result';
import type { OwnerSelector, PlanMessage, PromoteRequest } from '../../protocol';
import type { RepositoryView } from '../../repository/view';
import { bindingsOf, ownerLabel, ownersIn, type Owner } from '../owners';
import { resourceDependencies, workloadOfBinding, workloadsOf, type WorkloadSpec } from '../workloads';
import { someOf } from '../schema/words';

/** How a request says what it is about. */
export type OwnerRequest = Pick<PromoteRequest, 'owners' | 'project' | 'all' | 'family' | 'families' | 'namespace'>;

/** The owners that a request means, sorted, and why some of those it names cannot be found. */
export interface Selection {
  readonly owners: readonly Owner[];
  /** Those among the owners that nobody named: they go along with those that were. */
  readonly along: ReadonlySet<Owner>;
  readonly blockers: readonly PlanMessage[];
}

const NOBODY: ReadonlySet<Owner> = new Set();

/**
 * The owners of a request, in the order in which the platform needs them: of each project first itself, then its resources,
 * then its components. A project or everything means components alone, unless the request names families: releases of
 * projects and resources are cut by the platform and promoted on purpose only.
 */
export function selectOwners(view: RepositoryView, request: OwnerRequest): Selection {
  const all = ownersIn(view).filter(
    (owner) =>
      (request.namespace === undefined || owner.namespace === request.namespace) &&
      (request.family === undefined || owner.family.family === request.family),
  );
  const { families } = request;
  if (request.owners && request.owners.length > 0) return withCompany(view, all, named(all, request.owners), families);
  const bulk = all.filter((owner) =>
    families ? isIn(families, owner) : request.family !== undefined || isComponent(owner),
  );
  if (request.project === undefined) return { owners: request.all ? bulk : [], along: NOBODY, blockers: [] };
  const owners = bulk.filter((owner) => owner.project === request.project);
  if (owners.length > 0) return { owners, along: NOBODY, blockers: [] };
  const projects = [...new Set(all.flatMap((owner) => owner.project ?? []))];
  return {
    owners: [],
    along: NOBODY,
    blockers: [{ code: 'unknown-project', message: unknown('project', request.project, projects) }],
  };
}

/** The owner that a selector means, or why it cannot be found. */
export function selectOwner(view: RepositoryView, selector: OwnerSelector): Result<Owner, PlanMessage> {
  const { owners, blockers } = selectOwners(view, { owners: [selector] });
  return owners[0] ? ok(owners[0]) : fail(blockers[0]!);
}

function named(all: readonly Owner[], selectors: readonly OwnerSelector[]): Selection {
  const owners: Owner[] = [];
  const blockers: PlanMessage[] = [];
  for (const selector of selectors) {
    const matches = all.filter((owner) => matchesSelector(owner, selector));
    // A component and a resource may share a name; a bare name means the component.
    const found = matches.find(isComponent) ?? matches[0];
    if (!found) blockers.push(unknownOwner(all, selector));
    else if (new Set(matches.map((owner) => owner.namespace)).size > 1) blockers.push(ambiguousOwner(found, matches));
    else if (!owners.includes(found)) owners.push(found);
  }
  return { owners: all.filter((owner) => owners.includes(owner)), along: NOBODY, blockers };
}

/** Adds the projects of owners, and the resources that they depend on, where those families go along. */
function withCompany(
  view: RepositoryView,
  all: readonly Owner[],
  selection: Selection,
  families: readonly string[] = [],
): Selection {
  const along = all.filter(
    (owner) =>
      !isComponent(owner) &&
      isIn(families, owner) &&
      !selection.owners.includes(owner) &&
      selection.owners.some((named) => needs(view, named, owner)),
  );
  if (along.length === 0) return selection;
  const owners = all.filter((owner) => selection.owners.includes(owner) || along.includes(owner));
  return { ...selection, owners, along: new Set(along) };
}

/** Whether an owner's releases run on those of another: its project, a resource that it depends on. */
function needs(view: RepositoryView, owner: Owner, other: Owner): boolean {
  if (owner.namespace !== other.namespace || owner.project !== other.project) return false;
  return other.family.family === 'project' || (isComponent(owner) && resourcesOf(view, owner).has(other.name));
}

/** The resources that a component depends on, by its Workload and the releases that its bindings pin. */
function resourcesOf(view: RepositoryView, owner: Owner): ReadonlySet<string> {
  const pinned = bindingsOf(view, owner).flatMap((binding) => workloadOfBinding(view, binding) ?? []);
  const own = workloadsOf(view, owner.namespace, owner.name, owner.project ?? undefined);
  const specs: readonly WorkloadSpec[] = [...pinned, ...own.map((manifest) => ({ manifest, at: 'spec' as const }))];
  return new Set(specs.flatMap(resourceDependencies).map(({ resource }) => resource));
}

/** Components are a family of either dialect. */
function isIn(families: readonly string[], owner: Owner): boolean {
  return (
    families.includes(isComponent(owner) ? 'component' : owner.family.family) || families.includes(owner.family.family)
  );
}

function matchesSelector(owner: Owner, selector: OwnerSelector): boolean {
  return (
    owner.name === selector.name &&
    (owner.family.family === 'project' || owner.project === selector.project) &&
    (selector.family === undefined || owner.family.family === selector.family) &&
    (selector.namespace === undefined || owner.namespace === selector.namespace)
  );
}

function isComponent(owner: Owner): boolean {
  return owner.family.family === 'component' || owner.family.family === 'proposal';
}

function unknownOwner(all: readonly Owner[], selector: OwnerSelector): PlanMessage {
  const label = `${selector.project ?? ''}/${selector.name}`;
  const elsewhere = all.find((owner) => isComponent(owner) && owner.name === selector.name && owner.project !== null);
  if (elsewhere && selector.project !== null && elsewhere.project !== selector.project) {
    const message = t`Component "${selector.name}" belongs to project "${elsewhere.project}", not to "${selector.project}".`;
    return { code: 'unknown-owner', message, owner: label };
  }
  const components = all.filter(isComponent).map(ownerLabel);
  return { code: 'unknown-owner', message: unknown('component', label, all.map(ownerLabel), components), owner: label };
}

function ambiguousOwner(owner: Owner, matches: readonly Owner[]): PlanMessage {
  const namespaces = matches.map((match) => match.namespace ?? '').join(', ');
  const message = t`${ownerLabel(owner)} exists in several namespaces (${namespaces}); say which one.`;
  return { code: 'ambiguous-owner', message, owner: ownerLabel(owner) };
}

function unknown(what: string, name: string, known: readonly string[], listed = known): string {
  const suggestion = nearest(name, known);
  if (suggestion) return t`This repository has no ${what} "${name}". Did you mean "${suggestion}"?`;
  return listed.length === 0
    ? t`This repository has no ${what} "${name}".`
    : t`This repository has no ${what} "${name}"; there are ${someOf(listed, 'and')}.`;
}
