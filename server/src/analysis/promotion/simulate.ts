import type { PlanChecks, PlannedFile, ProblemCounts } from '../../protocol';
import type { Repository } from '../../repository/repository';
import type { Checker } from '../checker';
import type { Problem } from '../problem';

/** What a plan does to the problems of a repository. */
export interface Simulation {
  readonly before: readonly Problem[];
  readonly after: readonly Problem[];
  /** The problems that there would be more of. */
  readonly added: readonly Problem[];
  readonly checks: PlanChecks;
}

/**
 * The problems of a repository before and after a plan: the plan's files are handed in, the rules that this concerns are
 * run, and everything is put back before anybody else can look.
 */
export function simulate(repository: Repository, checker: Checker, files: readonly PlannedFile[]): Simulation {
  checker.run();
  const all = () => [...repository.files.fileNames()];
  const before = all().flatMap((file) => checker.problemsOf(file));
  const originals = files.map(({ file }) => [file, repository.files.factsOf(file)] as const);
  try {
    for (const { file, after } of files) checker.fileChanged(file, repository.setFile(file, after ?? undefined));
    checker.run();
    const after = all().flatMap((file) => checker.problemsOf(file));
    const known = countByKey(before);
    const added = after.filter((problem) => {
      const left = known.get(keyOf(problem)) ?? 0;
      if (left > 0) known.set(keyOf(problem), left - 1);
      return left === 0;
    });
    const checks = { files: all().length, before: countBySeverity(before), after: countBySeverity(after) };
    return { before, after, added, checks };
  } finally {
    for (const [file, facts] of originals) checker.fileChanged(file, repository.setFacts(file, facts));
    checker.run();
  }
}

function countBySeverity(problems: readonly Problem[]): ProblemCounts {
  const counts = { error: 0, warning: 0, information: 0 };
  for (const { severity } of problems) counts[severity]++;
  return counts;
}

/** One problem is the same before and after when it says the same about the same file; its place may move. */
function keyOf(problem: Problem): string {
  return `${problem.file}\0${problem.code}\0${problem.message}`;
}

function countByKey(problems: readonly Problem[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const problem of problems) counts.set(keyOf(problem), (counts.get(keyOf(problem)) ?? 0) + 1);
  return counts;
}
