/** Takes back a promotion while nobody else can have it: its commit is the tip of the branch and was never pushed. */
import type { Change, Journal, Undertaking } from './journal';
import { removeEmptyFolders } from './emptyFolders';
import { setIndex } from './gitIndex';
import { locateRepository, type Location } from './locate';
import { storesAs } from './objects';
import { changing, prepare, refuseRequest, type Prepared } from './prepare';
import { moveHead, putBack } from './putBack';
import { withJournal } from './recover';
import { isRefusal, refuse } from './refusals';
import { remoteHolding } from './remotes';
import { refuseFailedWrite } from './replaceFile';
import { mustRead } from './runGit';
import { inTurn } from './serialise';
import { reached } from './steps';
import type { PlannedFile, Refusal, UndoOutcome, UndoRequest } from './types';
import { deviations, treeChanges } from './verify';
import { writeFiles, type Written } from './writeFiles';

type Ready = Extract<Prepared, { kind: 'prepared' }>;

/** Bring HEAD, index and the planned files back to what they were before the commit; everything else stays. */
export async function undoCommit(request: UndoRequest): Promise<UndoOutcome> {
  const { commit, parent } = request;
  // Ids go into Git's command lines.
  const isId = (id: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id);
  if (!isId(commit) || !(parent === '' || isId(parent))) return refuse('not-this-promotion', { commit });
  const files = changing(request.files);
  const refusal = refuseRequest(files, request.unsaved);
  if (refusal) return refusal;
  const location = await locateRepository(request.folder, request.gitPath);
  if (isRefusal(location)) return location;
  return inTurn(location.gitDir, () =>
    withJournal<UndoOutcome>(location, request.signal, async (journal) => {
      if (request.signal?.aborted) return refuse('cancelled');
      const reversed = files.map(({ file, before, after }) => ({ file, before: after, after: before }));
      const prepared = await prepare(location, reversed, request.signal);
      if (prepared.kind === 'nothing') return refuse('not-the-tip', { commit: short(commit) });
      if (isRefusal(prepared)) return prepared;
      return takeBack(location, journal, prepared, request, files);
    }),
  );
}

async function takeBack(
  location: Location,
  journal: Journal,
  { repository, changes, newFolders }: Ready,
  request: UndoRequest,
  files: readonly PlannedFile[],
): Promise<UndoOutcome> {
  const { commit } = request;
  const parent = request.parent === '' ? null : request.parent;
  const refusal = await refuseUndo(location, repository.head, commit, parent);
  if (refusal) return refusal;

  const made = { commit, parent, changes: await treeChanges(location.git, parent, commit) };
  const before = new Map(
    made.changes.map(({ path, oldMode, oldOid }) => [path, oldOid === null ? null : { mode: oldMode, oid: oldOid }]),
  );
  // Seen from the parent, the commit must be the plan: nothing else would be taken back with it.
  const forwards = changes.map((change) => ({
    ...change,
    from: change.to,
    to: change.from,
    index: before.get(change.path) ?? null,
  }));
  const isPlan =
    (await deviations(location.git, made, forwards)).length === 0 && (await restoresParent(location, forwards));
  if (!isPlan || forwards.length !== files.length) return refuse('not-this-promotion', { commit: short(commit) });

  const begun: Undertaking = {
    ...{ kind: 'undo', phase: 'changing', head: commit, target: parent, message: '', newFolders },
    changes: changes.map((change) => ({ ...change, indexTo: before.get(change.path) ?? null })),
  };
  const full = await journal.write(begun).then(
    () => null,
    (error: unknown) => refuseFailedWrite(location.gitDir, error),
  );
  if (full) return full;
  const stopped = await carryOut(location, begun, commit, parent, request.signal);
  if (!stopped) {
    await removeEmptyFolders(location.folder, changes);
    return { kind: 'undone' };
  }
  const { refusal: cause, written } = stopped;
  const { failed } = await putBack(location, journal, { ...begun, changes: written }, null);
  if (failed.length === 0) return cause;
  return refuse('put-back-failed', { cause: cause.message }, { files: failed, detail: cause.detail });
}

async function refuseUndo(
  { git }: Location,
  head: string | null,
  commit: string,
  parent: string | null,
): Promise<Refusal | null> {
  if (head !== commit) return refuse('not-the-tip', { commit: short(commit) });
  const line = await mustRead(git, ['rev-list', '--parents', '--max-count=1', commit, '--']);
  const [, ...parents] = line.toString('utf8').trim().split(' ');
  const isParent = parent === null ? parents.length === 0 : parents.length === 1 && parents[0] === parent;
  if (!isParent) return refuse('not-this-promotion', { commit: short(commit) });
  const ref = await remoteHolding(git, commit);
  return ref === null ? null : refuse('already-pushed', { commit: short(commit), ref });
}

/** What is going to be written is what the parent holds. */
async function restoresParent({ git }: Location, forwards: Undertaking['changes']): Promise<boolean> {
  for (const { path, from, index } of forwards) {
    const matches = from === null || index === null ? from === index : await storesAs(git, path, from, index.oid);
    if (!matches) return false;
  }
  return true;
}

type Stopped = Pick<Extract<Written<Change>, { kind: 'stopped' }>, 'refusal' | 'written'>;

/** Files and index first: the branch moves last, in one step, and from then on the undo counts. Null when it does. */
async function carryOut(
  location: Location,
  { changes, newFolders }: Undertaking,
  commit: string,
  parent: string | null,
  signal: AbortSignal | undefined,
): Promise<Stopped | null> {
  const result = await writeFiles(changes, newFolders, signal);
  if (result.kind === 'stopped') return result;
  reached('undo-files-written');
  const set = await setIndex(location, new Map(changes.map(({ path, indexTo = null }) => [path, indexTo])));
  if (set.exitCode !== 0) return { refusal: refuse('commit-failed', {}, { detail: set.stderr }), written: changes };
  reached('undo-index-written');
  if (!(await moveHead(location, commit, parent))) return { refusal: refuse('head-moved'), written: changes };
  reached('undo-head-moved');
  return null;
}

function short(commit: string): string {
  return commit.slice(0, 10);
}
