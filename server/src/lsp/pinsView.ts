import { pathToFileURL } from 'node:url';
import { describePins } from '../features/pinTable';
import type { PinsView } from '../protocol';
import type { FolderSession } from './folderSession';
import { knownHistory } from './pinHistories';

/** The pin table of a folder, as the client's views want it. */
export function pinsView(session: FolderSession): PinsView {
  const { table, labels } = describePins(session.repository, session.git, knownHistory(session));
  const folder = pathToFileURL(session.root).href;
  return {
    ...table,
    labels,
    repository: { folder, manifests: session.repository.files.manifestCount, ready: session.ready },
  };
}
