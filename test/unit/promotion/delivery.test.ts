import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { problemsOf, openFixture } from '../../support/fixture';
import { component, file, outline, pin, pipeline, promote, release, SHOP, warnings } from '../../support/plans';

const NEW = 'cart-20261102-1';
const config = (text: string) => `#- .openchoreo-gitops.yaml\npromotion: ${text}\n`;
const production = (spec: string) =>
  ['dev', 'stg', 'prod']
    .map((name) =>
      file(
        `environments/${name}.yaml`,
        `apiVersion: openchoreo.dev/v1alpha1\nkind: Environment\nmetadata: { name: ${name}, namespace: acme }\nspec: ${name === 'prod' ? spec : '{}'}\n`,
      ),
    )
    .join('');

describe('an environment that takes pull requests only', () => {
  const READY = SHOP + pin('cart', 'stg', NEW);
  const APPROVAL = pipeline('stg > prod!') + component('cart') + release(NEW) + pin('cart', 'stg', NEW);
  const review = (fixture: string, delivery: 'commit' | 'edit' | 'branch') => {
    const plan = promote(fixture, { to: 'prod', delivery });
    return plan.status === 'blocked' ? outline(plan) : [plan.status, ...warnings(plan)];
  };

  const cases: readonly [string, string, boolean][] = [
    ['its path requires approval', APPROVAL, true],
    ['it is production', READY + production('{ isProduction: true }'), true],
    ['the configuration lists it', config('{ review: [prod] }') + READY, true],
    ['nothing says so', READY + production('{ isProduction: false }'), false],
    ['the configuration lists others only', config('{ review: [stg] }') + READY, false],
    ['an empty list lifts it', config('{ review: [] }') + APPROVAL + production('{ isProduction: true }'), false],
    ['a list of others does not lift it', config('{ review: [stg] }') + APPROVAL, true],
  ];
  for (const [name, fixture, needed] of cases)
    it(name, () => {
      assert.deepEqual(review(fixture, 'commit'), needed ? ['! needs-review'] : ['ready']);
      assert.deepEqual(review(fixture, 'edit'), needed ? ['ready', 'needs-review'] : ['ready']);
      assert.deepEqual(review(fixture, 'branch'), ['ready']);
    });

  it('does not mind a pin that stays', () => {
    assert.deepEqual(review(APPROVAL + pin('cart', 'prod', NEW), 'commit'), ['nothing-to-do']);
  });
});

describe('the message of a promotion', () => {
  it('names owner, release and environment, with trailers', () => {
    assert.equal(
      promote(SHOP + pin('cart', 'dev', NEW), { to: 'stg' }).commitMessage,
      `promote(shop/cart): ${NEW} to stg\n\nOpenChoreo-Promotion: shop/cart dev -> stg\nOpenChoreo-Release: ${NEW}\n`,
    );
  });

  it('follows the template, its placeholders filled and unknown ones left', () => {
    const template = "'{owner}|{project}|{name}|{release}|{environment}|{from}|{count}|{x}|{constructor}'";
    const plan = promote(config(`{ commitMessage: ${template} }`) + SHOP + pin('cart', 'dev', NEW), { to: 'stg' });
    assert.equal(plan.commitMessage.split('\n')[0], `shop/cart|shop|cart|${NEW}|stg|dev|1|{x}|{constructor}`);
    assert.match(plan.commitMessage, /\n\nOpenChoreo-Promotion: shop\/cart dev -> stg\nOpenChoreo-Release: /);
  });

  it('has a dash where a release comes from nowhere', () => {
    const plan = promote(SHOP, { to: 'dev', release: NEW });
    assert.match(plan.commitMessage, /^OpenChoreo-Promotion: shop\/cart - -> dev$/m);
  });
});

describe('the repository after a plan', () => {
  const BROKEN = SHOP.replace(
    '#- pipeline.yaml',
    `#- taken.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: ReleaseBinding
metadata: { name: cart-stg, namespace: acme }
spec: { owner: { projectName: shop, componentName: cart }, environment: prod, releaseName: ${NEW} }
#- pipeline.yaml`,
  );

  it('must not have an error more', () => {
    const plan = promote(BROKEN + pin('cart', 'dev', NEW), { to: 'stg' });
    // Both manifests of one name are reported.
    assert.deepEqual(outline(plan), ['! would-break', '! would-break']);
    assert.equal(plan.files.length, 1);
  });

  it('may keep those that it has', () => {
    const fixture =
      SHOP +
      pin('cart', 'dev', NEW) +
      file('odd.yaml', 'apiVersion: openchoreo.dev/v1alpha1\nkind: Komponent\nmetadata: { name: x }\n');
    assert.ok(problemsOf(openFixture(fixture)).length > 0);
    assert.equal(promote(fixture, { to: 'stg' }).status, 'ready');
  });

  it('is only imagined: nothing of it stays', () => {
    const opened = openFixture(BROKEN + pin('cart', 'dev', NEW));
    const seen = () => [
      problemsOf(opened),
      [...opened.repository.files.fileNames()],
      opened.repository.files.manifestCount,
    ];
    const before = seen();
    promote(opened, { to: 'stg' });
    promote(opened, { to: 'prod', release: NEW });
    assert.deepEqual(seen(), before);
  });
});
