import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CART, component, outline, pin, pipeline, promote, release, SHOP, warnings } from '../../support/plans';

const RELEASES = component('cart') + release('cart-20261101-1') + release('cart-20261102-1');
const NEW = 'cart-20261102-1';
const OLD = 'cart-20261101-1';

/** The environment that a promotion without a target goes to, or why there is none. */
function target(fixture: string): string {
  const plan = promote(fixture);
  if (plan.status === 'nothing-to-do') return 'nothing';
  return plan.blockers[0]?.code ?? plan.items[0]!.to;
}

describe('where a promotion goes by default', () => {
  const cases: readonly [string, string, string][] = [
    ['the next one without a pin', SHOP + pin('cart', 'dev', NEW), 'stg'],
    [
      'the first that lags behind',
      SHOP + pin('cart', 'dev', NEW) + pin('cart', 'stg', OLD) + pin('cart', 'prod', OLD),
      'stg',
    ],
    [
      'past those that are as their source',
      SHOP + pin('cart', 'dev', NEW) + pin('cart', 'stg', NEW) + pin('cart', 'prod', OLD),
      'prod',
    ],
    ['a binding without a release', SHOP + pin('cart', 'dev', NEW) + pin('cart', 'stg', null), 'stg'],
    [
      'nowhere when all is as it should be',
      SHOP + pin('cart', 'dev', NEW) + pin('cart', 'stg', NEW) + pin('cart', 'prod', NEW),
      'nothing',
    ],
    [
      'not to an undeployed environment',
      SHOP + pin('cart', 'dev', NEW) + pin('cart', 'stg', OLD, ', state: Undeploy') + pin('cart', 'prod', OLD),
      'nothing',
    ],
    [
      'two at the same depth are for people to choose',
      pipeline('dev > stg, qa') + RELEASES + pin('cart', 'dev', NEW),
      'ambiguous-target',
    ],
    [
      'one of two at the same depth, when the other is up to date',
      pipeline('dev > stg, qa') + RELEASES + pin('cart', 'dev', NEW) + pin('cart', 'qa', NEW),
      'stg',
    ],
    [
      'nearer ones before those further away',
      pipeline('dev > stg, qa', 'qa > prod') +
        RELEASES +
        pin('cart', 'dev', NEW) +
        pin('cart', 'stg', NEW) +
        pin('cart', 'qa', OLD) +
        pin('cart', 'prod', null),
      'qa',
    ],
    [
      'a diamond ends in one environment',
      pipeline('dev > a, b', 'a > prod', 'b > prod') +
        RELEASES +
        pin('cart', 'dev', NEW) +
        pin('cart', 'a', NEW) +
        pin('cart', 'b', NEW),
      'prod',
    ],
    ['a pipeline in a circle has no beginning', pipeline('a > b', 'b > a') + RELEASES, 'no-first-environment'],
    [
      'an environment that is its own target is no beginning',
      pipeline('dev > dev, stg') + RELEASES,
      'no-first-environment',
    ],
    ['a pipeline without paths has no beginning', pipeline() + RELEASES, 'no-first-environment'],
    [
      'two paths of one source count both',
      pipeline('dev > stg', 'dev > qa') + RELEASES + pin('cart', 'dev', NEW) + pin('cart', 'stg', NEW),
      'qa',
    ],
    ['without a pipeline nothing is next', RELEASES + pin('cart', 'dev', NEW), 'no-pipeline'],
  ];
  for (const [name, fixture, expected] of cases)
    it(name, () => {
      assert.equal(target(fixture), expected);
    });

  it('offers the choices of an ambiguous target with what they run', () => {
    const fixture = pipeline('dev > stg, qa') + RELEASES + pin('cart', 'dev', NEW) + pin('cart', 'qa', OLD);
    assert.deepEqual(promote(fixture).blockers[0]!.choices, [
      { value: 'stg', label: 'stg', description: 'not deployed', sets: 'to' },
      { value: 'qa', label: 'qa', description: `runs ${OLD}`, sets: 'to' },
    ]);
  });

  it('starts in the first of several roots, and says so', () => {
    const plan = promote(pipeline('a > c', 'b > d') + RELEASES, { release: NEW });
    assert.deepEqual(outline(plan), [`create-pin cart - > a ${NEW}`]);
    assert.deepEqual(warnings(plan), ['several-first-environments']);
  });

  it('reaches what only another root leads to', () => {
    const fixture = pipeline('a > c', 'b > d') + RELEASES + pin('cart', 'b', NEW);
    assert.deepEqual(outline(promote(fixture, { to: 'd' })), [`create-pin cart b > d ${NEW}`]);
  });

  it('knows a target that is written as a bare text, as before 0.17', () => {
    const legacy = pipeline('dev > stg').replace('[{ name: stg }]', '[stg]') + RELEASES + pin('cart', 'dev', NEW);
    assert.deepEqual(outline(promote(legacy)), [`create-pin cart dev > stg ${NEW}`]);
  });
});

describe('a target outside the pipeline', () => {
  const environments = ['dev', 'stg', 'prod', 'perf']
    .map(
      (name) =>
        `#- environments/${name}.yaml\napiVersion: openchoreo.dev/v1alpha1\nkind: Environment\nmetadata: { name: ${name}, namespace: acme }\nspec: {}\n`,
    )
    .join('');

  it('is a warning when it is declared', () => {
    const plan = promote(SHOP + environments + pin('cart', 'dev', NEW), { to: 'perf', release: NEW });
    assert.deepEqual([outline(plan), warnings(plan)], [[`create-pin cart - > perf ${NEW}`], ['not-in-pipeline']]);
  });

  it('never takes the current state on its own', () => {
    assert.deepEqual(outline(promote(SHOP + environments, { to: 'perf' })), ['! choose-release']);
  });

  it('is unknown when it is not declared', () => {
    const plan = promote(SHOP + environments + pin('cart', 'dev', NEW), { to: 'prd' });
    assert.deepEqual(outline(plan), ['! unknown-environment']);
    assert.match(plan.blockers[0]!.message, /did you mean "prod"\?/);
  });

  it('is unknown as well to many owners, of whom none would be asked', () => {
    const plan = promote(SHOP + environments + pin('cart', 'dev', NEW), { all: true, to: 'prd' });
    assert.deepEqual(outline(plan), ['! unknown-environment']);
  });

  it('is unknown as well where no environment is declared, but pipelines name them', () => {
    assert.deepEqual(outline(promote(SHOP + pin('cart', 'dev', NEW), { to: 'nowhere', release: NEW })), [
      '! unknown-environment',
    ]);
  });

  it('is what it is where nothing says what there is', () => {
    const plan = promote(RELEASES, { to: 'anywhere', release: NEW });
    assert.deepEqual(outline(plan), [`create-pin cart - > anywhere ${NEW}`]);
  });

  it('may exist elsewhere by configuration', () => {
    const config = '#- .openchoreo-gitops.yaml\nexternal: [Environment/edge]\n';
    assert.equal(promote(config + SHOP, { to: 'edge', release: NEW, owners: [CART] }).status, 'ready');
  });
});
