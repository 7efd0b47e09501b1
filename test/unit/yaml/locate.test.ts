import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Path } from '../../../server/src/base/path';
import { keyText, locate, mergedPairs, pairOf, pathAt, spanAt } from '../../../server/src/yaml/locate';
import { readYaml } from '../../../server/src/yaml/read';
import { toValue } from '../../../server/src/yaml/value';

const rootOf = (text: string) => readYaml(text).documents[0]?.root;

describe('locate', () => {
  const text = `
base: &base { image: a, env: [1] }
more: &more { image: b, port: 80 }
web:
  <<: *base
  image: c
api:
  <<: [*base, *more]
copy: *base
twice: 1
twice: 2
empty:
"quo ted": x
`;
  const at = (...path: Path) => {
    const node = locate(rootOf(text), path)?.value;
    return node && toValue(node);
  };

  it('follows keys and indexes', () => {
    assert.equal(at('base', 'env', 0), 1);
    assert.equal(at('quo ted'), 'x');
    assert.equal(at('base', 'env', 1), undefined);
    assert.equal(at('base', 'env', 'length'), undefined);
    assert.equal(at('nothing', 'below'), undefined);
    assert.equal(at('toString'), undefined);
  });

  it('follows aliases and merges, and what stands in the map itself wins', () => {
    assert.equal(at('copy', 'image'), 'a');
    assert.deepEqual([at('web', 'image'), at('web', 'env', 0)], ['c', 1]);
    assert.deepEqual([at('api', 'image'), at('api', 'port')], ['a', 80]);
  });

  it('takes the last of duplicate keys, as the platform does', () => {
    assert.equal(at('twice'), 2);
  });

  it('finds a key without a value', () => {
    const found = locate(rootOf(text), ['empty']);
    assert.ok(found?.pair && keyText(found.pair) === 'empty');
  });

  it('agrees with the plain value wherever that has something', () => {
    const root = rootOf(text);
    const walk = (value: unknown, path: Path): void => {
      assert.deepEqual(toValue(locate(root, path)?.value), value);
      if (typeof value === 'object' && value !== null)
        for (const [key, item] of Object.entries(value)) walk(item, [...path, Array.isArray(value) ? +key : key]);
    };
    walk(toValue(root), []);
  });
});

describe('mergedPairs', () => {
  it('are what the map itself and its merges say, each key once', () => {
    const root = rootOf('a: &a { x: 1, y: 1 }\nb: &b { <<: *a, y: 2, z: 2 }\nc: { <<: [*b, *a], z: 3, z: 4 }\n');
    const map = locate(root, ['c'])?.value;
    assert.ok(map?.kind === 'map');
    assert.deepEqual(
      mergedPairs(map).map((pair) => [keyText(pair), pair.value && toValue(pair.value)]),
      [
        ['x', 1],
        ['y', 2],
        ['z', 4],
      ],
    );
    assert.equal(toValue(pairOf(map, 'z')?.value), 4);
  });

  it('of a key and of a merge below it are what the merge brings in', () => {
    const root = rootOf('a: &a { x: 1 }\nb: { x: 0, <<: *a }\nc: { <<: *a, x: 0 }\n');
    assert.equal(toValue(locate(root, ['b', 'x'])?.value), 1);
    assert.equal(toValue(locate(root, ['c', 'x'])?.value), 0);
  });

  it('stay few when merges are nested a hundred times', () => {
    const bomb = Array.from({ length: 100 }, (_, i) => `l${i + 1}: &l${i + 1} { <<: [*l${i}, *l${i}], k${i}: 1 }`);
    const root = rootOf(`l0: &l0 { x: 1 }\n${bomb.join('\n')}\n`);
    const top = locate(root, ['l100'])?.value;
    assert.ok(top?.kind === 'map');
    assert.equal(mergedPairs(top).length, 101);
    assert.equal(locate(top, ['nowhere']), undefined);
    assert.equal(toValue(locate(top, ['x'])?.value), 1);
  });
});

describe('spanAt', () => {
  const text = 'spec:\n  owner: { project: shop }\n  list:\n    - name: a\n  empty:\n  text: "x"\n';
  const at = (path: Path, on: 'key' | 'value') => {
    const span = spanAt(rootOf(text), path, on);
    return span && text.slice(span.start, span.end);
  };

  it('is the value or the key', () => {
    assert.equal(at(['spec', 'text'], 'value'), '"x"');
    assert.equal(at(['spec', 'text'], 'key'), 'text');
    assert.equal(at(['spec', 'owner'], 'value'), '{ project: shop }');
    assert.equal(at(['spec', 'list', 0, 'name'], 'value'), 'a');
  });

  it('is the key of a block, so that no problem paints a page', () => {
    assert.equal(at(['spec'], 'value'), 'spec');
    assert.equal(at(['spec', 'list'], 'value'), 'list');
    assert.equal(at(['spec', 'list', 0], 'value'), 'name');
    assert.equal(at([], 'value'), 'spec');
  });

  it('is the key of an empty value, and of the nearest place above a missing one', () => {
    assert.equal(at(['spec', 'empty'], 'value'), 'empty');
    assert.equal(at(['spec', 'owner', 'component'], 'value'), 'owner');
    assert.equal(at(['spec', 'nothing', 'at', 'all'], 'key'), 'spec');
    assert.equal(at(['status'], 'value'), 'spec');
  });

  it('is nothing in an empty document', () => {
    assert.equal(spanAt(undefined, ['a'], 'value'), undefined);
  });
});

describe('pathAt', () => {
  const marked = (text: string) => {
    const offset = text.indexOf('|');
    const found = pathAt(rootOf(text.replace('|', '')), offset);
    return found && [found.path, found.on];
  };

  it('is the innermost place under the cursor', () => {
    assert.deepEqual(marked('spec:\n  owner: { project: sh|op }\n'), [['spec', 'owner', 'project'], 'value']);
    assert.deepEqual(marked('spec:\n  own|er: { project: shop }\n'), [['spec', 'owner'], 'key']);
    assert.deepEqual(marked('a:\n  - b: 1\n  - c: 2|\n'), [['a', 1, 'c'], 'value']);
    assert.deepEqual(marked('a: [x, |y]'), [['a', 1], 'value']);
  });

  it('is the collection between two of its entries', () => {
    assert.deepEqual(marked('a: { b: 1,  | c: 2 }'), [['a'], 'value']);
    assert.deepEqual(marked('a: 1\n\n\n|'), undefined);
  });
});
