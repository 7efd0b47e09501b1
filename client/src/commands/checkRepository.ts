/** Check Repository: all problems of all files, then the Problems view. */
import { ProgressLocation, commands, l10n, window } from 'vscode';
import type { CancellationToken } from 'vscode';
import { checkRequest, statusRequest } from '../../../server/src/protocol';
import type { StatusResult } from '../../../server/src/protocol';
import type { LanguageServer } from '../server/languageServer';
import type { Services } from '../services';

export async function checkRepository({ server }: Services): Promise<void> {
  const status = await window.withProgress(
    { location: ProgressLocation.Notification, title: l10n.t('Checking the repository…'), cancellable: true },
    (_progress, token) => check(server, token),
  );
  if (status === undefined) {
    return;
  }
  const problems = status.folders.flatMap((folder) => Object.values(folder.problems)).reduce((a, b) => a + b, 0);
  if (problems > 0) {
    await commands.executeCommand('workbench.actions.view.problems');
    return;
  }
  const manifests = status.folders.reduce((sum, folder) => sum + folder.manifests, 0);
  void window.showInformationMessage(l10n.t('No problems in {0} OpenChoreo manifests.', manifests));
}

/** Undefined when the user cancelled. */
async function check(server: LanguageServer, token: CancellationToken): Promise<StatusResult | undefined> {
  try {
    await server.request<unknown>(checkRequest, {}, token);
    return await server.request<StatusResult>(statusRequest, {}, token);
  } catch (error) {
    if (token.isCancellationRequested) {
      return undefined;
    }
    throw error;
  }
}
