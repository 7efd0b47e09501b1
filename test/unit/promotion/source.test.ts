import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  component,
  file,
  outline,
  pin,
  pipeline,
  promote,
  release,
  releaseDoc,
  SHOP,
  warnings,
} from '../../support/plans';

const NEW = 'cart-20261102-1';
const OLD = 'cart-20261101-1';

describe('which release a promotion pins', () => {
  it('is the one that the source runs', () => {
    const plan = promote(SHOP + pin('cart', 'dev', NEW), { to: 'stg' });
    assert.deepEqual(outline(plan), [`create-pin cart dev > stg ${NEW}`]);
  });

  it('needs a source that pins one', () => {
    const plan = promote(SHOP + pin('cart', 'dev', null), { to: 'stg' });
    assert.deepEqual(outline(plan), ['! source-not-deployed']);
    assert.deepEqual(
      plan.blockers[0]!.choices?.map((choice) => choice.value),
      [NEW, OLD],
    );
  });

  it('is asked where two sources run different ones', () => {
    const diamond = pipeline('dev > a, b', 'a > prod', 'b > prod') + component('cart') + release(OLD) + release(NEW);
    const plan = promote(diamond + pin('cart', 'a', OLD) + pin('cart', 'b', NEW), { to: 'prod' });
    assert.deepEqual(outline(plan), ['! ambiguous-source']);
    assert.deepEqual(plan.blockers[0]!.choices, [
      { value: 'a', label: 'a', description: OLD, sets: 'from' },
      { value: 'b', label: 'b', description: NEW, sets: 'from' },
    ]);
    const chosen = promote(diamond + pin('cart', 'a', OLD) + pin('cart', 'b', NEW), { to: 'prod', from: 'b' });
    assert.deepEqual(outline(chosen), [`create-pin cart b > prod ${NEW}`]);
  });

  it('is taken from either of two sources that run the same', () => {
    const diamond = pipeline('dev > a, b', 'a > prod', 'b > prod') + component('cart') + release(NEW);
    const plan = promote(diamond + pin('cart', 'a', NEW) + pin('cart', 'b', NEW), { to: 'prod' });
    assert.deepEqual(outline(plan), [`create-pin cart a > prod ${NEW}`]);
  });

  it('cannot be told when the source has two bindings', () => {
    const twice =
      pin('cart', 'dev', NEW) +
      file(
        'other.yaml',
        pin('cart', 'dev', OLD)
          .replace(/^#.*\n/, '')
          .replace('cart-dev', 'cart-dev-2'),
      );
    assert.deepEqual(outline(promote(SHOP + twice, { to: 'stg' })), ['! ambiguous-pin']);
    assert.deepEqual(outline(promote(SHOP + twice, { to: 'stg', from: 'dev' })), ['! ambiguous-pin']);
  });

  it('must exist', () => {
    const plan = promote(SHOP + pin('cart', 'dev', 'cart-20261102-2'), { to: 'stg' });
    assert.deepEqual(outline(plan), ['! missing-release']);
    assert.match(plan.blockers[0]!.message, /dev pins "cart-20261102-2".*did you mean "cart-20261102-1"/);
    assert.equal(plan.blockers[0]!.link?.file, 'shop/cart/release-bindings/cart-dev.yaml');
  });

  it('must exist in a repository without any release of components too', () => {
    const fixture = pipeline('dev > stg') + component('cart') + pin('cart', 'dev', 'gone');
    assert.deepEqual(outline(promote(fixture, { to: 'stg' })), ['! missing-release']);
    assert.deepEqual(outline(promote(fixture, { to: 'stg', release: 'gone' })), ['! missing-release']);
    const external = '#- .openchoreo-gitops.yaml\nexternal: ["ComponentRelease/*"]\n';
    assert.deepEqual(outline(promote(external + fixture, { to: 'stg' })), ['create-pin cart dev > stg gone']);
  });

  it('may come from an environment that runs nothing, with a warning', () => {
    const plan = promote(SHOP + pin('cart', 'dev', NEW, ', state: Undeploy'), { to: 'stg' });
    assert.deepEqual([outline(plan), warnings(plan)], [[`create-pin cart dev > stg ${NEW}`], ['source-undeployed']]);
  });
});

describe('a release that is named', () => {
  it('may skip an environment, with a warning', () => {
    const plan = promote(SHOP + pin('cart', 'dev', NEW), { to: 'prod', release: NEW });
    assert.deepEqual([outline(plan), warnings(plan)], [[`create-pin cart - > prod ${NEW}`], ['skips-environment']]);
    assert.match(plan.warnings[0]!.message, /has not been in stg/);
  });

  it('comes from the source when that runs it', () => {
    const plan = promote(SHOP + pin('cart', 'dev', NEW), { to: 'stg', release: NEW });
    assert.deepEqual([outline(plan), warnings(plan)], [[`create-pin cart dev > stg ${NEW}`], []]);
  });

  it('must exist and belong to the owner', () => {
    assert.deepEqual(outline(promote(SHOP, { to: 'dev', release: 'cart-1' })), ['! missing-release']);
    const others = SHOP + component('api') + file('api.yaml', releaseDoc('api-1', 'api'));
    const plan = promote(others, { to: 'dev', release: 'api-1' });
    assert.deepEqual(outline(plan), ['! release-of-other-owner']);
    assert.equal(plan.blockers[0]!.link?.file, 'api.yaml');
  });

  it('warns when it is older than the one before', () => {
    const plan = promote(SHOP + pin('cart', 'dev', NEW), { to: 'dev', release: OLD });
    assert.deepEqual([outline(plan), warnings(plan)], [[`set-pin cart - > dev ${OLD}`], ['older-release']]);
  });
});

describe('an environment that a release is taken from', () => {
  it('may be off the promotion paths, with a warning', () => {
    const plan = promote(SHOP + pin('cart', 'dev', NEW), { to: 'prod', from: 'dev' });
    assert.deepEqual(
      [outline(plan), warnings(plan)],
      [[`create-pin cart dev > prod ${NEW}`], ['not-a-promotion-path']],
    );
  });

  it('must pin a release', () => {
    assert.deepEqual(outline(promote(SHOP, { to: 'stg', from: 'dev' })), ['! source-not-deployed']);
  });
});

describe('a first environment', () => {
  it('is given a choice where no release equals the current state', () => {
    const plan = promote(SHOP, { to: 'dev' });
    assert.deepEqual(outline(plan), ['! choose-release']);
    assert.deepEqual(
      plan.blockers[0]!.choices?.map((choice) => [choice.value, choice.sets]),
      [
        [NEW, 'release'],
        [OLD, 'release'],
      ],
    );
  });

  it('needs a release at all', () => {
    assert.deepEqual(outline(promote(pipeline('dev > stg') + component('cart'), { to: 'dev' })), ['! no-release']);
  });

  it('warns of autoDeploy, which pins it itself', () => {
    const fixture = pipeline('dev > stg') + component('cart', ', autoDeploy: true') + release(NEW);
    assert.deepEqual(warnings(promote(fixture, { to: 'dev', release: NEW })), ['auto-deploy']);
    assert.deepEqual(warnings(promote(fixture + pin('cart', 'dev', NEW), { to: 'stg' })), []);
  });
});
