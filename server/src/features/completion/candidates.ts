import { t } from '../../base/l10n';
import { isPrefix, type Path } from '../../base/path';
import { traitKindIn } from '../../analysis/componentTypes';
import { entriesAt, kindAndName } from '../../analysis/entries';
import { bindingsOf, ownerOf, pipelineOf, releasesOf } from '../../analysis/owners';
import { onlyPipeline, pipelineOfProject } from '../../analysis/pipelines';
import { siblingText, textAt } from '../../analysis/values';
import { isClusterScoped } from '../../model/kinds';
import { suppliedByInstallation } from '../../model/installation';
import { pathPattern } from '../../model/pathPattern';
import { referencesOf, type ReferenceRule } from '../../model/references';
import { familyOfBinding, familyOfRelease } from '../../model/releaseFamilies';
import type { Manifest } from '../../repository/manifest';
import { newestFirst } from '../summary/releaseLines';
import type { Scope } from './scope';

/** A manifest, or the name of one that lives elsewhere, that a reference can mean. */
export interface Candidate {
  readonly kind: string;
  readonly name: string;
  readonly manifest?: Manifest;
  /** Why it is a lesser choice: another project's, not allowed by the type, bound already. */
  readonly doubt?: string;
}

/** The rules about the references at a path of a manifest; `on` key: whose last step is the key of a map. */
export function referenceRulesAt(kind: string, path: Path, on: 'key' | 'value'): readonly ReferenceRule[] {
  return referencesOf(kind).filter((rule) => {
    const { steps } = pathPattern(rule.at);
    const isKey = steps.at(-1)?.kind === 'each-entry';
    return (
      isKey === (on === 'key') &&
      steps.length === path.length &&
      steps.every((step, i) =>
        step.kind === 'key'
          ? step.key === path[i]
          : step.kind === 'each-item'
            ? typeof path[i] === 'number'
            : typeof path[i] === 'string',
      )
    );
  });
}

/** The kinds that a reference at a path may mean, and of them the one that is meant while no kind is written. */
export function kindsMeant(
  scope: Scope,
  rule: ReferenceRule,
  path: Path,
): { readonly all: readonly string[]; readonly now: string | undefined } {
  if (rule.to.kind === 'manifest') return { all: rule.to.kinds, now: undefined };
  if (rule.to.kind === 'inside') return { all: [], now: undefined };
  return { all: rule.to.kinds, now: siblingText(scope.manifest, path, 'kind') ?? rule.to.fallback };
}

/** Everything that a reference to a manifest can mean, the likeliest first. */
export function candidatesFor(scope: Scope, rule: ReferenceRule, path: Path): readonly Candidate[] {
  const { all, now } = kindsMeant(scope, rule, path);
  const namespace =
    (rule.to.kind === 'manifest' && rule.to.namespaceAt
      ? siblingText(scope.manifest, path, rule.to.namespaceAt)
      : undefined) ?? scope.manifest.inNamespace;
  const kinds = now !== undefined && all.includes(now) ? [now, ...all.filter((kind) => kind !== now)] : all;
  const found = kinds.flatMap((kind) => [
    ...declared(scope, kind, namespace, path),
    ...elsewhere(scope, kind, namespace),
  ]);
  return [...found.filter(({ doubt }) => doubt === undefined), ...found.filter(({ doubt }) => doubt !== undefined)];
}

function declared(scope: Scope, kind: string, namespace: string | undefined, path: Path): readonly Candidate[] {
  const seen = new Set<string>();
  const inReach = scope.view.ofKind(kind).filter((manifest) => {
    const reachable = manifest.inNamespace === undefined || manifest.inNamespace === namespace;
    return reachable && !seen.has(manifest.name) && seen.add(manifest.name);
  });
  const ordered = ORDERS.reduce<readonly Manifest[]>((list, order) => order(scope, kind, list), inReach);
  return ordered.map((manifest) => {
    const doubt = DOUBTS.map((ask) => ask(scope, path, manifest)).find((answer) => answer !== undefined);
    return { kind, name: manifest.name, manifest, ...(doubt !== undefined && { doubt }) };
  });
}

/** Names that the configuration declares external, and those of the default installation where nobody declares the kind. */
function elsewhere(scope: Scope, kind: string, namespace: string | undefined): readonly Candidate[] {
  const space = isClusterScoped(kind) ? undefined : namespace;
  const external = scope.view.config.external.flatMap((entry) => {
    const parts = entry.split('/');
    const fits = parts[0] === kind && !entry.includes('*') && (parts.length === 2 || parts[1] === space);
    return fits ? [{ kind, name: parts.at(-1)! }] : [];
  });
  const supplied = scope.view.declares(kind) ? [] : suppliedByInstallation(kind, space).map((name) => ({ kind, name }));
  return [...external, ...supplied.filter(({ name }) => !external.some((other) => other.name === name))];
}

