import assert from 'node:assert/strict';
import { planLine } from '../../../client/src/promote/planLine';
import type { Plan, PlanItem } from '../../../server/src/protocol';
import { l10n } from './support';

function item(wish: Partial<PlanItem>): PlanItem {
  return {
    ...{ family: 'component', namespace: 'default', project: 'shop', name: 'cart', from: null, to: 'production' },
    ...{ release: 'cart-2', previous: 'cart-1', action: 'set-pin' },
    ...wish,
  };
}

function line(...items: PlanItem[]): string {
  const file = { file: 'f.yaml', before: null, after: '' };
  const plan: Plan = {
    ...{ version: 1, status: 'ready', commitMessage: '', warnings: [], blockers: [], notes: [] },
    ...{ files: [file, file], items },
  };
  return planLine(plan, l10n);
}

describe('a plan in one line', () => {
  const created = item({ action: 'create-release', to: '', previous: null });
  const lines = [
    ['a pin', [item({})], 'cart-1 → cart-2.'],
    ['a first pin', [item({ action: 'create-pin', previous: null })], 'cart-2, where nothing was deployed.'],
    ['a release', [created], 'cart-2 is created.'],
    ['a release that is pinned', [created, item({ to: 'development' })], 'cart-2: new, pinned in development.'],
    [
      'a release that comes back',
      [item({ action: 'restore-release' }), item({})],
      'cart-2 comes back. cart-1 → cart-2.',
    ],
    ['the end of a deployment', [item({ action: 'undeploy' })], 'cart no longer runs in production.'],
    ['a deployment anew', [item({ action: 'redeploy' })], 'cart runs again in production.'],
    ['one of several', [item({ action: 'none' }), item({ name: 'nats', release: 'nats-2' })], 'cart-1 → nats-2.'],
    ['several', [item({}), item({ name: 'nats' })], '2 changes in 2 files, as the diff shows.'],
    ['none', [], '0 changes in 2 files, as the diff shows.'],
  ] as const;
  for (const [what, items, text] of lines) {
    it(`tells ${what} as "${text}"`, () => assert.equal(line(...items), text));
  }
});
