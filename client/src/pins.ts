/** Asks the server for the pin tables of all workspace folders. Keeps nothing: whoever shows pins asks again. */
import { Uri } from 'vscode';
import type { CancellationToken } from 'vscode';
import { pinsRequest } from '../../server/src/protocol';
import type { PinsParams, PinsView } from '../../server/src/protocol';
import { fileFolders } from './answers';
import type { LanguageServer } from './server/languageServer';
import { entriesOf } from './views/pinTree';
import type { FolderPins, PinEntry } from './views/pinTree';

/** One answer a folder, in the order of the workspace; none for a folder that the server has not taken up yet. */
export async function askPins(server: LanguageServer, token?: CancellationToken): Promise<readonly FolderPins[]> {
  const answers = await Promise.all(
    fileFolders().map(async ({ uri, name }) => {
      const params: PinsParams = { folder: uri.toString() };
      const view = await server.request<PinsView | null>(pinsRequest, params, token);
      return view === null ? [] : [{ uri: uri.toString(), name, view }];
    }),
  );
  return answers.flat();
}

/** The pins of all folders in one list. */
export async function askPinEntries(server: LanguageServer, token?: CancellationToken): Promise<readonly PinEntry[]> {
  return (await askPins(server, token)).flatMap(entriesOf);
}

/** A file of the repository as the editor names it. */
export function fileUri(folder: string, file: string): Uri {
  return Uri.joinPath(Uri.parse(folder), ...file.split('/'));
}
