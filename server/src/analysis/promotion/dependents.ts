import { t } from '../../base/l10n';
import type { PlanMessage } from '../../protocol';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { ownerLabel, type Owner } from '../owners';
import { textAt } from '../values';
import { componentLabel, endpointDependencies, ownProject, workloadOfBinding } from '../workloads';
import type { Draft } from './draft';

/**
 * The warning about what waits in an environment while a component is undeployed there: the platform deploys nothing of a component whose
 * dependencies have no endpoint. Source: domain/references.yaml implicit.dependency-releasebinding.
 */
export function dependentsWarning(draft: Draft, owner: Owner, environment: string): PlanMessage | undefined {
  const { view } = draft.context.repository;
  const { bindingOwner } = owner.family;
  const label = ownerLabel(owner);
  const labelOf = (binding: Manifest) => componentLabel(ownProject(binding), textAt(binding, bindingOwner.name) ?? '');
  const dependents = running(view, owner, environment).filter(
    (binding) => labelOf(binding) !== label && needs(view, binding, owner),
  );
  const [first] = dependents;
  if (!first) return undefined;
  const names = [...new Set(dependents.map(labelOf))].sort().join(', ');
  const message = t`What runs in ${environment} depends on ${label}: ${names}. Nothing of that is deployed until ${label} runs there again.`;
  return { code: 'dependents', message, link: draft.lineOf(first) };
}

/** The bindings by which something of the owner's family is to run in an environment. */
function running(view: RepositoryView, { family, namespace }: Owner, environment: string): readonly Manifest[] {
  return view.ofKind(family.binding).filter((binding) => {
    const isHere = binding.inNamespace === namespace && textAt(binding, family.environment) === environment;
    const isPinned = textAt(binding, family.pin) !== undefined;
    return isHere && isPinned && !(family.state && textAt(binding, family.state) === 'Undeploy');
  });
}

function needs(view: RepositoryView, binding: Manifest, { project: own, name }: Owner): boolean {
  const workload = workloadOfBinding(view, binding);
  return (
    workload !== undefined &&
    endpointDependencies(workload).some(
      ({ component, project = ownProject(binding) }) => component === name && (project ?? own) === own,
    )
  );
}
