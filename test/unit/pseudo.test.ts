import assert from 'node:assert/strict';
import { speakWith } from '../../client/src/git/words';
import { refuse } from '../../client/src/git/refusals';
import { fixesFor } from '../../server/src/features/codeActions/fixes';
import { speak, t } from '../../server/src/base/l10n';
import { fixContext } from '../support/fixes';
import { openFixture, problemsOf } from '../support/fixture';
import { hovered } from '../support/language';
import { assertTranslated, namesIn, pseudoTexts, type Names } from '../support/pseudoLanguage';
import { SHOP, cut, doc, file, pin, promote } from '../support/plans';
import { REFUSED_RENAMES } from '../support/refusedRenames';
import { renameIn } from '../support/rename';
import { RULE_FIXTURES } from './rules/fixtures';

describe('in another language', () => {
  before(() => speak(pseudoTexts()));
  after(() => speak({}));

  it('values are filled into the translation', () => {
    speak({ 'No environment "{0}" in {1}.': '{1} hat keine Umgebung „{0}“.' });
    assert.equal(t`No environment "${'qa'}" in ${3}.`, '3 hat keine Umgebung „qa“.');
    assert.equal(
      t`Nobody translated this: ${null}, \${metadata.name} and {7}`,
      'Nobody translated this: null, ${metadata.name} and {7}',
    );
    speak(pseudoTexts());
  });

  for (const { code, fails, schemas = false } of RULE_FIXTURES)
    it(`${code} is said in it, and how to mend it`, () => {
      for (const fixture of Object.values(fails)) {
        const opened = openFixture(fixture, { schemas });
        const problems = problemsOf(opened).filter((problem) => problem.code === code);
        const titles = problems.flatMap((problem) => fixesFor(fixContext(opened), problem).map(({ title }) => title));
        const said = problems.flatMap(({ message, related }) => [message, ...related.map((place) => place.message)]);
        assert.ok(said.length > 0);
        assertTranslated([...said, ...titles], namesIn(opened.files));
      }
    });

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
      const messages = [...blockers, ...warnings];
      const choices = messages.flatMap(({ choices = [] }) => choices);
      const said = [...messages.map(({ message }) => message), ...notes];
      assert.ok(said.length > 0);
      assertTranslated(
        [...said, ...choices.flatMap(({ label, description }) => [label, description])],
        names(SHOP, 'crat', 'prd', 'cart-2026110-1'),
      );
    });
  }

  /** The names in a fixture, and others that were typed. */
  const names = (...texts: readonly string[]): Names => namesIn(new Map([['', texts.join(' ').replaceAll('<|>', '')]]));

  const rename = (fixture: string, to: string) => {
    const opened = openFixture(`\n${fixture}`);
    const { file, offset } = opened.cursor!;
    return renameIn(opened, file, offset, to);
  };

  for (const [what, fixture, to] of REFUSED_RENAMES)
    it(`a rename of ${what} is refused in it`, () => {
      const answer = rename(fixture, to);
      assert.ok(typeof answer === 'string');
      assertTranslated([answer], names(fixture, to));
    });

  const renames: Readonly<Record<string, readonly [fixture: string, sentences: number]>> = {
    'an object': [doc('Environment', 'de<|>v', '{}'), 1],
    'objects that are named after one': [
      file('a.yaml', doc('Environment', 'de<|>v', '{}'), doc('ReleaseBinding', 'web-dev', '{ environment: dev }')),
      1,
    ],
    'what others keep forever': [
      file(
        'a.yaml',
        doc('Project', 'sh<|>op', '{}'),
        doc('Component', 'web', '{ owner: { projectName: shop } }'),
        doc('Component', 'api', '{ owner: { projectName: shop } }'),
      ),
      2,
    ],
    'what one object keeps forever': [
      file('a.yaml', doc('Project', 'sh<|>op', '{}'), doc('Component', 'web', '{ owner: { projectName: shop } }')),
      2,
    ],
    'what a release froze': [
      file(
        'a.yaml',
        doc('Trait', 'st<|>ore', '{}'),
        doc('ComponentRelease', 'web-1', '{ traits: [{ kind: Trait, name: store }] }'),
      ),
      2,
    ],
    'what releases froze': [
      file(
        'a.yaml',
        doc('Trait', 'st<|>ore', '{}'),
        doc('ComponentRelease', 'web-1', '{ traits: [{ kind: Trait, name: store }] }'),
        doc('ComponentRelease', 'web-2', '{ traits: [{ kind: Trait, name: store }] }'),
      ),
      2,
    ],
    'an endpoint': [doc('Workload', 'web', '{ endpoints: { ht<|>tp: {} } }'), 1],
  };
  for (const [what, [fixture, sentences]] of Object.entries(renames))
    it(`a rename of ${what} is asked about in it`, () => {
      const renamed = rename(fixture, 'other');
      if (typeof renamed === 'string') assert.fail(renamed);
      assertTranslated([renamed.label, renamed.description], names(fixture, 'other'));
      assert.equal(renamed.description.match(/\.(?= |$)/g)?.length, sentences);
    });

  const PINS = SHOP + pin('cart', 'dev', 'cart-20261102-1') + pin('cart', 'stg', 'cart-20261101-1');
  const environments = file('environments.yaml', doc('Environment', 'dev', '{ isProduction: true }'));
  const hovers: Readonly<Record<string, string>> = {
    'a component': PINS.replace('name: cart,', 'name: ca<|>rt,'),
    'a release': PINS.replace('name: cart-20261101-1,', 'name: cart-2026<|>1101-1,'),
    'a binding': PINS.replace('name: cart-stg,', 'name: cart-<|>stg,'),
    'an environment': PINS + environments.replace('name: dev,', 'name: de<|>v,'),
    'a project': PINS.replace('name: shop,', 'name: sh<|>op,'),
    'a secret': file('secret.yaml', doc('SecretReference', 'ke<|>ys', '{ data: [{ secretKey: a }] }')),
    'a workload': file('w.yaml', doc('Workload', 'we<|>b', '{ endpoints: { http: { port: 80 } } }')),
    'a type': file(
      't.yaml',
      doc('Trait', 'st<|>ore', '{ parameters: { openAPIV3Schema: { required: [a], properties: { a: {} } } } }'),
    ),
    'what is not there':
      PINS + environments + pin('cart', 'qa', 'cart-20261101-1').replace('environment: qa', 'environment: q<|>a'),
  };
  for (const [what, fixture] of Object.entries(hovers))
    it(`a hover tells of ${what} in it`, () => {
      assertTranslated([hovered(`\n${fixture}`)!.markdown], names(fixture));
    });

  it('refusals of Git are said in it', () => {
    const texts = pseudoTexts();
    speakWith((text) => texts[text] ?? text);
    const refusal = refuse('git-too-old', { version: '2.1' });
    speakWith((text) => text);
    assertTranslated([refusal.message, refusal.nextStep], names());
    assert.match(refusal.message, /2\.1/);
  });
});
