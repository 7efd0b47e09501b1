import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'mocha';
import { branchName } from '../../../server/src/analysis/promotion/branchName';
import type { PlanItem } from '../../../server/src/protocol';

const cart: PlanItem = {
  ...{ family: 'component', namespace: 'default', project: 'shop', name: 'cart', from: 'staging', to: 'production' },
  ...{ release: 'cart-2', previous: 'cart-1', action: 'set-pin' },
};

const nameOf = (template?: string, items: readonly PlanItem[] = [cart]) =>
  branchName(items, template, 'promote', '2026-11-28');

describe('the name of a branch', () => {
  it('says where it goes and when, or what the template says', () => {
    assert.equal(nameOf(), 'promote/production-20261128');
    assert.equal(
      nameOf('{action}/{project}/{name}/{release}-to-{environment}'),
      'promote/shop/cart/cart-2-to-production',
    );
    assert.equal(nameOf('{owner}/{unknown}'), 'shop/cart/unknown');
    assert.equal(branchName([], undefined, 'release', '2026-11-28'), 'promote/release-20261128');
  });

  it('counts where there are several', () => {
    const other = { ...cart, name: 'checkout', to: 'staging' };
    const none: PlanItem = { ...cart, name: 'third', action: 'none' };
    assert.equal(nameOf('{count}-{name}-{project}-{environment}', [cart, other, none]), '2-2-shop-2');
  });

  it('is always one that Git takes', () => {
    const bad = [
      '',
      '/',
      '..',
      '@{-1}',
      '-x',
      'a//b',
      'a..b',
      'a.lock',
      'a.lock.lock/b.lock',
      '.a/.b',
      'a/',
      'a.',
      'ä ö~^:?*[\\',
      'x\ny\u0007',
      '@',
      'HEAD~1',
      'long/'.repeat(80),
    ];
    for (const template of bad) {
      const name = nameOf(template);
      const answer = execFileSync('git', ['check-ref-format', '--branch', name], { encoding: 'utf8' }).trim();
      assert.equal(answer, name, JSON.stringify(template));
    }
  });
});
