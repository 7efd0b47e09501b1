import { pinHistory, type PinHistory } from '../analysis/history/pinHistory';
import { pinLogReader } from '../analysis/history/pinLogReader';
import type { PinFact } from '../model/pinFacts';
import { CommitLogs } from '../node/commitLogs';
import type { OpenRepository } from './open';

/** The history of the pins of a repository; undefined without Git. */
export async function pinHistoryOf({ root, repository, knownPins }: OpenRepository): Promise<PinHistory | undefined> {
  const log = await new CommitLogs<readonly PinFact[]>(root, pinLogReader, knownPins).at();
  const { defaultNamespace } = repository.config;
  return log && pinHistory(log, { defaultNamespace, reads: (file) => repository.reads(file) });
}
