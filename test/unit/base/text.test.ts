import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { basename, comparePaths, dirname, isYamlPath, joinInside } from '../../../server/src/base/filePath';
import { formatPath, isPrefix, valueAt } from '../../../server/src/base/path';
import { caret, covers, span } from '../../../server/src/base/span';
import { nearest } from '../../../server/src/base/suggest';
import { applyEdits } from '../../../server/src/base/textEdit';

describe('applyEdits', () => {
  const TEXT = 'spec: { releaseName: web-1 }';

  it('replaces, removes and inserts, in whatever order they are given', () => {
    assert.equal(
      applyEdits(TEXT, [
        { span: span(21, 26), text: 'web-2' },
        { span: span(0, 6), text: '' },
        { span: caret(26), text: ' # pinned' },
      ]),
      '{ releaseName: web-2 # pinned }',
    );
  });

  it('keeps the order of insertions at one place', () => {
    assert.equal(
      applyEdits('ab', [
        { span: caret(1), text: '1' },
        { span: caret(1), text: '2' },
      ]),
      'a12b',
    );
  });

  it('changes nothing without edits', () => {
    assert.equal(applyEdits(TEXT, []), TEXT);
  });

  it('leaves every character outside the edits as it was', () => {
    const edits = fc.tuple(fc.string(), fc.string(), fc.string({ minLength: 1 }), fc.string(), fc.string());
    fc.assert(
      fc.property(edits, ([before, old, after, replacement, end]) => {
        const text = before + old + after + end;
        const first = span(before.length, before.length + old.length);
        const second = caret(before.length + old.length + after.length);
        assert.equal(
          applyEdits(text, [
            { span: second, text: '!' },
            { span: first, text: replacement },
          ]),
          `${before}${replacement}${after}!${end}`,
        );
      }),
    );
  });
});

describe('spans', () => {
  it('cover the place behind their last character, where a cursor stands after typing it', () => {
    assert.deepEqual(
      [2, 3, 5, 6].map((offset) => covers(span(3, 5), offset)),
      [false, true, true, false],
    );
  });
});

describe('paths in a document', () => {
  it('are written as people write them', () => {
    assert.equal(formatPath(['spec', 'traits', 0, 'name']), 'spec.traits[0].name');
    assert.equal(
      formatPath(['metadata', 'labels', 'openchoreo.dev/project']),
      'metadata.labels["openchoreo.dev/project"]',
    );
    assert.equal(formatPath(['a b', '']), '["a b"][""]');
    assert.equal(formatPath([]), '');
  });

  it('lead to values, never to what objects inherit', () => {
    const value = { a: [{ b: null }], toString: undefined };
    assert.equal(valueAt(value, ['a', 0, 'b']), null);
    assert.equal(valueAt(value, ['a', 1]), undefined);
    assert.equal(valueAt(value, ['a', 'length']), 1);
    assert.equal(valueAt(value, ['constructor']), undefined);
    assert.equal(valueAt(value, ['__proto__']), undefined);
    assert.equal(valueAt('text', ['length']), undefined);
    assert.equal(valueAt(null, []), null);
  });

  it('know which one is above another', () => {
    assert.ok(isPrefix(['spec'], ['spec', 'owner']));
    assert.ok(isPrefix([], []));
    assert.ok(!isPrefix(['spec', 0], ['spec', '0']));
    assert.ok(!isPrefix(['spec', 'owner'], ['spec']));
  });
});

describe('paths of files', () => {
  it('split at slashes', () => {
    assert.deepEqual([dirname('a/b/c.yaml'), basename('a/b/c.yaml')], ['a/b', 'c.yaml']);
    assert.deepEqual([dirname('c.yaml'), basename('c.yaml')], ['', 'c.yaml']);
  });

  it('never lead out of the repository', () => {
    assert.equal(joinInside('a/b', '../c', './d'), 'a/c/d');
    assert.equal(joinInside('', 'a//b/'), 'a/b');
    assert.equal(joinInside('a', '..'), '');
    assert.equal(joinInside('a', '../..', 'a'), undefined);
  });

  it('are YAML by their ending', () => {
    const yaml = ['a.yaml', 'a.yml', 'A.YAML', '.yaml'];
    const other = ['a.json', 'a.yaml.bak', 'yaml', 'a.yamls', ''];
    assert.deepEqual(yaml.filter(isYamlPath), yaml);
    assert.deepEqual(other.filter(isYamlPath), []);
  });

  it('have one order everywhere', () => {
    assert.deepEqual(['b', 'ä', 'a', 'B', 'a'].sort(comparePaths), ['B', 'a', 'a', 'b', 'ä']);
  });
});

describe('nearest', () => {
  const near = (word: string, ...candidates: string[]) => nearest(word, candidates);

  it('finds a letter missing, too many, another, or two swapped', () => {
    assert.equal(near('stagng', 'production', 'staging'), 'staging');
    assert.equal(near('staaging', 'staging'), 'staging');
    assert.equal(near('stagimg', 'staging'), 'staging');
    assert.equal(near('satging', 'staging'), 'staging');
    assert.equal(near('STAGING', 'staging'), 'staging');
  });

  it('offers nothing that nobody can have meant', () => {
    assert.equal(near('qa', 'production'), undefined);
    assert.equal(near('web', 'api'), undefined);
    assert.equal(near('staging', 'staging'), undefined);
    assert.equal(near('x'), undefined);
  });

  it('takes the nearest, and of two equally near the first', () => {
    assert.equal(near('web-20260101-1', 'web-20260101-12', 'web-20260110-1'), 'web-20260101-12');
    assert.equal(near('development', 'developments', 'develpoment'), 'developments');
    assert.equal(near('production', 'productin-eu', 'productions'), 'productions');
  });

  it('is quick on long words', () => {
    const long = 'a'.repeat(2000);
    assert.equal(near(long, `${long}b`), `${long}b`);
  });
});
