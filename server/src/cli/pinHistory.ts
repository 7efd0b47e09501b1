import { pinHistory, type PinHistory } from '../analysis/history/pinHistory';
import { BINDING_WORDS, pinFactsOf, type PinFact } from '../model/pinFacts';
import { CommitLogs } from '../node/commitLogs';
import type { OpenRepository } from './open';

/** The history of the pins of a repository; undefined without Git. */
export async function pinHistoryOf({ root, repository }: OpenRepository): Promise<PinHistory | undefined> {
  const reader = { words: BINDING_WORDS, nothing: [], read: pinFactsOf };
  const log = await new CommitLogs<readonly PinFact[]>(root, reader).at();
  const { defaultNamespace } = repository.config;
  return log && pinHistory(log, { defaultNamespace, reads: (file) => repository.reads(file) });
}
