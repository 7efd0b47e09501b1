import { compareEnvironments } from '../../features/comparison';
import { describeHistory } from '../../features/historyRows';
import { describeReleases } from '../../features/releasesView';
import {
  compareRequest,
  historyRequest,
  releasesRequest,
  type CompareParams,
  type HistoryParams,
  type HistoryResult,
  type PinsParams,
} from '../../protocol';
import type { FolderSession } from '../folderSession';
import { historyOf } from '../pinHistories';
import type { Server } from '../server';

/** What environments run, ran, and could run. */
export function registerPast(server: Server): void {
  const { connection } = server;

  connection.onRequest(releasesRequest, async ({ folder }: PinsParams) => {
    const session = await server.sessionOf(folder);
    return session && describeReleases(session.repository, session.git);
  });

  connection.onRequest(compareRequest, async (params: CompareParams) => {
    const session = await server.sessionOf(params.folder);
    if (!session) return undefined;
    const { version, comparisons } = compareEnvironments(session.repository.view, params);
    return { version, comparisons };
  });

  connection.onRequest(historyRequest, async (params: HistoryParams) => {
    const session = await server.sessionOf(params.folder);
    return session && history(session, params, server.options.trusted);
  });
}

async function history(session: FolderSession, params: HistoryParams, trusted: boolean): Promise<HistoryResult> {
  if (!trusted) return { version: 1, changes: [], unavailable: 'restricted-mode' };
  const found = await historyOf(session);
  return found
    ? describeHistory(session.repository.view, found, params)
    : { version: 1, changes: [], unavailable: 'no-git' };
}
