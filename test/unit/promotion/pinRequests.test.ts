import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { planPinRequest } from '../../../server/src/analysis/promotion/planPin';
import { planState } from '../../../server/src/analysis/promotion/planState';
import type { PinRequest, Plan, StateRequest } from '../../../server/src/protocol';
import { openFixture } from '../../support/fixture';
import {
  after,
  binding,
  CART,
  component,
  doc,
  file,
  outline,
  pin,
  pipeline,
  promote,
  release,
  SHOP,
  warnings,
} from '../../support/plans';

const STG = 'shop/cart/release-bindings/cart-stg.yaml';
const ONE = 'cart-20261101-1';
const TWO = 'cart-20261102-1';

function contextOf(fixture: string) {
  const { files, repository, checker } = openFixture(fixture);
  return { repository, checker, textOf: (name: string) => files.get(name) };
}

function pinned(fixture: string, request: Partial<PinRequest> = {}): Plan {
  return planPinRequest(contextOf(fixture), {
    ...{ kind: 'pin', owner: CART, environment: 'stg', release: TWO, delivery: 'edit' },
    ...request,
  });
}

function state(fixture: string, kind: StateRequest['kind'], request: Partial<StateRequest> = {}): Plan {
  return planState(contextOf(fixture), { kind, owner: CART, environment: 'stg', delivery: 'edit', ...request });
}

describe('pinning a release', () => {
  it('changes one scalar, whatever runs where it would be promoted from', () => {
    const plan = pinned(SHOP + pin('cart', 'stg', ONE));
    assert.deepEqual(outline(plan), [`set-pin cart - > stg ${TWO}`]);
    assert.deepEqual(after(plan), { [STG]: binding('cart', 'stg', TWO) });
    assert.deepEqual(warnings(plan), ['skips-environment']);
    assert.equal(
      plan.commitMessage,
      `pin(shop/cart): ${TWO} in stg\n\nOpenChoreo-Pin: shop/cart -> stg\nOpenChoreo-Release: ${TWO}\n`,
    );
  });

  it('makes a binding where there is none', () => {
    const plan = pinned(SHOP, { environment: 'dev' });
    assert.deepEqual(outline(plan), [`create-pin cart - > dev ${TWO}`]);
    assert.match(after(plan)['shop/cart/release-bindings/cart-dev.yaml']!, new RegExp(`releaseName: ${TWO}`));
    assert.deepEqual(warnings(plan), []);
  });

  it('does nothing where it is pinned already', () => {
    const plan = pinned(SHOP + pin('cart', 'stg', TWO));
    assert.equal(plan.status, 'nothing-to-do');
    assert.equal(plan.commitMessage, '');
  });

  it('warns of an environment outside the pipeline, and knows a misspelt one', () => {
    const environments = ['dev', 'stg', 'prod', 'perf'].map((name) =>
      file(`e/${name}.yaml`, doc('Environment', name, '{}')),
    );
    const fixture = SHOP + environments.join('');
    assert.deepEqual(warnings(pinned(fixture, { environment: 'perf' })), ['not-in-pipeline']);
    assert.deepEqual(outline(pinned(fixture, { environment: 'pref' })), ['! unknown-environment']);
  });

  it('refuses what cannot run', () => {
    const other = SHOP + component('api') + release('api-20261101-1');
    assert.deepEqual(outline(pinned(other, { release: 'api-20261101-1' })), ['! release-of-other-owner']);
    assert.deepEqual(outline(pinned(SHOP, { release: 'cart-1' })), ['! missing-release']);
    assert.deepEqual(outline(pinned(SHOP, { owner: { project: 'shop', name: 'crat' } })), ['! unknown-owner']);
    const twice = SHOP + pin('cart', 'stg', ONE) + file('other.yaml', binding('cart', 'stg', TWO));
    assert.deepEqual(outline(pinned(twice)), ['! ambiguous-pin']);
  });

  it('needs a review where promotions do', () => {
    const fixture = pipeline('dev > stg!') + component('cart') + release(TWO);
    assert.deepEqual(outline(pinned(fixture, { delivery: 'commit' })), ['! needs-review']);
    assert.deepEqual(warnings(pinned(fixture)), ['skips-environment', 'needs-review']);
    assert.deepEqual(warnings(pinned(fixture, { delivery: 'branch' })), ['skips-environment']);
  });
});

