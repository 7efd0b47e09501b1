import { phrase, t } from '../../base/l10n';
import { repeated } from '../entries';
import { promotionPaths } from '../pipelinePaths';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';

/**
 * A source with two paths, of which the platform's file mode keeps the later, or a target twice in one path. Source:
 * domain/rules.md promo-duplicate-source.
 */
export const pipelineRepeatedEnvironment: ManifestRule = {
  kind: 'manifest',
  code: 'pipeline-repeated-environment',
  category: 'rule',
  severity: 'warning',
  summary: phrase`A pipeline has two paths with one source, or one target twice.`,
  kinds: ['DeploymentPipeline'],
  check(_view, manifest, report) {
    const paths = promotionPaths(manifest);
    const sources = paths.flatMap(({ source }) => source ?? []);
    for (const { item } of repeated(sources, (source) => source.name))
      report({
        place: atPath(manifest, item.path),
        message: t`"${item.name}" has a path already; occ keeps only the last one and loses the targets of the others. Put all targets into one path.`,
      });
    for (const { targets } of paths)
      for (const { item } of repeated(targets, (target) => target.name))
        report({
          place: atPath(manifest, item.path),
          message: t`"${item.name}" is among the targets of this path already.`,
          severity: 'information',
          category: 'hygiene',
          tag: 'unused',
        });
  },
};
