import { t } from '../../base/l10n';
import type { Plan, PlanMessage, PromoteRequest } from '../../protocol';
import { ownerLabel, pipelineOf, type Owner } from '../owners';
import type { Pipeline } from '../pipelines';
import { chooseRelease, isCutByPlatform, type CurrentRelease } from './chooseRelease';
import { defaultTarget, type TargetChoice } from './chooseTarget';
import { promotionMessage } from './commitMessage';
import { Draft, type PlanContext } from './draft';
import { checkEnvironment, unknownToAll } from './environment';
import { selectOwners, type Selection } from './select';
import { planPin } from './setPin';

export type { PlanContext } from './draft';

/**
 * The plan of a promotion: the exact files with their text before and after, the commit message, warnings, and blockers.
 * A pure value: nothing is written. All or nothing: one blocked owner blocks the plan. The same request in the same
 * repository gives the same plan.
 */
export function planPromotion(context: PlanContext, request: PromoteRequest): Plan {
  const selection = selectOwners(context.repository.view, request);
  const blockers = [...selection.blockers];
  if (selection.owners.length === 0 && blockers.length === 0)
    blockers.push({ code: 'no-owner', message: t`The request names no component, project or resource to promote.` });
  const draft = new Draft(context);
  const misspelt = request.to !== undefined && unknownToAll(context.repository.view, selection.owners, request.to);
  if (misspelt) return draft.finish([...blockers, misspelt], () => '');
  const named = selection.owners.length === 1 || (request.owners?.length ?? 0) > 0;
  for (const owner of selection.owners) {
    const isAlong = selection.along.has(owner);
    // What goes along goes where those go that were named.
    const targets = isAlong && request.to === undefined ? targetsOf(draft, selection) : [request.to];
    for (const to of targets) {
      const own = to === undefined ? request : { ...request, to };
      const blocker = planOwner(draft, isAlong ? withoutRelease(own) : own, owner, named && !isAlong);
      if (blocker) blockers.push({ ...blocker, owner: ownerLabel(owner) });
    }
  }
  const template = context.repository.config.promotion.commitMessage;
  return draft.finish(blockers, (items) => promotionMessage(items, template));
}

/** The environments to which the owners that were named go by default. */
function targetsOf(draft: Draft, { owners, along }: Selection): readonly string[] {
  const { view } = draft.context.repository;
  const targets = owners
    .filter((owner) => !along.has(owner))
    .map((owner) => defaultTarget(view, owner, pipelineOf(view, owner)));
  return [...new Set(targets.flatMap((target) => (target.kind === 'target' ? [target.environment] : [])))];
}

/** A release is one owner's; those that go along have their own. */
function withoutRelease({ release: _, ...request }: PromoteRequest): PromoteRequest {
  return request;
}

/** Plans one owner; returns what stands in the way. */
function planOwner(draft: Draft, request: PromoteRequest, owner: Owner, asked: boolean): PlanMessage | undefined {
  const { view } = draft.context.repository;
  const pipeline = pipelineOf(view, owner);
  const target: TargetChoice =
    request.to === undefined ? defaultTarget(view, owner, pipeline) : { kind: 'target', environment: request.to };
  if (target.kind === 'blocked') return asked ? target.blocker : draft.skip(target.blocker.message);
  if (target.kind === 'none')
    return draft.skip(t`${ownerLabel(owner)}: every environment of its pipeline runs what it should.`);
  const { environment } = target;
  if (target.warning) draft.warn(target.warning);
  const inPipeline = pipeline?.environments.includes(environment) ?? false;
  if (!inPipeline) {
    if (!asked && pipeline) return draft.skip(t`${ownerLabel(owner)}: its pipeline has no ${environment}.`);
    const unknown = checkEnvironment(draft, owner, environment, pipeline);
    if (unknown) return unknown;
  }
  const choice = chooseRelease(
    {
      view,
      owner,
      pipeline,
      environment,
      lineOf: (manifest) => draft.lineOf(manifest),
      ...(draft.context.history && { history: draft.context.history }),
      ...currentOf(draft, owner, environment, pipeline),
    },
    request,
  );
  if (choice.kind === 'blocked') {
    const { code, message } = choice.blocker;
    // Of an owner that nobody named, nothing but what is on the way is wanted. Releases that the platform cuts are pinned
    // to a first environment by people who know which.
    const isCutElsewhere = code === 'choose-release' && isCutByPlatform(owner);
    const waiting = code === 'source-not-deployed' || code === 'no-release' || isCutElsewhere;
    return !asked && waiting ? draft.skip(message) : choice.blocker;
  }
  for (const warning of choice.warnings) draft.warn(warning);
  return planPin(draft, { owner, pipeline, environment, release: choice.release, from: choice.from }, request.delivery);
}

function currentOf(
  draft: Draft,
  owner: Owner,
  environment: string,
  pipeline: Pipeline | undefined,
): { current?: CurrentRelease } {
  // Cutting costs something and only a root environment asks for it; outside the pipeline people say what they want.
  const isRoot = pipeline ? pipeline.roots.includes(environment) : true;
  const current = isRoot ? draft.context.currentRelease?.(owner, environment) : undefined;
  return current ? { current } : {};
}