describe('undeploying and redeploying', () => {
  const block = (more: string) =>
    `apiVersion: openchoreo.dev/v1alpha1\nkind: ReleaseBinding\nmetadata: { name: cart-stg, namespace: acme }\nspec:\n  owner: { projectName: shop, componentName: cart }\n  environment: stg\n  releaseName: ${ONE}\n${more}`;

  it('sets the state of the binding, which stays', () => {
    const plan = state(SHOP + file(STG, block('')), 'undeploy');
    assert.deepEqual(outline(plan), [`undeploy cart - > stg ${ONE}`]);
    assert.deepEqual(after(plan), { [STG]: block('  state: Undeploy\n') });
    assert.equal(
      plan.commitMessage,
      `undeploy(shop/cart): from stg\n\nOpenChoreo-Undeploy: shop/cart -> stg\nOpenChoreo-Release: ${ONE}\n`,
    );
    const back = state(SHOP + file(STG, block('  state: Undeploy # for now\n')), 'redeploy');
    assert.deepEqual(after(back), { [STG]: block('  state: Active # for now\n') });
    assert.match(
      back.commitMessage,
      /^redeploy\(shop\/cart\): cart-20261101-1 in stg\n\nOpenChoreo-Redeploy: shop\/cart -> stg\n/,
    );
  });

  it('warns of what depends there on what is undeployed', () => {
    const needing = (name: string, environment: string, needs: string, more?: string, pinned: string | null = 'gone') =>
      component(name) +
      file(
        `shop/${name}/workload.yaml`,
        doc(
          'Workload',
          name,
          `{ owner: { projectName: shop, componentName: ${name} }, container: { image: a }, dependencies: { endpoints: [{ ${needs}, name: http, visibility: project, envBindings: { host: H } }] } }`,
        ),
      ) +
      pin(name, environment, pinned, more);
    const fixture =
      SHOP +
      pin('cart', 'stg', ONE) +
      needing('web', 'stg', 'component: cart') +
      needing('api', 'stg', 'project: shop, component: cart') +
      needing('far', 'stg', 'project: other, component: cart') +
      needing('off', 'stg', 'component: cart', ', state: Undeploy') +
      needing('dev', 'dev', 'component: cart') +
      needing('none', 'stg', 'component: cart', '', null) +
      needing('own', 'stg', 'component: own');
    const plan = state(fixture, 'undeploy');
    assert.equal(plan.status, 'ready');
    assert.deepEqual(
      plan.warnings.map(({ code, message }) => [code, message]),
      [
        [
          'dependents',
          'What runs in stg depends on shop/cart: shop/api, shop/web. Nothing of that is deployed until shop/cart runs there again.',
        ],
      ],
    );
    assert.match(plan.warnings[0]?.link?.file ?? '', /stg/);
    assert.deepEqual(warnings(state(SHOP + pin('cart', 'stg', ONE), 'undeploy')), []);
  });

  it('does nothing where it is so already', () => {
    assert.equal(state(SHOP + pin('cart', 'stg', ONE, ', state: Undeploy'), 'undeploy').status, 'nothing-to-do');
    assert.equal(state(SHOP + pin('cart', 'stg', ONE), 'redeploy').status, 'nothing-to-do');
    assert.equal(state(SHOP + pin('cart', 'stg', ONE, ', state: Active'), 'redeploy').status, 'nothing-to-do');
  });

  it('refuses where there is nothing to switch', () => {
    assert.deepEqual(outline(state(SHOP, 'undeploy')), ['! not-deployed']);
    const projectPin = doc(
      'ProjectReleaseBinding',
      'shop-stg',
      '{ owner: { projectName: shop }, environment: stg, projectRelease: shop-1 }',
    );
    const owner = { family: 'project', project: 'shop', name: 'shop' };
    const plan = state(SHOP + file('shop/stg.yaml', projectPin), 'undeploy', { owner });
    assert.deepEqual(outline(plan), ['! no-state']);
    assert.equal(plan.blockers[0]?.link?.file, 'shop/stg.yaml');
  });

  it('needs a review where promotions do', () => {
    const fixture = pipeline('dev > stg!') + component('cart') + release(ONE) + pin('cart', 'stg', ONE);
    assert.deepEqual(outline(state(fixture, 'undeploy', { delivery: 'commit' })), ['! needs-review']);
  });
});

