/** Promote…: from the palette, a row of the tree, or an editor that shows a binding. */
import { commands, l10n, window, workspace } from 'vscode';
import { editorPin } from '../editorPin';
import { askPinEntries } from '../pins';
import { inBackground } from '../failures';
import { runPromotion } from '../promote/run';
import { subjectOf } from '../promote/subject';
import type { Subject } from '../promote/subject';
import type { Services } from '../services';
import { entriesBelow, groupByOwner, sameOwner } from '../views/pinTree';
import type { PinEntry, TreeNode } from '../views/pinTree';
import { isTreeNode } from './open';

export async function promote(services: Services, invokedOn?: unknown): Promise<void> {
  if (!workspace.isTrusted) {
    inBackground(services, explainRestrictedMode());
    return;
  }
  const entries = await askPinEntries(services.server);
  if (entries.length === 0) {
    void window.showInformationMessage(
      l10n.t('There is nothing to promote: no OpenChoreo pins or pipelines were found.'),
    );
    return;
  }
  await runPromotion(
    services,
    entries,
    isTreeNode(invokedOn) ? rowSubject(entries, invokedOn) : editorSubject(entries),
  );
}

/** The row's owner and environment, looked up in the pins as they are now. */
function rowSubject(entries: readonly PinEntry[], node: TreeNode): Subject | undefined {
  const [shown] = entriesBelow(node);
  const owner = shown && groupByOwner(entries).find(([first]) => first !== undefined && sameOwner(first, shown));
  if (owner === undefined || (node.kind !== 'owner' && node.kind !== 'pin')) {
    return undefined;
  }
  const entry = node.kind === 'pin' ? owner.find(({ row }) => row.environment === shown?.row.environment) : undefined;
  return entry === undefined ? { owner } : subjectOf(entry, owner);
}

function editorSubject(entries: readonly PinEntry[]): Subject | undefined {
  const entry = editorPin(entries, window.activeTextEditor);
  return (
    entry &&
    subjectOf(
      entry,
      entries.filter((other) => sameOwner(entry, other)),
    )
  );
}

async function explainRestrictedMode(): Promise<void> {
  const manage = l10n.t('Manage Workspace Trust');
  const chosen = await window.showWarningMessage(
    l10n.t(
      'Promoting is off in Restricted Mode: it writes files and runs Git with its hooks. Trust this workspace first.',
    ),
    manage,
  );
  if (chosen === manage) {
    await commands.executeCommand('workbench.trust.manage');
  }
}
