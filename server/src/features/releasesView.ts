import { manifestOfOwner, ownerLabel, ownersIn, releasesOf, type Owner } from '../analysis/owners';
import { imageOf } from '../analysis/pins';
import { dateOfName } from '../analysis/releaseOrder';
import type { OwnerReleases, ReleaseRow, ReleasesView } from '../protocol';
import type { Manifest } from '../repository/manifest';
import type { GitFacts } from '../repository/ports';
import type { Repository } from '../repository/repository';
import { lineOf } from './lineOf';
import { newestFirst, pinnedIn } from './summary/releaseLines';

/** Every owner with its releases, and where each of them is pinned. Owners as the pin table sorts them. */
export function describeReleases(repository: Repository, git?: GitFacts): ReleasesView {
  const { view } = repository;
  return { version: 1, owners: ownersIn(view).map((owner) => ownerReleases(repository, owner, git)) };
}

function ownerReleases(repository: Repository, owner: Owner, git: GitFacts | undefined): OwnerReleases {
  const { view } = repository;
  const context = { view, ...(git && { git }) };
  const home = manifestOfOwner(view, owner);
  const pinned = pinnedIn(context, owner);
  const names = new Set<string>();
  // Of duplicates the first counts, as everywhere.
  const releases = releasesOf(view, owner).filter(({ name }) => !names.has(name) && names.add(name));
  return {
    owner: selectorOf(owner),
    label: ownerLabel(owner),
    ownerFile: home ? lineOf(repository, home) : null,
    releases: newestFirst(context, owner, releases).map((release): ReleaseRow => ({
      ...lineOf(repository, release),
      name: release.name,
      image: imageOf(release, owner.family.image ?? []),
      date: dateOf(owner, release, git),
      environments: pinned.get(release.name) ?? [],
    })),
  };
}

/** An owner as requests name it, so that nothing else can be meant. */
export function selectorOf(owner: Owner): OwnerReleases['owner'] {
  return {
    family: owner.family.family,
    namespace: owner.namespace ?? '',
    project: owner.project,
    name: owner.name,
  };
}

function dateOf(owner: Owner, release: Manifest, git: GitFacts | undefined): string | null {
  const named = dateOfName(owner.name, release.name)?.date;
  if (named !== undefined) return `${named.slice(0, 4)}-${named.slice(4, 6)}-${named.slice(6)}`;
  const added = git?.addedAt(release.file);
  return added === undefined ? null : new Date(added * 1000).toISOString().slice(0, 10);
}
