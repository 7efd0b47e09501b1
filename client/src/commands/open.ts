/** Goes from a row of the tree to the file behind it. */
import { Position, Range, window } from 'vscode';
import type { FileLine } from '../../../server/src/protocol';
import { fileUri } from '../pins';
import type { Services } from '../services';
import type { PinEntry, TreeNode } from '../views/pinTree';
import { entriesBelow } from '../views/pinTree';

/** Shows a file of the repository with the cursor at its line. */
export async function openFileLine(folder: string, { file, line }: FileLine): Promise<void> {
  const start = new Position(Math.max(0, line - 1), 0);
  await window.showTextDocument(fileUri(folder, file), { selection: new Range(start, start), preview: true });
}

const opening =
  (placeOf: (entry: PinEntry) => FileLine | null) =>
  async (_services: Services, node?: unknown): Promise<void> => {
    const entry = isTreeNode(node) ? entriesBelow(node)[0] : undefined;
    const place = entry && placeOf(entry);
    if (entry && place) {
      await openFileLine(entry.folder, place);
    }
  };

export const openBinding = opening(({ row }) => row.binding);
export const openRelease = opening(({ labels }) => labels.releaseFile);
export const openOwner = opening(({ labels }) => labels.ownerFile);

/** Whether a command was invoked on a row of ours: other callers hand over anything or nothing. */
export function isTreeNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && 'kind' in value && 'id' in value;
}
