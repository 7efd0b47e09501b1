import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compileParameterSchema } from '../../../server/src/analysis/schema/parameterSchema';
import { formatPath } from '../../../server/src/base/path';

const definitionProblems = (schema: unknown) =>
  compileParameterSchema(schema).problems.map((problem) => `${formatPath(problem.path)}: ${problem.code}`);

function valueProblems(schema: unknown, values: unknown, defaults = true): string[] {
  return compileParameterSchema(schema)
    .validate(values, { defaults })
    .map((problem) => `${formatPath(problem.path)}: ${problem.code}`);
}

const SIZES = {
  type: 'object',
  required: ['size'],
  $defs: { Size: { type: 'string', enum: ['small', 'large'], default: 'small' } },
  properties: {
    size: { $ref: '#/$defs/Size' },
    big: { $ref: '#/$defs/Size', default: 'large' },
    limits: { type: 'object', default: {}, properties: { cpu: { type: 'string', default: '1' } } },
    nested: { type: 'object', properties: { a: { type: 'integer', default: 1 } } },
  },
};

describe('parameters: defaults', () => {
  it('fill in what is missing, from definitions too, beside which a key of the place wins', () => {
    assert.deepEqual(compileParameterSchema(SIZES).defaults({}), { size: 'small', big: 'large', limits: { cpu: '1' } });
    assert.deepEqual(compileParameterSchema(SIZES).defaults({ nested: {}, other: 1 }), {
      size: 'small',
      big: 'large',
      limits: { cpu: '1' },
      nested: { a: 1 },
      other: 1,
    });
  });

  it('leave the argument alone', () => {
    const values = { nested: {} };
    compileParameterSchema(SIZES).defaults(values);
    assert.deepEqual(values, { nested: {} });
  });

  it('take the place of null only where there is one', () => {
    const schema = {
      properties: {
        a: { type: 'string', default: 'x' },
        b: { type: 'string' },
        c: { type: 'string', nullable: true, default: 'x' },
      },
    };
    assert.deepEqual(compileParameterSchema(schema).defaults({ a: null, b: null, c: null }), {
      a: 'x',
      b: null,
      c: null,
    });
    assert.deepEqual(valueProblems(schema, { a: null, b: null, c: null }), ['b: wrong-type']);
  });

  it('have no place for properties that look like a vendor extension, which are validated all the same', () => {
    const schema = { type: 'object', properties: { 'x-level': { type: 'integer', default: 3 } } };
    assert.deepEqual(compileParameterSchema(schema).defaults({}), {});
    assert.deepEqual(valueProblems(schema, { 'x-level': 'a' }), ['x-level: wrong-type']);
  });
});

describe('parameters: values', () => {
  it('need what is required: at render after defaults, at admission without', () => {
    assert.deepEqual(valueProblems(SIZES, {}), []);
    assert.deepEqual(valueProblems(SIZES, {}, false), [': missing-field']);
    assert.deepEqual(valueProblems(SIZES, null, false), [': missing-field']);
    assert.deepEqual(valueProblems(SIZES, { size: null }, false), ['size: wrong-type']);
  });

  it('may have properties that the schema does not know, unless it is closed', () => {
    assert.deepEqual(valueProblems(SIZES, { size: 'small', other: { a: 1 } }), []);
    const closed = { type: 'object', additionalProperties: false, properties: { abc: { type: 'string' } } };
    assert.deepEqual(valueProblems(closed, { abd: 'x' }), ['abd: unknown-field']);
    assert.deepEqual(compileParameterSchema(closed).validate({ abd: 'x' }, { defaults: true })[0]?.fix, {
      rename: 'abc',
      remove: true,
    });
  });

  it('are checked against combinations, but null is not', () => {
    const schema = { type: 'object', properties: { v: { oneOf: [{ type: 'string' }, { type: 'integer' }] } } };
    assert.deepEqual(valueProblems(schema, { v: 1 }), []);
    assert.deepEqual(valueProblems(schema, { v: true }), ['v: invalid-value']);
    assert.deepEqual(valueProblems(schema, { v: null }), []);
    assert.deepEqual(valueProblems({ type: 'object', not: { required: ['a'] } }, { a: 1 }), [': invalid-value']);
  });

  it('are doubles at render: integers end at 2^53', () => {
    const schema = { type: 'object', properties: { n: { type: 'integer' } } };
    assert.deepEqual(valueProblems(schema, { n: 2 ** 53 }, false), []);
    assert.deepEqual(valueProblems(schema, { n: 2 ** 53 }, true), ['n: wrong-type']);
  });

  it('are checked against keywords that only a copied schema can have', () => {
    assert.deepEqual(valueProblems({ type: 'object', dependencies: { a: ['b'] } }, { a: 1 }, false), [
      ': missing-field',
    ]);
    assert.deepEqual(valueProblems({ patternProperties: { '^a': { type: 'string' } } }, { ab: 1, b: 1 }, false), [
      'ab: wrong-type',
    ]);
    assert.deepEqual(valueProblems({ properties: { l: { items: [{ type: 'string' }] } } }, { l: [1, 1] }, false), [
      'l[0]: wrong-type',
    ]);
    assert.deepEqual(valueProblems({ dependencies: { a: ['b'] } }, { a: 1 }, true), []);
  });
});

