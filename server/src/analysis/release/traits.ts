import { t } from '../../base/l10n';
import { fail, ok } from '../../base/result';
import { asList, asMap, asText } from '../values';
import type { ReleaseError } from './releaseError';
import type { Cut, Source, Sources } from './sources';

/** A use of a trait, its kind said. */
export interface TraitUse {
  readonly kind: string;
  readonly name: string;
  readonly instanceName: string;
}

type Entry = Readonly<Record<string, unknown>>;

/** List entries with their kind, where they leave it out. Component types get the kinds of their own scope (§2.1, 5). */
export function withKind(list: unknown, kind: string): Entry[] {
  return asList(list).map((item) => ({ kind, ...asMap(item) }));
}

export function useOf(entry: Entry): TraitUse {
  return {
    kind: asText(entry['kind']) ?? '',
    name: asText(entry['name']) ?? '',
    instanceName: asText(entry['instanceName']) ?? '',
  };
}

const label = ({ kind, name }: TraitUse) => `${kind}:${name}`;

/**
 * Whether a component may use its traits: each must be allowed by the type, and instance names must be unique among the
 * type's own, among the component's, and across both. The first group that fails is reported (§2.1, 6).
 */
export function checkTraits(
  component: Source,
  type: Source,
  own: readonly TraitUse[],
  embedded: readonly TraitUse[],
  allowed: readonly TraitUse[],
): ReleaseError | undefined {
  const typeName = type.manifest.name;
  const strangers = own.filter((use) => !allowed.some((one) => label(one) === label(use)));
  if (strangers.length > 0) {
    const list = allowed.length > 0 ? t`allows ${allowed.map(label).join(', ')} only` : t`allows no traits`;
    return {
      code: 'traits-not-allowed',
      message: t`Component "${component.manifest.name}" uses ${[...new Set(strangers.map(label))].join(', ')}, but ${type.manifest.kind.kind} "${typeName}" ${list}.`,
      manifest: component.manifest,
      path: ['spec', 'traits', own.indexOf(strangers[0]!), 'name'],
    };
  }
  const twiceEmbedded = repeated(embedded);
  if (twiceEmbedded.length > 0) return duplicate(type, twiceEmbedded, t`in ${type.manifest.kind.kind} "${typeName}"`);
  const twiceOwn = repeated(own);
  if (twiceOwn.length > 0) return duplicate(component, twiceOwn, t`in Component "${component.manifest.name}"`);
  const both = own.map((use) => use.instanceName).filter((name) => embedded.some((use) => use.instanceName === name));
  if (both.length > 0)
    return duplicate(component, both, t`in Component "${component.manifest.name}" and in its type "${typeName}"`);
  return undefined;
}

function repeated(uses: readonly TraitUse[]): string[] {
  const names = uses.map((use) => use.instanceName);
  return [...new Set(names.filter((name, i) => names.indexOf(name) < i))];
}

function duplicate({ manifest }: Source, names: readonly string[], where: string): ReleaseError {
  const quoted = names.map((name) => `"${name}"`).join(', ');
  const message =
    names.length > 1
      ? t`Trait instances must have different names: ${quoted} are used twice ${where}.`
      : t`Trait instances must have different names: ${quoted} is used twice ${where}.`;
  return { code: 'duplicate-instance-name', message, manifest, path: ['spec', 'traits'] };
}

const TRAIT_KINDS = ['Trait', 'ClusterTrait'] as const;

/** The traits that a component uses, its type's first, each once (§2.1, 7). */
export function gatherTraits(
  sources: Sources,
  namespace: string | undefined,
  uses: readonly TraitUse[],
  user: Source,
): Cut<readonly (Source & { readonly kind: string; readonly name: string })[]> {
  const found = new Map<string, Source & { readonly kind: string; readonly name: string }>();
  for (const use of uses) {
    if (found.has(label(use))) continue;
    const kind = TRAIT_KINDS.find((candidate) => candidate === use.kind);
    if (!kind) {
      const message = t`"${use.kind}" is no kind of trait (trait "${use.name}"); there are ${TRAIT_KINDS.join(t` and `)}.`;
      return fail([{ code: 'unsupported-kind', message, manifest: user.manifest, path: ['spec', 'traits'] }]);
    }
    const manifest = sources.find(kind, namespace, use.name);
    if (!manifest.ok) return manifest;
    const source = sources.typed(kind, manifest.value);
    if (!source.ok) return source;
    found.set(label(use), { ...source.value, kind, name: use.name });
  }
  return ok([...found.values()]);
}
