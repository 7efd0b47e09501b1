/** The order of environments over several pipelines. Knows nothing of VS Code. */
import type { PipelineRow } from '../../../server/src/protocol';

/**
 * Puts environments in an order that agrees with every pipeline, where one exists; those of no pipeline come last, by name.
 *
 * @example With the pipelines `dev, staging, prod` and `dev, load-test, prod`: dev, staging, load-test, prod.
 */
export function environmentOrder(
  pipelines: readonly PipelineRow[],
  environments: readonly string[],
): readonly string[] {
  const sources = new Map<string, Set<string>>();
  for (const pipeline of pipelines) {
    pipeline.environments.forEach((environment, index) => {
      const before = sources.get(environment) ?? new Set();
      const source = pipeline.environments[index - 1];
      sources.set(environment, source === undefined ? before : before.add(source));
    });
  }
  const waiting = [...sources.keys()];
  const ordered: string[] = [];
  const placed = new Set<string>();
  while (waiting.length > 0) {
    // Pipelines that contradict each other: the first one decides.
    const free = waiting.findIndex((each) => [...(sources.get(each) ?? [])].every((source) => placed.has(source)));
    const [next] = waiting.splice(Math.max(0, free), 1);
    if (next !== undefined) {
      placed.add(next);
      ordered.push(next);
    }
  }
  const wanted = new Set(environments);
  const others = environments.filter((environment) => !placed.has(environment)).sort();
  return [...ordered.filter((environment) => wanted.has(environment)), ...others];
}
