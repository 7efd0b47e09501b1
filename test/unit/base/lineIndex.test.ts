import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { LineIndex, LineStarts } from '../../../server/src/base/lineIndex';

const TEXT = 'one\ntwo\r\nthree\rfour 😀 five\n';

describe('LineIndex', () => {
  const index = new LineIndex(TEXT);

  it('ends lines with LF, CR LF and CR, as LSP does', () => {
    assert.equal(index.lineCount, 5);
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((line) => TEXT.slice(index.lineStart(line), index.lineEnd(line))),
      ['one', 'two', 'three', 'four 😀 five', ''],
    );
  });

  it('counts columns in UTF-16 units', () => {
    const five = TEXT.indexOf('five');
    assert.deepEqual(index.position(five), { line: 3, character: 8 });
    assert.equal(index.offset({ line: 3, character: 8 }), five);
  });

  it('keeps the CR of a CR LF in its line', () => {
    assert.deepEqual(index.position(TEXT.indexOf('\r\n')), { line: 1, character: 3 });
    assert.deepEqual(index.position(TEXT.indexOf('\r\n') + 1), { line: 1, character: 4 });
  });

  it('takes positions outside the text to its nearest place', () => {
    assert.equal(index.offset({ line: -1, character: 4 }), 0);
    assert.equal(index.offset({ line: 99, character: 0 }), TEXT.length);
    assert.equal(index.offset({ line: 0, character: 99 }), 3);
    assert.equal(index.offset({ line: 1, character: 99 }), 7);
    assert.equal(index.offset({ line: 1, character: -5 }), 4);
    assert.deepEqual(index.position(-3), { line: 0, character: 0 });
    assert.deepEqual(index.position(9999), { line: 4, character: 0 });
    assert.equal(index.lineStart(99), TEXT.length);
  });

  it('knows one line in an empty text', () => {
    const empty = new LineIndex('');
    assert.equal(empty.lineCount, 1);
    assert.deepEqual(empty.range({ start: 0, end: 0 }), {
      start: { line: 0, character: 0 },
      end: { line: 0, character: 0 },
    });
  });

  it('goes from offset to position and back', () => {
    const texts = fc
      .array(fc.constantFrom('a', '\n', '\r', '\r\n', '😀', ' '), { maxLength: 40 })
      .map((s) => s.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const lines = new LineIndex(text);
        const starts = new LineStarts(text);
        for (let offset = 0; offset <= text.length; offset++) {
          const position = lines.position(offset);
          assert.deepEqual(starts.position(offset), position);
          // Only an offset behind a CR of a CR LF has no position of its own.
          const inside = text[offset - 1] === '\r' && text[offset] === '\n';
          assert.equal(lines.offset(position), inside ? offset - 1 : offset);
        }
      }),
    );
  });
});
