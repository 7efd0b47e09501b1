/**
 * What a promotion is about, taken from where it was invoked: pure functions over the pin table. Knows nothing of VS Code.
 */
import type { OwnerSelector, PinState } from '../../../server/src/protocol';
import type { PinEntry } from '../views/pinTree';

/** States of a pin that is as it should be: promoting it means taking its release further. */
const settledStates: ReadonlySet<PinState> = new Set<PinState>(['current', 'undeployed']);

/** What is known of a promotion before anything is asked. */
export interface Subject {
  /** The owner's pins in all environments. */
  readonly owner: readonly PinEntry[];
  readonly from?: string;
  readonly to?: string;
}

/**
 * The environments that promotion paths lead to from this one. A server that does not list them still tells, of each
 * environment, the source it is compared with.
 */
export function nextEnvironments(entry: PinEntry, siblings: readonly PinEntry[]): readonly string[] {
  const { environment } = entry.row;
  return (
    entry.labels.targets ??
    siblings.filter(({ labels }) => labels.source === environment).map(({ row }) => row.environment)
  );
}

/** Whether Promote on this row can mean anything: something to bring here, or somewhere to take it. */
export function canPromote(entry: PinEntry, siblings: readonly PinEntry[]): boolean {
  return !settledStates.has(entry.row.state) || nextEnvironments(entry, siblings).length > 0;
}

/**
 * What Promote on a row means. A row that lags (behind, not deployed, broken) is the target: bring it what its source
 * runs. A settled row is the source: take its release to the next environment, asked for where there are several.
 */
export function subjectOf(entry: PinEntry, siblings: readonly PinEntry[]): Subject {
  const { environment, state } = entry.row;
  if (!settledStates.has(state)) {
    return { owner: siblings, to: environment };
  }
  const [next, ...others] = nextEnvironments(entry, siblings);
  return next === undefined || others.length > 0
    ? { owner: siblings, from: environment }
    : { owner: siblings, from: environment, to: next };
}

/** Whether there is something to bring to this environment, and a source to bring it from. */
export function isWaiting({ row, labels }: PinEntry): boolean {
  return labels.source !== null && !settledStates.has(row.state);
}

/** The targets to offer: those that promotion paths lead to first, the sensible default before all, then the rest. */
export function targetsOf(
  owner: readonly PinEntry[],
  from: string | undefined,
): { readonly likely: readonly PinEntry[]; readonly others: readonly PinEntry[] } {
  const source = owner.find(({ row }) => row.environment === from);
  const next = source === undefined ? undefined : new Set(nextEnvironments(source, owner));
  const candidates = owner.filter((entry) => entry !== source);
  const likely = candidates
    .filter((entry) => next?.has(entry.row.environment) ?? isWaiting(entry))
    .sort((a, b) => Number(isWaiting(b)) - Number(isWaiting(a)));
  return { likely, others: candidates.filter((entry) => !likely.includes(entry)) };
}

/** The owner as the server wants it named. */
export function selectorOf(owner: readonly PinEntry[]): OwnerSelector | undefined {
  const row = owner[0]?.row;
  return row && { family: row.family, namespace: row.namespace, project: row.project, name: row.name };
}

/** Whether both name the same owner of one folder. */
export function sameSelector(one: OwnerSelector, other: OwnerSelector): boolean {
  return (
    one.family === other.family &&
    one.namespace === other.namespace &&
    one.project === other.project &&
    one.name === other.name
  );
}

/** The owner as people read it: `PROJECT/NAME`. */
export function ownerName(owner: readonly PinEntry[]): string {
  return owner[0]?.labels.owner ?? '';
}

/**
 * The pin whose binding an editor shows: the last binding that starts at or above the cursor.
 *
 * @param file path relative to the workspace folder, with `/`
 * @param line of the cursor, 1-based
 */
export function pinAt(entries: readonly PinEntry[], folder: string, file: string, line: number): PinEntry | undefined {
  const inFile = entries
    .filter((entry) => entry.folder === folder && entry.row.binding?.file === file)
    .sort((a, b) => (a.row.binding?.line ?? 0) - (b.row.binding?.line ?? 0));
  return inFile.findLast((entry) => (entry.row.binding?.line ?? 0) <= line) ?? inFile[0];
}
