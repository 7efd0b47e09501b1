import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { SchemaNode, SchemaRule } from '../../../server/src/analysis/schema/schemaNode';
import { specErrors } from './support';

const text: SchemaNode = { type: 'string' };
const list: SchemaNode = { type: 'array', items: { type: 'object', properties: { id: text } } };

/** A spec of texts `a`, `b`, `c`, a list `l`, a map `m` of texts and a map `s` with fields `a` and `b`, under a rule. */
function ruled(rule: SchemaRule, more: Record<string, SchemaNode> = {}): SchemaNode {
  const nested: SchemaNode = { type: 'object', properties: { a: text, b: text } };
  return { type: 'object', properties: { a: text, b: text, c: text, l: list, s: nested, ...more }, 'x-rules': [rule] };
}

const holds = (spec: unknown, schema: SchemaNode) => specErrors(spec, schema).length === 0;

describe('schema: rules', () => {
  it('exactlyOneOf counts what is there after nulls were dropped', () => {
    const schema = ruled({ rule: 'exactlyOneOf', fields: ['a', 'b'] });
    assert.ok(holds({ a: 'x' }, schema));
    assert.ok(holds({ a: '', b: null }, schema));
    assert.ok(!holds({}, schema));
    assert.ok(!holds({ a: 'x', b: 'y' }, schema));
  });

  it('atMostOneOf may let empty lists stand', () => {
    assert.ok(holds({}, ruled({ rule: 'atMostOneOf', fields: ['a', 'b'] })));
    assert.ok(!holds({ a: '', b: '' }, ruled({ rule: 'atMostOneOf', fields: ['a', 'b'] })));
    const nonEmpty = ruled({ rule: 'atMostOneOf', fields: ['l', 'k'], nonEmpty: true }, { k: list });
    assert.ok(holds({ l: [], k: [{ id: 'x' }] }, nonEmpty));
    assert.ok(!holds({ l: [{}], k: [{}] }, nonEmpty));
  });

  it('requires looks below maps', () => {
    const schema = ruled({
      rule: 'requires',
      pairs: [
        ['s.a', 's.b'],
        ['a', 'b'],
      ],
    });
    assert.ok(holds({}, schema));
    assert.ok(holds({ s: { b: 'x' } }, schema));
    assert.ok(!holds({ s: { a: 'x' } }, schema));
    assert.ok(!holds({ s: { a: 'x', b: null } }, schema));
    assert.ok(!holds({ a: 'x' }, schema));
  });

  it('requiredWhen asks for a field, or for a value', () => {
    const field = ruled({ rule: 'requiredWhen', field: 'a', is: 'x', needs: 's' });
    assert.ok(holds({ a: 'y' }, field));
    assert.ok(holds({ a: 'x', s: {} }, field));
    assert.ok(!holds({ a: 'x' }, field));
    const value = ruled({ rule: 'requiredWhen', field: 'a', is: 'x', needs: 's.b', be: 'y' });
    assert.ok(holds({ a: 'x', s: { b: 'y' } }, value));
    assert.ok(!holds({ a: 'x', s: {} }, value));
  });

  it('only looks at every item', () => {
    const schema = ruled({ rule: 'only', field: 'l[].id', value: 'x' });
    assert.ok(holds({ l: [{ id: 'x' }] }, schema));
    assert.ok(!holds({ l: [{ id: 'x' }, { id: 'y' }] }, schema));
    assert.ok(!holds({ l: [{}] }, schema));
    assert.ok(holds({}, ruled({ rule: 'only', field: 'a', value: 'x', optional: true })));
    assert.ok(!holds({ a: 'y' }, ruled({ rule: 'only', field: 'a', value: 'x', optional: true })));
  });

  it('itemNamedBy has exceptions', () => {
    const schema = ruled({ rule: 'itemNamedBy', list: 'l', key: 'id', field: 'a', except: ['none'] });
    assert.ok(holds({ a: 'x', l: [{ id: 'y' }, { id: 'x' }] }, schema));
    assert.ok(holds({ a: 'none' }, schema));
    assert.ok(!holds({ a: 'x', l: [] }, schema));
  });

  it('noEmptyEntries looks at keys and values', () => {
    const map: SchemaNode = { type: 'object', additionalProperties: text, 'x-rules': [{ rule: 'noEmptyEntries' }] };
    const schema: SchemaNode = { type: 'object', properties: { m: map } };
    assert.ok(holds({ m: { a: 'x' } }, schema));
    assert.ok(!holds({ m: { '': 'x' } }, schema));
    assert.ok(!holds({ m: { a: '' } }, schema));
  });

  it('are not evaluated while the structure blocks them, but beside milder errors', () => {
    const schema = ruled(
      { rule: 'exactlyOneOf', fields: ['a', 'b'] },
      { d: { type: 'string', minLength: 2, maxLength: 3 } },
    );
    assert.deepEqual(specErrors({ d: 'long text' }, schema), ['spec.d: TooLong']);
    assert.deepEqual(specErrors({ d: 1 }, schema), ['spec.d: TypeInvalid']);
    assert.deepEqual(specErrors({ d: 'x' }, schema), ['spec.d: Invalid', 'spec: Invalid']);
  });
});

