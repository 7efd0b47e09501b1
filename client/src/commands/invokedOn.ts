/** What a command was invoked on: rows of the trees, or the manifest in the active editor. */
import { window } from 'vscode';
import { editorOwner, editorPin } from '../editorPin';
import { sameSelector, selectorOf } from '../promote/subject';
import { entriesBelow, groupByOwner, sameOwner } from '../views/pinTree';
import type { PinEntry } from '../views/pinTree';
import { isReleasesRow, isTreeNode } from './open';

export interface InvokedOn {
  /** The pins of the owner in all environments, as they are now. */
  readonly owner?: readonly PinEntry[];
  /** Where it was the pin of one environment. */
  readonly entry?: PinEntry;
  /** Where it was a release: its name. */
  readonly release?: string;
}

/**
 * @param entries the pins as they are now, in which what the row showed is looked up
 * @param argument what the command was called with: a row, or anything
 */
export function invokedOn(entries: readonly PinEntry[], argument: unknown): InvokedOn {
  if (isReleasesRow(argument)) {
    const { folder, owner: shown } = argument;
    const owner = groupByOwner(entries).find((pins) => {
      const selector = selectorOf(pins);
      return pins[0]?.folder === folder && selector !== undefined && sameSelector(selector, shown.owner);
    });
    return { ...(owner && { owner }), ...(argument.kind === 'release' && { release: argument.release.name }) };
  }
  if (isTreeNode(argument)) {
    const [shown] = entriesBelow(argument);
    const owner = shown && ownerOf(entries, shown);
    if (owner === undefined || (argument.kind !== 'owner' && argument.kind !== 'pin')) {
      return {};
    }
    const entry =
      argument.kind === 'pin' ? owner.find(({ row }) => row.environment === shown?.row.environment) : undefined;
    return { owner, ...(entry && { entry }) };
  }
  const entry = editorPin(entries, window.activeTextEditor);
  const owner = entry === undefined ? editorOwner(entries, window.activeTextEditor) : ownerOf(entries, entry);
  return { ...(owner && { owner }), ...(entry && { entry }) };
}

function ownerOf(entries: readonly PinEntry[], pin: PinEntry): readonly PinEntry[] | undefined {
  return groupByOwner(entries).find(([first]) => first !== undefined && sameOwner(first, pin));
}
