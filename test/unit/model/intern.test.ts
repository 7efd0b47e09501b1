import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createIntern } from '../../../server/src/model/intern';

describe('createIntern', () => {
  const release = () => ({
    kind: 'ComponentRelease',
    spec: {
      owner: { projectName: 'shop', componentName: 'web' },
      componentType: {
        kind: 'ComponentType',
        name: 'service',
        spec: { workloadType: 'deployment', resources: [{ id: 'a' }] },
      },
      traits: [{ name: 't', spec: {} }],
      workload: { container: { image: 'x' } },
      componentProfile: { parameters: { replicas: 2 } },
    },
  });

  it('gives one object for equal texts', () => {
    const intern = createIntern();
    const text = `${'staging '.repeat(20)}x`;
    assert.equal(intern.text(text.slice(0, 7)), 'staging');
    assert.equal(intern.text('\ud800'), '\ud800');
  });

  it('keeps values as they are', () => {
    const value = { ...release(), big: 12345678901234567890n, none: null, list: [1, true, 'x'] };
    assert.deepEqual(createIntern().value(structuredClone(value), 'ComponentRelease'), value);
    assert.deepEqual(createIntern().value(['a', 1], 'Environment'), ['a', 1]);
    assert.equal(createIntern().value(undefined, 'ComponentRelease'), undefined);
  });

  it('shares what releases freeze, and nothing that differs', () => {
    const intern = createIntern();
    const a = intern.value(release(), 'ComponentRelease') as ReturnType<typeof release>;
    const b = intern.value(release(), 'ComponentRelease') as ReturnType<typeof release>;
    const c = release();
    c.spec.workload.container.image = 'y';
    const other = intern.value(c, 'ComponentRelease') as ReturnType<typeof release>;
    assert.equal(a.spec.componentType.spec, b.spec.componentType.spec);
    assert.equal(a.spec.traits, b.spec.traits);
    assert.notEqual(a.spec, b.spec);
    assert.equal(other.spec.componentType.spec, a.spec.componentType.spec);
    assert.notEqual(other.spec.workload, a.spec.workload);
    assert.equal(other.spec.workload.container.image, 'y');
    assert.equal(a.spec.workload.container.image, 'x');
  });

  it('is not led astray by hostile keys and odd shapes', () => {
    const intern = createIntern();
    const hostile = '{"__proto__":{"x":1},"spec":{"traits":"text","workload":[1],"componentType":null}}';
    assert.equal(JSON.stringify(intern.value(JSON.parse(hostile), 'ComponentRelease')), hostile);
    assert.equal(({} as Record<string, unknown>)['x'], undefined);
    for (const value of ['text', 5, null, [], { spec: [] }, { spec: { componentType: { spec: 1 } } }])
      assert.deepEqual(intern.value(structuredClone(value), 'ComponentRelease'), value);
    assert.deepEqual(intern.value({ a: 1 }, 'toString'), { a: 1 });
  });
});
