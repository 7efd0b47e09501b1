/** Asks the server for the changes of pins, and says why where there are none. */
import { l10n, window } from 'vscode';
import { historyRequest } from '../../../server/src/protocol';
import type { HistoryParams, HistoryResult } from '../../../server/src/protocol';
import { shownWhenLong } from '../patience';
import type { LanguageServer } from '../server/languageServer';

const unavailable: Readonly<Record<NonNullable<HistoryResult['unavailable']>, () => string>> = {
  'restricted-mode': () => l10n.t('In Restricted Mode no Git is run.'),
  'no-git': () => l10n.t('This folder is in no Git repository, or Git was not found.'),
};

/**
 * Newest first. Undefined, with a notification, where no history can be told.
 *
 * @param title what is asked for, for the notification
 */
export async function askHistory(
  server: LanguageServer,
  params: HistoryParams,
  title: string,
): Promise<HistoryResult | undefined> {
  const result = await shownWhenLong(title, (token) => server.request<HistoryResult>(historyRequest, params, token));
  if (result.unavailable !== undefined) {
    void window.showWarningMessage(
      l10n.t('{0}: the history is not known. {1}', title, unavailable[result.unavailable]()),
    );
    return undefined;
  }
  return result;
}
