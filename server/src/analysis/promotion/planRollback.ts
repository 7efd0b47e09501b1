import { t } from '../../base/l10n';
import type { Plan, PlanChoice, PlanMessage, RollbackRequest } from '../../protocol';
import { ownerLabel, pipelineOf, type Owner } from '../owners';
import { textAt } from '../values';
import { releaseExists } from './chooseRelease';
import { pinMessage } from './commitMessage';
import { Draft, type PlanContext } from './draft';
import { onlyBinding } from './onlyBinding';
import { pastPins, type Past, type PastPin } from './pastPins';
import { restoreOverrides } from './restoreOverrides';
import { findPastRelease, restoreRelease } from './restoreRelease';
import { selectOwner } from './select';
import { planPin } from './setPin';
import { undoExactly } from './undoExactly';

/** What rolling back needs beyond a promotion. */
export interface RollbackContext extends PlanContext {
  /** What Git knows; without it, why it knows nothing. */
  readonly past: Past | { readonly unavailable: string };
}

/**
 * The plan that pins a release again that the pin had before, by default the one before the present one; on request with the
 * overrides that the binding had then, and with the release's manifest where that is gone.
 */
export function planRollback(context: RollbackContext, request: RollbackRequest): Plan {
  const draft = new Draft(context);
  const selected = selectOwner(context.repository.view, request.owner);
  const blocker = selected.ok ? rollBack(draft, context.past, selected.value, request) : selected.error;
  const about = selected.ok && blocker ? { ...blocker, owner: ownerLabel(selected.value) } : blocker;
  return draft.finish(about ? [about] : [], (items) => pinMessage('rollback', items));
}

function rollBack(
  draft: Draft,
  past: RollbackContext['past'],
  owner: Owner,
  request: RollbackRequest,
): PlanMessage | undefined {
  if ('unavailable' in past) return { code: 'no-history', message: past.unavailable };
  const { environment, delivery } = request;
  const { view } = draft.context.repository;
  const found = onlyBinding(draft, owner, environment);
  if (!found.ok) return found.error;
  const present = (found.value && textAt(found.value, owner.family.pin)) ?? null;
  const pins = pastPins(past, owner, environment);
  const pin = choosePin(pins, present, request);
  if (!pin) return noSuchPin(past, owner, pins, present, request);
  if (!releaseExists({ view, owner }, pin.release)) {
    const gone = findPastRelease(draft, past, owner, pin);
    if (!gone || !request.restore) return releaseIsGone(owner, pin, gone !== undefined, choicesOf(pins, present, pin));
    const blocker = restoreRelease(draft, owner, pin.release, gone);
    if (blocker) return blocker;
  }
  const change = { owner, pipeline: pipelineOf(view, owner), environment, release: pin.release };
  const blocker = planPin(draft, { ...change, from: null, goesBack: true }, delivery);
  if (blocker) return blocker;
  if (found.value && pin.release !== present) undoExactly(draft, past, found.value, owner.family.pin, pin.binding);
  return restoreOverrides(draft, past, owner, environment, pin, request.overrides ?? false);
}

/** The time to go back to: that of a commit, the last one with a release, or the one before the present release. */
function choosePin(pins: readonly PastPin[], present: string | null, { commit, to }: RollbackRequest) {
  if (commit !== undefined)
    return pins.find((pin) => pin.commit?.startsWith(commit) && (to === undefined || pin.release === to));
  return to === undefined ? pins.find((pin) => pin.release !== present) : pins.find((pin) => pin.release === to);
}

function noSuchPin(
  { history }: Past,
  owner: Owner,
  pins: readonly PastPin[],
  present: string | null,
  { environment, to, commit }: RollbackRequest,
): PlanMessage {
  const label = ownerLabel(owner);
  const end = history.endsAt === undefined ? undefined : new Date(history.endsAt * 1000).toISOString().slice(0, 10);
  const more =
    end === undefined ? '' : t` This clone is shallow and begins on ${end}; \`git fetch --unshallow\` brings the rest.`;
  const choices = choicesOf(pins, present);
  if (commit !== undefined)
    return { code: 'never-pinned', message: t`Commit ${commit} pinned no such release of ${label}.${more}`, choices };
  if (to !== undefined) {
    const message = t`${environment} never ran ${to} of ${label}, as far as Git knows; pin it there instead, or choose one that it ran.${more}`;
    return { code: 'never-pinned', message, choices };
  }
  const message =
    pins.length === 0
      ? t`Git knows of no pin of ${label} in ${environment}, so there is nothing to go back to.${more}`
      : t`${label} has run no release but ${pins[0]!.release} in ${environment}, so there is none to go back to.${more}`;
  return { code: 'no-earlier-release', message };
}

function releaseIsGone(
  owner: Owner,
  { release }: PastPin,
  isKnown: boolean,
  others: readonly PlanChoice[],
): PlanMessage {
  const what = t`${owner.family.release} "${release}" is not in the repository any more`;
  if (!isKnown)
    return {
      code: 'missing-release',
      message: t`${what}, and Git's history has no file with it either. Choose another one.`,
      choices: others,
    };
  const restore = { value: 'true', label: t`Restore ${release} from history`, sets: 'restore' as const };
  return {
    code: 'missing-release',
    message: t`${what}. Restore it from Git's history in the same commit, or choose another one.`,
    choices: [restore, ...others],
  };
}

/** The releases that the pin had, each once, the present one left out. */
function choicesOf(pins: readonly PastPin[], present: string | null, without?: PastPin): readonly PlanChoice[] {
  const seen = new Set([present, without?.release]);
  return pins.flatMap(({ release, time }) => {
    if (seen.has(release)) return [];
    seen.add(release);
    const day = time === undefined ? undefined : new Date(time * 1000).toISOString().slice(0, 10);
    return [{ value: release, label: release, ...(day && { description: t`pinned on ${day}` }), sets: 'to' as const }];
  });
}
