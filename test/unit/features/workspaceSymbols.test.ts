import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { workspaceSymbols } from '../../../server/src/features/workspaceSymbols';
import { openFixture } from '../../support/fixture';

const API = 'apiVersion: openchoreo.dev/v1alpha1';
const manifest = (kind: string, name: string, rest = '') =>
  `${API}\nkind: ${kind}\nmetadata: { name: ${name} }\n${rest}---\n`;

/** The symbols for a query, as `name · container`. */
function found(fixture: string, query: string): string[] {
  return workspaceSymbols(openFixture(fixture).repository, query).map(
    ({ name, container }) => `${name} · ${container}`,
  );
}

const SHOP =
  manifest('ComponentRelease', 'cart-20260101-1', 'spec: { workload: { endpoints: { http: {} } } }\n') +
  manifest('Component', 'cart', 'spec: { traits: [{ name: t, instanceName: cache }] }\n') +
  manifest('Component', 'go-cart') +
  manifest('Component', 'discard') +
  manifest('Component', 'charity') +
  manifest('Workload', 'checkout', 'spec: { endpoints: { http: { port: 1 } } }\n') +
  manifest('ClusterDataPlane', 'eu') +
  manifest('SecretReference', 'pay', 'spec: { data: [{ secretKey: token }] }\n') +
  manifest('ResourceType', 'database', 'spec: { outputs: [{ name: host }] }\n');

describe('workspace symbols', () => {
  it('fit best by the whole name, then its beginning, the beginning of a word, and its letters', () => {
    assert.deepEqual(found(SHOP, 'cart'), [
      'cart · Component · default',
      'cart-20260101-1 · ComponentRelease · default',
      'go-cart · Component · default',
      'charity · Component · default',
    ]);
    assert.deepEqual(found(SHOP, 'car'), [
      'cart · Component · default',
      'cart-20260101-1 · ComponentRelease · default',
      'go-cart · Component · default',
      'discard · Component · default',
      'charity · Component · default',
    ]);
    assert.deepEqual(found(SHOP, 'CHIT'), ['charity · Component · default']);
    assert.deepEqual(found(SHOP, 'nothing'), []);
  });

  it('are names inside manifests too, but not those that releases froze', () => {
    assert.deepEqual(found(SHOP, 'http'), ['http · Endpoint · Workload checkout · default']);
    assert.deepEqual(found(SHOP, 'cache'), ['cache · Trait instance · Component cart · default']);
    assert.deepEqual(found(SHOP, 'token'), ['token · Secret key · SecretReference pay · default']);
    assert.deepEqual(found(SHOP, 'host'), ['host · Output · ResourceType database · default']);
    assert.equal(found(SHOP, 'eu')[0], 'eu · ClusterDataPlane');
  });

  it('are narrowed by further words, which say what they are', () => {
    assert.deepEqual(found(SHOP, 'cart rel'), ['cart-20260101-1 · ComponentRelease · default']);
    assert.deepEqual(found(SHOP, '  cart   comp default ').slice(0, 2), [
      'cart · Component · default',
      'cart-20260101-1 · ComponentRelease · default',
    ]);
    assert.deepEqual(found(SHOP, 'cart elsewhere'), []);
  });

  it('are where the name stands', () => {
    const { repository, files } = openFixture(SHOP);
    const [symbol] = workspaceSymbols(repository, 'token');
    assert.equal(files.get('manifest.yaml')!.slice(symbol!.span.start, symbol!.span.end), 'token');
  });

  it('are all there is without a query, what people write first, and never too many', () => {
    assert.equal(found(SHOP, '').at(-1), 'cart-20260101-1 · ComponentRelease · default');
    assert.equal(found(SHOP, '').length, 13);
    const many = Array.from({ length: 400 }, (_, i) => manifest('Component', `c${i}`)).join('');
    assert.equal(found(many, 'c').length, 200);
    assert.equal(found(many, 'c7')[0], 'c7 · Component · default');
  });
});
