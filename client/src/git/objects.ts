/** What Git stores for given bytes, and keeping bytes that would else be lost. */
import { createHash } from 'node:crypto';
import { textOf, type Git } from './runGit';

/** An entry of a tree or of the index. */
export interface TreeEntry {
  readonly mode: string;
  readonly oid: string;
}

/**
 * Whether this object is what Git stores for these bytes at this path: as they are, or after the path's filters
 * (`core.autocrlf`, `.gitattributes`). Both count, since a file that was committed with CRLF keeps it under `autocrlf`.
 */
export async function storesAs(git: Git, path: string, bytes: Buffer, oid: string): Promise<boolean> {
  if (hashOf(bytes, oid.length) === oid) return true;
  const filtered = await git('read', ['hash-object', `--path=${path}`, '--stdin'], { input: bytes });
  return filtered.exitCode === 0 && textOf(filtered) === oid;
}

/** Store bytes in the repository, so that `git cat-file blob <id>` brings them back; null when Git cannot. */
export async function keepBytes(git: Git, bytes: Buffer): Promise<string | null> {
  const answer = await git('write', ['hash-object', '-w', '--no-filters', '--stdin'], { input: bytes });
  return answer.exitCode === 0 ? textOf(answer) : null;
}

/** The id of these bytes as they are, in a repository whose ids have so many digits. */
export function hashOf(bytes: Buffer, length: number): string {
  const hash = createHash(length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
