/** Reading and setting single entries of the index, and waiting for another Git that holds it. */
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { lockOf } from './inspect';
import type { Location } from './locate';
import { parseIndex, records, type IndexEntry } from './parse';
import type { TreeEntry } from './objects';
import { mustRead, type Git, type GitResult } from './runGit';

/** Longest command line for paths, well under Windows' 32 767 characters. */
const longestArguments = 20_000;

/** Index entries of these paths, conflicts included. */
export async function readIndex(git: Git, paths: readonly string[]): Promise<Map<string, IndexEntry>> {
  const entries = new Map<string, IndexEntry>();
  for (const chunk of chunks(paths)) {
    const listing = await mustRead(git, ['ls-files', '--stage', '-v', '-z', '--full-name', '--', ...chunk]);
    for (const entry of parseIndex(listing)) entries.set(entry.path, entry);
  }
  return entries;
}

/** Object ids of these paths in HEAD, by path; nothing where the branch has no commit. */
export async function readHeadTree(
  git: Git,
  head: string | null,
  paths: readonly string[],
): Promise<Map<string, string>> {
  const oids = new Map<string, string>();
  if (head === null) return oids;
  for (const chunk of chunks(paths)) {
    const listing = await mustRead(git, ['ls-tree', '-z', '--full-tree', head, '--', ...chunk]);
    for (const record of records(listing)) {
      const tab = record.indexOf('\t');
      oids.set(record.slice(tab + 1), record.slice(0, tab).split(' ')[2] ?? '');
    }
  }
  return oids;
}

/** Make the index hold exactly these entries for these paths (null: none) and leave all others alone. */
export async function setIndex(
  { git, gitDir, oidLength }: Location,
  entries: ReadonlyMap<string, TreeEntry | null>,
): Promise<GitResult> {
  const lines = [...entries].map(([path, entry]) =>
    entry ? `${entry.mode} ${entry.oid} 0\t${path}\0` : `0 ${'0'.repeat(oidLength)} 0\t${path}\0`,
  );
  return whenUnlocked(gitDir, () => git('write', ['update-index', '-z', '--index-info'], { input: lines.join('') }));
}

/** Run what needs the index; where another Git just holds it, as an editor's own status refresh does, wait and try again. */
export async function whenUnlocked(gitDir: string, run: () => Promise<GitResult>): Promise<GitResult> {
  let answer = await run();
  for (let attempt = 0; attempt < 3 && answer.exitCode !== 0 && saysLocked(answer.stderr); attempt++) {
    await waitForUnlock(gitDir, 2000);
    answer = await run();
  }
  return answer;
}

/** Wait until no other Git holds the index; false when it still does after so many milliseconds. */
export async function waitForUnlock(gitDir: string, milliseconds: number, signal?: AbortSignal): Promise<boolean> {
  const until = Date.now() + milliseconds;
  while (existsSync(lockOf(gitDir))) {
    if (Date.now() > until || signal?.aborted) return false;
    await pause(50);
  }
  return true;
}

export function saysLocked(words: string): boolean {
  return /index\.lock['"]?: File exists/.test(words);
}

export function* chunks(paths: readonly string[]): Generator<string[]> {
  let chunk: string[] = [];
  let length = 0;
  for (const path of paths) {
    if (chunk.length > 0 && length + path.length > longestArguments) {
      yield chunk;
      chunk = [];
      length = 0;
    }
    chunk.push(path);
    length += path.length + 3;
  }
  if (chunk.length > 0) yield chunk;
}
