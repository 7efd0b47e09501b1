import assert from 'node:assert/strict';
import {
  brokenStates,
  imageTag,
  pinAccessibleLabel,
  pinDescription,
  pinTooltip,
  stateLooks,
  stateSentence,
  summaryText,
} from '../../../client/src/views/pinText';
import { entry, l10n, moment, notDeployed } from './support';

describe('the words for a pin', () => {
  const descriptions = [
    [entry(), 'postgres-20260223-1 · 16-alpine · current'],
    [entry({ uncommitted: true }), 'postgres-20260223-1 · 16-alpine · current · uncommitted'],
    [
      entry({ state: 'behind', behind: 2, image: null, labels: { source: 'development' } }),
      '2 behind development · postgres-20260223-1',
    ],
    [
      entry({ state: 'behind', behind: null, image: null, labels: { source: 'development' } }),
      'behind development · postgres-20260223-1',
    ],
    [
      entry({ state: 'behind', behind: 0, image: null, labels: { source: 'development' } }),
      'newer than development · postgres-20260223-1',
    ],
    [entry({ state: 'behind', behind: 1, image: null }), 'behind · postgres-20260223-1'],
    [entry({ state: 'missing-release', image: null }), 'release not found · postgres-20260223-1'],
    [notDeployed('production'), 'not deployed'],
    [entry({ state: 'undeployed', image: null }), 'undeployed · postgres-20260223-1'],
    [entry({ state: 'no-release', release: null, image: null }), 'no release'],
    [entry({ state: 'ambiguous', release: null, image: null }), 'several bindings'],
  ] as const;
  for (const [pin, expected] of descriptions) {
    it(`describes ${pin.row.state}${pin.row.uncommitted ? ', uncommitted' : ''} as "${expected}"`, () => {
      assert.equal(pinDescription(pin, l10n, moment), expected);
    });
  }

  it('tells each state by a shape of its own, not by colour alone', () => {
    const icons = Object.values(stateLooks).map(({ icon }) => icon);
    assert.equal(new Set(icons).size, icons.length);
  });

  it('says everything to a screen reader, the environment first', () => {
    assert.equal(
      pinAccessibleLabel(entry({ uncommitted: true }), 'staging', l10n, moment),
      'staging, current, release postgres-20260223-1, image postgres:16-alpine, uncommitted',
    );
    assert.equal(pinAccessibleLabel(notDeployed('production'), 'production', l10n, moment), 'production, not deployed');
  });

  it('tells how long a pin has had its value, unless it is not committed', () => {
    const since = moment.now - 3 * 24 * 3600;
    const pin = entry({ labels: { since } });
    assert.equal(pinDescription(pin, l10n, moment), 'postgres-20260223-1 · 16-alpine · current · 3d ago');
    assert.match(pinAccessibleLabel(pin, 'staging', l10n, moment), /, pinned 3 days ago$/);
    const [line] = pinTooltip(pin, l10n, moment).filter(({ title }) => title === 'Pinned');
    assert.match(line?.value ?? '', /^3 days ago \(.*2026.*\)$/);
    const edited = entry({ uncommitted: true, labels: { since } });
    assert.equal(pinDescription(edited, l10n, moment), 'postgres-20260223-1 · 16-alpine · current · uncommitted');
    assert.ok(pinTooltip(edited, l10n, moment).some(({ title }) => title === 'Last committed'));
  });

  it('names the missing release in the tooltip', () => {
    assert.match(stateSentence(entry({ state: 'missing-release', release: 'gone-1' }), l10n), /gone-1/);
  });

  it('lists in the tooltip only what is known', () => {
    assert.deepEqual(
      pinTooltip(entry({ labels: { source: 'development' } }), l10n, moment).map(
        ({ title, value }) => `${title}: ${value}`,
      ),
      [
        'Release: postgres-20260223-1',
        'Image: postgres:16-alpine',
        'Compared with: development',
        'Binding: postgres-staging (bindings/postgres-staging.yaml:1)',
      ],
    );
    assert.deepEqual(pinTooltip(notDeployed('production'), l10n, moment), []);
  });

  const images = [
    [null, null],
    ['postgres:16-alpine', '16-alpine'],
    ['ghcr.io/acme/shop:v1.4', 'v1.4'],
    ['localhost:5000/shop', null],
    ['localhost:5000/shop:dev', 'dev'],
    ['shop', null],
    ['shop@sha256:0123456789abcdef0123456789abcdef', 'sha256:0123456789ab'],
    ['shop:v2@sha256:0123456789abcdef', 'v2'],
  ] as const;
  for (const [image, tag] of images) {
    it(`takes the tag ${tag} from image ${image}`, () => assert.equal(imageTag(image), tag));
  }

  it('sums up what lags and what is broken, and says nothing when all is well', () => {
    assert.equal(summaryText([entry(), notDeployed('production')], l10n), '');
    assert.equal(summaryText([entry({ state: 'behind', behind: 0, labels: { source: 'development' } })], l10n), '');
    const broken = [...brokenStates].map((state) => entry({ state }));
    assert.equal(summaryText([entry({ state: 'behind', behind: 2 }), ...broken], l10n), '1 behind · 3 broken');
  });
});
