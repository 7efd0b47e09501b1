import assert from 'node:assert/strict';
import {
  differing,
  environmentsOf,
  jointPromotions,
  ownersWithout,
  pathsAt,
  promotionPaths,
} from '../../../client/src/promote/paths';
import { groupByOwner } from '../../../client/src/views/pinTree';
import type { PinEntry } from '../../../client/src/views/pinTree';
import { entry, notDeployed } from './support';

/** An owner's pins along development → staging → production: the release in each, null where there is none. */
function owner(name: string, ...releases: (string | null)[]): PinEntry[] {
  const environments = ['development', 'staging', 'production'];
  return releases.map((release, index) => {
    const environment = environments[index] ?? '';
    const next = environments[index + 1];
    const labels = { source: environments[index - 1] ?? null, targets: next === undefined ? [] : [next] };
    return release === null
      ? notDeployed(environment, { name, labels })
      : entry({ name, environment, release, state: 'behind', labels });
  });
}

const nats = owner('nats', 'n-2', 'n-2', 'n-1');
const postgres = owner('postgres', 'p-2', 'p-1', null);
const idle = owner('idle', 'i-1', 'i-1', 'i-1');
const direct = [
  entry({ name: 'direct', environment: 'development', release: 'd-2', labels: { targets: ['production'] } }),
  entry({ name: 'direct', environment: 'production', release: 'd-1', labels: { source: 'development', targets: [] } }),
];
const entries = [...direct, ...nats, ...postgres, ...idle];
const names = (owners: readonly (readonly PinEntry[])[]): string[] => owners.map(([first]) => first?.row.name ?? '');
const drawn = (paths: ReturnType<typeof promotionPaths>): string[] =>
  paths.map(({ from, to, differing: each }) => `${from} → ${to}: ${names(each).join(', ')}`);

describe('what differs between environments', () => {
  it('is told for each promotion path, in the order in which releases take them', () => {
    assert.deepEqual(drawn(promotionPaths(entries)), [
      'development → staging: postgres',
      'development → production: direct',
      'staging → production: nats, postgres',
    ]);
  });

  it('comes before paths on which nothing waits', () => {
    assert.deepEqual(drawn(promotionPaths([...nats, ...idle])), [
      'staging → production: nats',
      'development → staging: ',
    ]);
    assert.deepEqual(promotionPaths([]), []);
  });

  it('leaves out who has no release to take along, or no place to take it', () => {
    const pair = { folder: 'file:///repo', from: 'production', to: 'development' };
    assert.deepEqual(names(differing(groupByOwner(entries), pair)), ['direct', 'nats']);
    assert.deepEqual(names(differing(groupByOwner(entries), { ...pair, to: 'nowhere' })), []);
    assert.deepEqual(names(differing(groupByOwner(entries), { ...pair, folder: 'file:///other' })), []);
  });

  it('ends where pipelines go in circles', () => {
    const circle = [
      entry({ environment: 'a', release: 'r-1', labels: { targets: ['b'] } }),
      entry({ environment: 'b', release: 'r-2', labels: { targets: ['a'] } }),
    ];
    assert.equal(promotionPaths(circle).length, 2);
  });

  it('is meant into an environment that lags, else out of it', () => {
    const paths = promotionPaths(entries);
    const at = (environment: string): string[] => drawn(pathsAt(paths, 'file:///repo', environment));
    assert.deepEqual(at('production'), ['development → production: direct', 'staging → production: nats, postgres']);
    assert.deepEqual(at('development'), ['development → staging: postgres', 'development → production: direct']);
    assert.deepEqual(at('nowhere'), []);
  });

  it('is asked for among the environments of the folder', () => {
    assert.deepEqual(environmentsOf(entries, 'file:///repo'), ['development', 'production', 'staging']);
  });
});

describe('Promote on several rows', () => {
  const joint = (owners: PinEntry[], ...environments: string[]) =>
    jointPromotions(groupByOwner(owners), new Set(environments)).map(
      ({ from, to, owners: going }) => `${from ?? 'each its own source'} → ${to}: ${names(going).join(', ')}`,
    );

  it('brings each owner what its own pipeline says', () => {
    assert.deepEqual(joint(entries, 'production'), ['each its own source → production: direct, nats, postgres']);
    assert.deepEqual(joint([...nats, ...postgres], 'production'), ['staging → production: nats, postgres']);
  });

  it('takes releases out of environments into which nothing waits', () => {
    assert.deepEqual(joint([...nats, ...postgres], 'development'), ['development → staging: postgres']);
  });

  it('leaves the target open where the rows are owners', () => {
    assert.deepEqual(joint([...nats, ...postgres]), [
      'development → staging: postgres',
      'staging → production: nats, postgres',
    ]);
    assert.deepEqual(joint(idle), []);
  });

  it('can go on without those that stand in the way', () => {
    const owners = groupByOwner([...nats, ...postgres]);
    assert.deepEqual(names(ownersWithout(owners, ['doclet/nats']) ?? []), ['postgres']);
    assert.equal(ownersWithout(owners, ['doclet/nats', 'doclet/postgres']), undefined);
  });
});
