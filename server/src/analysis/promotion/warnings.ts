import { t } from '../../base/l10n';
import type { PlanMessage } from '../../protocol';
import type { RepositoryView } from '../../repository/view';
import { manifestOfOwner, ownerLabel, releasesOf, type Owner } from '../owners';
import type { Pipeline } from '../pipelines';
import { releaseOrderOf, type ReleaseHistory } from '../pins';
import { at, textAt } from '../values';

/** What goes wrong in the cluster although every file is right. Source: domain/release-and-promotion.md §4, §4.2. */
export function planWarnings(
  view: RepositoryView,
  owner: Owner,
  environment: string,
  pipeline: Pipeline | undefined,
  change: { readonly previous: string | null; readonly release: string },
  history: ReleaseHistory | undefined,
): readonly PlanMessage[] {
  const warnings: PlanMessage[] = [];
  const manifest = manifestOfOwner(view, owner);
  const label = ownerLabel(owner);
  if (pipeline?.roots.includes(environment) && manifest && at(manifest, 'spec.autoDeploy') === true) {
    const message = t`${label} has autoDeploy: the platform pins ${environment} itself and will overwrite this pin.`;
    warnings.push({ code: 'auto-deploy', message });
  }
  if (needsProjectBinding(view, owner, environment)) {
    const message = t`Project ${owner.project} has no ProjectReleaseBinding for ${environment}: since OpenChoreo 1.2 nothing makes its namespace there.`;
    warnings.push({ code: 'no-project-binding', message });
  }
  const order = releaseOrderOf(owner, releasesOf(view, owner), history) ?? [];
  if (
    change.previous !== null &&
    order.indexOf(change.release) < order.indexOf(change.previous) &&
    order.includes(change.release)
  ) {
    const message = t`${label} goes back in ${environment}: ${change.release} is older than ${change.previous}.`;
    warnings.push({ code: 'older-release', message });
  }
  return warnings;
}

function needsProjectBinding(view: RepositoryView, owner: Owner, environment: string): boolean {
  if (owner.project === null || !['component', 'resource'].includes(owner.family.family)) return false;
  if (!view.declares('ProjectReleaseBinding')) return false;
  const bindings = view.ownedBy('ProjectReleaseBinding', owner.namespace, owner.project);
  return !bindings.some((binding) => textAt(binding, 'spec.environment') === environment);
}
