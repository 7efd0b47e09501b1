import { phrase, t } from '../../base/l10n';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import { at, textAt } from '../values';

/** Two channels that both claim to be their environment's default. Source: domain/references.yaml implicit.env-default-channel. */
export const severalDefaultChannels: ManifestRule = {
  kind: 'manifest',
  code: 'several-default-channels',
  category: 'rule',
  severity: 'warning',
  summary: phrase`An environment has more than one default notification channel.`,
  kinds: ['ObservabilityAlertsNotificationChannel'],
  check(view, manifest, report) {
    const environment = textAt(manifest, 'spec.environment');
    if (environment === undefined || at(manifest, 'spec.isEnvDefault') !== true) return;
    const target = view.find('Environment', manifest.inNamespace, environment);
    if (!target) return;
    const others = view
      .usesOf(target)
      .map((use) => use.manifest)
      .filter(
        (other) =>
          other.kind.kind === manifest.kind.kind &&
          other.key !== manifest.key &&
          at(other, 'spec.isEnvDefault') === true,
      );
    if (others.length === 0) return;
    report({
      place: atPath(manifest, ['spec', 'isEnvDefault']),
      message: t`"${environment}" has ${others.length + 1} default channels; which of them alerts go to is left to chance.`,
      related: others.map((other) => ({
        kind: 'manifest',
        manifest: other,
        message: t`"${other.name}" is one as well.`,
      })),
    });
  },
};
