import { t } from '../../base/l10n';
import type { PlanMessage, PromoteRequest } from '../../protocol';
import type { RepositoryView } from '../../repository/view';
import type { Owner } from '../owners';
import { isProduction, type Pipeline } from '../pipelines';
import type { Draft } from './draft';

/** Whose pin changes, and where. */
export interface ReviewedChange {
  readonly owner: Owner;
  readonly pipeline: Pipeline | undefined;
  readonly environment: string;
}

/** The rule that some environments take pull requests only: it stands in the way of a commit, and is said of an edit. */
export function requireReview(
  draft: Draft,
  { owner, pipeline, environment }: ReviewedChange,
  delivery: PromoteRequest['delivery'],
): PlanMessage | undefined {
  const why = whyReview(draft.context.repository.view, owner.namespace, environment, pipeline);
  if (!why) return undefined;
  const rule = t`${environment} takes pull requests only: ${why}.`;
  if (delivery === 'edit') draft.warn({ code: 'needs-review', message: rule });
  const message = t`${rule} Deliver it by a branch, or set promotion.review in .openchoreo-gitops.yaml.`;
  return delivery === 'commit' ? { code: 'needs-review', message } : undefined;
}

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
  if (review?.includes(environment)) return t`.openchoreo-gitops.yaml lists ${environment} under promotion.review`;
  if (pipeline?.needApproval.has(environment))
    return t`pipeline "${pipeline.manifest.name}" says that ${environment} requires approval`;
  if (isProduction(view, namespace, environment)) return t`environment ${environment} is production`;
  return undefined;
}
