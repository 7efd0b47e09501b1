import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { after, component, cut, doc, file, outline, pin, promote, SHOP } from '../../support/plans';

const NEW = 'cart-20261102-1';
const HEAD = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';
const STG = 'shop/cart/release-bindings/cart-stg.yaml';
const FIXTURE = SHOP + pin('cart', 'dev', NEW);

const resources = (...entries: readonly string[]) =>
  `${HEAD}resources:\n${entries.map((entry) => `  - ${entry}\n`).join('')}`;

/** What becomes of a kustomization when cart is promoted to stg; null where it stays. */
function promoted(path: string, text: string, more = ''): string | null {
  const plan = promote(FIXTURE + file(path, text) + more, { to: 'stg' });
  assert.equal(plan.status, 'ready', JSON.stringify(plan.blockers));
  assert.ok(STG in after(plan));
  return after(plan)[path] ?? null;
}

describe('a new file in the kustomization around it', () => {
  it('is listed behind its siblings in the same folder', () => {
    const path = 'shop/cart/release-bindings/kustomization.yaml';
    const text = `${resources('cart-dev.yaml # the first')}namePrefix: a\n`;
    assert.equal(promoted(path, text), text.replace('the first\n', 'the first\n  - cart-stg.yaml\n'));
  });

  it('is listed with the path from a folder above', () => {
    const text = resources('component.yaml', 'release-bindings/cart-dev.yaml');
    assert.equal(promoted('shop/cart/kustomization.yml', text), `${text}  - release-bindings/cart-stg.yaml\n`);
    const dotted = resources('./cart/release-bindings/cart-dev.yaml');
    assert.equal(promoted('shop/Kustomization', dotted), `${dotted}  - ./cart/release-bindings/cart-stg.yaml\n`);
    const root = resources('shop/cart/release-bindings/cart-dev.yaml');
    assert.equal(promoted('kustomization.yaml', root), `${root}  - ${STG}\n`);
  });

  it('is listed where the folder has a kustomization, even an empty one', () => {
    const path = 'shop/cart/release-bindings/kustomization.yaml';
    assert.equal(promoted(path, `${HEAD}resources: []\n`), `${HEAD}resources: [cart-stg.yaml]\n`);
    assert.match(promoted(path, HEAD)!, /resources:\n\s*- cart-stg\.yaml\n/);
  });

  it('is left out where its folder is listed as a whole', () => {
    assert.equal(promoted('shop/kustomization.yaml', resources('cart/component.yaml', 'cart/release-bindings')), null);
  });

  it('is left out where it is listed already', () => {
    assert.equal(
      promoted(
        'shop/cart/kustomization.yaml',
        resources('release-bindings/cart-dev.yaml', './release-bindings/cart-stg.yaml'),
      ),
      null,
    );
  });

  it('is left out where its siblings are not listed', () => {
    assert.equal(promoted('kustomization.yaml', resources('pipeline.yaml', 'shop/cart/component.yaml')), null);
  });

  it('is none of a Kustomization of Flux', () => {
    const flux = 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec: { path: . }\n';
    assert.equal(promoted('shop/cart/release-bindings/kustomization.yaml', flux), null);
  });

  it('is listed in the nearest one only', () => {
    const outer = file('kustomization.yaml', resources('shop/cart/release-bindings/cart-dev.yaml'));
    const inner = resources('release-bindings/cart-dev.yaml');
    const plan = promote(FIXTURE + outer + file('shop/cart/kustomization.yaml', inner), { to: 'stg' });
    assert.deepEqual(Object.keys(after(plan)), ['shop/cart/kustomization.yaml', STG]);
  });

  it('blocks the plan where the list cannot be changed', () => {
    const path = 'shop/cart/release-bindings/kustomization.yaml';
    const text = `${HEAD}resources: &all [cart-dev.yaml]\ncomponents: *all\n`;
    const plan = promote(FIXTURE + file(path, text), { to: 'stg' });
    assert.deepEqual(outline(plan), ['! edit-anchor']);
    assert.equal(plan.blockers[0]!.link?.file, path);
  });

  it('takes a folder per environment for what it is', () => {
    const pins = FIXTURE.replaceAll('release-bindings/cart-dev.yaml', 'env/dev/pin.yaml');
    const text = resources('component.yaml', 'env/dev/pin.yaml');
    const plan = promote(pins + file('shop/cart/kustomization.yaml', text), { to: 'stg' });
    assert.deepEqual(after(plan)['shop/cart/kustomization.yaml'], `${text}  - env/stg/pin.yaml\n`);
  });

  it('takes several new files of one plan', () => {
    const parts =
      SHOP.replace(/#- shop\/cart\/releases[^]*/, '') +
      file(
        'type.yaml',
        doc(
          'ComponentType',
          'web',
          '{ workloadType: deployment, resources: [{ id: deployment, template: { apiVersion: apps/v1, kind: Deployment, metadata: { name: x } } }] }',
        ),
      ) +
      file(
        'shop/cart/workload.yaml',
        doc('Workload', 'cart', '{ owner: { projectName: shop, componentName: cart }, container: { image: i } }'),
      );
    const text = resources('component.yaml', 'workload.yaml');
    const plan = cut(parts + file('shop/cart/kustomization.yaml', text), { pin: true });
    assert.equal(plan.status, 'ready', JSON.stringify(plan.blockers));
    assert.equal(
      after(plan)['shop/cart/kustomization.yaml'],
      `${text}  - releases/cart-20261122-1.yaml\n  - release-bindings/cart-dev.yaml\n`,
    );
  });

  it('is not touched by a pin that only changes', () => {
    const path = 'shop/cart/release-bindings/kustomization.yaml';
    const plan = promote(FIXTURE + component('api') + pin('cart', 'stg', 'cart-20261101-1') + file(path, HEAD), {
      to: 'stg',
    });
    assert.deepEqual(Object.keys(after(plan)), [STG]);
  });
});
