/** The pins as they are now, for a command that changes something or reads Git; says why where there are none. */
import { commands, l10n, window, workspace } from 'vscode';
import { inBackground } from '../failures';
import { shownWhenLong } from '../patience';
import { askPinEntries } from '../pins';
import type { Services } from '../services';
import type { PinEntry } from '../views/pinTree';

/** Undefined, with a notification: in Restricted Mode, and where no pin is known. */
export async function pinsToChange(services: Services): Promise<readonly PinEntry[] | undefined> {
  if (!workspace.isTrusted) {
    inBackground(services, explainRestrictedMode());
    return undefined;
  }
  return pinsToRead(services);
}

/** Undefined, with a notification, where no pin is known. */
export async function pinsToRead({ server }: Services): Promise<readonly PinEntry[] | undefined> {
  const entries = await shownWhenLong(l10n.t('Reading the pins…'), (token) => askPinEntries(server, token));
  if (entries.length > 0) {
    return entries;
  }
  void window.showInformationMessage(
    l10n.t('There is nothing to choose from: no OpenChoreo pins or pipelines were found.'),
  );
  return undefined;
}

async function explainRestrictedMode(): Promise<void> {
  const manage = l10n.t('Manage Workspace Trust');
  const chosen = await window.showWarningMessage(
    l10n.t(
      'This is off in Restricted Mode: it runs Git, with the hooks of the repository. Trust this workspace first.',
    ),
    manage,
  );
  if (chosen === manage) {
    await commands.executeCommand('workbench.trust.manage');
  }
}
