import type { Problem } from '../../analysis/problem';
import { applyEdits } from '../../base/textEdit';
import { CONFIG_FILE } from '../../repository/config';
import type { FileChange, FixContext } from './fix';

/** Texts that are longer are not tried out: reading one would make the list of fixes wait. */
const MOST_CHARACTERS = 200_000;

/**
 * Whether changes would bring a problem that was not there: they are handed in, the rules that this concerns are run, and
 * everything is put back before anybody else can look.
 */
export function addsProblems(context: FixContext, changes: readonly FileChange[]): boolean {
  const { checker, repository } = context;
  const texts = changes.map((change) => ({
    file: change.file,
    before: context.textOf(change.file),
    after: change.kind === 'create' ? change.text : applyEdits(context.textOf(change.file) ?? '', [...change.edits]),
  }));
  if (texts.some(({ file, after }) => file === CONFIG_FILE || after.length > MOST_CHARACTERS)) return false;
  checker.run();
  const take = (file: string, text: string | undefined) => checker.fileChanged(file, repository.setFile(file, text));
  for (const { file, after } of texts) take(file, after);
  const concerned = new Set([...checker.run(), ...texts.map(({ file }) => file)]);
  const after = problemsIn(context, concerned);
  for (const { file, before } of texts) take(file, before);
  checker.run();
  const left = [...problemsIn(context, concerned)];
  return after.some((key) => {
    const same = left.indexOf(key);
    if (same >= 0) left.splice(same, 1);
    return same < 0;
  });
}

function problemsIn({ checker }: FixContext, files: Iterable<string>): readonly string[] {
  return [...files].flatMap((file) => checker.problemsOf(file).map(identityOf));
}

/** One problem is the same before and after when it says the same about the same file; its place may move. */
function identityOf({ file, code, message }: Problem): string {
  return JSON.stringify([file, code, message]);
}
