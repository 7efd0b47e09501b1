import assert from 'node:assert/strict';
import { earlierTimes } from '../../../client/src/history/earlierTimes';
import { changeText, commitText, ownerOf, whoAndWhen } from '../../../client/src/history/changeText';
import { historyCsv, historyJson } from '../../../client/src/history/exportHistory';
import type { PinChange } from '../../../server/src/protocol';
import { l10n } from './support';

function change(wish: Partial<PinChange> = {}): PinChange {
  return {
    ...{ family: 'component', namespace: 'default', project: 'shop', name: 'cart', environment: 'production' },
    ...{ file: 'cart-production.yaml', commit: '0123456789abcdef0123456789abcdef01234567', author: 'Ada Lovelace' },
    ...{ date: '2026-11-16T12:00:00+01:00', message: 'promote(shop/cart): cart-2', from: 'cart-1', to: 'cart-2' },
    ...{ fromState: 'active', toState: 'active' },
    ...wish,
  };
}

describe('the words for a change of a pin', () => {
  it('say what it was and became', () => {
    assert.equal(changeText(change(), l10n), 'cart-1 → cart-2');
    assert.equal(changeText(change({ from: null }), l10n), 'cart-2, the first');
    assert.equal(changeText(change({ to: null, toState: null }), l10n), 'cart-1 → removed');
    const switched = { from: 'cart-2', to: 'cart-2' };
    assert.equal(changeText(change({ ...switched, toState: 'undeployed' }), l10n), 'cart-2 undeployed');
    assert.equal(changeText(change({ ...switched, fromState: 'undeployed' }), l10n), 'cart-2 redeployed');
    assert.equal(changeText(change({ toState: 'undeployed' }), l10n), 'cart-1 → cart-2, undeployed');
    assert.equal(changeText(change({ fromState: 'undeployed' }), l10n), 'cart-1 → cart-2, redeployed');
    const stays = { fromState: 'undeployed', toState: 'undeployed' } as const;
    assert.equal(changeText(change(stays), l10n), 'cart-1 → cart-2, undeployed');
  });

  it('say who, when, whose and in which commit', () => {
    const moment = { now: Date.parse('2026-11-19T12:00:00Z') / 1000, language: 'en' };
    assert.equal(whoAndWhen(change(), moment), 'Ada Lovelace · 3 days ago');
    assert.equal(whoAndWhen(change({ date: 'nonsense' }), moment), 'Ada Lovelace');
    assert.equal(commitText(change()), 'promote(shop/cart): cart-2 (01234567)');
    assert.equal(ownerOf(change()), 'shop/cart');
    assert.equal(ownerOf(change({ project: null })), '/cart');
    assert.equal(ownerOf(change({ family: 'project', name: 'shop' })), 'shop');
  });
});

describe('what a pin can go back to', () => {
  it('is what it had, but not what it has', () => {
    const changes = [
      change({ from: 'cart-2', to: 'cart-3' }),
      change(),
      change({ to: null }),
      change({ from: 'cart-2', to: 'cart-2', toState: 'undeployed' }),
      change({ from: null, to: 'cart-1' }),
    ];
    assert.deepEqual(
      earlierTimes(changes, 'cart-3').map(({ to }) => to),
      ['cart-2', 'cart-1'],
    );
    assert.deepEqual(
      earlierTimes(changes, null).map(({ to }) => to),
      ['cart-3', 'cart-2', 'cart-1'],
    );
    assert.deepEqual(earlierTimes([], 'cart-3'), []);
  });
});

describe('an exported history', () => {
  it('is a table that spreadsheets read and never run', () => {
    const evil = change({ message: '=HYPERLINK("x"), or\nmore', author: 'Ünï', from: null });
    assert.equal(
      historyCsv([evil]),
      'date,family,namespace,project,name,environment,from,to,author,commit,message,file,fromState,toState\r\n' +
        '2026-11-16T12:00:00+01:00,component,default,shop,cart,production,,cart-2,Ünï,' +
        '0123456789abcdef0123456789abcdef01234567,"\'=HYPERLINK(""x""), or\nmore",cart-production.yaml,active,active\r\n',
    );
    for (const sign of ['+', '-', '@', '\t', '\r']) assert.match(historyCsv([change({ author: `${sign}1` })]), /,"?'/);
    assert.equal(historyCsv([]).split('\r\n').length, 2);
  });

  it('is JSON with everything in it', () => {
    assert.deepEqual(JSON.parse(historyJson([change()])), { version: 1, changes: [change()] });
  });
});
