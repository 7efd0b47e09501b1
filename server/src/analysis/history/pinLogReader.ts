import { BINDING_WORDS, NO_PINS, pinFactsOf, type PinFact } from '../../model/pinFacts';
import type { SimpleLines } from '../../yaml/simpleText';

/** How the log of a repository's pins is read, see node/commitLogs.ts. */
export const pinLogReader = { words: BINDING_WORDS, nothing: NO_PINS, begin };

/** The versions of a binding differ by a line or two: what the others say is worked out once. */
function begin(): (text: string) => readonly PinFact[] | undefined {
  const lines: SimpleLines = new Map();
  return (text) => pinFactsOf(text, lines);
}
