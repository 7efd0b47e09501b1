/** Delivery "commit": exactly the planned files, in one commit on the current branch, or everything as it was before. */
import { removeEmptyFolders } from './emptyFolders';
import { setIndex } from './gitIndex';
import { putBackHookFiles } from './hookFiles';
import type { Journal, Undertaking } from './journal';
import { asRequested, locateRepository, type Location } from './locate';
import { announce, makeCommit, type CommitResult } from './makeCommit';
import type { Status } from './parse';
import { changing, prepare, refuseRequest } from './prepare';
import { putBack, type PutBack } from './putBack';
import { putBackUntouched, withJournal } from './recover';
import { isRefusal, refuse } from './refusals';
import { readOrNull, refuseFailedWrite } from './replaceFile';
import { inTurn } from './serialise';
import { reached } from './steps';
import { same } from './target';
import type { CommitOutcome, CommitRequest, Committed, Refusal } from './types';
import { readHead, type MadeCommit } from './verify';
import { writeFiles } from './writeFiles';
import { say } from './words';

type Failure = Extract<CommitResult, { kind: 'failed' }>;

/**
 * Write the planned files and commit exactly them, hooks and signing as the user has them. Other staged files stay
 * staged, other edits stay. A refusal leaves HEAD, index and files as they were; nothing is thrown.
 */
export async function commitPlan(request: CommitRequest): Promise<CommitOutcome> {
  const files = changing(request.files);
  if (files.length === 0) return { kind: 'nothing' };
  if (request.message.trim() === '') return refuse('empty-message');
  const refusal = refuseRequest(files, request.unsaved);
  if (refusal) return refusal;
  const location = await locateRepository(request.folder, request.gitPath);
  if (isRefusal(location)) return location;
  return inTurn(location.gitDir, () =>
    withJournal<CommitOutcome>(location, request.signal, async (journal, recovered) => {
      const { interrupted } = journal;
      if (recovered.kind === 'completed' && interrupted && isSamePlan(interrupted, request)) {
        const { commit, parent } = recovered;
        return { kind: 'committed', commit, parent, branch: await branchName(location) };
      }
      return deliver(location, journal, { ...request, files });
    }),
  );
}

async function deliver(location: Location, journal: Journal, request: CommitRequest): Promise<CommitOutcome> {
  const { files, message, signal, onProgress } = request;
  reached('journal-taken');
  if (signal?.aborted) return refuse('cancelled');
  onProgress?.(say('Checking the repository'));
  const prepared = await prepare(location, files, signal);
  if (prepared.kind !== 'prepared') return prepared;
  const { repository, status, changes, newFolders } = prepared;
  reached('checked');

  const begun: Undertaking = { kind: 'commit', phase: 'changing', head: repository.head, message, changes, newFolders };
  const full = await journal.write(begun).then(
    () => null,
    (error: unknown) => refuseFailedWrite(location.gitDir, error),
  );
  if (full) return full;
  reached('journal-written');
  const result = await carryOut(location, journal, begun, request).catch(unexpected);
  if (result.kind === 'failed') return takeBack(location, journal, begun, status, result);
  reached('commit-verified');
  const { commit, parent } = result.made;
  await removeEmptyFolders(location.folder, changes);
  const notes = await notesOn(location, begun);
  const outcome: Committed = { kind: 'committed', commit, parent: parent ?? '', branch: repository.branch };
  return notes.length > 0 ? { ...outcome, notes } : outcome;
}

async function carryOut(
  location: Location,
  journal: Journal,
  begun: Undertaking,
  { message, signOff, signal, onProgress }: CommitRequest,
): Promise<CommitResult> {
  onProgress?.(say('Writing files'));
  const result = await writeFiles(begun.changes, begun.newFolders, signal);
  if (result.kind === 'stopped') return { ...result, kind: 'failed', made: null, keep: false };
  const refusal = await announce(location, journal, begun);
  if (refusal) return { kind: 'failed', refusal, made: null, keep: false };
  if (signal?.aborted) return { kind: 'failed', refusal: refuse('cancelled'), made: null, keep: false };
  onProgress?.(say('Committing; the repository’s hooks run now'));
  return makeCommit(location, journal, begun, { message, signOff, signal });
}

