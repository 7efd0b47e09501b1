import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { RULES } from '../../../server/src/analysis/rules';
import { FIXABLE } from '../../../server/src/features/codeActions/fixes';
import { projectRoot } from '../../support/samples';

const TEXT = readFileSync(path.join(projectRoot, 'docs/rules.md'), 'utf8');

/** Heading → what stands below it, up to the next. */
const SECTIONS = new Map(
  TEXT.split(/^## /m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      return [heading, lines.join('\n').trim()] as const;
    }),
);

const PARTS = ['Why it matters', 'Example', 'Fix', 'Silence'];
/** What looks like a code; other sections are about all of them. */
const CODE = /^[a-z]+(?:-[a-z]+)+$/;

describe('docs/rules.md', () => {
  for (const { code } of RULES)
    it(`says of ${code} what it finds, why it matters, an example, the fix and how to silence it`, () => {
      const section = SECTIONS.get(code);
      assert.ok(section, 'there is no such section');
      assert.match(section.split('\n')[0]!, /^[A-Z`"$].*\.$/, 'what it finds is a sentence');
      assert.deepEqual(
        Array.from(section.matchAll(/^- \*\*(.+?)\*\*: \S/gm), ([, part]) => part),
        PARTS,
      );
      const silence = /^- \*\*Silence\*\*: (.*)$/m.exec(section)?.[1] ?? '';
      assert.ok(silence.includes(code), `how to silence it: ${silence}`);
    });

  it('speaks of a quick fix where there is one, and nowhere else', () => {
    const said = RULES.map(({ code }) => code).filter((code) => /_Quick fix_: \S/.test(SECTIONS.get(code) ?? ''));
    // A problem with a parameter is fixed as the problem of a schema that it is.
    assert.deepEqual(said.sort(), [...FIXABLE, 'invalid-parameter'].sort());
  });

  it('has a row for each code, with severity, category and summary', () => {
    const rows = Array.from(TEXT.matchAll(/^\| \[(.+?)\]\(#(.+?)\) +\| (.+?) +\| (.+?) +\| (.+?) +\|$/gm), (match) =>
      match.slice(1),
    );
    assert.deepEqual(
      rows,
      RULES.map(({ code, severity, category, summary }) => [code, code, severity, category, summary.english]),
    );
  });

  it('has sections for codes that exist, in the order of the rules', () => {
    assert.deepEqual(
      [...SECTIONS.keys()].filter((heading) => CODE.test(heading)),
      RULES.map(({ code }) => code),
    );
  });

  it('has no heading twice', () => {
    assert.equal(SECTIONS.size, Array.from(TEXT.matchAll(/^## /gm)).length);
  });
});
