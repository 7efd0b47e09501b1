/** Promote…: from the palette, rows of the trees, or an editor that shows a binding. */
import { runPromotion } from '../promote/run';
import { subjectOf } from '../promote/subject';
import type { Subject } from '../promote/subject';
import type { Services } from '../services';
import { invokedOn } from './invokedOn';
import type { InvokedOn } from './invokedOn';
import { isTreeNode } from './open';
import { pinsToChange } from './pinsToChange';
import { promoteRows } from './promoteRows';

/** @param rows all rows that are selected, where the tree has several */
export async function promote(services: Services, row?: unknown, rows?: unknown): Promise<void> {
  const entries = await pinsToChange(services);
  if (entries === undefined) {
    return;
  }
  const selected = Array.isArray(rows) ? rows.filter(isTreeNode) : [];
  if (selected.length > 1) {
    return promoteRows(services, entries, selected);
  }
  await runPromotion(services, entries, subjectIn(invokedOn(entries, row)));
}

function subjectIn({ owner, entry }: InvokedOn): Subject | undefined {
  return owner && (entry === undefined ? { owner } : subjectOf(entry, owner));
}
