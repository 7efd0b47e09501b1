import { createHash } from 'node:crypto';

/** The id that Git gives a text as the content of a file. */
export function objectId(text: string, algorithm: 'sha1' | 'sha256' = 'sha1'): string {
  return createHash(algorithm)
    .update(`blob ${Buffer.byteLength(text)}\0`)
    .update(text)
    .digest('hex');
}
