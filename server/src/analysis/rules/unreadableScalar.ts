import { phrase, t, type Phrase } from '../../base/l10n';
import type { ScalarError } from '../../yaml/scalar';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';

const WHY: Readonly<Record<ScalarError, Phrase>> = {
  'not-finite': phrase`is no number that JSON knows`,
  'not-plain': phrase`cannot stand without quotes`,
  'null-key': phrase`is no key`,
  'key-out-of-range': phrase`is a number too large for a key`,
  'tag-mismatch': phrase`does not fit its tag`,
};

/** A scalar for which the platform's tools throw the whole document away. Source: domain/release-and-promotion.md §1.2. */
export const unreadableScalar: ManifestRule = {
  kind: 'manifest',
  code: 'unreadable-scalar',
  category: 'syntax',
  severity: 'error',
  summary: phrase`A value or key for which the platform cannot read the document.`,
  check(_view, manifest, report) {
    for (const { path, on, text, reads } of manifest.traps ?? [])
      if (reads.kind === 'error')
        report({
          place: atPath(manifest, path, on),
          message: t`${text === '' ? t`An empty key` : text} ${WHY[reads.error]}: the platform refuses the whole manifest. Put it in quotes if it is a text.`,
          ...(text !== '' && { data: { replacement: text } }),
        });
  },
};
