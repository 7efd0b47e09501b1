/** Folders that a delivery emptied go, as Git itself removes them. */
import { rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Change } from './journal';

/** Remove the parent folders of files that were deleted, as far as they are empty, up to the folder of the delivery. */
export async function removeEmptyFolders(folder: string, changes: readonly Change[]): Promise<void> {
  for (const { absolute, to } of changes) {
    let parent = dirname(absolute);
    while (to === null && parent.length > folder.length) {
      const removed = await rmdir(parent).then(
        () => true,
        () => false,
      );
      if (!removed) break;
      parent = dirname(parent);
    }
  }
}
