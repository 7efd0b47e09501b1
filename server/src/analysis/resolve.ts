import { t } from '../base/l10n';
import { valueAt } from '../base/path';
import { isClusterScoped } from '../model/kinds';
import { isSuppliedByInstallation } from '../model/installation';
import type { Declaration, Reference } from '../model/manifest';
import { familyOfBinding } from '../model/releaseFamilies';
import type { DeclarationCategory, HolderRule } from '../model/references';
import { isExternal } from '../repository/external';
import type { Manifest } from '../repository/manifest';
import type { RepositoryView } from '../repository/view';
import { asText, siblingText, textAt } from './values';
import { workloadOfBinding } from './workloads';

/**
 * The three answers to "does it exist?". Only `missing` is ever a problem; `unknowable` is another repository, a kind
 * that this one never declares, a file that cannot be read, what the default installation supplies.
 */
export type Resolution =
  | { readonly kind: 'found'; readonly manifest: Manifest; readonly declaration?: Declaration }
  | {
      readonly kind: 'missing';
      readonly kinds: readonly string[];
      readonly namespace: string | undefined;
      readonly candidates: readonly string[];
      readonly holder?: Manifest;
    }
  | { readonly kind: 'unknowable'; readonly why: string };

/** What a reference of a manifest means in its repository. */
export function resolve(view: RepositoryView, manifest: Manifest, reference: Reference): Resolution {
  const target = reference.rule.to;
  if (target.kind === 'inside') return resolveInside(view, manifest, reference, target.category, target.of);
  const namespace = reference.namespace ?? manifest.inNamespace;
  for (const kind of reference.kinds) {
    const found = findTarget(view, kind, namespace, reference.name);
    if (found) return { kind: 'found', manifest: found };
  }
  const why = whyUnknowable(view, reference.kinds, namespace, reference.name);
  if (why) return { kind: 'unknowable', why };
  return {
    kind: 'missing',
    kinds: reference.kinds,
    namespace,
    candidates: namesInScope(view, reference.kinds, namespace),
  };
}

/** A cluster-scoped manifest that names a namespaced one without its namespace means it wherever it is. */
function findTarget(
  view: RepositoryView,
  kind: string,
  namespace: string | undefined,
  name: string,
): Manifest | undefined {
  return namespace === undefined && !isClusterScoped(kind)
    ? view.ofKind(kind).find((manifest) => manifest.name === name)
    : view.find(kind, namespace, name);
}

/** Names that a reference to these kinds could mean here, sorted. */
export function namesInScope(
  view: RepositoryView,
  kinds: readonly string[],
  namespace: string | undefined,
): readonly string[] {
  const names = kinds.flatMap((kind) =>
    view
      .ofKind(kind)
      .filter((m) => m.inNamespace === undefined || namespace === undefined || m.inNamespace === namespace)
      .map((m) => m.name),
  );
  return [...new Set(names)].sort();
}

function whyUnknowable(
  view: RepositoryView,
  kinds: readonly string[],
  namespace: string | undefined,
  name: string,
): string | undefined {
  const declared = kinds.filter((kind) => view.declares(kind));
  if (declared.length === 0) return t`this repository declares no ${kinds[0] ?? t`such kind`}`;
  for (const kind of kinds) {
    const scope = isClusterScoped(kind) ? undefined : namespace;
    if (isExternal(view.config.external, kind, scope, name))
      return t`.openchoreo-gitops.yaml lists ${kind}/${name} as external`;
    if (view.hides(kind)) return t`a file that cannot be read here seems to declare a ${kind}`;
    if (isSuppliedByInstallation(kind, scope, name))
      return t`OpenChoreo's default installation supplies ${kind} "${name}"`;
  }
  return undefined;
}

function resolveInside(
  view: RepositoryView,
  manifest: Manifest,
  reference: Reference,
  category: DeclarationCategory,
  rule: HolderRule,
): Resolution {
  const holder = HOLDERS[rule](view, manifest, reference);
  if (!holder) return { kind: 'unknowable', why: t`the manifest that would declare it is not in this repository` };
  const declarations = holder.declarations.filter((declaration) => declaration.category === category);
  const declaration = declarations.find((candidate) => candidate.name === reference.name);
  if (declaration) return { kind: 'found', manifest: holder, declaration };
  return {
    kind: 'missing',
    kinds: [holder.kind.kind],
    namespace: holder.inNamespace,
    candidates: declarations.map((d) => d.name).sort(),
    holder,
  };
}

/** How to find the manifest inside which a name is declared. */
const HOLDERS: Readonly<
  Record<HolderRule, (view: RepositoryView, manifest: Manifest, reference: Reference) => Manifest | undefined>
> = {
  'workload-of-dependency': (view, manifest, reference) => {
    const component =
      siblingText(manifest, reference.path, 'component') ?? siblingText(manifest, reference.path, 'componentName');
    if (!component) return undefined;
    const workloads = view.ownedBy('Workload', manifest.inNamespace, component);
    // Several workloads for a component are a problem of their own; which one counts cannot be known.
    return workloads.length === 1 ? workloads[0] : undefined;
  },
  'secret-beside': (view, manifest, reference) => {
    const name = siblingText(manifest, reference.path, 'name');
    return name === undefined ? undefined : view.find('SecretReference', manifest.inNamespace, name);
  },
  'pinned-release': (view, manifest) => {
    const family = familyOfBinding(manifest.kind.kind);
    const pin = family && textAt(manifest, family.pin);
    if (family && pin) return view.find(family.release, manifest.inNamespace, pin);
    const owner = family && textAt(manifest, family.bindingOwner.name);
    return owner === undefined ? undefined : view.find('Component', manifest.inNamespace, owner);
  },
  'component-of-settings': (view, manifest) => {
    const name = textAt(manifest, 'spec.owner.componentName');
    return name === undefined
      ? undefined
      : (view.find('Component', manifest.inNamespace, name) ?? view.find('ComponentV2', manifest.inNamespace, name));
  },
  'type-of-resource': (view, manifest, reference) => {
    const item = valueAt(manifest.value, reference.path.slice(0, -2));
    const ref = asText(valueAt(item, ['ref']));
    const resource = ref === undefined ? undefined : view.find('Resource', manifest.inNamespace, ref);
    const type = resource && textAt(resource, 'spec.type.name');
    if (!resource || !type) return undefined;
    return view.find(textAt(resource, 'spec.type.kind') ?? 'ResourceType', resource.inNamespace, type);
  },
  'workload-of-binding': (view, manifest) => workloadOfBinding(view, manifest)?.manifest,
  itself: (_, manifest) => manifest,
};
