/** Makes a commit of planned files on top of any other one, in an index of its own: no working tree is involved. */
import type { Journal } from '../journal';
import type { Location } from '../locate';
import { causes } from '../makeCommit';
import { isRefusal, refuse } from '../refusals';
import { refuseIdentity } from '../prepare';
import { textOf, wordsOf, type GitResult } from '../runGit';
import { reached } from '../steps';
import type { Nothing, PlannedFile, Refusal } from '../types';
import { treeChanges } from '../verify';
import type { OwnIndex } from './ownIndex';
import { compareWithTree, readTree, type TreeEdit } from './baseTree';
import { committer, storeContents, wantsSignature } from './blobs';
import { cleaned, signedOff } from './message';

/** What is to be committed on what. */
export interface CommitWish {
  readonly base: string;
  readonly files: readonly PlannedFile[];
  readonly message: string;
  readonly signOff: boolean;
}

export type Built = { readonly kind: 'built'; readonly commit: string } | Nothing | Refusal;

/**
 * simple-git waits 50 ms for a word of a Git that prints none: commands are told to be verbose, or run beside others.
 * The commit exists afterwards, and nothing points to it: to make it and stop changes nothing.
 */
export async function buildCommit(
  location: Location,
  journal: Journal,
  wish: CommitWish,
  index: OwnIndex,
): Promise<Built> {
  const { git } = location;
  const storing = readTree(git, wish.base).then(async (tree) => {
    const compared = compareWithTree(location, tree, wish.files);
    if (isRefusal(compared)) return compared;
    return {
      kind: 'stored',
      edits: compared.edits,
      oids: await storeContents(location, journal, compared.edits),
    } as const;
  });
  const [stored, identity, sign, read] = await Promise.all([
    storing,
    refuseIdentity(location),
    wantsSignature(location),
    index.hold(wish.base),
  ]);
  if (identity) return identity;
  if (read.exitCode !== 0) return explain(read);
  if (stored.kind === 'refused') return stored;
  const { edits, oids } = stored;
  if ('exitCode' in oids) return explain(oids);
  const entries = edits.map((edit) => entryOf(edit, oids.get(edit.path) ?? null, location.oidLength));
  const updated = await index.git(['update-index', '--verbose', '-z', '--index-info'], entries.join(''));
  if (updated.exitCode !== 0) return explain(updated);
  reached('branch-index-written');
  const written = await index.git(['write-tree']);
  if (written.exitCode !== 0) return explain(written);

  const text = cleaned(wish.message);
  const message = wish.signOff ? await signedOff(git, text, await committer(location)) : text;
  const file = await journal.give('message', message);
  const args = ['-c', 'i18n.commitEncoding=UTF-8', 'commit-tree', '-p', wish.base, ...(sign ? ['-S'] : []), '-F', file];
  const made = await git('hooks', [...args, textOf(written)], { literal: false });
  if (made.exitCode !== 0) return explain(made);
  const commit = textOf(made);
  reached('branch-commit-made');
  const changes = await treeChanges(git, wish.base, commit);
  if (changes.length === 0) return { kind: 'nothing' };
  const isAsPlanned = changes.length === edits.length && changes.every(({ path, newOid }) => oids.get(path) === newOid);
  return isAsPlanned ? { kind: 'built', commit } : refuse('unverified');
}

/** Whether a commit makes exactly the planned change of its base. */
export async function isCommitOf(location: Location, commit: string, { base, files }: CommitWish): Promise<boolean> {
  const compared = compareWithTree(location, await readTree(location.git, base), files);
  if (isRefusal(compared)) return false;
  const tree = await readTree(location.git, commit);
  const changes = await treeChanges(location.git, base, commit);
  const after = files.map(({ file, after: text }) => ({ file, before: text, after: text }));
  return changes.length === files.length && compareWithTree(location, tree, after).kind === 'compared';
}

/** A line for `update-index --index-info`; a new file is no program. */
function entryOf({ path, old }: TreeEdit, oid: string | null, oidLength: number): string {
  return oid === null ? `0 ${'0'.repeat(oidLength)} 0\t${path}\0` : `${old?.mode ?? '100644'} ${oid} 0\t${path}\0`;
}

function explain(answer: GitResult): Refusal {
  const detail = wordsOf(answer);
  const known = causes.find(([pattern]) => pattern.test(detail))?.[1];
  return refuse(known ?? 'commit-failed', {}, { detail });
}
