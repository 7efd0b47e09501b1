import { phrase, t } from '../../base/l10n';
import type { Path } from '../../base/path';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import { textAt } from '../values';
import { componentLabel, endpointDependencies, ownProject, workloadsOf } from '../workloads';

/**
 * Components that need each other: none becomes ready before the next has published its addresses. The platform publishes those
 * of a component that still waits, so this is a hint. Said once for each circle, at the component whose name comes first.
 * Source: domain/rules.md rb-connections.
 */
export const dependencyCycle: ManifestRule = {
  kind: 'manifest',
  code: 'dependency-cycle',
  category: 'rule',
  severity: 'information',
  summary: phrase`Components depend on each other in a circle.`,
  kinds: ['Workload'],
  check(view, manifest, report) {
    const start = labelOf(manifest);
    const cycle = start === undefined ? undefined : shortestCycle(view, manifest, start);
    if (!cycle) return;
    const members = cycle.map(labelOf);
    report({
      place: atPath(manifest, edgeTo(view, manifest, cycle[1] ?? manifest)),
      message:
        cycle.length === 1
          ? t`${start} depends on itself: it waits for its own address.`
          : t`Components depend on each other: ${[...members, start].join(' → ')}. Each waits for the next one's address.`,
      related: cycle
        .slice(1)
        .map((member) => ({ kind: 'manifest', manifest: member, message: t`Part of the circle.` })),
    });
  },
};

/** Who a Workload belongs to; unknown where it does not say. */
function labelOf(workload: Manifest): string | undefined {
  const component = textAt(workload, 'spec.owner.componentName');
  return component === undefined ? undefined : componentLabel(ownProject(workload), component);
}

/** The Workloads that a Workload depends on, where that is certain. */
function next(view: RepositoryView, workload: Manifest): readonly { readonly target: Manifest; readonly path: Path }[] {
  return endpointDependencies({ manifest: workload, at: 'spec' }).flatMap(({ component, project, path }) => {
    const targets = workloadsOf(view, workload.inNamespace, component, project);
    return targets.length === 1 ? [{ target: targets[0]!, path: [...path, 'component'] }] : [];
  });
}

function edgeTo(view: RepositoryView, from: Manifest, to: Manifest): Path {
  return next(view, from).find(({ target }) => target.key === to.key)?.path ?? ['spec', 'dependencies'];
}

/**
 * The shortest way from a Workload back to itself that leads over later names only: so every circle has one place where it is
 * found, and no more of the repository is looked at than what can be part of one.
 */
function shortestCycle(view: RepositoryView, start: Manifest, label: string): readonly Manifest[] | undefined {
  const cameFrom = new Map<string, Manifest | undefined>([[start.key, undefined]]);
  const queue = [start];
  for (let i = 0; i < queue.length; i++) {
    for (const { target } of next(view, queue[i]!)) {
      if (target.key === start.key) return wayTo(queue[i]!, cameFrom);
      if (cameFrom.has(target.key) || (labelOf(target) ?? '') <= label) continue;
      cameFrom.set(target.key, queue[i]);
      queue.push(target);
    }
  }
  return undefined;
}

function wayTo(end: Manifest, cameFrom: ReadonlyMap<string, Manifest | undefined>): readonly Manifest[] {
  const way: Manifest[] = [];
  for (let step: Manifest | undefined = end; step; step = cameFrom.get(step.key)) way.unshift(step);
  return way;
}
