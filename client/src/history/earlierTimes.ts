/** What a pin can be rolled back to. Knows nothing of VS Code. */
import type { PinChange } from '../../../server/src/protocol';

/** The changes, undeploying and redeploying left out, that gave the pin another release than it has now, in the order given. */
export function earlierTimes(changes: readonly PinChange[], release: string | null): readonly PinChange[] {
  return changes.filter(({ from, to }) => to !== null && to !== from && to !== release);
}
