import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matchPattern, pathPattern } from '../../../server/src/model/pathPattern';
import { readYaml } from '../../../server/src/yaml/read';

function matches(text: string, pattern: string): unknown[] {
  const root = readYaml(text).documents[0]?.root;
  assert.ok(root);
  return matchPattern(root, pathPattern(pattern)).map(({ path, node, on }) => [
    path.join('/'),
    node.kind === 'scalar' ? node.text : node.kind,
    ...(on === 'key' ? ['key'] : []),
  ]);
}

describe('matchPattern', () => {
  it('steps into keys, items and entries', () => {
    const text = 'spec:\n  list: [{ name: a }, { name: b }, c]\n  map: { x: { name: d }, "y.z": { name: e } }\n';
    assert.deepEqual(matches(text, 'spec.list[].name'), [
      ['spec/list/0/name', 'a'],
      ['spec/list/1/name', 'b'],
    ]);
    assert.deepEqual(matches(text, 'spec.list[]'), [
      ['spec/list/0', 'map'],
      ['spec/list/1', 'map'],
      ['spec/list/2', 'c'],
    ]);
    assert.deepEqual(matches(text, 'spec.map{}.name'), [
      ['spec/map/x/name', 'd'],
      ['spec/map/y.z/name', 'e'],
    ]);
    assert.deepEqual(matches(text, 'spec.map{}'), [
      ['spec/map/x', 'x', 'key'],
      ['spec/map/y.z', 'y.z', 'key'],
    ]);
    assert.deepEqual(matches(text, 'spec.map[y.z].name'), [['spec/map/y.z/name', 'e']]);
  });

  it('finds nothing where the shape is another', () => {
    const text = 'spec: { list: { name: a }, map: [b], text: c, none: }\n';
    for (const pattern of ['spec.list[].name', 'spec.map{}', 'spec.text.name', 'spec.none.name', 'spec.none[]', 'gone'])
      assert.deepEqual(matches(text, pattern), [], pattern);
  });

  it('follows aliases and merges, and takes the last of duplicate keys', () => {
    const text = 'base: &b { name: a }\nlist:\n  - *b\n  - <<: *b\n  - { name: x, name: y }\n';
    assert.deepEqual(matches(text, 'list[].name'), [
      ['list/0/name', 'a'],
      ['list/2/name', 'y'],
    ]);
    assert.deepEqual(matches('a: &a { x: 1 }\nmap: { <<: *a, y: 2 }\n', 'map{}'), [
      ['map/x', 'x', 'key'],
      ['map/y', 'y', 'key'],
    ]);
  });

  it('matches a place once, however often aliases repeat it', () => {
    const many = Array(3000).fill('*p').join(', ');
    const text = `refs: &r [${Array(3000).fill('e').join(', ')}]\np: &p { to: *r }\npaths: [${many}]\n`;
    const start = performance.now();
    assert.equal(matches(text, 'paths[].to[]').length, 3000);
    assert.ok(performance.now() - start < 3000);
  });
});
