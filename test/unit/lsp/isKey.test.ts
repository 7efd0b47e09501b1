import assert from 'node:assert/strict';
import { isKey } from '../../../server/src/lsp/isKey';

describe('A key', () => {
  const cases: readonly (readonly [before: string, after: string, expected: boolean])[] = [
    ['name: car', 'name: cart', true],
    ['name: cart', 'name: car', true],
    ['ame: cart', 'name: cart', true],
    ['aa', 'aaa', true],
    ['', 'a', true],
    ['name: cart', 'name: cart', false],
    ['name: cart', 'name: care', false],
    ['name: cart', 'name: carts!', false],
    ['name: cart', 'nbme: carts', false],
    ['name: cart', 'name: cart\n', false],
    ['a\r\nb', 'a\nb', false],
  ];
  for (const [before, after, expected] of cases)
    it(`${expected ? 'makes' : 'does not make'} ${JSON.stringify(after)} of ${JSON.stringify(before)}`, () => {
      assert.equal(isKey(before, after), expected);
    });
});
