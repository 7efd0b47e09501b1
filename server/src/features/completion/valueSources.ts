import { t } from '../../base/l10n';
import { valueAt, type Path } from '../../base/path';
import { entriesAt, textOf } from '../../analysis/entries';
import { ownerOf, ownerLabel } from '../../analysis/owners';
import { asText, siblingText, textAt } from '../../analysis/values';
import { workloadOfBinding } from '../../analysis/workloads';
import { basename, dirname } from '../../base/filePath';
import { AUTHZ_ACTIONS } from '../../model/authzActions';
import { pathPattern } from '../../model/pathPattern';
import { familyOfBinding } from '../../model/releaseFamilies';
import type { Scope } from './scope';

/** Values that no schema lists and no reference names, but that the repository or the path of the file suggests. */
export interface SuggestedValue {
  readonly value: string;
  readonly detail: string;
}

interface ValueSource {
  /** Kinds; absent: all. */
  readonly in?: readonly string[];
  /** Path pattern, see model/pathPattern.ts. */
  readonly at: string;
  readonly values: (scope: Scope, path: Path) => readonly SuggestedValue[];
}

const ENTITLED = ['AuthzRole', 'ClusterAuthzRole', 'AuthzRoleBinding', 'ClusterAuthzRoleBinding'];

const SOURCES: readonly ValueSource[] = [
  { at: 'metadata.name', values: conventionalNames },
  { at: 'metadata.namespace', values: namespaces },
  { at: 'spec.traits[].instanceName', values: (scope, path) => siblingName(scope, path, t`named after the trait`) },
  { in: ['ReleaseBinding'], at: 'spec.workloadOverrides.container.env[].key', values: overridable('env') },
  { in: ['ReleaseBinding'], at: 'spec.workloadOverrides.container.files[].key', values: overridable('files') },
  { in: ENTITLED, at: 'spec.actions[]', values: actions },
  { in: ENTITLED, at: 'spec.roleMappings[].conditions[].actions[]', values: actions },
  {
    in: ['ConfigurationGroup'],
    at: 'spec.configurations[].values[].environmentGroupRef',
    values: ({ manifest }) =>
      entriesAt(manifest, 'spec.environmentGroups').flatMap((group) =>
        suggest(textOf(group, 'name'), t`of this group`),
      ),
  },
  {
    in: ['ComponentType', 'ClusterComponentType', 'ComponentTypeDefinition'],
    at: 'spec.resources[].id',
    values: ({ manifest }) => suggest(textAt(manifest, 'spec.workloadType'), t`the resource that runs the workload`),
  },
];

/** The suggestions for the value at a path. */
export function suggestedValues(scope: Scope, path: Path): readonly SuggestedValue[] {
  const { kind } = scope.manifest.kind;
  return SOURCES.filter((source) => (source.in?.includes(kind) ?? true) && matches(source.at, path)).flatMap((source) =>
    source.values(scope, path),
  );
}

function matches(pattern: string, path: Path): boolean {
  const { steps } = pathPattern(pattern);
  return (
    steps.length === path.length &&
    steps.every((step, i) => (step.kind === 'key' ? step.key === path[i] : typeof path[i] === 'number'))
  );
}

function suggest(value: string | undefined, detail: string): readonly SuggestedValue[] {
  return value === undefined ? [] : [{ value, detail }];
}

/** Names of files that say what kind is in them, not what it is called. */
const KIND_FILES = /^(?:component|workload|project|resource|release-pin|env-settings|namespace|kustomization)$/;

/** What a manifest would be called by convention: after owner and environment, after its file, after its folder. */
function conventionalNames(scope: Scope): readonly SuggestedValue[] {
  const { manifest, view } = scope;
  const stem = basename(manifest.file).replace(/\.ya?ml$/i, '');
  const folder = basename(dirname(manifest.file));
  const family = familyOfBinding(manifest.kind.kind);
  const owner = family && ownerOf(view, family, manifest, family.bindingOwner);
  const environment = family && textAt(manifest, family.environment);
  const found = [
    ...(owner && environment ? suggest(`${owner.name}-${environment}`, t`${ownerLabel(owner)} in ${environment}`) : []),
    ...(family ? [] : suggest(textAt(manifest, 'spec.owner.componentName'), t`named after its component`)),
    ...(KIND_FILES.test(stem)
      ? suggest(asText(folder), t`named after its folder`)
      : suggest(asText(stem), t`named after its file`)),
  ];
  return found.filter(({ value }, i) => found.findIndex((other) => other.value === value) === i);
}

/** The namespaces of the repository, those with most manifests first. */
function namespaces({ view, manifest }: Scope): readonly SuggestedValue[] {
  if (manifest.kind.scope === 'cluster') return [];
  const counts = new Map<string, number>();
  for (const { inNamespace } of view.manifests())
    if (inNamespace !== undefined) counts.set(inNamespace, (counts.get(inNamespace) ?? 0) + 1);
  return [...counts]
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([value, n]) => ({ value, detail: t`namespace of ${n} manifests` }));
}

function siblingName({ manifest }: Scope, path: Path, detail: string): readonly SuggestedValue[] {
  return suggest(siblingText(manifest, path, 'name'), detail);
}

/** The keys of the workload that the binding deploys, which an override replaces one by one. */
function overridable(section: 'env' | 'files'): ValueSource['values'] {
  return ({ view, manifest }, path) => {
    const workload = workloadOfBinding(view, manifest);
    if (!workload) return [];
    const entries = entriesAt(workload.manifest, `${workload.at}.container.${section}`);
    const taken = otherKeys(valueAt(manifest.value, path.slice(0, -2)), path.at(-2));
    return entries.flatMap((entry) => {
      const key = textOf(entry, 'key');
      const value = textOf(entry, 'value');
      return key === undefined || taken.has(key)
        ? []
        : suggest(key, value === undefined ? t`from a secret` : t`now ${value}`);
    });
  };
}

/** The keys of a list of overrides, that of one item left out. */
function otherKeys(list: unknown, own: string | number | undefined): ReadonlySet<unknown> {
  const others = Array.isArray(list) ? list.filter((_, i) => i !== own) : [];
  return new Set(others.map((item) => valueAt(item, ['key'])));
}

function actions(): readonly SuggestedValue[] {
  return ['*', ...AUTHZ_ACTIONS].map((value) => ({ value, detail: value === '*' ? t`every action` : t`action` }));
}
