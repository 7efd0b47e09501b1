import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { errorsOf, kindWith, thing } from './support';

const namespaced = kindWith({ type: 'object' });
const cluster = kindWith({ type: 'object' }, 'cluster');

/** Errors of an object with this metadata. */
function metadataErrors(metadata: unknown, schema = namespaced): string[] {
  return errorsOf(thing({}, { metadata }), schema);
}

describe('schema: metadata', () => {
  it('needs a name, or the beginning of one', () => {
    for (const missing of [undefined, null, {}, { name: '' }, { name: null }])
      assert.deepEqual(metadataErrors(missing), ['metadata.name: Required'], JSON.stringify(missing));
    assert.deepEqual(metadataErrors({ generateName: 'web-' }), []);
    assert.deepEqual(metadataErrors({ generateName: 'Web-' }), [
      'metadata.generateName: Invalid',
      'metadata.name: Invalid',
    ]);
  });

  it('takes DNS subdomains as names', () => {
    for (const good of ['a', '1', 'a.b-c', 'a'.repeat(253)]) assert.deepEqual(metadataErrors({ name: good }), [], good);
    for (const bad of ['A', 'a_b', '-a', 'a-', 'a..b', '.', 'a b', 'é', 'a/b', '${x}', 'a\n', 'a'.repeat(254)])
      assert.deepEqual(metadataErrors({ name: bad }), ['metadata.name: Invalid'], bad);
  });

  it('takes DNS labels as namespaces, and drops them from cluster-scoped objects', () => {
    assert.deepEqual(metadataErrors({ name: 'a', namespace: 'a.b' }), ['metadata.namespace: Invalid']);
    assert.deepEqual(metadataErrors({ name: 'a', namespace: 'Bad_' }, cluster), []);
  });

  it('cannot read values of other types, and says so of the first', () => {
    assert.deepEqual(metadataErrors({ name: 1 }), ['metadata.name: BadRequest']);
    assert.deepEqual(metadataErrors({ name: 'a', labels: { a: true, b: 1 }, annotations: { c: 1 } }), [
      'metadata.annotations: BadRequest',
    ]);
    assert.deepEqual(metadataErrors({ name: 'a', finalizers: 'x' }), ['metadata.finalizers: BadRequest']);
    assert.deepEqual(metadataErrors({ name: 'a', ownerReferences: [{ uid: 1 }] }), [
      'metadata.ownerReferences.uid: BadRequest',
    ]);
    assert.deepEqual(metadataErrors({ name: 'a', creationTimestamp: 'yesterday' }), [': BadRequest']);
    assert.deepEqual(metadataErrors('x'), [': BadRequest']);
  });

  it('takes nulls, and fields that the server sets', () => {
    const server = {
      uid: 'u',
      selfLink: '/x',
      generation: 3,
      creationTimestamp: null,
      labels: { a: null },
      annotations: null,
    };
    assert.deepEqual(metadataErrors({ name: 'a', ...server }), []);
  });

  it('has no other fields', () => {
    assert.deepEqual(metadataErrors({ name: 'a', clusterName: 'x', Name: 'b', ownerReferences: [{ foo: 1 }] }), [
      'metadata.Name: StrictDecoding',
      'metadata.clusterName: StrictDecoding',
      'metadata.ownerReferences[0].foo: StrictDecoding',
    ]);
  });

  it('limits the keys and values of labels', () => {
    const errors = (labels: Record<string, string>) => metadataErrors({ name: 'a', labels });
    for (const good of [{ 'a.b/x': '' }, { UPPER_x: 'V_a.l-ue' }, { ['a'.repeat(63)]: 'v' }, { a: 'v'.repeat(63) }])
      assert.deepEqual(errors(good), [], JSON.stringify(good));
    for (const bad of [
      { 'bad key': 'v' },
      { 'A.b/x': 'v' },
      { '/a': 'v' },
      { 'a/b/c': 'v' },
      { '': 'v' },
      { a: '-x' },
      { a: 'b c' },
      { a: 'v'.repeat(64) },
    ])
      assert.deepEqual(errors(bad as Record<string, string>), ['metadata.labels: Invalid'], JSON.stringify(bad));
  });

  it('limits annotations by their keys, in any case, and by their size', () => {
    const errors = (annotations: Record<string, string>) => metadataErrors({ name: 'a', annotations });
    assert.deepEqual(errors({ 'A.b/x': 'any 🍞 text\n' }), []);
    assert.deepEqual(errors({ 'bad key': 'v' }), ['metadata.annotations: Invalid']);
    assert.deepEqual(errors({ a: 'v'.repeat(256 * 1024 - 1) }), []);
    assert.deepEqual(errors({ a: 'v'.repeat(256 * 1024) }), ['metadata.annotations: TooLong']);
  });

  it('looks at finalizers, owners and managed fields', () => {
    assert.deepEqual(metadataErrors({ name: 'a', finalizers: ['A B'] }), ['metadata.finalizers: Invalid']);
    assert.deepEqual(metadataErrors({ name: 'a', finalizers: ['orphan', 'foregroundDeletion'] }), [
      'metadata.finalizers: Invalid',
    ]);
    assert.deepEqual(
      metadataErrors({ name: 'a', ownerReferences: [{ kind: 'X', name: 'x', uid: 'u', apiVersion: 'g/' }] }),
      ['metadata.ownerReferences.apiVersion: Invalid'],
    );
    const owner = { apiVersion: 'v1', kind: 'X', name: 'x', uid: 'u', controller: true };
    assert.deepEqual(metadataErrors({ name: 'a', ownerReferences: [owner, owner] }), [
      'metadata.ownerReferences: Invalid',
    ]);
    assert.deepEqual(metadataErrors({ name: 'a', managedFields: [{ operation: 'Patch' }] }), [
      'metadata.managedFields[0].operation: Invalid',
    ]);
  });

  it('does not look at the name again on an update', () => {
    const old = thing({}, { metadata: { name: 'A_' } });
    assert.deepEqual(errorsOf(old, namespaced, old), []);
    assert.deepEqual(errorsOf(thing({}, { metadata: { name: 'A_', labels: { a: '-' } } }), namespaced, old), [
      'metadata.labels: Invalid',
    ]);
  });
});
