import { t } from '../../base/l10n';
import type { PlanChecks, PlanMessage, PlannedFile } from '../../protocol';
import type { Repository } from '../../repository/repository';
import type { Checker } from '../checker';
import type { Problem } from '../problem';
import { simulate } from './simulate';

/** What a simulation runs on. */
export interface Simulated {
  readonly repository: Repository;
  readonly checker: Checker;
  readonly textOf: (file: string) => string | undefined;
}

/** Errors that a plan would add to the repository. */
export interface AddedErrors {
  /** A plan that would add one of these is not delivered. */
  readonly blockers: readonly PlanMessage[];
  /** Those that a new file only repeats: what it was made from has them already, and is where they are mended. */
  readonly repeated: readonly PlanMessage[];
  /** Absent where there was nothing to check. */
  readonly checks?: PlanChecks;
}

/** A manifest whose content a new file takes over. Of a doubtful one nobody can tell what is wrong with it. */
export interface Origin {
  readonly file: string;
  readonly doubtful: boolean;
}

/**
 * The errors that a plan would add.
 *
 * @param madeFrom what a new file takes its content from; an error that one of those has is not new.
 */
export function wouldBreak(
  { repository, checker, textOf }: Simulated,
  files: readonly PlannedFile[],
  madeFrom: ReadonlyMap<string, readonly Origin[]>,
): AddedErrors {
  if (files.length === 0) return { blockers: [], repeated: [] };
  const simulated = simulate(repository, checker, files);
  const added = simulated.added.filter((problem) => problem.severity === 'error');
  const hasCode = (origin: Origin, code: string) =>
    checker.problemsOf(origin.file).some((problem) => problem.code === code);
  const isRepeated = ({ file, code, category }: Problem) =>
    category !== 'reference' &&
    (madeFrom.get(file)?.some((origin) => origin.doubtful || hasCode(origin, code)) ?? false);
  return {
    checks: simulated.checks,
    blockers: added
      .filter((problem) => !isRepeated(problem))
      .map((problem) => ({
        code: 'would-break',
        message: t`The repository would have a new error: ${problem.message} [${problem.code}, ${problem.file}]`,
        // The file may not exist yet; then there is nothing to open.
        ...(textOf(problem.file) !== undefined && { link: { file: problem.file, line: 1 } }),
      })),
    repeated: added.filter(isRepeated).map((problem) => ({
      code: 'repeats-error',
      message: t`${problem.file} would repeat an error of what it is cut from: ${problem.message} [${problem.code}]`,
    })),
  };
}
