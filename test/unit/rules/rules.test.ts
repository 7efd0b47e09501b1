import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Checker } from '../../../server/src/analysis/checker';
import type { Problem } from '../../../server/src/analysis/problem';
import { RULES } from '../../../server/src/analysis/rules';
import { checkProblems, expectedCodes, openFixture, problemsOf } from '../../support/fixture';
import { RULE_FIXTURES } from './fixtures';

describe('rules', () => {
  for (const { code, fails, passes, schemas = false } of RULE_FIXTURES) {
    describe(code, () => {
      for (const [what, fixture] of Object.entries(fails))
        it(`finds: ${what}`, () => {
          assert.ok(expectedCodes(fixture).includes(code), `the fixture notes no ${code}`);
          checkProblems(fixture, { schemas });
        });
      for (const [what, fixture] of Object.entries(passes))
        it(`leaves alone: ${what}`, () => {
          assert.ok(!expectedCodes(fixture).includes(code), `the fixture notes a ${code}`);
          checkProblems(fixture, { schemas });
        });
    });
  }

  it('have fixtures of both kinds, each', () => {
    const lacking = RULES.filter((rule) => {
      const own = RULE_FIXTURES.filter(({ code }) => code === rule.code);
      return own.length !== 1 || Object.keys(own[0]!.fails).length === 0 || Object.keys(own[0]!.passes).length === 0;
    });
    assert.deepEqual(
      lacking.map((rule) => rule.code),
      [],
    );
  });

  it('have a code of their own, each', () => {
    const codes = RULES.map((rule) => rule.code);
    assert.deepEqual(codes, [...new Set(codes)]);
    for (const code of codes) assert.match(code, /^[a-z]+(-[a-z]+)+$/);
    const strangers = RULE_FIXTURES.filter(({ code }) => !codes.includes(code));
    assert.deepEqual(
      strangers.map(({ code }) => code),
      [],
    );
  });
});

/** Problems as plain values: two runs give two objects for one manifest. */
function plain(problems: readonly Problem[]): unknown[] {
  return problems.map(({ related, ...problem }) => ({
    ...problem,
    related: related.map((place) => (place.kind === 'manifest' ? [place.manifest.key, place.message] : place)),
  }));
}

describe('a rule that is taken out', () => {
  const opened = RULE_FIXTURES.flatMap(({ fails, passes, schemas = false }) =>
    [...Object.values(fails), ...Object.values(passes)].map((fixture) => {
      const repository = openFixture(fixture, { schemas });
      return { repository, services: repository.services, problems: problemsOf(repository) };
    }),
  );

  for (const rule of RULES) {
    it(`${rule.code}: nothing finds what it found, and everything else is found as before`, () => {
      let silenced = 0;
      for (const { repository, services, problems } of opened) {
        const checker = new Checker(
          repository.repository,
          RULES.filter((other) => other !== rule),
          services,
        );
        checker.reset();
        checker.run();
        const expected = problems.filter((problem) => problem.code !== rule.code);
        silenced += problems.length - expected.length;
        assert.deepEqual(plain(problemsOf({ ...repository, checker })), plain(expected));
      }
      assert.ok(silenced > 0, 'no fixture has a problem of this rule');
    });
  }
});
