import { phrase, t } from '../../base/l10n';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import { asMap, at } from '../values';

const UIDS = ['openchoreo.dev/component-uid', 'openchoreo.dev/project-uid', 'openchoreo.dev/environment-uid'];

/**
 * An alert rule committed as such: the controller wants three labels with identifiers that exist in the cluster only, which is why
 * alert rules come from traits. Source: domain/rules.md alert-uid-labels.
 */
export const alertRuleLabels: ManifestRule = {
  kind: 'manifest',
  code: 'alert-rule-labels',
  category: 'rule',
  severity: 'error',
  summary: phrase`An alert rule lacks the labels without which the platform does not take it up.`,
  kinds: ['ObservabilityAlertRule'],
  check(_view, manifest, report) {
    const labels = asMap(at(manifest, 'metadata.labels'));
    const missing = UIDS.filter((key) => labels[key] === undefined || labels[key] === '');
    if (missing.length === 0 || manifest.doubtful) return;
    report({
      place: atPath(manifest, ['metadata', 'labels'], 'key'),
      message: t`The alert rule lacks the labels ${missing.join(', ')}, whose values the cluster gives out: the platform does not take it up. Let a trait create it.`,
    });
  },
};
