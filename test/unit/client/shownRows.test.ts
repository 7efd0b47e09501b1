import assert from 'node:assert/strict';
import { ShownRows } from '../../../client/src/views/shownRows';

interface Node {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly children?: readonly Node[];
}

const leaf = (id: string, text = ''): Node => ({ id, kind: 'leaf', text });
const group = (id: string, children: readonly Node[], text = ''): Node => ({ id, kind: 'group', text, children });

describe('rows that are shown', () => {
  /** What `renew` answers when these rows become those, and what the rows are then. */
  function renewed(before: readonly Node[], after: readonly Node[]) {
    const rows = new ShownRows<Node>(({ text }) => text);
    const draw = (nodes: readonly Node[]): void => {
      for (const node of nodes) {
        rows.drawn(node);
        draw(node.children ?? []);
      }
    };
    const shown = rows.show(before);
    draw(shown);
    return { shown, anew: rows.renew(after)?.map(({ id }) => id) };
  }

  it('stay the same objects, and only those that show something else are drawn anew', () => {
    const [first, second] = [leaf('a'), leaf('b', 'yesterday')];
    const { shown, anew } = renewed([group('g', [first, second])], [group('g', [leaf('a'), leaf('b', 'today')])]);
    assert.deepEqual(anew, ['b']);
    assert.equal(shown[0]?.children?.[1], second);
    assert.equal(second.text, 'today');
  });

  it('are not touched when all is as it was', () => {
    assert.deepEqual(renewed([group('g', [leaf('a')])], [group('g', [leaf('a')])]).anew, []);
  });

  it('are drawn with their parent where one comes or goes, the others stay', () => {
    const before = [group('g', [leaf('a')]), group('h', [leaf('b')])];
    const { shown, anew } = renewed(before, [group('g', [leaf('a'), leaf('c')]), group('h', [leaf('b')])]);
    assert.deepEqual(anew, ['g']);
    assert.deepEqual(
      shown[0]?.children?.map(({ id }) => id),
      ['a', 'c'],
    );
  });

  it('are all drawn anew where others are at the top, in another order, of another kind, or the first', () => {
    assert.equal(renewed([leaf('a')], [leaf('a'), leaf('b')]).anew, undefined);
    assert.equal(renewed([leaf('a'), leaf('b')], [leaf('b'), leaf('a')]).anew, undefined);
    assert.equal(renewed([leaf('a')], [{ ...leaf('a'), kind: 'other' }]).anew, undefined);
    assert.equal(renewed([], []).anew, undefined);
  });
});
