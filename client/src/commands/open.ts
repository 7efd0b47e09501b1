/** Goes from a row of the tree to the file behind it. */
import { Position, Range, window } from 'vscode';
import type { FileLine } from '../../../server/src/protocol';
import { fileUri } from '../pins';
import type { Services } from '../services';
import type { PinEntry, TreeNode } from '../views/pinTree';
import { entriesBelow } from '../views/pinTree';
import type { ReleaseNode, ReleaseOwnerNode } from '../views/releaseTree';

/** Shows a file of the repository with the cursor at its line. */
export async function openFileLine(folder: string, { file, line }: FileLine): Promise<void> {
  const start = new Position(Math.max(0, line - 1), 0);
  await window.showTextDocument(fileUri(folder, file), { selection: new Range(start, start), preview: true });
}

const opening =
  (placeOf: (entry: PinEntry) => FileLine | null, placeInReleases?: (node: ReleasesRow) => FileLine | null) =>
  async (_services: Services, node?: unknown): Promise<void> => {
    if (isReleasesRow(node)) {
      const place = placeInReleases?.(node);
      return place ? openFileLine(node.folder, place) : undefined;
    }
    const entry = isTreeNode(node) ? entriesBelow(node)[0] : undefined;
    const place = entry && placeOf(entry);
    if (entry && place) {
      await openFileLine(entry.folder, place);
    }
  };

export const openBinding = opening(({ row }) => row.binding);
export const openRelease = opening(
  ({ labels }) => labels.releaseFile,
  (node) => (node.kind === 'release' ? node.release : null),
);
export const openOwner = opening(
  ({ labels }) => labels.ownerFile,
  ({ owner }) => owner.ownerFile,
);

const treeKinds: ReadonlySet<unknown> = new Set<TreeNode['kind']>(['folder', 'environment', 'project', 'owner', 'pin']);

/** Whether a command was invoked on a row of the pins: other callers hand over anything or nothing. */
export function isTreeNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && 'kind' in value && treeKinds.has(value.kind) && 'id' in value;
}

type ReleasesRow = ReleaseOwnerNode | ReleaseNode;

/** Whether a command was invoked on an owner or a release of the Releases view. */
export function isReleasesRow(value: unknown): value is ReleasesRow {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    (value.kind === 'release' || value.kind === 'release-owner')
  );
}
