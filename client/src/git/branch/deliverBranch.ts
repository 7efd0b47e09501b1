/** Delivery "branch": the planned change as one commit on the fetched base, in a branch of its own, pushed. */
import { commitOf, createBranch, holdsBranch, removeBranch } from './branchRef';
import { buildCommit, isCommitOf, type CommitWish } from './buildCommit';
import { refreshBase } from './findBase';
import { freeName, isBranchName, knownBranches } from './names';
import { ownIndex, type OwnIndex } from './ownIndex';
import { askRemote, pushBranch, trackingRef } from './talk';
import type { Journal, Undertaking } from '../journal';
import { locateRepository, type Location } from '../locate';
import { refusePaths } from '../paths';
import { changing, refuseRequest } from '../prepare';
import { withJournal } from '../recover';
import { isRefusal, refuse } from '../refusals';
import { refuseFailedWrite } from '../replaceFile';
import type { Git } from '../runGit';
import { inTurn } from '../serialise';
import { reached } from '../steps';
import type { Base, BranchOutcome, BranchRequest, Pushed, Refusal } from '../types';
import { say } from '../words';

/** How often a lost race is run again. */
const attempts = 3;

/**
 * Commit the planned files on top of the base branch as the remote has it now, and push that as a new branch. Working
 * tree, index, HEAD and all other branches stay as they are, whatever happens. A base that has moved is planned anew, a
 * name that is taken gives way to the next; nothing is ever pushed over anything. No hook runs but `pre-push`.
 */
export async function deliverBranch(request: BranchRequest): Promise<BranchOutcome> {
  if (changing(request.files).length === 0) return { kind: 'nothing' };
  if (request.message.trim() === '') return refuse('empty-message');
  if (!isBranchName(request.branch)) return refuse('invalid-branch-name', { branch: request.branch });
  const created = request.files.filter(({ before }) => before === null);
  const refusal = refusePaths(request.files) ?? refuseRequest(created, request.unsaved);
  if (refusal) return refusal;
  const location = await locateRepository(request.folder, request.gitPath);
  if (isRefusal(location)) return location;
  return inTurn(location.gitDir, () =>
    withJournal<BranchOutcome>(location, request.signal, async (journal, recovered) => {
      if (recovered.kind === 'branch-pushed' && journal.interrupted) {
        const again = await pushedAlready(location, journal.interrupted, recovered, request);
        if (again) return again;
      }
      reached('journal-taken');
      const index = ownIndex(location, journal);
      return race(location, journal, request, index).finally(() => index.idle());
    }),
  );
}

/** What has to be done again when somebody else was faster. */
interface Attempt extends CommitWish {
  readonly on: Base;
}

async function race(
  location: Location,
  journal: Journal,
  request: BranchRequest,
  index: OwnIndex,
): Promise<BranchOutcome> {
  const tried = new Set<string>();
  let attempt: Attempt = attemptOf(request, request.base);
  for (let number = 0; number < attempts; number++) {
    request.onProgress?.(
      say('Fetching {branch} from {remote}', { branch: attempt.on.branch, remote: attempt.on.remote }),
    );
    // The base has seldom moved: its tree is read while Git asks.
    void index.hold(attempt.base);
    const base = await refreshBase(location, attempt.on, request);
    if (isRefusal(base)) return base;
    if (base.commit !== attempt.base) {
      const again = await request.replan(base);
      if (again.kind === 'outdated') return refuse('base-moved', { why: again.why });
      attempt = attemptOf({ ...request, ...again }, base);
    }
    if (attempt.files.length === 0) return { kind: 'nothing' };
    request.onProgress?.(say('Making the commit'));
    const built = await buildCommit(location, journal, attempt, index);
    if (built.kind !== 'built') return built;
    if (request.signal?.aborted) return refuse('cancelled');
    const outcome = await publish(location, journal, request, attempt, built.commit, tried);
    if (outcome.kind !== 'taken') return outcome;
  }
  return refuse('race-lost', { times: String(attempts) });
}

function attemptOf(
  { files, message, signOff }: Pick<BranchRequest, 'files' | 'message' | 'signOff'>,
  on: Base,
): Attempt {
  return { on, base: on.commit, files: changing(files), message, signOff };
}

type Published = Pushed | Refusal | { readonly kind: 'taken' };

/** Make the branch for the commit and push it; or leave neither. */
async function publish(
  location: Location,
  journal: Journal,
  request: BranchRequest,
  { on, files, message }: Attempt,
  commit: string,
  tried: Set<string>,
): Promise<Published> {
  const { git } = location;
  const { remote } = on;
  const stem = `refs/heads/${request.branch}`;
  const [known, there] = await Promise.all([
    knownBranches(git, remote),
    // What others pushed since the last fetch; where nobody answers, the push will tell. The base is always there.
    askRemote(location, remote, [`${stem}*`, ...parentsOf(stem), `refs/heads/${on.branch}`]),
  ]);
  const name = freeName(request.branch, new Set([...known, ...(there?.keys() ?? []), ...tried]));
  tried.add(name);
  const begun: Undertaking = {
    ...{ kind: 'branch', phase: 'changing', head: null, message, changes: [], newFolders: [] },
    branch: { name, commit, base: on.commit, remote },
  };
  const full = await journal.write(begun).then(
    () => null,
    (error: unknown) => refuseFailedWrite(location.gitDir, error),
  );
  if (full) return full;
  reached('branch-journal-written');
  const ref = `refs/heads/${name}`;
  if (!(await createBranch(location, name, commit))) return { kind: 'taken' };
  reached('branch-made');
  try {
    request.onProgress?.(say('Pushing {branch} to {remote}', { branch: name, remote }));
    const talk = await pushBranch(location, remote, name, request.transport);
    // Settings can make VS Code's Git push something else, and be content.
    const isSure = talk.kind === 'done' && (!request.transport || (await isTrackedAt(git, remote, name, commit)));
    const isThere = isSure || (await askRemote(location, remote, [ref]))?.get(name) === commit;
    if (isThere) {
      reached('branch-pushed');
      return { kind: 'pushed', branch: name, commit, base: on, files };
    }
    const isGone = await removeBranch(git, name, commit);
    if (isGone) return talk.kind === 'done' ? refuse('push-failed', { remote, branch: name }) : talk;
    return refuse('put-back-failed', { cause: say('The branch was not pushed.') }, { files: [name] });
  } catch (error) {
    await removeBranch(git, name, commit);
    throw error;
  }
}

/** Whether the clone remembers the remote's branch at this commit, as it does after a push. */
async function isTrackedAt(git: Git, remote: string, name: string, commit: string): Promise<boolean> {
  return (await commitOf(git, trackingRef(remote, name))) === commit;
}

/** Branches that would keep one with this name from being made. */
function parentsOf(ref: string): string[] {
  const names = ref.split('/');
  return names.slice(3).map((_, index) => names.slice(0, index + 3).join('/'));
}

/** The promotion that was killed after its push, asked for again. */
async function pushedAlready(
  location: Location,
  { message, branch }: Undertaking,
  { branch: name, commit }: { readonly branch: string; readonly commit: string },
  request: BranchRequest,
): Promise<Pushed | null> {
  const { base } = request;
  const wish = attemptOf(request, base);
  const isSame = message === request.message && branch?.base === base.commit && branch.remote === base.remote;
  if (!isSame || !(await isCommitOf(location, commit, wish)) || !(await holdsBranch(location.git, name, commit)))
    return null;
  return { kind: 'pushed', branch: name, commit, base, files: wish.files };
}