/** Put everything back and say how that went. */
async function takeBack(
  location: Location,
  journal: Journal,
  begun: Undertaking,
  before: Status,
  { refusal, made, keep, written = begun.changes }: Failure,
): Promise<Refusal> {
  if (keep) {
    if (made) await settleIndex(location, begun, made);
    return refusal;
  }
  try {
    const isMoved = made === null && (await readHead(location.git)) !== begun.head;
    const { failed, kept } = isMoved
      ? await underMovedHead(location, begun)
      : await putBack(location, journal, { ...begun, changes: written }, made);
    const planned = new Set(begun.changes.map((change) => change.path));
    const extras = made?.changes.filter((change) => !planned.has(change.path)) ?? [];
    const left = failed.length === 0 ? await putBackHookFiles(location, before, extras) : [];
    const words = [
      refusal.detail,
      ...kept.map((text) => say('Kept: {what}', { what: text })),
      ...left.map((path) => say('Left as it is: {file}', { file: asRequested(location, path) })),
    ];
    const detail = words.filter((text) => text !== undefined).join('\n');
    if (failed.length > 0) return refuse('put-back-failed', { cause: refusal.message }, { files: failed, detail });
    return detail === '' ? refusal : { ...refusal, detail };
  } catch (error) {
    await journal.abandon(begun);
    const files = begun.changes.map((change) => change.file);
    return refuse('put-back-failed', { cause: refusal.message }, { files, detail: String(error) });
  }
}

/** A hook's version was committed and stays: Git had the planned one in the index. */
async function settleIndex(location: Location, begun: Undertaking, made: MadeCommit): Promise<void> {
  const planned = new Set(begun.changes.map((change) => change.path));
  const entries = made.changes
    .filter(({ path }) => planned.has(path))
    .map(({ path, newMode, newOid }) => [path, newOid === null ? null : { mode: newMode, oid: newOid }] as const);
  await setIndex(location, new Map(entries));
}

/** Another program committed or switched branches meanwhile: only what is still as we made it goes back. */
async function underMovedHead(location: Location, begun: Undertaking): Promise<PutBack> {
  const outcome = await putBackUntouched(location, begun);
  if (isRefusal(outcome)) return { failed: outcome.files ?? ['files'], kept: [] };
  return { failed: outcome.kind === 'put-back' ? outcome.left : [], kept: [] };
}

function unexpected(error: unknown): Failure {
  const refusal = refuse('commit-failed', {}, { detail: String(error) });
  return { kind: 'failed', refusal, made: null, keep: false };
}

async function notesOn({ superproject, root }: Location, begun: Undertaking): Promise<string[]> {
  const notes: string[] = [];
  if (superproject !== null)
    notes.push(
      say('The commit is in the submodule {root}; {superproject} still points to the one before.', {
        root,
        superproject,
      }),
    );
  for (const { file, absolute, to } of begun.changes) {
    const disk = await readOrNull(absolute).catch(() => null);
    if (!same(disk, to))
      notes.push(say('{file} was committed as planned, and changed again afterwards, probably by a hook.', { file }));
  }
  return notes;
}

function isSamePlan(interrupted: Undertaking, { files, message }: CommitRequest): boolean {
  const wanted = new Map(changing(files).map(({ file, after }) => [file, after]));
  const same = interrupted.changes.every(
    ({ file, to }) => wanted.get(file) === (to === null ? null : to.toString('utf8')),
  );
  return same && wanted.size === interrupted.changes.length && interrupted.message === message;
}

async function branchName({ git }: Location): Promise<string | null> {
  const answer = await git('read', ['symbolic-ref', '--quiet', '--short', 'HEAD']);
  return answer.exitCode === 0 ? answer.stdout.toString('utf8').trim() : null;
}