describe('parameters: the schema itself', () => {
  const property = (schema: unknown) => ({ type: 'object', properties: { a: schema } });

  it('has references to its own definitions, and no others', () => {
    assert.deepEqual(definitionProblems(SIZES), []);
    assert.deepEqual(definitionProblems({ $defs: { A: { type: 'string' } }, ...property({ $ref: '#/$defs/B' }) }), [
      'properties.a.$ref: schema-ref',
    ]);
    for (const ref of ['#/definitions/A', 'https://x.test/s.json', '#/$defs/A/properties/b', 'A', 5])
      assert.deepEqual(definitionProblems({ $defs: { A: { type: 'string' } }, ...property({ $ref: ref }) }), [
        'properties.a.$ref: schema-ref',
      ]);
  });

  it('has no cycles', () => {
    const cycle = {
      $defs: { A: property({ $ref: '#/$defs/B' }), B: property({ $ref: '#/$defs/A' }) },
      ...property({ $ref: '#/$defs/A' }),
    };
    const compiled = compileParameterSchema(cycle);
    assert.deepEqual(
      compiled.problems.map((problem) => problem.code),
      ['schema-ref'],
    );
    assert.deepEqual(compiled.usable, { atAdmission: false, atRender: false });
    assert.deepEqual(definitionProblems({ $defs: { A: { $ref: '#/$defs/A' } }, type: 'object' }), []);
  });

  it('has known keywords only, as far as anybody looks', () => {
    assert.deepEqual(definitionProblems(property({ type: 'string', const: 'x' })), [
      'properties.a.const: schema-keyword',
    ]);
    assert.deepEqual(definitionProblems({ $defs: {}, type: 'object' }), ['$defs: schema-keyword']);
    assert.deepEqual(definitionProblems(property({ type: 'array', items: { const: 'x' } })), []);
    assert.deepEqual(definitionProblems(property({ type: 'string', 'x-vendor': { a: 1 } })), []);
    assert.deepEqual(definitionProblems(property({ 'x-kubernetes-nonsense': true })), [
      'properties.a.x-kubernetes-nonsense: schema-keyword',
    ]);
    const [typo] = compileParameterSchema({ type: 'object', propertes: {} }).problems;
    assert.equal(typo?.message, 'Unknown schema keyword "propertes"; did you mean "properties"?');
    assert.equal(typo.suggestion, 'properties');
  });

  it('is read whatever the case of its keywords', () => {
    assert.deepEqual(valueProblems({ Type: 'object', Properties: { a: { TYPE: 'string' } } }, { a: 1 }), [
      'a: wrong-type',
    ]);
  });

  it('has keywords with values of the right type', () => {
    assert.deepEqual(definitionProblems(property({ type: ['string', 'null'] })), ['properties.a.type: schema-value']);
    assert.deepEqual(definitionProblems(property({ minimum: '0' })), ['properties.a.minimum: schema-value']);
    assert.deepEqual(definitionProblems({ required: 'a' }), ['required: schema-value']);
    assert.deepEqual(definitionProblems({ properties: { a: true } }), ['properties: schema-value']);
    assert.deepEqual(definitionProblems(property({ exclusiveMinimum: 3 })), [
      'properties.a.exclusiveMinimum: schema-value',
    ]);
    assert.deepEqual(definitionProblems('text'), [': schema-value']);
    assert.deepEqual(definitionProblems(property(null)), []);
  });

  it('cannot be rendered with keywords that Kubernetes does not support', () => {
    for (const keyword of [
      { id: 'x' },
      { $schema: 'x' },
      { patternProperties: { a: {} } },
      { dependencies: { a: ['b'] } },
      { definitions: { A: {} } },
    ]) {
      const compiled = compileParameterSchema({ type: 'object', ...keyword });
      assert.deepEqual(
        compiled.problems.map((problem) => problem.code),
        ['schema-unsupported'],
        JSON.stringify(keyword),
      );
      assert.deepEqual(compiled.usable, { atAdmission: true, atRender: false });
    }
    assert.deepEqual(definitionProblems(property({ items: [{ type: 'string' }] })), [
      'properties.a.items: schema-unsupported',
    ]);
    assert.deepEqual(definitionProblems({ 'x-kubernetes-preserve-unknown-fields': false }), [
      'x-kubernetes-preserve-unknown-fields: schema-unsupported',
    ]);
  });

  it('says a fault of a definition once, where it stands', () => {
    const schema = {
      $defs: { A: { minimum: 'x' } },
      properties: { a: { $ref: '#/$defs/A' }, b: { $ref: '#/$defs/A' } },
    };
    assert.deepEqual(definitionProblems(schema), ['$defs.A.minimum: schema-value']);
  });

  it('may be nested, but not without end', () => {
    const nest = (depth: number): unknown => (depth === 0 ? { type: 'string' } : property(nest(depth - 1)));
    assert.deepEqual(definitionProblems(nest(60)), []);
    assert.equal(compileParameterSchema(nest(70)).usable.atAdmission, false);
  });
});
