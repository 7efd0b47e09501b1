import { phrase, t } from '../../base/l10n';
import { isClusterScoped } from '../../model/kinds';
import type { Manifest } from '../../repository/manifest';
import { nearest } from '../../base/suggest';
import { describeKey, entriesAt, kindAndName, repeated } from '../entries';
import { atPath } from '../problem';
import type { Finding, ManifestRule } from '../rule';
import { textAt } from '../values';

/**
 * A release is whole in itself: each trait that its component or its type uses is in it, once. Source: domain/rules.md
 * cr-trait-dup, cr-profile-trait-known; domain/references.yaml componentrelease.embedded.traits.
 */
export const inconsistentRelease: ManifestRule = {
  kind: 'manifest',
  code: 'inconsistent-release',
  category: 'schema',
  severity: 'error',
  summary: phrase`A release uses a trait that it does not hold, or holds one twice.`,
  kinds: ['ComponentRelease'],
  check(_view, manifest, report) {
    const held = entriesAt(manifest, 'spec.traits');
    const identity = (entry: (typeof held)[number]) => kindAndName(entry.value, 'Trait');
    for (const { item } of repeated(held, identity))
      report({
        place: atPath(manifest, [...item.path, 'name']),
        message: t`The release holds ${describeKey(identity(item)!)} already; the platform refuses the second copy.`,
      });
    const known = held.flatMap((entry) => identity(entry) ?? []);
    for (const finding of lacking(manifest, 'spec.componentProfile.traits', 'Trait', known, t`refuses the release`))
      report(finding);
    const embeddedKind = isClusterScoped(textAt(manifest, 'spec.componentType.kind') ?? '') ? 'ClusterTrait' : 'Trait';
    for (const finding of lacking(manifest, 'spec.componentType.spec.traits', embeddedKind, known, t`cannot render it`))
      report({ ...finding, category: 'rule' });
  },
};

function lacking(
  manifest: Manifest,
  at: string,
  fallback: string,
  known: readonly string[],
  consequence: string,
): readonly Finding[] {
  return entriesAt(manifest, at).flatMap((entry): Finding[] => {
    const key = kindAndName(entry.value, fallback);
    if (key === undefined || known.includes(key)) return [];
    const suggestion = nearest(key, known);
    return [
      {
        place: atPath(manifest, [...entry.path, 'name']),
        message: t`The release uses ${describeKey(key)}, but spec.traits does not hold it: the platform ${consequence}.`,
        ...(suggestion && { data: { replacement: suggestion.slice(suggestion.indexOf(':') + 1) } }),
      },
    ];
  });
}
