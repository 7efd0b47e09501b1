import { phrase, t } from '../../base/l10n';
import { atSpan } from '../problem';
import type { ManifestRule } from '../rule';
import { textAt } from '../values';

/** The proposal's releases are named `<component>-<YYYYMMDD>-<n>` or `<component>-v<version>` (domain/evolution.md §3). */
export const releaseName: ManifestRule = {
  kind: 'manifest',
  code: 'release-name',
  category: 'hygiene',
  severity: 'information',
  summary: phrase`A Release is not named after its component, so its place among the component's releases is unknown.`,
  kinds: ['Release'],
  check(_view, manifest, report) {
    const component = textAt(manifest, 'spec.component.name');
    if (component === undefined) return;
    const rest = manifest.name.startsWith(`${component}-`) ? manifest.name.slice(component.length + 1) : '';
    if (/^(?:\d{8}-\d+|v.+)$/.test(rest)) return;
    report({
      place: atSpan(manifest.nameSpan),
      message: t`A Release of ${component} is called "${component}-<YYYYMMDD>-<n>" or "${component}-v<version>"; under another name nobody can tell which is newer.`,
    });
  },
};
