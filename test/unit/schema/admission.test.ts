import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { SchemaNode } from '../../../server/src/analysis/schema/schemaNode';
import { errorsOf, kindWith, specErrors, thing } from './support';

const object = (properties: Record<string, SchemaNode>, more: Partial<SchemaNode> = {}): SchemaNode => ({
  type: 'object',
  properties,
  ...more,
});
const text: SchemaNode = { type: 'string' };
const free: SchemaNode = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

describe('schema: what the API server does with null', () => {
  const spec = object({
    a: text,
    b: { type: 'string', default: 'x' },
    c: free,
    d: { type: 'object', additionalProperties: text },
  });

  it('drops it where the field may be absent', () => {
    assert.deepEqual(specErrors({ a: null, b: null, c: null, d: { k: null } }, spec), []);
    assert.deepEqual(errorsOf(thing(null), kindWith(spec)), []);
  });

  it('takes it for a missing value where the field is required', () => {
    assert.deepEqual(specErrors({ a: null }, { ...spec, required: ['a'] }), ['spec.a: Required']);
    assert.deepEqual(
      specErrors({ a: null }, object({ a: { 'x-kubernetes-preserve-unknown-fields': true } }, { required: ['a'] })),
      ['spec.a: Required'],
    );
  });

  it('puts the default in its place', () => {
    assert.deepEqual(specErrors({ b: null }, { ...spec, required: ['b'] }), []);
  });

  it('keeps it where the schema allows null', () => {
    assert.deepEqual(specErrors({ a: null }, object({ a: { ...text, nullable: true } }, { required: ['a'] })), []);
  });

  it('refuses it in a list, with the enumeration too', () => {
    const list = object({ l: { type: 'array', items: { type: 'string', enum: ['a'] } } });
    assert.deepEqual(specErrors({ l: [null] }, list), ['spec.l[0]: NotSupported', 'spec.l[0]: TypeInvalid']);
  });

  it('keeps nulls in what the schema leaves open', () => {
    const rule = object({ c: { ...free, maxProperties: 0 } });
    assert.deepEqual(specErrors({ c: { any: null } }, rule), ['spec.c: TooMany']);
  });
});

describe('schema: unknown fields', () => {
  const spec = object(
    { port: { type: 'integer' }, free, list: { type: 'array', items: object({ a: text }) } },
    { required: ['port'] },
  );

  it('are found first and reported alone', () => {
    assert.deepEqual(specErrors({ prot: 1 }, spec), ['spec.prot: StrictDecoding']);
  });

  it('are unknown even if null', () => {
    assert.deepEqual(specErrors({ port: 1, x: null }, spec), ['spec.x: StrictDecoding']);
  });

  it('are all keys of a map in place of a scalar or a list', () => {
    assert.deepEqual(specErrors({ port: { a: 1 } }, spec), ['spec.port.a: StrictDecoding']);
    assert.deepEqual(specErrors({ port: 1, list: { a: 1 } }, spec), ['spec.list.a: StrictDecoding']);
    assert.deepEqual(specErrors({ port: [] }, spec), ['spec.port: TypeInvalid']);
    assert.deepEqual(errorsOf(thing([{ a: 1 }]), kindWith(spec)), ['spec[0].a: StrictDecoding']);
  });

  it('are looked for in lists, in status and at the top, case and all', () => {
    assert.deepEqual(specErrors({ port: 1, list: [{}, { A: 1 }] }, spec), ['spec.list[1].A: StrictDecoding']);
    assert.deepEqual(errorsOf(thing({ port: 1 }, { Spec: {}, status: { phase: 1, other: 1 } }), kindWith(spec)), [
      'Spec: StrictDecoding',
      'status.other: StrictDecoding',
    ]);
  });

  it('are names that every JavaScript object inherits', () => {
    const hostile = JSON.parse('{"port":1,"constructor":1,"toString":1,"__proto__":1}') as unknown;
    assert.deepEqual(specErrors(hostile, spec), [
      'spec.__proto__: StrictDecoding',
      'spec.constructor: StrictDecoding',
      'spec.toString: StrictDecoding',
    ]);
    assert.deepEqual(
      specErrors(JSON.parse('{"__proto__":"x"}'), { type: 'object', additionalProperties: { type: 'integer' } }),
      ['spec.__proto__: TypeInvalid'],
    );
  });

  it('are not there where the schema keeps them', () => {
    assert.deepEqual(specErrors({ port: 1, free: { a: { b: [1, { c: null }] } } }, spec), []);
    const partly = object({ known: object({ a: text }) }, { 'x-kubernetes-preserve-unknown-fields': true });
    assert.deepEqual(specErrors({ other: { z: 1 }, known: { b: 1 } }, partly), ['spec.known.b: StrictDecoding']);
    const list: SchemaNode = { ...free, type: 'array', items: object({ a: object({}) }) };
    assert.deepEqual(specErrors({ l: [{ z: 1, a: { b: 1 } }] }, object({ l: list })), [
      'spec.l[0].a.b: StrictDecoding',
    ]);
  });
});

