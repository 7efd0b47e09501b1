import { phrase, t } from '../../base/l10n';
import { traitKindIn } from '../componentTypes';
import { describeKey, entriesAt, kindAndName, repeated } from '../entries';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';

/** What a type allows twice, or allows although it embeds it. Source: domain/rules.md ct-allowed-dup, ct-allowed-wf-dup. */
export const duplicateAllowedEntry: ManifestRule = {
  kind: 'manifest',
  code: 'duplicate-allowed-entry',
  category: 'schema',
  severity: 'error',
  summary: phrase`A type allows a trait or workflow twice, or allows a trait that it embeds already.`,
  kinds: ['ComponentType', 'ClusterComponentType'],
  check(_view, manifest, report) {
    const traitKind = traitKindIn(manifest);
    const lists = [
      { at: 'spec.allowedTraits', fallback: traitKind },
      { at: 'spec.allowedWorkflows', fallback: 'ClusterWorkflow' },
    ];
    for (const { at, fallback } of lists)
      for (const { item } of repeated(entriesAt(manifest, at), (entry) => kindAndName(entry.value, fallback)))
        report({
          place: atPath(manifest, [...item.path, 'name']),
          message: t`${describeKey(kindAndName(item.value, fallback)!)} is in the list already; the platform refuses the second entry.`,
          tag: 'unused',
        });
    const embedded = new Set(entriesAt(manifest, 'spec.traits').map((entry) => kindAndName(entry.value, traitKind)));
    const allowed = entriesAt(manifest, 'spec.allowedTraits');
    const firsts = new Set(repeated(allowed, (entry) => kindAndName(entry.value, traitKind)).map(({ item }) => item));
    for (const entry of allowed) {
      const key = kindAndName(entry.value, traitKind);
      if (key === undefined || !embedded.has(key) || firsts.has(entry)) continue;
      report({
        place: atPath(manifest, [...entry.path, 'name']),
        message: t`${describeKey(key)} is embedded in this type; the platform refuses to allow it beside that.`,
      });
    }
  },
};
