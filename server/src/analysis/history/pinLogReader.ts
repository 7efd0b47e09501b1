import { BINDING_WORDS, NO_PINS, pinFactsOf } from '../../model/pinFacts';

/** How the log of a repository's pins is read, see node/commitLogs.ts. */
export const pinLogReader = { words: BINDING_WORDS, nothing: NO_PINS, read: pinFactsOf };
