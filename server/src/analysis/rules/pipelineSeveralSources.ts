import { phrase, t } from '../../base/l10n';
import { downstream, readPipeline } from '../pipelines';
import { promotionPaths } from '../pipelinePaths';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';

/**
 * An environment that is promoted into from several: which of them a release is taken from, the platform's tools decide by
 * chance or by order. Source: domain/rules.md promo-source.
 */
export const pipelineSeveralSources: ManifestRule = {
  kind: 'manifest',
  code: 'pipeline-several-sources',
  category: 'rule',
  severity: 'warning',
  summary: phrase`A pipeline promotes into one environment from several.`,
  kinds: ['DeploymentPipeline'],
  check(_view, manifest, report) {
    const pipeline = readPipeline(manifest);
    const named = promotionPaths(manifest).flatMap(({ targets }) => targets);
    for (const [environment, sources] of pipeline.sources) {
      // An edge that leads back is reported as a circle.
      const onwards = sources.filter(
        (source) => source !== environment && !downstream(pipeline, environment).includes(source),
      );
      const last = named.findLast(({ name }) => name === environment);
      if (onwards.length < 2 || !last) continue;
      report({
        place: atPath(manifest, last.path),
        message: t`"${environment}" is promoted into from ${onwards.map((name) => `"${name}"`).join(t` and `)}: which one a release is taken from is left to chance while they differ.`,
      });
    }
  },
};
