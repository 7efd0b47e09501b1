import { phrase, t } from '../../base/l10n';
import { downstream, readPipeline } from '../pipelines';
import { promotionPaths } from '../pipelinePaths';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';

/**
 * Only the first environment that nothing is promoted into starts a pipeline; what leads from another is not in it for the
 * platform's own tools. Source: domain/rules.md promo-root.
 */
export const pipelineSeveralRoots: ManifestRule = {
  kind: 'manifest',
  code: 'pipeline-several-roots',
  category: 'rule',
  severity: 'warning',
  summary: phrase`A pipeline starts in several environments; only the first counts.`,
  kinds: ['DeploymentPipeline'],
  check(_view, manifest, report) {
    if (manifest.doubtful) return;
    const pipeline = readPipeline(manifest);
    const [first, ...others] = pipeline.roots;
    if (first === undefined) return;
    const reached = new Set([first, ...downstream(pipeline, first)]);
    const paths = promotionPaths(manifest);
    for (const root of others) {
      const place = paths.find(({ source }) => source?.name === root)?.source;
      if (!place) continue;
      const lost = [root, ...downstream(pipeline, root)].filter((environment) => !reached.has(environment));
      report({
        place: atPath(manifest, place.path),
        message: t`The pipeline already starts with "${first}"; the platform's tools know only what leads on from there, and so not ${lost.map((name) => `"${name}"`).join(', ')}.`,
      });
    }
  },
};
