import { t } from '../../base/l10n';
import type { Plan, PlanMessage, StateRequest } from '../../protocol';
import type { Manifest } from '../../repository/manifest';
import { ownerLabel, pipelineOf, type Owner } from '../owners';
import { textAt } from '../values';
import { pinMessage } from './commitMessage';
import { dependentsWarning } from './dependents';
import { Draft, type PlanContext } from './draft';
import { onlyBinding } from './onlyBinding';
import { planItem } from './planItem';
import { requireReview } from './review';
import { selectOwner } from './select';
import { planWarnings } from './warnings';

/** The values of `spec.state`; a binding without it is active. */
const STATES = { undeploy: 'Undeploy', redeploy: 'Active' } as const;

/** The plan that takes an owner out of an environment, or brings it back: one scalar of its binding, which stays. */
export function planState(context: PlanContext, request: StateRequest): Plan {
  const draft = new Draft(context);
  const selected = selectOwner(context.repository.view, request.owner);
  const blocker = selected.ok ? setState(draft, selected.value, request) : selected.error;
  const about = selected.ok && blocker ? { ...blocker, owner: ownerLabel(selected.value) } : blocker;
  return draft.finish(about ? [about] : [], (items) => pinMessage(request.kind, items));
}

function setState(draft: Draft, owner: Owner, { kind, environment, delivery }: StateRequest): PlanMessage | undefined {
  const { view } = draft.context.repository;
  const found = onlyBinding(draft, owner, environment);
  if (!found.ok) return found.error;
  const binding = found.value;
  if (!binding) return notDeployed(owner, environment);
  if (!owner.family.state) return noState(draft, owner, binding);
  const release = textAt(binding, owner.family.pin) ?? '';
  const previous = release === '' ? null : release;
  const item = planItem(owner, { from: null, to: environment, release, previous });
  const isUndeployed = textAt(binding, owner.family.state) === STATES.undeploy;
  if (isUndeployed === (kind === 'undeploy')) {
    draft.items.push({ ...item, action: 'none' });
    draft.notes.push(
      isUndeployed
        ? t`${ownerLabel(owner)} is undeployed in ${environment} already.`
        : t`${ownerLabel(owner)} is not undeployed in ${environment}.`,
    );
    return undefined;
  }
  const refusal = draft.set(binding, owner.family.state, STATES[kind]);
  if (refusal) return { code: `edit-${refusal.code}`, message: refusal.message, link: draft.lineOf(binding) };
  draft.items.push({ ...item, action: kind });
  const pipeline = pipelineOf(view, owner);
  if (kind === 'redeploy')
    for (const warning of planWarnings(view, owner, environment, pipeline, item, draft.context.history))
      // Its release stays, whoever pinned it.
      if (warning.code !== 'auto-deploy') draft.warn(warning);
  const dependents = kind === 'undeploy' ? dependentsWarning(draft, owner, environment) : undefined;
  if (dependents) draft.warn(dependents);
  return requireReview(draft, { owner, pipeline, environment }, delivery);
}

function notDeployed(owner: Owner, environment: string): PlanMessage {
  const message = t`${ownerLabel(owner)} has no binding for ${environment}; promote it there, or pin a release.`;
  return { code: 'not-deployed', message };
}

function noState(draft: Draft, owner: Owner, binding: Manifest): PlanMessage {
  const kind = owner.family.binding;
  const message = t`A ${kind} has no state: it is undeployed by deleting it (${binding.file}), and comes back by pinning a release.`;
  return { code: 'no-state', message, link: draft.lineOf(binding) };
}
