/** The Releases tree as plain values: owners with their releases, newest first. Knows nothing of VS Code. */
import type { OwnerReleases, ReleaseRow, ReleasesView } from '../../../server/src/protocol';

/** What one workspace folder answers. */
export interface FolderReleases {
  readonly uri: string;
  readonly name: string;
  readonly view: ReleasesView;
}

export interface ReleaseFolderNode {
  readonly kind: 'release-folder';
  readonly id: string;
  readonly name: string;
  readonly children: readonly ReleaseOwnerNode[];
}

export interface ReleaseOwnerNode {
  readonly kind: 'release-owner';
  readonly id: string;
  /** URI of the workspace folder. */
  readonly folder: string;
  readonly owner: OwnerReleases;
  readonly children: readonly ReleaseNode[];
}

export interface ReleaseNode {
  readonly kind: 'release';
  readonly id: string;
  /** URI of the workspace folder. */
  readonly folder: string;
  readonly owner: OwnerReleases;
  readonly release: ReleaseRow;
}

export type ReleasesNode = ReleaseFolderNode | ReleaseOwnerNode | ReleaseNode;

/** The tree: folder (where there are several) → owner → release. Owners without releases are left out. */
export function releaseTree(folders: readonly FolderReleases[]): readonly ReleasesNode[] {
  const nodes = folders.map(({ uri, name, view }): ReleaseFolderNode => {
    const owners = view.owners.filter(({ releases }) => releases.length > 0);
    return { kind: 'release-folder', id: uri, name, children: owners.map((owner) => ownerNode(uri, owner)) };
  });
  return folders.length === 1 ? (nodes[0]?.children ?? []) : nodes.filter(({ children }) => children.length > 0);
}

function ownerNode(folder: string, owner: OwnerReleases): ReleaseOwnerNode {
  const { family, namespace, project, name } = owner.owner;
  const id = JSON.stringify([folder, namespace, project, family, name]);
  const children = owner.releases.map((release): ReleaseNode => {
    // Two files may declare the same release while somebody copies one.
    return { kind: 'release', id: `${id}${release.name} ${release.file}:${release.line}`, folder, owner, release };
  });
  return { kind: 'release-owner', id, folder, owner, children };
}

/** Whether nothing pins a release. */
export function isUnreferenced({ environments }: ReleaseRow): boolean {
  return environments.length === 0;
}

/**
 * The releases that a pin would catch up with: those after the pinned one up to the source's, newest first.
 *
 * @param releases newest first
 */
export function releasesBetween(
  releases: readonly ReleaseRow[],
  pinned: string | null,
  source: string | null,
): readonly ReleaseRow[] {
  const newest = releases.findIndex(({ name }) => name === source);
  const oldest = releases.findIndex(({ name }) => name === pinned);
  return newest < 0 || oldest < newest ? [] : releases.slice(newest, oldest);
}
