import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compareEnvironments } from '../../../server/src/features/comparison';
import { describeReleases } from '../../../server/src/features/releasesView';
import { openFixture } from '../../support/fixture';
import { CART, component, doc, file, pin, release, SHOP } from '../../support/plans';
import { openFiles, readFolder, sampleFolder, SAMPLES } from '../../support/samples';

const ONE = 'cart-20261101-1';
const TWO = 'cart-20261102-1';

function compare(fixture: string, owners = [CART]) {
  return compareEnvironments(openFixture(fixture).repository.view, { from: 'dev', to: 'stg', owners }).comparisons;
}

describe('comparing environments', () => {
  it('compares what releases hold, not what they are called', () => {
    const twin = release('cart-20261103-1').replaceAll('reg/cart:cart-20261103-1', `reg/cart:${TWO}`);
    const [same] = compare(SHOP + twin + pin('cart', 'dev', TWO) + pin('cart', 'stg', 'cart-20261103-1'));
    assert.deepEqual([same?.label, same?.equal, same?.from.release], ['shop/cart', true, TWO]);
    assert.equal(same?.from.text, same?.to.text);
    const [other] = compare(SHOP + pin('cart', 'dev', TWO) + pin('cart', 'stg', ONE));
    assert.equal(other?.equal, false);
    const lines = (text = '') => text.split('\n');
    assert.deepEqual(
      lines(other?.from.text).filter((line) => !lines(other?.to.text).includes(line)),
      [`      image: reg/cart:${TWO}`],
    );
  });

  it('compares overrides and the state', () => {
    const overridden = ', componentTypeEnvironmentConfigs: { b: 1, a: [2] }';
    const [tuned] = compare(SHOP + pin('cart', 'dev', TWO) + pin('cart', 'stg', TWO, overridden));
    assert.equal(tuned?.equal, false);
    assert.match(
      tuned?.to.text ?? '',
      /^overrides:\n {2}componentTypeEnvironmentConfigs:\n {4}a:\n {4}- 2\n {4}b: 1\nrelease:\n/,
    );
    const [off] = compare(SHOP + pin('cart', 'dev', TWO) + pin('cart', 'stg', TWO, ', state: Undeploy'));
    assert.match(off?.to.text ?? '', /^state: Undeploy$/m);
    const [active] = compare(SHOP + pin('cart', 'dev', TWO) + pin('cart', 'stg', TWO, ', state: Active'));
    assert.equal(active?.equal, true);
  });

  it('shows nothing for an environment that runs nothing, and the name of a release that is not there', () => {
    const [one] = compare(SHOP + pin('cart', 'dev', 'cart-gone'));
    assert.deepEqual(one?.from, { environment: 'dev', release: 'cart-gone', text: 'releaseName: cart-gone\n' });
    assert.deepEqual(one?.to, { environment: 'stg', release: null, text: '' });
    assert.equal(one?.equal, false);
  });

  it('leaves out owners that run in neither, unless they were named', () => {
    const fixture = SHOP + component('api') + pin('cart', 'dev', ONE);
    const { view } = openFixture(fixture).repository;
    const all = compareEnvironments(view, { from: 'dev', to: 'stg' }).comparisons;
    assert.deepEqual(
      all.map(({ label }) => label),
      ['shop/cart'],
    );
    assert.equal(compare(fixture, [{ project: 'shop', name: 'api' }])[0]?.equal, true);
  });

  it('counts the settings beside a pin of the proposal as overrides', () => {
    const settings = (environment: string, replicas: number) =>
      file(
        `${environment}/s.yaml`,
        doc(
          'EnvSettings',
          `cart-${environment}`,
          `{ owner: { componentName: cart }, environment: ${environment}, overrides: { replicas: ${replicas} } }`,
        ),
      );
    const pinned = (environment: string) =>
      file(
        `${environment}/pin.yaml`,
        doc(
          'ReleasePin',
          `cart-${environment}`,
          `{ component: cart, environment: ${environment}, releaseName: cart-v1 }`,
        ),
      );
    const fixture = pinned('dev') + pinned('stg') + settings('dev', 1) + settings('stg', 2);
    const { comparisons } = compareEnvironments(openFixture(fixture).repository.view, { from: 'dev', to: 'stg' });
    assert.deepEqual(
      comparisons.map(({ equal, to }) => [equal, to.text]),
      [[false, 'overrides:\n  overrides:\n    replicas: 2\nreleaseName: cart-v1\n']],
    );
  });
});

describe('the releases of owners', () => {
  it('are newest first, with where they are pinned', () => {
    const fixture = SHOP + release('cart-20261102-10') + pin('cart', 'stg', ONE) + pin('cart', 'dev', ONE);
    const { owners } = describeReleases(openFixture(fixture).repository);
    const cart = owners.find(({ label }) => label === 'shop/cart');
    assert.deepEqual(
      cart?.releases.map(({ name, date, environments, image }) => [name, date, environments, image]),
      [
        ['cart-20261102-10', '2026-11-02', [], 'reg/cart:cart-20261102-10'],
        [TWO, '2026-11-02', [], `reg/cart:${TWO}`],
        [ONE, '2026-11-01', ['dev', 'stg'], `reg/cart:${ONE}`],
      ],
    );
    assert.deepEqual(
      cart?.releases.map(({ line }) => line),
      [1, 1, 1],
    );
  });

  it('know from Git when those came whose names carry no date', () => {
    const fixture = SHOP + release('cart-abc', 'cart', 'a') + release('cart-def', 'cart', 'b');
    const times: Readonly<Record<string, number>> = {
      'a/cart-abc.yaml': 1_790_000_000,
      'b/cart-def.yaml': 1_780_000_000,
    };
    const git = { isUncommitted: () => false, addedAt: (name: string) => times[name] };
    const { owners } = describeReleases(openFixture(fixture).repository, git);
    const dates = owners.flatMap(({ releases }) => releases).map(({ name, date }) => `${name} ${date}`);
    assert.ok(dates.includes('cart-abc 2026-09-21'), String(dates));
  });

  for (const sample of SAMPLES)
    it(`of the sample ${sample} are all there, each once`, () => {
      const { repository } = openFiles(readFolder(sampleFolder(sample)));
      const { owners } = describeReleases(repository);
      const names = owners.flatMap(({ releases }) => releases.map(({ file: path }) => path)).sort();
      const kinds = ['ComponentRelease', 'ProjectRelease', 'ResourceRelease', 'Release'];
      const expected = kinds.flatMap((kind) => repository.view.ofKind(kind).map((manifest) => manifest.file)).sort();
      assert.deepEqual(names, expected);
    });
});