/** Orders that some kinds have beside that of their names. */
const ORDERS: readonly ((scope: Scope, kind: string, list: readonly Manifest[]) => readonly Manifest[])[] = [
  (_, __, list) => [...list].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
  releasesNewestFirst,
  environmentsInPipelineOrder,
];

/** The releases of the binding's owner alone, newest first. */
function releasesNewestFirst(scope: Scope, kind: string, list: readonly Manifest[]): readonly Manifest[] {
  const family = familyOfRelease(kind);
  if (!family || family.binding !== scope.manifest.kind.kind) return list;
  const owner = ownerOf(scope.view, family, scope.manifest, family.bindingOwner);
  if (!owner) return list;
  const own = releasesOf(scope.view, owner).filter((release) => list.includes(release));
  return newestFirst(scope.services, owner, own);
}

/** Environments in the order of the project's pipeline, or of the only one there is. */
function environmentsInPipelineOrder(scope: Scope, kind: string, list: readonly Manifest[]): readonly Manifest[] {
  const ordered = PIPELINE_ORDERED.has(kind) ? pipelineAround(scope)?.environments : undefined;
  if (!ordered) return list;
  const rank = ({ name }: Manifest) => (ordered.includes(name) ? ordered.indexOf(name) : ordered.length);
  return [...list].sort((a, b) => rank(a) - rank(b));
}

/** Kinds whose manifests stand in pipelines. */
const PIPELINE_ORDERED: ReadonlySet<string> = new Set(['Environment']);

function pipelineAround({ view, manifest }: Scope) {
  const family = familyOfBinding(manifest.kind.kind);
  const owner = family && ownerOf(view, family, manifest, family.bindingOwner);
  if (owner) return pipelineOf(view, owner);
  const project = textAt(manifest, 'spec.owner.projectName');
  return project === undefined
    ? onlyPipeline(view, manifest.inNamespace)
    : pipelineOfProject(view, manifest.inNamespace, project);
}

/** Reasons against a candidate. */
const DOUBTS: readonly ((scope: Scope, path: Path, candidate: Manifest) => string | undefined)[] = [
  ofOtherProject,
  boundAlready,
  notAllowed,
  itself,
];

/** The platform looks for a component or resource in the project that stands beside its name, or in the own one. */
function ofOtherProject({ manifest }: Scope, path: Path, candidate: Manifest): string | undefined {
  const project = textAt(candidate, 'spec.owner.projectName');
  if (project === undefined || path.at(-1) === 'projectName') return undefined;
  const wanted =
    siblingText(manifest, path, 'projectName') ??
    siblingText(manifest, path, 'project') ??
    (isPrefix(['spec', 'owner'], path) ? undefined : textAt(manifest, 'spec.owner.projectName'));
  return wanted === undefined || wanted === project ? undefined : t`of project ${project}`;
}

/** An environment that another binding of the same owner has. */
function boundAlready({ view, manifest }: Scope, path: Path, candidate: Manifest): string | undefined {
  const family = familyOfBinding(manifest.kind.kind);
  if (!family || path.join('.') !== family.environment) return undefined;
  const owner = ownerOf(view, family, manifest, family.bindingOwner);
  const other = owner && bindingsOf(view, owner, candidate.name).find((binding) => binding.key !== manifest.key);
  return other && t`bound by ${other.name}`;
}

/** Where a type lists what its components may use. */
const ALLOWED: readonly {
  readonly at: string;
  readonly list: string;
  /** The kind of entries that name none. */
  readonly fallback: (type: Manifest) => string;
}[] = [
  { at: 'spec.traits[].name', list: 'spec.allowedTraits', fallback: traitKindIn },
  { at: 'spec.workflow.name', list: 'spec.allowedWorkflows', fallback: () => 'ClusterWorkflow' },
];

function notAllowed(scope: Scope, path: Path, candidate: Manifest): string | undefined {
  const dotted = path
    .map((step) => (typeof step === 'number' ? '[]' : `.${step}`))
    .join('')
    .slice(1);
  const row = ALLOWED.find((entry) => entry.at === dotted);
  const type = row && scope.places.find((place) => place.path.join('.') === 'spec.parameters')?.holder;
  if (!row || !type?.kind.eras.includes('current')) return undefined;
  const key = `${candidate.kind.kind}:${candidate.name}`;
  const allowed = entriesAt(type, row.list).some((entry) => kindAndName(entry.value, row.fallback(type)) === key);
  return allowed ? undefined : t`not allowed by ${type.name}`;
}

function itself({ manifest }: Scope, path: Path, candidate: Manifest): string | undefined {
  const isDependency = path.includes('dependencies') && path.at(-1) === 'component';
  return isDependency && textAt(manifest, 'spec.owner.componentName') === candidate.name
    ? t`this component`
    : undefined;
}
