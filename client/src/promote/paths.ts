/** What differs between environments: pure functions over the pin table. Knows nothing of VS Code. */
import { groupBy } from '../views/groupBy';
import { groupByOwner } from '../views/pinTree';
import type { PinEntry } from '../views/pinTree';
import { nextEnvironments, ownerName } from './subject';

/** One owner's pins in all environments. */
export type OwnerPins = readonly PinEntry[];

/** The owners but for some, as `PROJECT/NAME`; undefined where none would remain. */
export function ownersWithout(
  owners: readonly OwnerPins[],
  names: readonly string[],
): readonly OwnerPins[] | undefined {
  const rest = owners.filter((owner) => !names.includes(ownerName(owner)));
  return rest.length === 0 ? undefined : rest;
}

/** From one environment of a folder to another. */
export interface EnvironmentPair {
  /** URI of the workspace folder. */
  readonly folder: string;
  readonly from: string;
  readonly to: string;
}

/** Two environments with the owners that have something to take from one to the other. */
export interface PromotionPath extends EnvironmentPair {
  readonly differing: readonly OwnerPins[];
}

/** All promotion paths of some pins: those with something to promote first, else as they follow each other in pipelines. */
export function promotionPaths(entries: readonly PinEntry[]): readonly PromotionPath[] {
  const owners = groupByOwner(entries);
  const pairs = new Map<string, EnvironmentPair>();
  for (const owner of owners) {
    for (const entry of owner) {
      for (const to of nextEnvironments(entry, owner)) {
        const pair = { folder: entry.folder, from: entry.row.environment, to };
        pairs.set(JSON.stringify(pair), pair);
      }
    }
  }
  const depths = depthsIn([...pairs.values()]);
  const depth = (environment: string): number => depths.get(environment) ?? 0;
  const paths = [...pairs.values()].map((pair) => ({
    ...pair,
    differing: differing(owners.filter(onPath(pair)), pair),
  }));
  return paths.sort(
    (a, b) =>
      Number(b.differing.length > 0) - Number(a.differing.length > 0) ||
      depth(a.from) - depth(b.from) ||
      depth(a.to) - depth(b.to),
  );
}

/** Whether the owner's own pipeline takes releases that way. */
function onPath({ from, to }: EnvironmentPair): (owner: OwnerPins) => boolean {
  return (owner) =>
    owner.some((entry) => entry.row.environment === from && nextEnvironments(entry, owner).includes(to));
}

/** How many promotions lie before each environment, at most; where pairs go in circles, some number. */
function depthsIn(pairs: readonly EnvironmentPair[]): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  // Each round takes the depth one promotion further, and no way is longer than there are pairs.
  for (let round = 0; round < pairs.length; round++) {
    for (const { from, to } of pairs) {
      depths.set(to, Math.min(pairs.length, Math.max(depths.get(to) ?? 0, (depths.get(from) ?? 0) + 1)));
    }
  }
  return depths;
}

/** The owners that pin a release in one environment and not the same in the other, where they have a place there. */
export function differing(owners: readonly OwnerPins[], { folder, from, to }: EnvironmentPair): readonly OwnerPins[] {
  return owners.filter((owner) => {
    const { source, target } = pinsOf(owner, { from, to });
    return (
      owner[0]?.folder === folder &&
      target !== undefined &&
      source !== undefined &&
      source.row.release !== null &&
      source.row.release !== target.row.release
    );
  });
}

/** An owner's pins at both ends. */
export function pinsOf(
  owner: OwnerPins,
  { from, to }: Omit<EnvironmentPair, 'folder'>,
): { readonly source: PinEntry | undefined; readonly target: PinEntry | undefined } {
  const pin = (environment: string): PinEntry | undefined => owner.find(({ row }) => row.environment === environment);
  return { source: pin(from), target: pin(to) };
}

/** The environments of a folder, in the order of the table. */
export function environmentsOf(entries: readonly PinEntry[], folder: string): readonly string[] {
  return [...new Set(entries.filter((entry) => entry.folder === folder).map(({ row }) => row.environment))];
}

/**
 * What Promote Environment on an environment means. One that lags is the target, from where it is promoted; one that does
 * not is the source.
 */
export function pathsAt(
  paths: readonly PromotionPath[],
  folder: string,
  environment: string,
): readonly PromotionPath[] {
  const here = paths.filter((path) => path.folder === folder && path.differing.length > 0);
  const into = here.filter(({ to }) => to === environment);
  return into.length > 0 ? into : here.filter(({ from }) => from === environment);
}

/** Owners that are promoted together to one environment. */
export interface JointPromotion {
  readonly folder: string;
  /** Undefined: each from where its own pipeline promotes it. */
  readonly from: string | undefined;
  readonly to: string;
  readonly owners: readonly OwnerPins[];
}

/**
 * What Promote on several rows means: the paths into the environments of these rows, else out of them, on which an owner
 * has something to promote; all such paths where no environment was meant. Paths into one environment are one promotion.
 */
export function jointPromotions(
  owners: readonly OwnerPins[],
  environments: ReadonlySet<string>,
): readonly JointPromotion[] {
  const paths = promotionPaths(owners.flat()).filter((path) => path.differing.length > 0);
  const into = paths.filter(({ to }) => environments.has(to));
  const outOf = paths.filter(({ from }) => environments.size === 0 || environments.has(from));
  const meant = into.length > 0 ? into : outOf;
  return [...groupBy(meant, ({ folder, to }) => JSON.stringify([folder, to])).values()].flatMap((group) => {
    const [first, ...others] = group;
    if (first === undefined) {
      return [];
    }
    const going = new Set(group.flatMap(({ differing: each }) => each));
    return [{ ...first, from: others.length === 0 ? first.from : undefined, owners: [...going] }];
  });
}
