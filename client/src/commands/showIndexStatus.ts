/** Show Index Status: what the server holds of each folder, as a read-only document. */
import { Uri, l10n, window, workspace } from 'vscode';
import { statusRequest } from '../../../server/src/protocol';
import type { StatusResult } from '../../../server/src/protocol';
import type { Services } from '../services';
import { statusScheme } from '../virtualTexts';
import { statusText } from './statusText';

export async function showIndexStatus({ server, texts }: Services): Promise<void> {
  const status = await server.request<StatusResult>(statusRequest, {});
  // People know folders by their path.
  const folders = status.folders.map((each) => ({ ...each, folder: Uri.parse(each.folder).fsPath }));
  const named = { ...status, folders };
  const uri = texts.set(statusScheme, `/${l10n.t('OpenChoreo GitOps Index Status')}.md`, statusText(named, l10n));
  await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
}
