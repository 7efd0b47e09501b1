/**
 * Asks again and again until the answer is there, and returns it.
 *
 * @param what completes "waited in vain for …"
 * @param ask undefined and false mean: not yet
 * @param milliseconds how long to go on asking
 * @throws when the time is over, with the error of the last question if it failed
 */
export async function until<T>(
  what: string,
  ask: () => T | undefined | false | PromiseLike<T | undefined | false>,
  milliseconds = 60_000,
): Promise<T> {
  const end = Date.now() + milliseconds;
  let failure: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      failure = undefined;
    } catch (error) {
      // What is asked for may be half there; only the last failure counts.
      failure = error;
    }
    if (Date.now() > end) {
      const why = failure instanceof Error ? `: ${failure.message}` : '';
      throw new Error(`waited in vain for ${what}${why}`, { cause: failure });
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
