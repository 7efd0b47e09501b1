/** Stores the content of planned files in Git, many at a time. */
import { writeFile } from 'node:fs/promises';
import type { Journal } from '../journal';
import type { Location } from '../locate';
import { records } from '../parse';
import { mustRead, textOf, type GitResult } from '../runGit';
import type { TreeEdit } from './baseTree';

/** Attributes by which Git stores something else than the bytes, whatever these are. */
const converting = ['filter', 'working-tree-encoding', 'ident'];

/**
 * The ids of the edits' contents; null for a file that goes. A file that is changed was read from Git and goes back as it
 * is, byte for byte; a new one is stored as `git add` would, with its line ends and filters.
 */
export async function storeContents(
  location: Location,
  journal: Journal,
  edits: readonly TreeEdit[],
): Promise<ReadonlyMap<string, string | null> | GitResult> {
  const { git } = location;
  const oids = new Map<string, string | null>(edits.map(({ path }) => [path, null]));
  const filtered = await needingFilters(location, edits);
  const raw = edits.filter(({ path, content }) => content !== null && !filtered.has(path));
  const places: string[] = [];
  for (const [index, { content }] of raw.entries()) {
    const place = journal.place(`content-${index}`);
    await writeFile(place, content ?? '', { mode: 0o600 });
    places.push(place);
  }
  const input = places.map((place) => `${quoted(place)}\n`).join('');
  const stored = await git('write', ['hash-object', '-w', '--no-filters', '--stdin-paths'], { input });
  if (stored.exitCode !== 0) return stored;
  const ids = textOf(stored).split('\n');
  for (const [index, { path }] of raw.entries()) oids.set(path, ids[index] ?? '');
  for (const { path, content } of edits) {
    if (content === null || !filtered.has(path)) continue;
    const one = await git('write', ['hash-object', '-w', `--path=${path}`, '--stdin'], { input: content });
    if (one.exitCode !== 0) return one;
    oids.set(path, textOf(one));
  }
  return oids;
}

/** New files that Git would not store as they are. */
async function needingFilters({ git }: Location, edits: readonly TreeEdit[]): Promise<ReadonlySet<string>> {
  const created = edits.filter(({ old, content }) => old === null && content !== null);
  if (created.length === 0) return new Set();
  const input = created.map(({ path }) => `${path}\0`).join('');
  const answer = await git('read', ['check-attr', '-z', '--stdin', ...converting], { input });
  const found = new Set(created.filter(({ content }) => content?.includes('\r')).map(({ path }) => path));
  const fields = records(answer.stdout);
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const value = fields[at + 2] ?? '';
    if (value !== 'unspecified' && value !== 'unset') found.add(fields[at] ?? '');
  }
  return found;
}

/** A path as Git reads it from a list of lines, whatever characters are in it. */
function quoted(path: string): string {
  const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n' };
  return `"${path.replace(/[\\"\n]/g, (character) => escapes[character] ?? character)}"`;
}

/** Whether the commit's configuration asks for a signature: `git commit` looks there, `git commit-tree` does not. */
export async function wantsSignature({ git }: Location): Promise<boolean> {
  const answer = await git('read', ['config', '--type=bool', '--default=false', '--get', 'commit.gpgSign']);
  return textOf(answer) === 'true';
}

/** Who makes the commit, as a trailer names them. */
export async function committer({ git }: Location): Promise<string> {
  const ident = (await mustRead(git, ['var', 'GIT_COMMITTER_IDENT'])).toString('utf8').trim();
  return ident.replace(/ \d+ [+-]\d+$/, '');
}
