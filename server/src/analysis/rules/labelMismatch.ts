import { phrase, t } from '../../base/l10n';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import { asMap, asText, at, textAt } from '../values';

/** Labels of the proposal's kinds, and what each repeats (domain/evolution.md §3). */
const LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Release: { 'openchoreo.dev/component': 'spec.component.name' },
  ReleasePin: { 'openchoreo.dev/component': 'spec.component', 'openchoreo.dev/environment': 'spec.environment' },
};

/** A label by which a release or pin is selected, and that says something else than the release or pin itself. */
export const labelMismatch: ManifestRule = {
  kind: 'manifest',
  code: 'label-mismatch',
  category: 'rule',
  severity: 'warning',
  summary: phrase`A label of a Release or ReleasePin contradicts its spec.`,
  kinds: Object.keys(LABELS),
  check(_view, manifest, report) {
    const labels = asMap(at(manifest, 'metadata.labels'));
    for (const [key, path] of Object.entries(LABELS[manifest.kind.kind] ?? {})) {
      const label = asText(labels[key]);
      const value = textAt(manifest, path);
      if (label === undefined || value === undefined || label === value) continue;
      report({
        place: atPath(manifest, ['metadata', 'labels', key]),
        message: t`The label says "${label}", ${path} says "${value}": whoever selects by label finds the wrong ${manifest.kind.kind}.`,
        data: { replacement: value },
      });
    }
  },
};
