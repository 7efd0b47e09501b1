/**
 * Puts the repository right after a delivery that was killed. Unlike putting back at once, people may have worked there
 * since: only what still is as the dead process left it is touched.
 */
import { existsSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { recoverBranch } from './branch/recoverBranch';
import { readHeadTree, readIndex, setIndex, waitForUnlock } from './gitIndex';
import { lockOf, readStatus } from './inspect';
import { holdJournal, type Change, type Journal, type Undertaking } from './journal';
import { locateRepository, type Location } from './locate';
import type { IndexEntry, StatusEntry } from './parse';
import { moveHead, putBackFiles, putBackIndex, sameEntry } from './putBack';
import { isRefusal, refuse } from './refusals';
import { remoteHolding } from './remotes';
import { readOrNull, sweepTemporaries } from './replaceFile';
import { inTurn } from './serialise';
import { same } from './target';
import type { RecoveryOutcome, Refusal } from './types';
import { commitsSince, findExact, readHead, type MadeCommit } from './verify';
import { say } from './words';

/** Look for a delivery that was killed in the repository of this folder, and put things right. Cheap when there is none. */
export async function recoverInterrupted(folder: string, gitPath?: string): Promise<RecoveryOutcome> {
  const location = await locateRepository(folder, gitPath);
  if (isRefusal(location)) return location;
  if (!existsSync(join(location.gitDir, 'openchoreo-gitops'))) return { kind: 'clean' };
  return inTurn(location.gitDir, () =>
    withJournal<RecoveryOutcome>(location, undefined, (_journal, recovered) => Promise.resolve(recovered)),
  );
}

/** Hold the journal while `run` works, having put right first what a delivery that was killed had left. */
export async function withJournal<T>(
  location: Location,
  signal: AbortSignal | undefined,
  run: (journal: Journal, recovered: Exclude<RecoveryOutcome, Refusal>) => Promise<T>,
): Promise<T | Refusal> {
  const journal = await holdJournal(location.gitDir, { signal });
  if (isRefusal(journal)) return journal;
  let unfinished = journal.interrupted;
  try {
    const recovered: RecoveryOutcome = unfinished ? await recover(location, unfinished) : { kind: 'clean' };
    if (isRefusal(recovered)) return recovered;
    unfinished = null;
    return await run(journal, recovered);
  } finally {
    await (unfinished ? journal.abandon(unfinished) : journal.release());
  }
}

/** Put right what an interrupted delivery left, while its journal is held. */
async function recover(location: Location, begun: Undertaking): Promise<RecoveryOutcome> {
  if (begun.kind === 'branch') return recoverBranch(location, begun);
  const { git, gitDir } = location;
  // The Git that the dead process started may still be making the commit.
  if (!(await waitForUnlock(gitDir, 3000))) {
    const detail = say('A promotion was interrupted while Git made its commit.');
    return refuse('index-locked', { lock: lockOf(gitDir) }, { detail });
  }
  await sweepTemporaries(begun.changes.map(({ absolute }) => dirname(absolute)));
  const head = await readHead(git);
  if (begun.kind === 'undo' && head === begun.target) return { kind: 'clean' };
  if (begun.kind === 'commit' && begun.phase === 'changing' && head !== null && head !== begun.head) {
    const exact = await findExact(git, await commitsSince(git, begun.head), begun.changes);
    if (exact) return complete(location, begun, exact);
  }
  if (begun.takenBack && head === begun.takenBack.commit && (await remoteHolding(git, head)) === null) {
    const moved = await moveHead(location, head, begun.takenBack.parent);
    if (!moved) return failed(['HEAD']);
  }
  return putBackUntouched(location, begun);
}

/** The commit is there. Git may have died before it wrote the index that belongs to it. */
async function complete(location: Location, begun: Undertaking, made: MadeCommit): Promise<RecoveryOutcome> {
  const index = await readIndex(
    location.git,
    begun.changes.map(({ path }) => path),
  );
  const entries = new Map<string, { mode: string; oid: string } | null>();
  for (const { path, oldOid, newMode, newOid } of made.changes) {
    const now = index.get(path);
    const announced = oldOid === null && now !== undefined && now.oid !== newOid;
    if (announced || (now?.oid ?? null) === oldOid)
      entries.set(path, newOid === null ? null : { mode: newMode, oid: newOid });
  }
  if (entries.size > 0 && (await setIndex(location, entries)).exitCode !== 0) return failed(['index']);
  return { kind: 'completed', commit: made.commit, parent: made.parent ?? '' };
}

/** Put back what nobody touched since the delivery died, or since another program moved the branch under it. */
export async function putBackUntouched(location: Location, begun: Undertaking): Promise<RecoveryOutcome> {
  const status = await readStatus(location.git, ['--untracked-files=all']);
  if (isRefusal(status)) return status;
  const byPath = new Map(status.entries.map((entry) => [entry.path, entry]));
  const paths = begun.changes.map(({ path }) => path);
  const index = await readIndex(location.git, paths);
  const tree = await readHeadTree(location.git, status.head, paths);
  const ours: Change[] = [];
  const left: string[] = [];
  const files: string[] = [];
  for (const change of begun.changes) {
    const disk = await readOrNull(change.absolute);
    const inHead = tree.get(change.path) ?? null;
    const isSameHead = inHead === (change.index?.oid ?? null);
    const untouched = isSameHead && isIndexOurs(begun, change, byPath.get(change.path), index.get(change.path));
    const isOurs = same(disk, change.to) || (change.seen !== undefined && same(disk, change.seen));
    if (untouched && (isOurs || same(disk, change.from))) {
      ours.push(change);
      if (isOurs) files.push(change.file);
    } else if (!same(disk, change.from) && byPath.has(change.path)) left.push(change.file);
  }
  if (!(await putBackIndex(location, ours))) return failed(['index']);
  const notBack = await putBackFiles(ours, begun.newFolders);
  if (notBack.length > 0) return failed(notBack);
  return files.length + left.length > 0 ? { kind: 'put-back', files, left } : { kind: 'clean' };
}

/** Whether the index still holds for this file what it held before, or what the dead process made of it. */
function isIndexOurs(
  begun: Undertaking,
  change: Change,
  status: StatusEntry | undefined,
  now: IndexEntry | undefined,
): boolean {
  if (begun.phase === 'putting-back' || sameEntry(now, change.index)) return true;
  if (begun.kind === 'undo') return sameEntry(now, change.indexTo ?? null);
  return change.index === null && status?.xy.startsWith('.') === true;
}

function failed(files: readonly string[]): RecoveryOutcome {
  return refuse('put-back-failed', { cause: say('A promotion was interrupted.') }, { files });
}
