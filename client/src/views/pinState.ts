/** What can be done with a pin as it stands. Knows nothing of VS Code. */
import type { PinEntry } from './pinTree';

/** The families whose bindings say whether they are deployed. */
const statefulFamilies: ReadonlySet<string> = new Set(['component']);

/** Whether its binding can say that it is no longer to run. */
export function canUndeploy({ row }: PinEntry): boolean {
  return statefulFamilies.has(row.family) && row.binding !== null && row.state !== 'undeployed';
}

/** Whether its binding says that it is not to run. */
export function canRedeploy({ row }: PinEntry): boolean {
  return row.state === 'undeployed';
}

/** Whether there is a binding, and with it a history. */
export function isBound({ row }: PinEntry): boolean {
  return row.binding !== null;
}

/** Whether releases of the owner are cut in the repository: the platform itself cuts those of projects and resources. */
export function canCutReleases({ row }: PinEntry): boolean {
  return isReleasable(row);
}

export function isReleasable({ family }: { readonly family: string }): boolean {
  return family === 'component' || family === 'proposal';
}
