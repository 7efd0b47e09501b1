/** The state of a promotion while it is put together, question by question, and the words for it. */
import type { Localizer } from '../localizer';
import type { PlannedFile } from '../../../server/src/protocol';
import type { PinEntry } from '../views/pinTree';
import type { Owned } from './askOwner';
import { unplanned } from './planning';
import type { Planning } from './planning';
import { ownerName } from './subject';
import type { Subject } from './subject';

export interface Promotion extends Owned, Planning {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly release: string | undefined;
  /** Cut a release from the owner's current state and pin that: for an environment that nothing is promoted into. */
  readonly cut: boolean;
}

/** A promotion of which only the subject is known, or not even that. */
export function startOf(entries: readonly PinEntry[], subject?: Subject): Promotion {
  return {
    ...unplanned,
    entries,
    owner: subject?.owner,
    from: subject?.from,
    to: subject?.to,
    release: undefined,
    cut: false,
  };
}

/** URI of the folder that the owner is in. */
export function folderOf({ owner }: Promotion): string {
  return owner?.[0]?.folder ?? '';
}

/** What is promoted, as far as it is known: `Promote doclet/postgres: staging → production`. */
export function titleOf({ owner, from, to, plan }: Promotion, l10n: Localizer): string {
  if (owner === undefined) {
    return l10n.t('Promote');
  }
  const name = ownerName(owner);
  const source = from ?? plan?.items[0]?.from ?? undefined;
  if (to === undefined) {
    return source === undefined ? l10n.t('Promote {0}', name) : l10n.t('Promote {0} from {1}', name, source);
  }
  return source === undefined
    ? l10n.t('Promote {0} to {1}', name, to)
    : l10n.t('Promote {0}: {1} → {2}', name, source, to);
}

/** A row of a quick pick shows about this many characters. */
const rowLength = 76;

/** A message as the two lines that a row of a quick pick has: what does not fit into the first goes on in the second. */
export function inTwoLines(message: string): { readonly label: string; readonly detail?: string } {
  if (message.length <= rowLength) {
    return { label: message };
  }
  const space = message.lastIndexOf(' ', rowLength);
  const end = space > 0 ? space : rowLength;
  return { label: message.slice(0, end), detail: message.slice(end).trim() };
}

/** The first line that a plan changes in a file, 1-based: where to put the cursor afterwards. */
export function firstChangedLine({ before, after }: PlannedFile): number {
  const old = (before ?? '').split('\n');
  const changed = (after ?? '').split('\n').findIndex((line, index) => line !== old[index]);
  return before === null || changed < 0 ? 1 : changed + 1;
}
