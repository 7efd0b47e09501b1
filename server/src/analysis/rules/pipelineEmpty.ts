import { phrase, t } from '../../base/l10n';
import { promotionPaths } from '../pipelinePaths';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';

/**
 * A pipeline without paths has no first environment, so no component of its projects becomes ready. Source: domain/rules.md
 * comp-root-env, dp-root.
 */
export const pipelineEmpty: ManifestRule = {
  kind: 'manifest',
  code: 'pipeline-empty',
  category: 'rule',
  severity: 'error',
  summary: phrase`A pipeline has no promotion paths.`,
  kinds: ['DeploymentPipeline'],
  check(_view, manifest, report) {
    if (promotionPaths(manifest).length > 0 || manifest.doubtful) return;
    report({
      place: atPath(manifest, ['spec', 'promotionPaths'], 'key'),
      message: t`Pipeline "${manifest.name}" has no promotion paths: no Component of its projects becomes ready. A single environment is a path with that source and no targets.`,
    });
  },
};
