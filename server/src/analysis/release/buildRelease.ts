import { t } from '../../base/l10n';
import { fail, ok } from '../../base/result';
import type { Manifest } from '../../repository/manifest';
import { traitKindIn } from '../componentTypes';
import { ownerLabel, type Owner } from '../owners';
import { asMap, asText } from '../values';
import { incompleteParts } from './incomplete';
import type { ReleaseError, ReleaseWarning } from './releaseError';
import { isSource, whyNoSource, type Cut, type Source, type Sources } from './sources';
import { checkTraits, gatherTraits, useOf, withKind } from './traits';

/** The content of a release, and what it was made from. */
export interface BuiltRelease {
  readonly spec: Readonly<Record<string, unknown>>;
  /** The owner's own manifest. */
  readonly component: Manifest;
  /** Every manifest that the content comes from. */
  readonly sources: readonly Manifest[];
  readonly warnings: readonly ReleaseWarning[];
  /** Why this content must not be written although occ would: it is certain to be refused by the platform. */
  readonly incomplete: readonly ReleaseError[];
}

/** What the CRD of Component takes as the name of its type. */
const TYPE_NAME = /^(?:deployment|statefulset|cronjob|job|proxy)\/[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

/**
 * The spec of the ComponentRelease that occ 1.2.3 builds from a component's current state, with its defects mended: every
 * namespaced manifest comes from the component's namespace, duplicates are errors, numbers do not wrap around. Errors come
 * in occ's order: component, type, what the type allows, traits, workload. Source: domain/release-and-promotion.md §2.1.
 */
export function buildReleaseSpec(sources: Sources, owner: Owner): Cut<BuiltRelease> {
  const component = readComponent(sources, owner);
  if (!component.ok) return component;
  const type = readType(sources, owner, component.value);
  if (!type.ok) return type;
  const { source: typeSource, kind: typeKind } = type.value;
  const defaultKind = traitKindIn(typeSource.manifest);
  const own = withKind(component.value.spec['traits'], 'Trait');
  const embedded = withKind(typeSource.spec['traits'], defaultKind);
  const allowed = withKind(typeSource.spec['allowedTraits'], defaultKind);
  const refused = checkTraits(component.value, typeSource, own.map(useOf), embedded.map(useOf), allowed.map(useOf));
  if (refused) return fail([refused]);
  const uses = [...embedded, ...own].map(useOf);
  const traits = gatherTraits(sources, owner.namespace, uses, component.value);
  if (!traits.ok) return traits;
  const workload = readWorkload(sources, owner, component.value);
  if (!workload.ok) return workload;

  const parameters = component.value.spec['parameters'];
  const { owner: _, ...runs } = workload.value.spec;
  const frozen = [...traits.value].sort((a, b) => compare(a.kind, b.kind) || compare(a.name, b.name));
  const spec = {
    owner: { projectName: projectOf(component.value), componentName: component.value.manifest.name },
    componentType: {
      kind: typeKind,
      name: typeNameOf(component.value),
      spec: {
        ...typeSource.spec,
        ...(embedded.length > 0 && { traits: embedded }),
        ...(allowed.length > 0 && { allowedTraits: allowed }),
      },
    },
    ...(frozen.length > 0 && {
      traits: frozen.map(({ kind, name, spec: content }) => ({ kind, name, spec: content })),
    }),
    ...((parameters !== undefined || own.length > 0) && {
      componentProfile: { ...(parameters !== undefined && { parameters }), ...(own.length > 0 && { traits: own }) },
    }),
    workload: runs,
  };
  const made = { component: component.value, type: typeSource, traits: traits.value, workload: workload.value };
  return ok({
    spec,
    component: component.value.manifest,
    sources: [component.value, typeSource, ...traits.value, workload.value].map((source) => source.manifest),
    warnings: warningsOf(sources, owner, made),
    incomplete: incompleteParts(made),
  });
}

function readComponent(sources: Sources, owner: Owner): Cut<Source> {
  const manifest = sources.find('Component', owner.namespace, owner.name);
  if (!manifest.ok) return manifest;
  const component = sources.typed('Component', manifest.value);
  if (!component.ok) return component;
  const project = projectOf(component.value);
  if (project === (owner.project ?? project) && project !== '') return component;
  const says = project === '' ? t`names no project in spec.owner.projectName` : t`belongs to project "${project}"`;
  const wanted = owner.project === null ? '' : t`, not to "${owner.project}"`;
  return fail([
    {
      code: 'wrong-project',
      message: t`Component "${owner.name}" ${says}${wanted}.`,
      manifest: manifest.value,
      path: ['spec', 'owner', 'projectName'],
    },
  ]);
}

function readType(
  sources: Sources,
  owner: Owner,
  component: Source,
): Cut<{ readonly kind: 'ComponentType' | 'ClusterComponentType'; readonly source: Source }> {
  const written = asText(asMap(component.spec['componentType'])['kind']) ?? 'ComponentType';
  const name = typeNameOf(component);
  const refuse = (code: ReleaseError['code'], message: string, key: string) =>
    fail([{ code, message, manifest: component.manifest, path: ['spec', 'componentType', key] }]);
  const kind = (['ComponentType', 'ClusterComponentType'] as const).find((candidate) => candidate === written);
  if (!kind)
    return refuse(
      'unsupported-kind',
      t`Component "${owner.name}" has a type of kind "${written}"; there are ComponentType and ClusterComponentType.`,
      'kind',
    );
  if (!TYPE_NAME.test(name))
    return refuse(
      'invalid-type-name',
      t`The platform does not take "${name}" as the type of Component "${owner.name}": it must be a workload type, "/" and a name, such as deployment/web.`,
      'name',
    );
  const manifest = sources.find(kind, owner.namespace, name.slice(name.lastIndexOf('/') + 1));
  if (!manifest.ok) return manifest;
  const source = sources.typed(kind, manifest.value);
  return source.ok ? ok({ kind, source: source.value }) : source;
}

/** The component's only workload: with two of them occ takes either, and the platform none (§1.3). */
function readWorkload(sources: Sources, owner: Owner, component: Source): Cut<Source> {
  const { view } = sources;
  const project = projectOf(component);
  const all = view
    .ownedBy('Workload', owner.namespace, owner.name)
    .filter((workload) => ownerProjectOf(workload) === project);
  const manifest = sources.only(all.filter(isSource), {
    none: () => {
      const [unusable] = all;
      if (unusable) return t`The Workload of ${ownerLabel(owner)} ${whyNoSource(unusable)} (${unusable.file}).`;
      const [other] = workloadsElsewhere(sources, owner, project);
      const hint = other
        ? t` ${other.file} declares one in namespace ${other.inNamespace}, which is another one's.`
        : '';
      return t`${ownerLabel(owner)} has no Workload; nothing says what it runs.${hint}`;
    },
    what: t`The Workload of ${ownerLabel(owner)}`,
  });
  return manifest.ok ? sources.typed('Workload', manifest.value) : manifest;
}

function workloadsElsewhere(sources: Sources, owner: Owner, project: string): readonly Manifest[] {
  const key = (manifest: Manifest) => `${ownerProjectOf(manifest) ?? ''}/${ownerNameOf(manifest) ?? ''}`;
  return sources
    .everywhere('Workload', key, `${project}/${owner.name}`)
    .filter((manifest) => isSource(manifest) && manifest.inNamespace !== owner.namespace);
}

function warningsOf(
  sources: Sources,
  owner: Owner,
  made: {
    readonly component: Source;
    readonly type: Source;
    readonly traits: readonly Source[];
    readonly workload: Source;
  },
): readonly ReleaseWarning[] {
  const { component, type, traits, workload } = made;
  const warnings: ReleaseWarning[] = [];
  if (component.manifest.namespace === undefined) {
    const message = t`${component.manifest.file} says no namespace; occ does not find such a component.`;
    warnings.push({ code: 'occ-differs', message, manifest: component.manifest });
  }
  const rivals = [
    ...[type, ...traits].flatMap(({ manifest }) =>
      sources.elsewhere(manifest.kind.kind, owner.namespace, manifest.name).slice(0, 1),
    ),
    ...workloadsElsewhere(sources, owner, projectOf(component)).slice(0, 1),
  ];
  for (const rival of rivals) {
    const message = t`occ does not look at namespaces here and may take ${rival.kind.kind} "${rival.name}" of namespace ${rival.inNamespace} (${rival.file}) instead.`;
    warnings.push({ code: 'occ-differs', message, manifest: rival });
  }
  return [
    ...warnings,
    ...sources.warningsOf(component.manifest, [
      ['spec', 'parameters'],
      ['spec', 'traits'],
    ]),
    ...[type, ...traits, workload].flatMap(({ manifest }) => sources.warningsOf(manifest, [['spec']])),
  ];
}

function projectOf(component: Source): string {
  return asText(asMap(component.spec['owner'])['projectName']) ?? '';
}

function typeNameOf(component: Source): string {
  return asText(asMap(component.spec['componentType'])['name']) ?? '';
}

function ownerProjectOf(workload: Manifest): string | undefined {
  return asText(asMap(asMap(asMap(workload.value)['spec'])['owner'])['projectName']);
}

function ownerNameOf(workload: Manifest): string | undefined {
  return asText(asMap(asMap(asMap(workload.value)['spec'])['owner'])['componentName']);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
