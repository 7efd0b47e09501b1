import { pinHistory, type PinHistory } from '../analysis/history/pinHistory';
import { pinLogReader } from '../analysis/history/pinLogReader';
import type { PinFact } from '../model/pinFacts';
import { CommitLogs } from '../node/commitLogs';
import type { CommitLog } from '../repository/commitLog';
import type { RepositoryConfig } from '../repository/config';
import type { GitFacts } from '../repository/ports';
import type { FolderSession } from './folderSession';

/** What is known of a session's history of pins. */
interface Known {
  readonly logs: CommitLogs<readonly PinFact[]>;
  /** The history of HEAD, as it was read last, and the configuration that it was read with. */
  head?: {
    readonly log: CommitLog<readonly PinFact[]>;
    readonly config: RepositoryConfig;
    readonly history: PinHistory;
  };
  /** What Git said when HEAD's history was asked for last: it is asked again when Git has. */
  asked?: GitFacts;
}

const known = new WeakMap<FolderSession, Known>();

/** The history of pins up to a commit, HEAD by default; undefined without Git. Only what is new is read. */
export async function historyOf(session: FolderSession, commit?: string): Promise<PinHistory | undefined> {
  const entry = knownOf(session);
  const log = await entry.logs.at(commit);
  if (!log) return undefined;
  const { repository } = session;
  const { config } = repository;
  if (commit === undefined && entry.head?.log === log && entry.head.config === config) return entry.head.history;
  const { defaultNamespace } = config;
  const history = pinHistory(log, { defaultNamespace, reads: (file) => repository.reads(file) });
  if (commit === undefined) entry.head = { log, config, history };
  return history;
}

/**
 * The history of HEAD as far as it is known now, for answers that cannot wait. Reads what is missing beside everything
 * else and tells the session, so that views ask again. Nothing in Restricted Mode, where Git is not run.
 */
export function knownHistory(session: FolderSession): PinHistory | undefined {
  const { git } = session;
  if (!git) return undefined;
  const entry = knownOf(session);
  if (entry.asked !== git) {
    entry.asked = git;
    const before = entry.head?.history;
    void historyOf(session).then((history) => {
      if (history !== before) session.tell();
    });
  }
  return entry.head?.history;
}

function knownOf(session: FolderSession): Known {
  let entry = known.get(session);
  if (!entry) {
    entry = { logs: new CommitLogs<readonly PinFact[]>(session.root, pinLogReader, session.knownPins) };
    known.set(session, entry);
  }
  return entry;
}