describe('schema: defaults', () => {
  it('come before required', () => {
    assert.deepEqual(specErrors({}, object({ a: { ...text, default: 'x' } }, { required: ['a'] })), []);
  });

  it('do not create the map around them, unless that has a default', () => {
    const inner = object({ a: { type: 'integer', default: 0 } }, { required: ['a', 'b'] });
    assert.deepEqual(specErrors({}, object({ m: inner })), []);
    assert.deepEqual(specErrors({}, object({ m: { ...inner, default: {} } })), ['spec.m.b: Required']);
  });

  it('fill in false', () => {
    assert.deepEqual(specErrors({}, object({ a: { type: 'boolean', default: false } }, { required: ['a'] })), []);
  });
});

describe('schema: the object around the spec', () => {
  const schema = kindWith(object({}, { required: ['a'] }));

  it('needs no spec', () => {
    assert.deepEqual(errorsOf(thing(undefined), schema), []);
  });

  it('has its status thrown away', () => {
    assert.deepEqual(errorsOf(thing(undefined, { status: 'x' }), schema), []);
  });

  it('must be of the kind', () => {
    assert.deepEqual(errorsOf({ ...thing({}), kind: 'thing' }, schema), ['kind: NoMatch']);
    assert.deepEqual(errorsOf({ ...thing({}), apiVersion: 'example.test/v2', extra: 1 }, schema), ['kind: NoMatch']);
    assert.deepEqual(errorsOf('text', schema), ['kind: NoMatch']);
  });
});

