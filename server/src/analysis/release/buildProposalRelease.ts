import { t } from '../../base/l10n';
import { dirname } from '../../base/filePath';
import { fail, ok } from '../../base/result';
import type { Manifest } from '../../repository/manifest';
import { ownerLabel, type Owner } from '../owners';
import { asList, asMap, asText, at } from '../values';
import type { BuiltRelease } from './buildRelease';
import type { ReleaseError } from './releaseError';
import { isSource, type Cut, type Sources } from './sources';

/** The parts of a manifest that a release of the proposal embeds; what the cluster adds is left out. */
const EMBEDDED = ['apiVersion', 'kind', 'metadata', 'spec'];

/** Kinds of the proposal's component types, the proposal's own first. */
const TYPE_KINDS = ['ComponentTypeDefinition', 'ComponentType'];

/**
 * The spec of a Release of the GitOps proposals, everything by content: the component, its type, its addons, one entry a
 * use, and its workload. Source: domain/evolution.md §3.
 */
export function buildProposalSpec(sources: Sources, owner: Owner): Cut<BuiltRelease> {
  const kind = owner.family.ownerKinds.find((one) => sources.view.find(one, owner.namespace, owner.name));
  const component = sources.find(kind ?? owner.family.ownerKinds[0]!, owner.namespace, owner.name);
  if (!component.ok) return component;
  const type = findType(sources, owner, component.value);
  if (!type.ok) return type;
  const uses = asList(at(component.value, 'spec.addons')).map(asMap);
  const addons: { readonly name: string; readonly instance: string | undefined; readonly manifest: Manifest }[] = [];
  for (const use of uses) {
    const name = asText(use['name']) ?? '';
    const manifest = sources.find('Addon', owner.namespace, name);
    if (!manifest.ok) return manifest;
    addons.push({ name, instance: asText(use['instanceId']) ?? asText(use['instanceName']), manifest: manifest.value });
  }
  const workload = findWorkload(sources, owner, component.value);
  if (!workload.ok) return workload;

  const embedded = [component.value, type.value, ...addons.map((addon) => addon.manifest), workload.value];
  const unreadable = embedded.flatMap((manifest) => sources.whyUnreadable(manifest));
  if (unreadable.length > 0) return fail(unreadable);
  const spec = {
    component: { name: owner.name, content: contentOf(component.value) },
    componentTypeDefinition: { name: type.value.name, content: contentOf(type.value) },
    ...(addons.length > 0 && {
      addons: addons.map(({ name, instance, manifest }) => ({
        name,
        ...(instance !== undefined && { instanceId: instance }),
        content: contentOf(manifest),
      })),
    }),
    workload: contentOf(workload.value),
  };
  return ok({
    spec,
    component: component.value,
    sources: embedded,
    warnings: [...new Set(embedded)].flatMap((manifest) => sources.warningsOf(manifest, [['spec']])),
    incomplete: [],
  });
}

function findType(sources: Sources, owner: Owner, component: Manifest): Cut<Manifest> {
  const written = asText(at(component, 'spec.componentType'));
  if (written === undefined) {
    const error: ReleaseError = {
      code: 'invalid-type-name',
      message: t`${ownerLabel(owner)} names no component type.`,
      manifest: component,
      path: ['spec', 'componentType'],
    };
    return fail([error]);
  }
  const name = written.slice(written.lastIndexOf('/') + 1);
  const kind = TYPE_KINDS.find((one) => sources.view.find(one, owner.namespace, name)) ?? TYPE_KINDS[0]!;
  return sources.find(kind, owner.namespace, name);
}

/** The workload that names the component as its owner, else the one with its name, else the only one beside it. */
function findWorkload(sources: Sources, owner: Owner, component: Manifest): Cut<Manifest> {
  const { view } = sources;
  const ofComponent = view.ownedBy('Workload', owner.namespace, owner.name);
  const named = view.all('Workload', owner.namespace, owner.name);
  const beside = view
    .ofKind('Workload')
    .filter(
      (workload) => dirname(workload.file) === dirname(component.file) && at(workload, 'spec.owner') === undefined,
    );
  const found = [ofComponent, named, beside].find((list) => list.some(isSource)) ?? [];
  return sources.only(found.filter(isSource), {
    none: () => t`${ownerLabel(owner)} has no Workload; nothing says what it runs.`,
    what: t`The Workload of ${ownerLabel(owner)}`,
  });
}

function contentOf(manifest: Manifest): Readonly<Record<string, unknown>> {
  const value = asMap(manifest.value);
  return Object.fromEntries(EMBEDDED.flatMap((key) => (Object.hasOwn(value, key) ? [[key, value[key]]] : [])));
}
