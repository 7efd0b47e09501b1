import type { PinRequest, Plan, PlanMessage } from '../../protocol';
import { ownerLabel, pipelineOf } from '../owners';
import { chooseRelease } from './chooseRelease';
import { pinMessage } from './commitMessage';
import { Draft, type PlanContext } from './draft';
import { checkEnvironment } from './environment';
import { selectOwner } from './select';
import { planPin } from './setPin';

/**
 * The plan that pins a release that exists to an environment, whatever the pipeline says of the way there: one scalar of the
 * binding, or a new binding.
 */
export function planPinRequest(context: PlanContext, request: PinRequest): Plan {
  const draft = new Draft(context);
  const blocker = pinRelease(draft, request);
  return draft.finish(blocker ? [blocker] : [], (items) => pinMessage('pin', items));
}

function pinRelease(draft: Draft, request: PinRequest): PlanMessage | undefined {
  const { view } = draft.context.repository;
  const { environment, release, delivery } = request;
  const selected = selectOwner(view, request.owner);
  if (!selected.ok) return selected.error;
  const owner = selected.value;
  const about = (blocker: PlanMessage | undefined) => blocker && { ...blocker, owner: ownerLabel(owner) };
  const pipeline = pipelineOf(view, owner);
  const unknown = checkEnvironment(draft, owner, environment, pipeline);
  if (unknown) return about(unknown);
  const situation = {
    ...{ view, owner, pipeline, environment },
    lineOf: draft.lineOf.bind(draft),
    ...(draft.context.history && { history: draft.context.history }),
  };
  const choice = chooseRelease(situation, { kind: 'promote', release, delivery });
  if (choice.kind === 'blocked') return about(choice.blocker);
  for (const warning of choice.warnings) draft.warn(warning);
  return about(planPin(draft, { owner, pipeline, environment, release, from: null }, delivery));
}