describe('schema: types and limits', () => {
  it('takes integers written as floats, and no others', () => {
    const spec = object({ p: { type: 'integer', format: 'int32' } });
    for (const good of [8080.0, 0, -0, 2147483647]) assert.deepEqual(specErrors({ p: good }, spec), [], String(good));
    for (const bad of [8080.5, '8080', 2147483648, 2 ** 63, true])
      assert.notDeepEqual(specErrors({ p: bad }, spec), [], String(bad));
    assert.deepEqual(specErrors({ p: 8080.5 }, spec), ['spec.p: Invalid', 'spec.p: TypeInvalid']);
  });

  it('takes big integers as the YAML reader yields them', () => {
    const spec = object({ p: { type: 'integer' } });
    assert.deepEqual(specErrors({ p: 2n ** 62n }, spec), []);
    assert.deepEqual(specErrors({ p: 2n ** 63n }, spec), ['spec.p: Invalid', 'spec.p: TypeInvalid']);
  });

  it('counts code points, and white space as text', () => {
    const spec = object({ t: { type: 'string', minLength: 1, maxLength: 2 } });
    assert.deepEqual(specErrors({ t: '🍞🍞' }, spec), []);
    assert.deepEqual(specErrors({ t: '🍞🍞🍞' }, spec), ['spec.t: TooLong']);
    assert.deepEqual(specErrors({ t: ' ' }, spec), []);
    assert.deepEqual(specErrors({ t: '' }, spec), ['spec.t: Invalid']);
  });

  it('reads patterns as RE2: ASCII white space, $ is the end of the text', () => {
    const spec = object({ e: { type: 'string', pattern: '^\\$\\{[\\s\\S]+\\}\\s*$' } });
    for (const good of ['${a}', '${a}\n', '${\n a \n} \t'])
      assert.deepEqual(specErrors({ e: good }, spec), [], JSON.stringify(good));
    for (const bad of ['${a}\u00a0', '${a}\u000b', '${a}\ufeff', '${a}\u2028', '${}', 'x${a}'])
      assert.deepEqual(specErrors({ e: bad }, spec), ['spec.e: Invalid'], JSON.stringify(bad));
    assert.deepEqual(specErrors({ e: 'abc\n' }, object({ e: { type: 'string', pattern: '^[a-z]+$' } })), [
      'spec.e: Invalid',
    ]);
  });

  it('fails enumeration and type together', () => {
    assert.deepEqual(specErrors({ e: 1 }, object({ e: { type: 'string', enum: ['1'] } })), [
      'spec.e: NotSupported',
      'spec.e: TypeInvalid',
    ]);
  });

  it('lets a list through where a text has a format', () => {
    const spec = object({ u: { type: 'string', format: 'uri' } });
    assert.deepEqual(specErrors({ u: [] }, spec), []);
    assert.deepEqual(specErrors({ u: 1 }, spec), ['spec.u: TypeInvalid']);
    assert.deepEqual(specErrors({ u: 'example.com' }, spec), ['spec.u: TypeInvalid']);
  });

  it('takes both for an int-or-string', () => {
    const spec = object({ v: { 'x-kubernetes-int-or-string': true } });
    assert.deepEqual(specErrors({ v: 1 }, spec), []);
    assert.deepEqual(specErrors({ v: '50%' }, spec), []);
    assert.deepEqual(specErrors({ v: true }, spec), ['spec.v: TypeInvalid']);
  });

  it('bounds lists and maps', () => {
    const spec = object({
      l: { type: 'array', minItems: 1, maxItems: 2, items: text },
      m: { type: 'object', maxProperties: 1, minProperties: 1, additionalProperties: text },
    });
    assert.deepEqual(specErrors({ l: [], m: {} }, spec), ['spec.l: Invalid', 'spec.m: Invalid']);
    assert.deepEqual(specErrors({ l: ['a', 'b', 'c'], m: { a: 'x', b: 'y' } }, spec), [
      'spec.l: TooMany',
      'spec.m: TooMany',
    ]);
  });

  it('reports a failed allOf beside what failed', () => {
    const spec = object({ v: { allOf: [{ enum: ['a', 'b'] }, { enum: ['b'] }], type: 'string' } });
    assert.deepEqual(specErrors({ v: 'a' }, spec), ['spec.v: Invalid', 'spec.v: NotSupported']);
    assert.deepEqual(specErrors({ v: 'b' }, spec), []);
  });
});

describe('schema: lists that stand for maps and sets', () => {
  const map: SchemaNode = {
    type: 'array',
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-list-map-keys': ['id'],
    items: object({ id: text, v: { type: 'integer' } }, { required: ['id'] }),
  };

  it('refuse equal keys at the later item, once, whatever else differs', () => {
    assert.deepEqual(specErrors({ l: [{ id: 'a', v: 1 }, { id: 'a' }, { id: 'a' }] }, object({ l: map })), [
      'spec.l[1]: Duplicate',
    ]);
    assert.deepEqual(specErrors({ l: [{ id: 'a' }, { id: 'a', v: 'x' }] }, object({ l: map })), [
      'spec.l[1].v: TypeInvalid',
      'spec.l[1]: Duplicate',
    ]);
  });

  it('compare missing keys, and report strangers', () => {
    assert.deepEqual(specErrors({ l: [{}, {}] }, object({ l: map })), [
      'spec.l[0].id: Required',
      'spec.l[1].id: Required',
      'spec.l[1]: Duplicate',
    ]);
    assert.deepEqual(specErrors({ l: ['a'] }, object({ l: map })), ['spec.l[0]: Invalid', 'spec.l[0]: TypeInvalid']);
  });

  it('refuse a value twice in a set, not in an ordinary list', () => {
    const set = object({
      s: { type: 'array', 'x-kubernetes-list-type': 'set', items: text },
      l: { type: 'array', items: text },
    });
    assert.deepEqual(specErrors({ s: ['a', 'b', 'a'], l: ['a', 'a'] }, set), ['spec.s[2]: Duplicate']);
  });

  it('write the key of a map in brackets', () => {
    const spec = object({ m: { type: 'object', additionalProperties: map } });
    assert.deepEqual(specErrors({ m: { k: [{ id: 'a' }, { id: 'a' }] } }, spec), ['spec.m[k][1]: Duplicate']);
  });
});
