/** Deliveries to one working tree follow one another, within this process; the journal does it between processes. */

const last = new Map<string, Promise<unknown>>();

export async function inTurn<T>(gitDir: string, run: () => Promise<T>): Promise<T> {
  const before = last.get(gitDir) ?? Promise.resolve();
  const mine = before.then(run, run);
  last.set(gitDir, mine);
  try {
    return await mine;
  } finally {
    if (last.get(gitDir) === mine) last.delete(gitDir);
  }
}
