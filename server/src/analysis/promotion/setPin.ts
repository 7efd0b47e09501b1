import { t } from '../../base/l10n';
import type { PlanItem, PlanMessage } from '../../protocol';
import { bindingsOf, ownerLabel, type Owner } from '../owners';
import type { Pipeline } from '../pipelines';
import { at, textAt } from '../values';
import type { Draft } from './draft';
import { listInKustomization } from './kustomization';
import { textOfPin } from './pinFile';
import { placePin } from './placePin';
import { whyReview } from './review';
import { planWarnings } from './warnings';

/** Which release one environment of an owner is to run. */
export interface PinChange {
  readonly owner: Owner;
  readonly pipeline: Pipeline | undefined;
  readonly environment: string;
  readonly release: string;
  /** Environment that the release comes from; null for a root, and where it was named. */
  readonly from: string | null;
}

/**
 * Points a pin at a release: one scalar of an existing binding, or a new file; with the warnings that this calls for, and
 * the rule that some environments take pull requests only. Returns what stands in the way.
 */
export function planPin(
  draft: Draft,
  change: PinChange,
  delivery: 'commit' | 'edit' | 'branch',
): PlanMessage | undefined {
  const { view } = draft.context.repository;
  const { owner, pipeline, environment } = change;
  const blocker = setPin(draft, change);
  const item = draft.items.at(-1);
  if (blocker || !item || item.action === 'none') return blocker;
  for (const warning of planWarnings(view, owner, environment, pipeline, item, draft.context.history))
    draft.warn(warning);
  const why = whyReview(view, owner.namespace, environment, pipeline);
  if (!why) return undefined;
  const message = t`${environment} takes pull requests only: ${why}. Promote by a branch, or set promotion.review in .openchoreo-gitops.yaml.`;
  if (delivery === 'commit') return { code: 'needs-review', message };
  if (delivery === 'edit')
    draft.warn({ code: 'needs-review', message: t`${environment} takes pull requests only: ${why}.` });
  return undefined;
}

function setPin(draft: Draft, change: PinChange): PlanMessage | undefined {
  const { owner, environment, release } = change;
  const bindings = bindingsOf(draft.context.repository.view, owner, environment);
  const [binding] = bindings;
  if (bindings.length > 1) {
    const files = bindings.map((one) => one.file).join(', ');
    const message = t`${ownerLabel(owner)} has ${bindings.length} bindings for ${environment} (${files}); delete all but one.`;
    return { code: 'ambiguous-pin', message, link: draft.lineOf(bindings[1]!) };
  }
  if (!binding) return createPin(draft, change);
  const previous = textAt(binding, owner.family.pin) ?? null;
  if (previous === release) {
    draft.items.push({ ...itemOf(change), previous, action: 'none' });
    draft.notes.push(t`${ownerLabel(owner)} already runs ${release} in ${environment}.`);
    return undefined;
  }
  const refusal = draft.set(binding, owner.family.pin, release);
  if (refusal) return { code: `edit-${refusal.code}`, message: refusal.message, link: draft.lineOf(binding) };
  draft.items.push({ ...itemOf(change), previous, action: 'set-pin' });
  if (owner.family.state && at(binding, owner.family.state) === 'Undeploy')
    draft.warn({
      code: 'target-undeployed',
      message: t`${ownerLabel(owner)} is undeployed in ${environment}; the new release will not run until it is redeployed.`,
      link: draft.lineOf(binding),
    });
  return undefined;
}

function createPin(draft: Draft, change: PinChange): PlanMessage | undefined {
  const { owner, environment, release } = change;
  const { repository } = draft.context;
  const place = placePin(repository, owner, environment);
  if (!place.ok) return { ...place.error, owner: ownerLabel(owner) };
  const file = place.value;
  if (draft.textOf(file) !== undefined)
    return {
      code: 'file-exists',
      message: t`The new pin belongs into ${file}, which exists and holds something else; move that file.`,
      link: { file, line: 1 },
    };
  draft.write(file, textOfPin(repository.view, owner, environment, release));
  draft.items.push({ ...itemOf(change), previous: null, action: 'create-pin' });
  return listInKustomization(draft, owner, owner.family.binding, file);
}

function itemOf({ owner, environment, release, from }: PinChange): Omit<PlanItem, 'previous' | 'action'> {
  return {
    family: owner.family.family,
    namespace: owner.namespace ?? '',
    project: owner.project,
    name: owner.name,
    from,
    to: environment,
    release,
  };
}
