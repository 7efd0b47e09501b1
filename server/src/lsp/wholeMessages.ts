import { Writable } from 'node:stream';

/**
 * A stream that hands on each message as a whole. The library writes a message's header, waits until it is written, and then its
 * content: two calls of the system, and an editor that wakes up for a header alone.
 */
export function wholeMessages(output: Writable): Writable {
  let header: Buffer | undefined;
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (header === undefined) {
        header = chunk;
        done();
        return;
      }
      const message = Buffer.concat([header, chunk]);
      header = undefined;
      output.write(message, done);
    },
  });
}
