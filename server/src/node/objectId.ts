import { createHash } from 'node:crypto';

/** The id that Git gives a text as the content of a file. */
export function objectId(text: string, algorithm: 'sha1' | 'sha256' = 'sha1'): string {
  const bytes = Buffer.from(text);
  return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
