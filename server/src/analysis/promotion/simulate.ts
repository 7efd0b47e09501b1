import type { PlannedFile } from '../../protocol';
import type { Repository } from '../../repository/repository';
import type { Checker } from '../checker';
import type { Problem } from '../problem';

/**
 * The problems that a repository would have more of after a plan: the plan's files are handed in, the rules that this
 * concerns are run, and everything is put back before anybody else can look.
 */
export function newProblems(
  repository: Repository,
  checker: Checker,
  files: readonly PlannedFile[],
  textOf: (file: string) => string | undefined,
): readonly Problem[] {
  checker.run();
  const all = () => new Set([...repository.files.fileNames()]);
  const before = countByKey([...all()].flatMap((file) => checker.problemsOf(file)));
  const originals = files.map(({ file }) => [file, textOf(file)] as const);
  const take = (file: string, text: string | undefined) => checker.fileChanged(file, repository.setFile(file, text));
  try {
    for (const { file, after } of files) take(file, after ?? undefined);
    checker.run();
    const added: Problem[] = [];
    for (const file of all()) {
      for (const problem of checker.problemsOf(file)) {
        const left = before.get(keyOf(problem)) ?? 0;
        if (left > 0) before.set(keyOf(problem), left - 1);
        else added.push(problem);
      }
    }
    return added;
  } finally {
    for (const [file, text] of originals) take(file, text);
    checker.run();
  }
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
