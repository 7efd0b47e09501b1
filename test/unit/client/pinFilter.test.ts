import assert from 'node:assert/strict';
import { filterChoices, filterText, passes, readFilter } from '../../../client/src/views/pinFilter';
import type { PinFilter } from '../../../client/src/views/pinFilter';
import { entry, folder, l10n, notDeployed } from './support';

const pins = [
  entry({ environment: 'development' }),
  entry({ state: 'behind', behind: 1, labels: { source: 'development' } }),
  entry({ name: 'nats', state: 'missing-release', uncommitted: true }),
  notDeployed('production', { project: 'shop', name: 'cart' }),
  entry({ name: 'ahead', state: 'behind', behind: 0, labels: { source: 'development' } }),
];
const shown = (filter: PinFilter): string[] =>
  pins.filter((pin) => passes(filter, pin)).map(({ row }) => `${row.name} ${row.environment}`);

describe('the filter of the pins', () => {
  it('shows all without a wish', () => assert.equal(shown([]).length, pins.length));

  const wishes: readonly (readonly [PinFilter, readonly string[]])[] = [
    [[{ kind: 'state', value: 'behind' }], ['postgres staging']],
    [[{ kind: 'state', value: 'broken' }], ['nats staging']],
    [[{ kind: 'state', value: 'uncommitted' }], ['nats staging']],
    [[{ kind: 'state', value: 'not-deployed' }], ['cart production']],
    [[{ kind: 'project', value: 'shop' }], ['cart production']],
    [[{ kind: 'owner', value: 'doclet/nats' }], ['nats staging']],
    [
      [
        { kind: 'state', value: 'behind' },
        { kind: 'state', value: 'broken' },
        { kind: 'environment', value: 'staging' },
      ],
      ['postgres staging', 'nats staging'],
    ],
    [
      [
        { kind: 'state', value: 'behind' },
        { kind: 'environment', value: 'production' },
      ],
      [],
    ],
  ];
  for (const [filter, expected] of wishes) {
    it(filterText(filter, l10n), () => assert.deepEqual(shown(filter), expected));
  }

  it('offers only what leaves something to see', () => {
    const values = filterChoices([folder([entry(), entry({ project: null, name: 'stray' })])]).map(
      ({ value }) => value,
    );
    assert.deepEqual(values, ['staging', 'doclet', 'doclet/postgres', '/stray']);
    for (const part of filterChoices([folder(pins)])) assert.ok(shown([part]).length > 0, part.value);
  });

  it('forgets what another version may have remembered', () => {
    assert.deepEqual(readFilter(undefined), []);
    assert.deepEqual(readFilter([null, 7, { kind: 'state', value: 'odd' }, { kind: 'moon', value: 'full' }]), []);
    const filter: PinFilter = [
      { kind: 'state', value: 'behind' },
      { kind: 'owner', value: 'doclet/nats' },
    ];
    assert.deepEqual(readFilter(JSON.parse(JSON.stringify(filter))), filter);
  });
});
