import type { RepositoryView } from '../../repository/view';
import { isProduction, type Pipeline } from '../pipelines';

/**
 * Why an environment takes pull requests only, as a sentence; undefined where a direct commit is fine: its promotion path
 * says `requiresApproval`, its Environment says `isProduction`, or the configuration names it. An empty
 * `promotion.review` in the configuration lifts the rule.
 */
export function whyReview(
  view: RepositoryView,
  namespace: string | undefined,
  environment: string,
  pipeline: Pipeline | undefined,
): string | undefined {
  const { review } = view.config.promotion;
  if (review?.length === 0) return undefined;
  if (review?.includes(environment)) return `.openchoreo-gitops.yaml lists ${environment} under promotion.review`;
  if (pipeline?.needApproval.has(environment))
    return `pipeline "${pipeline.manifest.name}" says that ${environment} requires approval`;
  if (isProduction(view, namespace, environment)) return `environment ${environment} is production`;
  return undefined;
}
