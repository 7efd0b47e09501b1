import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { renameEnvironment, renameInFileName, renameWord } from '../../../server/src/analysis/promotion/renamePath';
import { after, binding, component, doc, file, outline, pipeline, promote, release } from '../../support/plans';

const NEW = 'cart-20261102-1';
const RELEASE = component('cart') + release(NEW);
const DEV_TO_PROD = pipeline('dev > stg', 'stg > prod') + RELEASE;

/** The file of a new pin in stg. */
function placed(fixture: string, to = 'stg'): string {
  const plan = promote(fixture, { to });
  return plan.status === 'ready' ? Object.keys(after(plan)).join(' ') : `! ${plan.blockers[0]!.code}`;
}

const at = (path: string, environment = 'dev', owner = 'cart', release = NEW) =>
  file(path, binding(owner, environment, release));

const config = (defaults: string) =>
  file(
    'release-config.yaml',
    `apiVersion: openchoreo.dev/v1alpha1\nkind: ReleaseConfig\nreleaseBindingDefaults: ${defaults}\n`,
  );

describe('where a new pin goes', () => {
  const cases: readonly [string, string, string][] = [
    ['beside its sibling, named alike', at('pins/cart-dev.yaml'), 'pins/cart-stg.yaml'],
    ['into the folder of its environment', at('pins/dev/cart.yml'), 'pins/stg/cart.yml'],
    ['with the environment in folder and name', at('env/dev/cart-dev.yaml'), 'env/stg/cart-stg.yaml'],
    [
      'as two siblings differ: the folder stays',
      at('env/dev/cart-dev.yaml') + at('env/dev/cart-prod.yaml', 'prod'),
      'env/dev/cart-stg.yaml',
    ],
    ['beside its sibling in the usual folder', '', 'shop/cart/release-bindings/cart-stg.yaml'],
    [
      'by the ReleaseConfig, the component’s own folder first',
      at('all.yaml') +
        config('{ defaultOutputDir: a, projects: { shop: { defaultOutputDir: b, components: { cart: c } } } }'),
      'c/cart-stg.yaml',
    ],
    [
      'by the ReleaseConfig, past an empty folder, in any case of its keys',
      at('all.yaml') +
        config('{ defaultOutputDir: a, projects: { SHOP: { defaultOutputDir: b, components: { cart: "" } } } }'),
      'b/cart-stg.yaml',
    ],
    [
      'by the ReleaseConfig, whatever the case of its sections',
      at('all.yaml') + config('{ DefaultOutputDir: a }').replace('releaseB', 'ReleaseB'),
      'a/cart-stg.yaml',
    ],
    [
      'nowhere when a folder is no text',
      at('all.yaml') + config('{ defaultOutputDir: [a] }'),
      '! invalid-release-config',
    ],
    ['nowhere when a project is no map', at('all.yaml') + config('{ projects: { x: a } }'), '! invalid-release-config'],
    [
      'nowhere when the ReleaseConfig is none',
      at('all.yaml') + config('{}').replace('kind: ReleaseConfig', 'kind: Other'),
      '! invalid-release-config',
    ],
    [
      'by the ReleaseConfig of the root alone',
      at('all.yaml') + config('{ defaultOutputDir: a }').replace('release-config', 'sub/release-config'),
      'shop/cart/release-bindings/cart-stg.yaml',
    ],
    ['not outside the repository', at('all.yaml') + config('{ defaultOutputDir: ../a }'), '! outside-repository'],
    ['not to an absolute folder', at('all.yaml') + config('{ defaultOutputDir: /etc }'), '! outside-repository'],
    ['not where Git lives', at('all.yaml') + config('{ defaultOutputDir: .git/hooks }'), '! ignored-folder'],
    [
      'siblings before the ReleaseConfig',
      at('pins/cart-dev.yaml') + config('{ defaultOutputDir: a }'),
      'pins/cart-stg.yaml',
    ],
    [
      'like the pins of a neighbour',
      at('all.yaml') + component('api') + release('api-1', 'api') + at('shop/pins/api-dev.yaml', 'dev', 'api', 'api-1'),
      'shop/pins/cart-stg.yaml',
    ],
    [
      'not like a neighbour that lives otherwise',
      at('all.yaml') +
        component('api').replace('shop/api', 'elsewhere/x') +
        release('api-1', 'api') +
        at('shop/pins/api-dev.yaml', 'dev', 'api', 'api-1'),
      'shop/cart/release-bindings/cart-stg.yaml',
    ],
    [
      'not over a file that holds something else',
      at('all.yaml') + file('shop/cart/release-bindings/cart-stg.yaml', 'a: 1\n'),
      '! file-exists',
    ],
  ];
  for (const [name, more, expected] of cases)
    it(name, () => {
      const fixture = DEV_TO_PROD + (more === '' ? at('shop/cart/release-bindings/cart-dev.yaml') : more);
      assert.equal(placed(fixture), expected);
    });

  it('leaves the folders of the owner alone: a project may be called dev', () => {
    const fixture = (DEV_TO_PROD + at('shop/cart/rb/cart-dev.yaml')).replaceAll('#- shop/', '#- dev/');
    assert.equal(placed(fixture), 'dev/cart/rb/cart-stg.yaml');
  });

  it('refuses names that lead elsewhere', () => {
    const fixture = pipeline('dev > "../../x"') + RELEASE + at('pins/cart-dev.yaml');
    assert.equal(placed(fixture, '../../x'), '! invalid-name');
  });

  it('writes no namespace where the others write none', () => {
    const bare = (DEV_TO_PROD + at('pins/cart-dev.yaml')).replaceAll(', namespace: acme', '');
    assert.equal(
      Object.values(after(promote(bare, { to: 'stg' })))[0],
      `apiVersion: openchoreo.dev/v1alpha1
kind: ReleaseBinding
metadata:
  name: cart-stg
spec:
  environment: stg
  owner:
    componentName: cart
    projectName: shop
  releaseName: ${NEW}
`,
    );
  });

  it('is refused where it would make a second manifest of one name', () => {
    const other = doc(
      'ReleaseBinding',
      'cart-stg',
      `{ owner: { projectName: shop, componentName: cart }, environment: prod, releaseName: ${NEW} }`,
    );
    const plan = promote(DEV_TO_PROD + at('pins/cart-dev.yaml') + file('odd.yaml', other), { to: 'stg' });
    // Both manifests of one name are reported.
    assert.deepEqual(outline(plan), ['! would-break', '! would-break']);
    assert.match(plan.blockers[0]!.message, /\[duplicate-manifest, /);
  });
});

describe('an environment in a path', () => {
  it('is renamed where it is a word', () => {
    assert.equal(
      renameEnvironment('dev/devices/a-dev.dev_x.yaml', 'dev', 'stg', 'a', ''),
      'stg/devices/a-stg.stg_x.yaml',
    );
    assert.equal(renameWord('developer', 'dev', 'stg'), undefined);
    assert.equal(renameWord('a.b', 'a.b', '$&'), '$&');
  });

  it('is not renamed in the name of its owner', () => {
    assert.equal(renameInFileName('x/dev-portal-dev.yaml', 'dev', 'stg', 'dev-portal'), 'x/dev-portal-stg.yaml');
    assert.equal(renameInFileName('x/dev-dev.yaml', 'dev', 'stg', 'dev'), 'x/dev-stg.yaml');
    assert.equal(renameInFileName('x/dev-cart.yaml', 'dev', 'stg', 'cart'), 'x/stg-cart.yaml');
  });

  it('leads nowhere when the path does not name it, or would leave the repository', () => {
    assert.equal(renameEnvironment('pins/all.yaml', 'dev', 'stg', 'cart', ''), undefined);
    assert.equal(renameEnvironment('dev/cart.yaml', 'dev', '../..', 'cart', ''), undefined);
  });
});
