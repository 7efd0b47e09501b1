import { describe, it } from 'mocha';
import fc from 'fast-check';
import { fixesFor } from '../../../../server/src/features/codeActions/fixes';
import { fixContext } from '../../../support/fixes';
import { openParsed, problemsOf } from '../../../support/fixture';
import { parseFixture } from '../../../support/fixtureText';
import { RULE_FIXTURES } from '../../rules/fixtures';

/** Fixtures of rules, without the enormous ones. */
const FIXTURES = RULE_FIXTURES.flatMap(({ fails }) => Object.values(fails)).filter(({ length }) => length < 10_000);

describe('fixes of files as somebody is typing in them', function () {
  this.timeout(60_000);

  it('never throw, in any cut or garbled text', () => {
    const garble = fc.constantFrom('', '{', '- ', ': ', '&a ', '*a', '\r\n', '"', '{{ x }}', '\ufeff', '---\n', '😀');
    fc.assert(
      fc.property(fc.constantFrom(...FIXTURES), fc.nat(), fc.nat({ max: 20 }), garble, (fixture, at, cut, put) => {
        const { files, notes } = parseFixture(fixture);
        const garbled = new Map(
          [...files].map(([file, text]) => {
            const place = at % (text.length + 1);
            return [file, text.slice(0, place) + put + text.slice(place + cut)] as const;
          }),
        );
        const opened = openParsed({ files: garbled, notes }, { schemas: true });
        const context = fixContext(opened);
        for (const problem of problemsOf(opened).slice(0, 6))
          for (const fix of fixesFor(context, problem)) fix.changes();
      }),
      { numRuns: Number(process.env['FIX_RUNS'] ?? 150) },
    );
  });
});
