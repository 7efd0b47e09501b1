import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Diagnostic } from 'vscode-languageserver/node';
import { Publisher } from '../../../server/src/lsp/publisher';

const problem = (code: string): Diagnostic => ({
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
  message: '',
  code,
});

/** What a publisher sends while something is done with it: `uri: codes`, ` of version` behind it where it is told. */
function sent(use: (publisher: Publisher) => void): string[] {
  const lines: string[] = [];
  use(
    new Publisher((uri, diagnostics, version) => {
      const codes = diagnostics.map(({ code }) => code).join(' ');
      lines.push(`${uri}: ${codes}${version === undefined ? '' : ` of ${version}`}`);
    }),
  );
  return lines;
}

describe('a publisher', () => {
  it('sends what differs from what was sent last, and nothing else', () => {
    const lines = sent((publisher) => {
      publisher.publish('a', []);
      publisher.publish('a', [problem('x')]);
      publisher.publish('a', [problem('x')]);
      publisher.publish('b', [problem('x')]);
      publisher.publish('a', [problem('y')]);
      publisher.publish('a', []);
      publisher.publish('a', []);
      publisher.publish('a', [problem('y')]);
    });
    assert.deepEqual(lines, ['a: x', 'b: x', 'a: y', 'a: ', 'a: y']);
  });

  it('sends every version of an open document once, with problems or without', () => {
    const lines = sent((publisher) => {
      publisher.publish('a', [], 1);
      publisher.publish('a', [], 1);
      publisher.publish('a', [], 2);
      publisher.publish('a', [problem('x')], 2);
      publisher.publish('a', [problem('x')], 3);
      publisher.publish('a', [problem('x')], 3);
    });
    assert.deepEqual(lines, ['a:  of 1', 'a:  of 2', 'a: x of 2', 'a: x of 3']);
  });

  it('forgets the version of a document that is closed', () => {
    const lines = sent((publisher) => {
      publisher.publish('a', [problem('x')], 1);
      publisher.publish('a', [problem('x')]);
      publisher.publish('a', [problem('x')], 1);
      publisher.publish('a', []);
      publisher.publish('a', [], 1);
      publisher.publish('a', []);
    });
    assert.deepEqual(lines, ['a: x of 1', 'a: x of 1', 'a: ', 'a:  of 1']);
  });

  it('takes back what it sent for the files that are named', () => {
    const lines = sent((publisher) => {
      publisher.publish('a/1', [problem('x')], 1);
      publisher.publish('a/2', [], 1);
      publisher.publish('b/1', [problem('x')]);
      publisher.clear((uri) => uri.startsWith('a/'));
      publisher.clear((uri) => uri.startsWith('a/'));
    });
    assert.deepEqual(lines, ['a/1: x of 1', 'a/2:  of 1', 'b/1: x', 'a/1: ']);
  });
});
