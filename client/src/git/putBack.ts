/** Puts back what a delivery did, when it cannot be finished: HEAD, index entries, files and new folders, nothing else. */
import { rmdir } from 'node:fs/promises';
import { readIndex, setIndex } from './gitIndex';
import type { Change, Journal, Undertaking } from './journal';
import type { Location } from './locate';
import { keepBytes, type TreeEntry } from './objects';
import { readOrNull, replaceFile } from './replaceFile';
import { reached } from './steps';
import { same } from './target';
import type { MadeCommit } from './verify';

export interface PutBack {
  /** What could not be put back, in words; empty when everything is as it was. */
  readonly failed: readonly string[];
  /** Where content went that a hook had written into a planned file. */
  readonly kept: readonly string[];
}

/** Put back everything of a delivery that this process began. `made`: the commit to take back, if there is one. */
export async function putBack(
  location: Location,
  journal: Journal,
  begun: Undertaking,
  made: MadeCommit | null,
): Promise<PutBack> {
  const kept: string[] = [];
  const changes: Change[] = [];
  for (const change of begun.changes) changes.push(await withSeen(location, change, kept));
  const undertaking: Undertaking = {
    ...begun,
    changes,
    phase: 'putting-back',
    ...(made ? { takenBack: made } : {}),
  };
  // On a full disk the journal as it is must do.
  await journal.write(undertaking).catch(() => undefined);
  reached('putting-back');

  const failed: string[] = [];
  if (made && !(await moveHead(location, made.commit, made.parent))) failed.push('HEAD');
  reached('head-put-back');
  if (failed.length === 0) {
    if (!(await putBackIndex(location, changes))) failed.push('index');
    reached('index-put-back');
    failed.push(...(await putBackFiles(changes, undertaking.newFolders)));
    reached('files-put-back');
  }
  if (failed.length > 0) await journal.abandon(undertaking);
  return { failed, kept };
}

/** Move the branch, if it still stands at `from`; null deletes it, as before the first commit. */
export async function moveHead({ git }: Location, from: string, to: string | null): Promise<boolean> {
  const reason = 'openchoreo-gitops: take back a commit';
  const move = to === null ? ['-d', 'HEAD', from] : ['-m', reason, 'HEAD', to, from];
  return (await git('write', ['update-ref', ...move])).exitCode === 0;
}

/** Set the index entries that are not as before; true when they are now. */
export async function putBackIndex(location: Location, changes: readonly Change[]): Promise<boolean> {
  const now = await readIndex(
    location.git,
    changes.map((change) => change.path),
  );
  const wrong = changes.filter(({ path, index }) => !sameEntry(now.get(path), index));
  if (wrong.length === 0) return true;
  return (await setIndex(location, new Map(wrong.map(({ path, index }) => [path, index])))).exitCode === 0;
}

/** Put back files whose content is the delivery's, or a hook's that was seen; answers those that could not be. */
export async function putBackFiles(changes: readonly Change[], newFolders: readonly string[]): Promise<string[]> {
  const failed: string[] = [];
  for (const { file, absolute, from, to, seen, attributes } of changes) {
    const expected = await readOrNull(absolute);
    if (same(expected, from)) continue;
    const ours = expected === null || same(expected, to) || (seen !== undefined && same(expected, seen));
    const refusal = ours ? await replaceFile({ file, absolute, expected, content: from, attributes }) : null;
    if (!ours || refusal) failed.push(file);
    reached('file-put-back');
  }
  // A folder in which somebody put something meanwhile stays.
  for (const folder of newFolders.toReversed()) await rmdir(folder).catch(() => undefined);
  return failed;
}

export function sameEntry(one: TreeEntry | undefined | null, other: TreeEntry | null): boolean {
  return one && other ? one.mode === other.mode && one.oid === other.oid : !one && !other;
}

/** A hook may have written into a planned file: that content goes away with the promotion, but not without a copy. */
async function withSeen({ git }: Location, change: Change, kept: string[]): Promise<Change> {
  const now = await readOrNull(change.absolute);
  if (now === null || same(now, change.from) || same(now, change.to)) return change;
  const oid = await keepBytes(git, now);
  if (oid === null) return change;
  kept.push(`${change.file}: git cat-file blob ${oid}`);
  return { ...change, seen: now };
}
