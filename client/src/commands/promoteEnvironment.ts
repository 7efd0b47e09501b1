/** Promote Environment…: everything that differs between two environments as a checklist, one commit. */
import { unpaired } from '../promote/askPair';
import { runEnvironmentPromotion, startOfBulk } from '../promote/environment';
import { pathsAt, promotionPaths } from '../promote/paths';
import type { PromotionPath } from '../promote/paths';
import type { Services } from '../services';
import { entriesBelow } from '../views/pinTree';
import type { PinEntry } from '../views/pinTree';
import { isTreeNode } from './open';
import { pinsToChange } from './pinsToChange';

export async function promoteEnvironment(services: Services, row?: unknown): Promise<void> {
  const entries = await pinsToChange(services);
  if (entries === undefined) {
    return;
  }
  const among = isTreeNode(row) && row.kind === 'environment' ? pathsAtRow(entries, entriesBelow(row)) : [];
  const all = startOfBulk(unpaired(entries));
  await (among.length === 0
    ? runEnvironmentPromotion(services, all)
    : runEnvironmentPromotion(services, startOfBulk(unpaired(entries, among)), [all]));
}

function pathsAtRow(entries: readonly PinEntry[], [shown]: readonly PinEntry[]): readonly PromotionPath[] {
  return shown === undefined ? [] : pathsAt(promotionPaths(entries), shown.folder, shown.row.environment);
}
