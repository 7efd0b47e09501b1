import type { Checker } from '../../analysis/checker';
import type { Problem } from '../../analysis/problem';
import { simulate } from '../../analysis/promotion/simulate';
import type { PlannedFile } from '../../protocol';
import type { Repository } from '../../repository/repository';
import type { FileEdits } from './fileEdits';
import type { Relocate } from './pathEdits';

/**
 * An error that the repository would have and does not have now. Messages and files carry names, so problems are
 * counted by their code: what there are more of than before is new.
 */
export function newError(
  repository: Repository,
  checker: Checker,
  edits: FileEdits,
  relocate: Relocate,
): Problem | undefined {
  const { before, after } = simulate(repository, checker, plannedFiles(repository, edits, relocate));
  const left = new Map<string, number>();
  for (const { severity, code } of before) if (severity === 'error') left.set(code, (left.get(code) ?? 0) + 1);
  // Where there are more than before, the ones about what was changed come first to mind.
  const errors = after.filter(({ severity }) => severity === 'error');
  const known = new Set(before.map(({ file, message }) => `${file}\0${message}`));
  const suspects = [...errors].sort((a, b) => Number(isKnown(known, b)) - Number(isKnown(known, a)));
  return suspects.find(({ code }) => {
    const count = left.get(code) ?? 0;
    left.set(code, count - 1);
    return count === 0;
  });
}

function isKnown(known: ReadonlySet<string>, { file, message }: Problem): boolean {
  return known.has(`${file}\0${message}`);
}

/** Files go from where they are, and come where they will be. */
function plannedFiles(repository: Repository, edits: FileEdits, relocate: Relocate): readonly PlannedFile[] {
  const edited = new Set(edits.files());
  const files = [...new Set([...repository.files.fileNames(), ...edited])].filter((file) => repository.reads(file));
  return files.flatMap((file): PlannedFile[] => {
    const to = relocate(file);
    if (to === file) return edited.has(file) ? [{ file, before: edits.textOf(file), after: edits.after(file) }] : [];
    return [
      { file, before: edits.textOf(file), after: null },
      { file: to, before: null, after: edits.after(file) },
    ];
  });
}
