import type { PinState } from '../protocol';
import type { Manifest } from '../repository/manifest';
import type { GitFacts } from '../repository/ports';
import type { RepositoryView } from '../repository/view';
import { bindingsOf, ownersIn, pipelineOf, releasesOf, type Owner } from './owners';
import type { Pipeline } from './pipelines';
import { orderReleases, type AddedAt } from './releaseOrder';
import { asMap, asText, pathOf, textAt } from './values';

/** One row of the pin table: which release of an owner an environment runs. */
export interface Pin {
  readonly owner: Owner;
  readonly environment: string;
  readonly release: string | null;
  readonly state: PinState;
  /** Releases after the pinned one up to the source's; null where the order cannot be known. */
  readonly behind: number | null;
  readonly image: string | null;
  readonly binding: Manifest | null;
  /** The release's manifest, null when it is missing or none is named. */
  readonly releaseManifest: Manifest | null;
  /** The environment with whose release the pin is compared. */
  readonly source: string | null;
  readonly pipeline: Pipeline | undefined;
}

/** What Git knows about releases; absent where there is no Git. */
export type ReleaseHistory = Pick<GitFacts, 'addedAt'>;

/**
 * The pin table, exactly as docs/architecture.md defines it: one row per owner and environment of its project's pipeline
 * and one per binding outside it; sorted by namespace, project, family, owner, then pipeline order.
 */
export function pinTable(view: RepositoryView, history?: ReleaseHistory): readonly Pin[] {
  return ownersIn(view).flatMap((owner) => pinsOf(view, owner, history));
}

/** The rows of one owner, in pipeline order, environments outside the pipeline last. */
export function pinsOf(view: RepositoryView, owner: Owner, history?: ReleaseHistory): readonly Pin[] {
  const pipeline = pipelineOf(view, owner);
  const bindings = bindingsOf(view, owner);
  const environments = environmentsIn(owner, pipeline, bindings);
  const releases = releasesOf(view, owner);
  const order = releaseOrderOf(owner, releases, history);
  return environments.map((environment) => {
    const own = bindings.filter((binding) => textAt(binding, owner.family.environment) === environment);
    return pinIn(view, owner, environment, own, pipeline, bindings, order);
  });
}

/** The environments of an owner's rows, in their order. */
export function environmentsOf(view: RepositoryView, owner: Owner): readonly string[] {
  return environmentsIn(owner, pipelineOf(view, owner), bindingsOf(view, owner));
}

function environmentsIn(owner: Owner, pipeline: Pipeline | undefined, bindings: readonly Manifest[]): string[] {
  const bound = bindings.flatMap((binding) => textAt(binding, owner.family.environment) ?? []);
  return [...new Set([...(pipeline?.environments ?? []), ...bound.sort()])];
}

/** Names of an owner's releases, oldest first; undefined where the order cannot be known. */
export function releaseOrderOf(
  owner: Owner,
  releases: readonly Manifest[],
  history?: ReleaseHistory,
): readonly string[] | undefined {
  const byName = new Map(releases.map((release) => [release.name, release]));
  const addedAt: AddedAt = (name) => {
    const release = byName.get(name);
    return release && history?.addedAt(release.file);
  };
  return orderReleases(owner.name, [...byName.keys()], addedAt);
}

function pinIn(
  view: RepositoryView,
  owner: Owner,
  environment: string,
  own: readonly Manifest[],
  pipeline: Pipeline | undefined,
  all: readonly Manifest[],
  order: readonly string[] | undefined,
): Pin {
  const { family } = owner;
  const binding = own[0] ?? null;
  const release = (binding && textAt(binding, family.pin)) ?? null;
  const releaseManifest = (release && view.find(family.release, owner.namespace, release)) || null;
  const base = {
    owner,
    environment,
    release,
    releaseManifest,
    binding,
    image: releaseManifest && imageOf(releaseManifest, family.image ?? []),
    behind: 0,
    source: null,
    pipeline,
  };
  if (!binding)
    return {
      ...base,
      state: 'not-deployed',
      source: pinnedSources(owner, environment, pipeline, all)[0]?.environment ?? null,
    };
  if (own.length > 1) return { ...base, state: 'ambiguous' };
  if (family.state && textAt(binding, family.state) === 'Undeploy') return { ...base, state: 'undeployed' };
  if (release === null) return { ...base, state: 'no-release' };
  if (!releaseManifest && isMissing(view, owner)) return { ...base, state: 'missing-release' };
  const sources = pinnedSources(owner, environment, pipeline, all);
  if (sources.length === 0) return { ...base, state: 'current' };
  const same = sources.find((source) => source.release === release);
  if (same) return { ...base, state: 'current', source: same.environment };
  // The nearest source in document order is the one that people promote from.
  const source = sources[0]!;
  return { ...base, state: 'behind', behind: distance(order, release, source.release), source: source.environment };
}

/** A release that no file declares is missing only where the repository keeps releases at all. */
function isMissing(view: RepositoryView, owner: Owner): boolean {
  return view.declares(owner.family.release) && !view.hides(owner.family.release);
}

/** Releases from the pinned one up to the source's; null where either is unknown or the pin is ahead. */
function distance(order: readonly string[] | undefined, pinned: string, source: string): number | null {
  const from = order?.indexOf(pinned) ?? -1;
  const to = order?.indexOf(source) ?? -1;
  return from < 0 || to < 0 ? null : Math.max(0, to - from);
}

export interface SourcePin {
  readonly environment: string;
  readonly release: string;
  readonly binding: Manifest;
}

/** The sources of an environment that hold exactly one binding with a release, in document order of the pipeline. */
export function pinnedSources(
  owner: Owner,
  environment: string,
  pipeline: Pipeline | undefined,
  bindings: readonly Manifest[],
): readonly SourcePin[] {
  return (pipeline?.sources.get(environment) ?? []).flatMap((source) => {
    const own = bindings.filter((binding) => textAt(binding, owner.family.environment) === source);
    const release = own.length === 1 ? textAt(own[0]!, owner.family.pin) : undefined;
    return release ? [{ environment: source, release, binding: own[0]! }] : [];
  });
}

/** The container image of a release, where it says one. */
export function imageOf(release: Manifest, paths: readonly string[]): string | null {
  for (const path of paths) {
    let found: unknown[] = [release.value];
    for (const step of pathOf(path))
      found = found.flatMap((value) => (step === '*' ? Object.values(asMap(value)) : (asMap(value)[step] ?? [])));
    const image = found.map(asText).find((text) => text !== undefined);
    if (image !== undefined) return image;
  }
  return null;
}

/** Whether the order of some owner's releases needs Git, since their names carry no date. */
export function needsHistory(view: RepositoryView): boolean {
  return ownersIn(view).some((owner) => {
    const releases = releasesOf(view, owner);
    return releases.length > 1 && releaseOrderOf(owner, releases) === undefined;
  });
}
