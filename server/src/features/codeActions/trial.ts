import type { Problem } from '../../analysis/problem';
import { applyEdits } from '../../base/textEdit';
import { CONFIG_FILE } from '../../repository/config';
import type { FactKey } from '../../repository/repositoryIndex';
import type { FileChange, FixContext } from './fix';

/** Texts that are longer are not tried out: reading one would make the list of fixes wait. */
const MOST_CHARACTERS = 200_000;

/** So many manifests are looked at again for one trial; where it would be more, only the changed files are. */
const MOST_MANIFESTS = 12;

/**
 * Whether changes would bring a problem that was not there: they are handed in, the rules that this concerns are run, and
 * everything is put back before anybody else can look.
 */
export function addsProblems(context: FixContext, changes: readonly FileChange[]): boolean {
  const { checker, repository } = context;
  const texts = changes.map((change) => ({
    file: change.file,
    text: change.kind === 'create' ? change.text : applyEdits(context.textOf(change.file) ?? '', [...change.edits]),
  }));
  if (texts.some(({ file, text }) => file === CONFIG_FILE || text.length > MOST_CHARACTERS)) return false;
  checker.run();
  const concerned = new Set(texts.map(({ file }) => file));
  const undo: (() => void)[] = [];
  let after: readonly string[];
  try {
    for (const { file, text } of texts) {
      const facts = repository.files.factsOf(file);
      const changed = repository.setFile(file, text);
      const isFar = checker.concernsMore(changed, MOST_MANIFESTS);
      checker.fileChanged(file, isFar ? NO_FACTS : changed);
      // Who was asked to look again is asked once more.
      undo.push(() => {
        const back = repository.setFacts(file, facts);
        checker.fileChanged(file, isFar ? NO_FACTS : back);
      });
    }
    for (const file of checker.run()) concerned.add(file);
    after = problemsIn(context, concerned);
  } finally {
    for (const putBack of undo.reverse()) putBack();
    checker.run();
  }
  const left = [...problemsIn(context, concerned)];
  return after.some((key) => {
    const same = left.indexOf(key);
    if (same >= 0) left.splice(same, 1);
    return same < 0;
  });
}

/** Then nobody but the file itself has anything to look at: what it says is soon what it said before. */
const NO_FACTS: ReadonlySet<FactKey> = new Set();

function problemsIn({ checker }: FixContext, files: Iterable<string>): readonly string[] {
  return [...files].flatMap((file) => checker.problemsOf(file).map(identityOf));
}

/** One problem is the same before and after when it says the same about the same file; its place may move. */
function identityOf({ file, code, message }: Problem): string {
  return JSON.stringify([file, code, message]);
}
