import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { speakWith } from '../../client/src/git/words';
import { refuse } from '../../client/src/git/refusals';
import { speak, t } from '../../server/src/base/l10n';
import { openFixture, problemsOf } from '../support/fixture';
import { SHOP, cut, pin, promote } from '../support/plans';
import { RULE_FIXTURES } from './rules/fixtures';

/** A language in which every translated text stands in brackets of its own: what has none was never translated. */
function pseudo(): Readonly<Record<string, string>> {
  const file = path.resolve(import.meta.dirname, '../../l10n/bundle.l10n.json');
  const texts = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
  return Object.fromEntries(Object.keys(texts).map((text) => [text, `⟦${text}⟧`]));
}

describe('in another language', () => {
  before(() => speak(pseudo()));
  after(() => speak({}));

  it('values are filled into the translation', () => {
    speak({ 'No environment "{0}" in {1}.': '{1} hat keine Umgebung „{0}“.' });
    assert.equal(t`No environment "${'qa'}" in ${3}.`, '3 hat keine Umgebung „qa“.');
    assert.equal(
      t`Nobody translated this: ${null}, \${metadata.name} and {7}`,
      'Nobody translated this: null, ${metadata.name} and {7}',
    );
    speak(pseudo());
  });

  // The YAML library's own words.
  const foreign = new Set(['yaml-syntax']);
  for (const { code, fails, schemas = false } of RULE_FIXTURES) {
    if (foreign.has(code)) continue;
    it(`${code} is said in it`, () => {
      const problems = Object.values(fails).flatMap((fixture) => problemsOf(openFixture(fixture, { schemas })));
      const own = problems.filter((problem) => problem.code === code);
      assert.deepEqual(
        own.map(({ message }) => message).filter((message) => !message.includes('⟦')),
        [],
      );
    });
  }

  const plans = {
    'a plan with nothing to do': promote,
    'a plan for nobody': () => promote(SHOP, { owners: [] }),
    'a plan for an owner that is not there': () => promote(SHOP, { owners: [{ project: 'shop', name: 'crat' }] }),
    'a plan for an environment that is not there': () => promote(SHOP, { to: 'prd' }),
    'a plan for one without a source': () => promote(SHOP, { to: 'prod' }),
    'a plan with a release that is not there': () => promote(SHOP, { to: 'dev', release: 'cart-2026110-1' }),
    'a plan for an undeployed target': () =>
      promote(
        SHOP + pin('cart', 'dev', 'cart-20261102-1') + pin('cart', 'stg', 'cart-20261101-1', ', state: Undeploy'),
      ),
    'a plan for a release that cannot be cut': () => cut(SHOP, { owners: [] }),
  } as const;
  for (const [what, plan] of Object.entries(plans)) {
    it(`${what} says so in it`, () => {
      const { blockers, warnings, notes } = plan(SHOP);
      const said = [...[...blockers, ...warnings].map(({ message }) => message), ...notes];
      assert.ok(said.length > 0);
      assert.deepEqual(
        said.filter((text) => !text.startsWith('⟦')),
        [],
      );
    });
  }

  it('refusals of Git are said in it', () => {
    const texts = pseudo();
    speakWith((text) => texts[text] ?? text);
    const refusal = refuse('git-too-old', { version: '2.1' });
    speakWith((text) => text);
    assert.equal(refusal.message, '⟦Git 2.1 is too old: 2.25 or newer is needed to commit exactly the planned files.⟧');
    assert.match(refusal.nextStep, /^⟦/);
  });
});
