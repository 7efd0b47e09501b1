import { phrase, t } from '../../base/l10n';
import { downstream, readPipeline } from '../pipelines';
import { promotionPaths } from '../pipelinePaths';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';

/**
 * A pipeline that leads back: without a first environment nothing works; with one, a release has no way onwards that is
 * certain. Said at the target that closes the circle. Source: domain/rules.md dp-root, promo-source.
 */
export const pipelineCycle: ManifestRule = {
  kind: 'manifest',
  code: 'pipeline-cycle',
  category: 'rule',
  severity: 'warning',
  summary: phrase`A pipeline leads back to an environment that it came from.`,
  kinds: ['DeploymentPipeline'],
  check(_view, manifest, report) {
    if (manifest.doubtful) return;
    const pipeline = readPipeline(manifest);
    const paths = promotionPaths(manifest);
    const hasRoot = paths.some(({ source }) => source !== undefined && !pipeline.sources.has(source.name));
    for (const { source, targets } of paths) {
      if (!source) continue;
      for (const target of targets) {
        const isSelf = target.name === source.name;
        const order = pipeline.environments;
        // The edge that goes back is the one against promotion order; each circle has one.
        const isBack =
          order.indexOf(target.name) < order.indexOf(source.name) &&
          downstream(pipeline, target.name).includes(source.name);
        if (!isSelf && !isBack) continue;
        const what = isSelf
          ? t`"${target.name}" is promoted into itself`
          : t`"${target.name}" is promoted from "${source.name}", which comes after it`;
        report({
          place: atPath(manifest, target.path),
          message: hasRoot
            ? t`${what}: where a release comes from there is left to chance.`
            : t`${what}, so the pipeline has no first environment: no Component of its projects becomes ready.`,
          severity: hasRoot ? 'warning' : 'error',
        });
      }
    }
  },
};
