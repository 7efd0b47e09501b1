import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Problem } from '../../../../server/src/analysis/problem';
import { FIXABLE, fixesFor } from '../../../../server/src/features/codeActions/fixes';
import { changed, fixContext } from '../../../support/fixes';
import { openFixture, openParsed, problemsOf } from '../../../support/fixture';
import { RULE_FIXTURES } from '../../rules/fixtures';

/** What problems say, sorted: two are the same when they say the same about the same file. */
function identities(problems: readonly Problem[]): string[] {
  return problems.map(({ file, code, message }) => JSON.stringify([file, code, message])).sort();
}

/** Of sorted texts those that the others do not have, each as often as it is there more often. */
function without(texts: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return texts.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Codes for which a repair has been offered. */
const REPAIRS: string[] = [];

describe('fixes of all rules', () => {
  for (const { code, fails, schemas = false } of RULE_FIXTURES)
    for (const [what, fixture] of Object.entries(fails))
      it(`${code}: ${what}`, () => {
        const opened = openFixture(fixture, { schemas });
        const problems = problemsOf(opened);
        const before = identities(problems);
        const wrong: unknown[] = [];
        for (const problem of problems.filter((candidate) => candidate.code === code)) {
          const fixes = fixesFor(fixContext(opened), problem);
          const titles = fixes.map(({ title }) => title);
          assert.deepEqual(titles, [...new Set(titles)], 'a title stands for two fixes');
          assert.deepEqual(identities(problemsOf(opened)), before, 'asking for fixes changed the repository');
          for (const fix of fixes) {
            if (!fix.silences) REPAIRS.push(code);
            const changes = fix.changes();
            if (!changes) {
              wrong.push([fix.title, 'cannot be made']);
              continue;
            }
            const files = changed(opened.files, changes);
            const after = identities(problemsOf(openParsed({ ...opened, files }, { schemas })));
            const own = identities([problem])[0]!;
            const count = (list: readonly string[]) => list.filter((text) => text === own).length;
            const added = without(after, before);
            if (count(after) >= count(before)) wrong.push([fix.title, 'the problem is still there', [...files]]);
            if (added.length > 0) wrong.push([fix.title, 'brings', added, [...files]]);
          }
        }
        assert.deepEqual(wrong, []);
      });

  it('are there, a repair at least, for every code that says so', () => {
    const seen = new Set(REPAIRS);
    assert.deepEqual(
      FIXABLE.filter((code) => !seen.has(code)),
      // Not in these fixtures: shown by families.test.ts and migrate.test.ts.
      ['pattern-mismatch', 'bad-format', 'invalid-value', 'release-of-other-owner'],
    );
  });
});
