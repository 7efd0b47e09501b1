import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pinHistory } from '../../../server/src/analysis/history/pinHistory';
import { pinTable } from '../../../server/src/analysis/pins';
import { pinnedLine } from '../../../server/src/features/summary/pinnedLine';
import { pinFactsOf } from '../../../server/src/model/pinFacts';
import { openFixture } from '../../support/fixture';
import { binding, pin, SHOP } from '../../support/plans';

const ONE = 'cart-20261101-1';
const UNDEPLOYED = ', state: Undeploy';

/** What is said of a binding as it is, after commits that made it what each text says. */
function said(now: string, ...texts: readonly string[]): readonly string[] {
  const { view } = openFixture(SHOP + now).repository;
  const commits = texts.map((text, i) => ({
    ...{ id: String(i).repeat(40), time: 86_400 * i, author: 'Ann', subject: 'why', first: i === 0 },
    files: [{ file: 'stg.yaml', object: String(i), facts: pinFactsOf(text) }],
  }));
  const log = { head: '', shallow: false, commits: commits.reverse() };
  const history = pinHistory(log, { defaultNamespace: 'default', reads: () => true });
  const stg = pinTable(view).find(({ environment }) => environment === 'stg')!;
  return pinnedLine({ view, history }, stg);
}

describe('who made a pin what it is', () => {
  const active = binding('cart', 'stg', ONE);
  const undeployed = binding('cart', 'stg', ONE, UNDEPLOYED);
  const pinned = pin('cart', 'stg', ONE);

  it('pinned, undeployed or redeployed it', () => {
    assert.deepEqual(said(pinned, active), ['Pinned on 1970-01-01 by Ann in `00000000`: why']);
    const gone = pin('cart', 'stg', ONE, UNDEPLOYED);
    assert.deepEqual(said(gone, active, undeployed), ['Undeployed on 1970-01-02 by Ann in `11111111`: why']);
    assert.deepEqual(said(pinned, active, undeployed, active), ['Redeployed on 1970-01-03 by Ann in `22222222`: why']);
  });

  it('is nobody while that is not committed', () => {
    assert.deepEqual(said(pin('cart', 'stg', ONE, UNDEPLOYED), active), []);
    assert.deepEqual(said(pinned, active, undeployed), []);
    assert.deepEqual(said(pin('cart', 'stg', 'cart-20261102-1'), active), []);
  });
});
