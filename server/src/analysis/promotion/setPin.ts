import { t } from '../../base/l10n';
import type { PlanMessage } from '../../protocol';
import { ownerLabel, type Owner } from '../owners';
import type { Pipeline } from '../pipelines';
import { at, textAt } from '../values';
import type { Draft } from './draft';
import { listInKustomization } from './kustomization';
import { onlyBinding } from './onlyBinding';
import { textOfPin } from './pinFile';
import { placePin } from './placePin';
import { planItem } from './planItem';
import { requireReview } from './review';
import { planWarnings } from './warnings';

/** Which release one environment of an owner is to run. */
export interface PinChange {
  readonly owner: Owner;
  readonly pipeline: Pipeline | undefined;
  readonly environment: string;
  readonly release: string;
  /** Environment that the release comes from; null for a root, and where it was named. */
  readonly from: string | null;
  /** To go back is what was asked for. */
  readonly goesBack?: boolean;
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
    if (!change.goesBack || warning.code !== 'older-release') draft.warn(warning);
  return requireReview(draft, change, delivery);
}

function setPin(draft: Draft, change: PinChange): PlanMessage | undefined {
  const { owner, environment, release } = change;
  const found = onlyBinding(draft, owner, environment);
  if (!found.ok) return found.error;
  const binding = found.value;
  if (!binding) return createPin(draft, change);
  const previous = textAt(binding, owner.family.pin) ?? null;
  const item = planItem(owner, { from: change.from, to: environment, release, previous });
  if (previous === release) {
    draft.items.push({ ...item, action: 'none' });
    draft.notes.push(t`${ownerLabel(owner)} already runs ${release} in ${environment}.`);
    return undefined;
  }
  const refusal = draft.set(binding, owner.family.pin, release);
  if (refusal) return { code: `edit-${refusal.code}`, message: refusal.message, link: draft.lineOf(binding) };
  draft.items.push({ ...item, action: 'set-pin' });
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
  const place = placePin(repository, (path) => draft.textOf(path), owner, environment);
  if (!place.ok) return { ...place.error, owner: ownerLabel(owner) };
  const file = place.value;
  if (draft.textOf(file) !== undefined)
    return {
      code: 'file-exists',
      message: t`The new pin belongs into ${file}, which exists and holds something else; move that file.`,
      link: { file, line: 1 },
    };
  draft.write(file, textOfPin(repository.view, owner, environment, release));
  const item = planItem(owner, { from: change.from, to: environment, release, previous: null });
  draft.items.push({ ...item, action: 'create-pin' });
  return listInKustomization(draft, owner, owner.family.binding, file);
}
