/** Deliveries to one working tree follow one another, within this process; the journal does it between processes. */
import { refuse } from './refusals';
import type { Refusal } from './types';

const last = new Map<string, Promise<unknown>>();

/** Run when the deliveries before have ended. What is thrown, as when Git fails to read the repository, is a refusal. */
export async function inTurn<T>(gitDir: string, run: () => Promise<T>): Promise<T | Refusal> {
  const before = last.get(gitDir) ?? Promise.resolve();
  const mine = before.then(run, run);
  last.set(gitDir, mine);
  try {
    return await mine;
  } catch (error) {
    return refuse('repository-unreadable', {}, { detail: error instanceof Error ? error.message : String(error) });
  } finally {
    if (last.get(gitDir) === mine) last.delete(gitDir);
  }
}
