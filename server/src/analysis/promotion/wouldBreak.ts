import type { PlanMessage, PlannedFile } from '../../protocol';
import type { Repository } from '../../repository/repository';
import type { Checker } from '../checker';
import { newProblems } from './simulate';

/** What a simulation runs on. */
export interface Simulated {
  readonly repository: Repository;
  readonly checker: Checker;
  readonly textOf: (file: string) => string | undefined;
}

/** The errors that a plan would add to the repository, as blockers: a plan that would add one is not delivered. */
export function wouldBreak(
  { repository, checker, textOf }: Simulated,
  files: readonly PlannedFile[],
): readonly PlanMessage[] {
  if (files.length === 0) return [];
  return newProblems(repository, checker, files, textOf)
    .filter((problem) => problem.severity === 'error')
    .map((problem) => ({
      code: 'would-break',
      message: `The repository would have a new error: ${problem.message} [${problem.code}, ${problem.file}]`,
      // The file may not exist yet; then there is nothing to open.
      ...(textOf(problem.file) !== undefined && { link: { file: problem.file, line: 1 } }),
    }));
}
