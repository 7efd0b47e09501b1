import { t } from '../../base/l10n';
import type { PlanMessage } from '../../protocol';
import type { RepositoryView } from '../../repository/view';
import { ownerLabel, type Owner } from '../owners';
import type { Pipeline } from '../pipelines';
import { pinsOf, type Pin } from '../pins';

/** The environment to promote to: given, found, none that waits, or a reason why it cannot be told. */
export type TargetChoice =
  | { readonly kind: 'target'; readonly environment: string; readonly warning?: PlanMessage }
  | { readonly kind: 'none' }
  | { readonly kind: 'blocked'; readonly blocker: PlanMessage };

/**
 * The default target: the first environment in pipeline order that is behind, or not deployed while a source has a pin.
 * Two at the same depth are for people to choose between. An owner without any pin starts at the root, of several at the
 * first: occ knows no other.
 */
export function defaultTarget(view: RepositoryView, owner: Owner, pipeline: Pipeline | undefined): TargetChoice {
  if (!pipeline) return { kind: 'blocked', blocker: noPipeline(owner) };
  const pins = pinsOf(view, owner);
  const waiting = pins.filter((pin) => waits(pin) && pipeline.environments.includes(pin.environment));
  if (waiting.length === 0)
    return pins.every((pin) => pin.binding === null) ? firstTarget(owner, pipeline) : { kind: 'none' };
  const depth = (pin: Pin) => depthOf(pipeline, pin.environment);
  const nearestDepth = Math.min(...waiting.map(depth));
  const candidates = waiting.filter((pin) => depth(pin) === nearestDepth);
  if (candidates.length === 1) return { kind: 'target', environment: candidates[0]!.environment };
  return { kind: 'blocked', blocker: ambiguousTarget(owner, candidates) };
}

/** Where an owner without any pin starts. */
export function firstTarget(owner: Owner, pipeline: Pipeline): TargetChoice {
  const [root, ...others] = pipeline.roots;
  const label = ownerLabel(owner);
  const name = pipeline.manifest.name;
  if (root === undefined) {
    const why =
      pipeline.environments.length === 0
        ? t`names no environment`
        : t`has no first environment: into each of them another one is promoted`;
    const message = t`Pipeline "${name}" of ${label} ${why}.`;
    return { kind: 'blocked', blocker: { code: 'no-first-environment', message, owner: label } };
  }
  if (others.length === 0) return { kind: 'target', environment: root };
  const message = t`Pipeline "${name}" has several first environments: ${pipeline.roots.join(', ')}. ${label} starts in ${root}; name another one to start there. occ knows ${root} only.`;
  return { kind: 'target', environment: root, warning: { code: 'several-first-environments', message, owner: label } };
}

/** Whether a promotion would change an environment: it lags behind, or runs nothing while something could come. */
export function waits(pin: Pin): boolean {
  return pin.state === 'behind' || pin.state === 'no-release' || (pin.state === 'not-deployed' && pin.source !== null);
}

/** How many promotions an environment is away from a root; environments that no root reaches are infinitely far. */
function depthOf(pipeline: Pipeline, environment: string): number {
  let depth = 0;
  let level: readonly string[] = pipeline.roots;
  const seen = new Set<string>();
  while (level.length > 0) {
    if (level.includes(environment)) return depth;
    for (const name of level) seen.add(name);
    level = [...new Set(level.flatMap((name) => pipeline.targets.get(name) ?? []))].filter((name) => !seen.has(name));
    depth++;
  }
  return Infinity;
}

function noPipeline(owner: Owner): PlanMessage {
  return {
    code: 'no-pipeline',
    message: t`The pipeline of ${ownerLabel(owner)} is not in this repository, so there is no next environment. Name the target.`,
    owner: ownerLabel(owner),
  };
}

function ambiguousTarget(owner: Owner, candidates: readonly Pin[]): PlanMessage {
  const names = candidates.map((pin) => pin.environment);
  return {
    code: 'ambiguous-target',
    message: t`${ownerLabel(owner)} can go to ${names.join(t` and to `)}; choose one.`,
    owner: ownerLabel(owner),
    choices: candidates.map((pin) => ({
      value: pin.environment,
      label: pin.environment,
      description: pin.release === null ? t`not deployed` : t`runs ${pin.release}`,
      sets: 'to' as const,
    })),
  };
}
