import { phrase, t } from '../../base/l10n';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';

/**
 * A plain word or number that means a text to its author and something else to the platform, which reads YAML 1.1. Source:
 * domain/release-and-promotion.md §1.2.
 */
export const ambiguousScalar: ManifestRule = {
  kind: 'manifest',
  code: 'ambiguous-scalar',
  category: 'rule',
  severity: 'warning',
  summary: phrase`A text without quotes means something else to the platform.`,
  check(_view, manifest, report) {
    for (const { path, on, text, reads } of manifest.traps ?? []) {
      if (reads.kind !== 'as') continue;
      const meaning = typeof reads.value === 'string' ? JSON.stringify(reads.value) : String(reads.value);
      const what =
        typeof reads.value === 'number' || typeof reads.value === 'bigint' ? t`the number ${meaning}` : meaning;
      report({
        place: atPath(manifest, path, on),
        message: t`The platform reads ${on === 'key' ? t`the key ` : ''}${text} as ${what}. Put it in quotes to make it the text that it looks like.`,
        data: { replacement: text },
      });
    }
  },
};
