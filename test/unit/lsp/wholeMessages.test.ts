import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { StreamMessageWriter } from 'vscode-languageserver/node';
import { wholeMessages } from '../../../server/src/lsp/wholeMessages';

describe('Messages to an editor', () => {
  it('are written one by one, header and content together', async () => {
    const written: string[] = [];
    const output = new Writable({
      write(chunk: Buffer, _encoding, done) {
        written.push(chunk.toString());
        done();
      },
    });
    const writer = new StreamMessageWriter(wholeMessages(output));
    const messages = ['one', 'größer als es scheint'].map((method) => ({ jsonrpc: '2.0', method }));
    await Promise.all(messages.map((message) => writer.write(message)));
    assert.deepEqual(
      written,
      messages
        .map((message) => JSON.stringify(message))
        .map((text) => `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`),
    );
  });
});
