/** Runs the cases of a Git test file side by side: each has a repository of its own, and most of the time is waiting. */
import { availableParallelism } from 'node:os';
import { dialects, type Dialect } from './gitDialects';
import { setUpRepositories, tearDownRepositories } from './gitRepository';

export type Case = (dialect: Dialect) => Promise<void>;

/** So many cases run at a time. */
const width = availableParallelism() + 1;

/** A `describe` whose cases, times the two dialects, run a few at a time: while one is awaited the next have begun. */
export function describeCases(title: string, cases: Readonly<Record<string, Case>>): void {
  describe(title, function () {
    this.timeout(60_000);
    const all = dialects.flatMap((dialect) =>
      Object.entries(cases).map(([name, run]) => ({ name: `${dialect.name}: ${name}`, run: () => run(dialect) })),
    );
    const begun = new Map<number, Promise<void>>();
    const begin = (index: number): Promise<void> | undefined => {
      const result = begun.get(index) ?? all[index]?.run();
      // `it` reports a failure; until its turn comes, this is no unhandled rejection.
      result?.catch(() => undefined);
      if (result) begun.set(index, result);
      return result;
    };
    before(setUpRepositories);
    after(async () => {
      await Promise.allSettled(begun.values());
      tearDownRepositories();
    });
    for (const [index, { name }] of all.entries()) {
      it(name, () => {
        for (let ahead = 1; ahead < width; ahead++) void begin(index + ahead);
        return begin(index);
      });
    }
  });
}
