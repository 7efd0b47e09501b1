import { isWithin } from '../../base/filePath';
import type { TextEdit } from '../../base/textEdit';
import type { Repository } from '../../repository/repository';
import { FileEdits } from './fileEdits';
import { editPaths } from './pathEdits';
import type { Move } from './pathRenames';

/**
 * The edits that keep the entries of kustomizations and their like right when files and folders move. They are edits
 * of the files as they are before the move. What cannot be edited stays, since the move goes on whatever is said here.
 */
export function moveEdits(
  repository: Repository,
  textOf: (file: string) => string | undefined,
  moves: readonly Move[],
): ReadonlyMap<string, readonly TextEdit[]> {
  const edits = new FileEdits(textOf);
  // Of moves within each other the innermost counts.
  const ordered = [...moves].sort((a, b) => b.from.length - a.from.length);
  editPaths(repository, edits, (path) => {
    const move = ordered.find(({ from }) => isWithin(from, path));
    return move ? move.to + path.slice(move.from.length) : path;
  });
  return edits.finish();
}
