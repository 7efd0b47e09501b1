import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { speakWith } from '../../client/src/git/words';
import { refuse } from '../../client/src/git/refusals';
import { speak, t } from '../../server/src/base/l10n';
import { openFixture, problemsOf } from '../support/fixture';
import { hovered } from '../support/language';
import { SHOP, cut, doc, file, pin, promote } from '../support/plans';
import { REFUSED_RENAMES } from '../support/refusedRenames';
import { renameIn } from '../support/rename';
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

  const rename = (fixture: string, to: string) => {
    const opened = openFixture(`\n${fixture}`);
    const { file, offset } = opened.cursor!;
    return renameIn(opened, file, offset, to);
  };

  for (const [what, fixture, to] of REFUSED_RENAMES)
    it(`a rename of ${what} is refused in it`, () => {
      // Some say first in which file.
      const answer = rename(fixture, to);
      assert.ok(typeof answer === 'string');
      assert.match(answer, /^(?:[\w.-]+: )?⟦.*⟧$/);
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
      assert.match(renamed.label, /^⟦.*⟧$/);
      assert.match(renamed.description, new RegExp(`^⟦[^⟦⟧]+⟧(?: ⟦[^⟦⟧]+⟧){${sentences - 1}}$`));
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
      const { markdown } = hovered(`\n${fixture}`)!;
      assert.match(markdown, /⟦/);
      // Code, the names of manifest and file, tags of images and the types of schemas are the same in every language.
      let rest = markdown.replaceAll(/`[^`]*`/g, '').replace(/^\w+ \*\*\S+\*\*(.*) · \S+$/m, '$1');
      while (/⟦[^⟦⟧]*⟧/.test(rest)) rest = rest.replaceAll(/⟦[^⟦⟧]*⟧/g, '');
      assert.doesNotMatch(rest.replaceAll(/\((?:cart-[\d-]+|any value)\)/g, ''), /[A-Za-z]{2,}/);
    });

  it('refusals of Git are said in it', () => {
    const texts = pseudo();
    speakWith((text) => texts[text] ?? text);
    const refusal = refuse('git-too-old', { version: '2.1' });
    speakWith((text) => text);
    assert.equal(refusal.message, '⟦Git 2.1 is too old: 2.25 or newer is needed to commit exactly the planned files.⟧');
    assert.match(refusal.nextStep, /^⟦/);
  });
});