describe('families that go along', () => {
  const projectPin = (environment: string, name: string) =>
    file(
      `shop/pins/${environment}.yaml`,
      doc(
        'ProjectReleaseBinding',
        `shop-${environment}`,
        `{ owner: { projectName: shop }, environment: ${environment}, projectRelease: ${name} }`,
      ),
    );
  const resource = (name: string) =>
    file(`shop/${name}.yaml`, doc('Resource', name, '{ owner: { projectName: shop }, type: { name: db } }'));
  const resourcePin = (name: string, environment: string, pinnedTo: string) =>
    file(
      `shop/pins/${name}-${environment}.yaml`,
      doc(
        'ResourceReleaseBinding',
        `${name}-${environment}`,
        `{ owner: { projectName: shop, resourceName: ${name} }, environment: ${environment}, resourceRelease: ${pinnedTo} }`,
      ),
    );
  const workload = file(
    'shop/cart/workload.yaml',
    doc(
      'Workload',
      'cart',
      "{ owner: { projectName: shop, componentName: cart }, container: { image: 'x:1' }, dependencies: { resources: [{ ref: db, envBindings: {} }] } }",
    ),
  );
  const fixture =
    SHOP +
    workload +
    resource('db') +
    resource('queue') +
    projectPin('dev', 'shop-2') +
    projectPin('stg', 'shop-1') +
    resourcePin('db', 'dev', 'db-2') +
    resourcePin('db', 'stg', 'db-1') +
    resourcePin('queue', 'dev', 'queue-2') +
    pin('cart', 'dev', TWO) +
    pin('cart', 'stg', ONE);
  const families = ['component', 'project', 'resource'];
  /** The type of the resources is not in the fixture. */
  const external = file('.openchoreo-gitops.yaml', 'external: [ResourceType/*]\n');

  it('are those that were asked for, in the order in which the platform needs them', () => {
    const plan = promote(fixture + external, { project: 'shop', families, to: 'stg' });
    assert.deepEqual(outline(plan), [
      'set-pin shop dev > stg shop-2',
      'set-pin db dev > stg db-2',
      'create-pin queue dev > stg queue-2',
      `set-pin cart dev > stg ${TWO}`,
    ]);
    assert.match(plan.commitMessage, /^promote\(shop\): 4 releases to stg\n/);
    assert.deepEqual(outline(promote(fixture + external, { project: 'shop', to: 'stg' })), [
      `set-pin cart dev > stg ${TWO}`,
    ]);
    assert.equal(promote(fixture + external, { all: true, families: ['resource'], to: 'stg' }).items.length, 2);
  });

  it('with an owner that was named are its project and the resources that it depends on', () => {
    const expected = ['set-pin shop dev > stg shop-2', 'set-pin db dev > stg db-2', `set-pin cart dev > stg ${TWO}`];
    assert.deepEqual(outline(promote(fixture + external, { owners: [CART], families, to: 'stg' })), expected);
    // They go where the owner goes that was named.
    assert.deepEqual(outline(promote(fixture + external, { owners: [CART], families })), expected);
    assert.deepEqual(outline(promote(fixture + external, { owners: [CART], to: 'stg' })), [
      `set-pin cart dev > stg ${TWO}`,
    ]);
  });

  it('keep nobody from a promotion for which they have nothing', () => {
    const plan = promote(fixture + external + pin('cart', 'prod', ONE), {
      owners: [CART],
      families,
      to: 'dev',
      release: ONE,
    });
    assert.deepEqual(outline(plan), [`set-pin cart - > dev ${ONE}`]);
    assert.equal(plan.notes.length, 2);
  });
});