describe('schema: rules on change', () => {
  const immutable: SchemaRule[] = [{ rule: 'immutable' }];
  const schema: SchemaNode = {
    type: 'object',
    properties: {
      owner: { type: 'object', properties: { p: text, kind: { ...text, default: 'K' } }, 'x-rules': immutable },
      ref: text,
      free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, 'x-rules': immutable },
      set: { type: 'array', items: text, 'x-kubernetes-list-type': 'set', 'x-rules': immutable },
      list: { type: 'array', items: text, 'x-rules': immutable },
      map: {
        type: 'array',
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['id'],
        items: { type: 'object', properties: { id: text, v: { ...text, 'x-rules': immutable } } },
      },
    },
    'x-rules': [{ rule: 'immutableOnceSet', field: 'ref' }],
  };
  const errors = (old: unknown, now: unknown) => specErrors(now, schema, old);

  it('fire only where both objects hold the field', () => {
    assert.deepEqual(errors({ owner: { p: 'a' } }, { owner: { p: 'b' } }), ['spec.owner: Invalid']);
    assert.deepEqual(errors({}, { owner: { p: 'b' } }), []);
    assert.deepEqual(errors({ owner: { p: 'a' } }, {}), []);
  });

  it('compare after defaults, and without regard to the order of keys', () => {
    assert.deepEqual(errors({ owner: { p: 'a' } }, { owner: { kind: 'K', p: 'a' } }), []);
    assert.deepEqual(errors({ owner: { p: 'a' } }, { owner: { kind: 'L', p: 'a' } }), ['spec.owner: Invalid']);
    assert.deepEqual(errors({ owner: { p: 'a', kind: 'L' } }, { owner: { p: 'a' } }), ['spec.owner: Invalid']);
  });

  it('compare sets without order, lists with it', () => {
    assert.deepEqual(errors({ set: ['a', 'b'] }, { set: ['b', 'a'] }), []);
    assert.deepEqual(errors({ list: ['a', 'b'] }, { list: ['b', 'a'] }), ['spec.list: Invalid']);
  });

  it('find the items of a list that stands for a map by their keys', () => {
    const old = {
      map: [
        { id: 'a', v: '1' },
        { id: 'b', v: '2' },
      ],
    };
    assert.deepEqual(
      errors(old, {
        map: [
          { id: 'b', v: '2' },
          { id: 'a', v: '1' },
        ],
      }),
      [],
    );
    assert.deepEqual(errors(old, { map: [{ id: 'b', v: '1' }] }), ['spec.map[0].v: Invalid']);
  });

  it('let a field be set once, and not removed', () => {
    assert.deepEqual(errors({}, { ref: 'x' }), []);
    assert.deepEqual(errors({ ref: 'x' }, { ref: 'x' }), []);
    assert.deepEqual(errors({ ref: 'x' }, { ref: 'y' }), ['spec: Invalid']);
    assert.deepEqual(errors({ ref: 'x' }, {}), ['spec: Invalid']);
  });

  it('miss a renamed key in what the schema leaves open, as Kubernetes does', () => {
    assert.deepEqual(errors({ free: { a: 1 } }, { free: { b: 1 } }), []);
    assert.deepEqual(errors({ free: { a: 1 } }, { free: { a: 2 } }), ['spec.free: Invalid']);
    assert.deepEqual(errors({ free: { a: 1 } }, { free: { a: 1, b: 1 } }), ['spec.free: Invalid']);
  });

  it('see nulls as kubectl apply sends them', () => {
    assert.deepEqual(errors({ owner: { p: 'a' } }, { owner: { p: null } }), ['spec.owner: Invalid']);
    assert.deepEqual(errors({ free: { a: null } }, { free: { a: null } }), []);
    assert.deepEqual(errors({ free: { a: 1 } }, { free: { a: 1, b: null } }), []);
    assert.deepEqual(errors({ owner: { p: 'a' } }, { owner: null }), []);
  });
});
