/**
 * What the delivery of plans by Git is asked and what it answers. Values only: nothing here throws, a refusal is an answer.
 * This folder must not know `vscode` nor YAML: texts come in from a plan, and go to disk and to Git as they are.
 */
import type { PlannedFile } from '../../../server/src/protocol';
import type { RefusalCode } from './refusals';

export type { PlannedFile, RefusalCode };

/** Why nothing was done, what to do about it, and what Git itself said. After a refusal everything is as it was before. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  /** The cause in plain words. */
  readonly message: string;
  readonly nextStep: string;
  /** Git's, a hook's or the operating system's own words. */
  readonly detail?: string;
  /** The files concerned, as the request names them. */
  readonly files?: readonly string[];
}

export interface CommitRequest {
  /** Absolute path that the files are relative to: a Git root, or a folder somewhere inside a Git tree. */
  readonly folder: string;
  readonly files: readonly PlannedFile[];
  readonly message: string;
  /** Add `Signed-off-by`. */
  readonly signOff: boolean;
  /** The Git to run; `git` from PATH when absent. Comes from the user's own settings, never from the repository. */
  readonly gitPath?: string;
  /** Files with unsaved editors, relative to the folder. */
  readonly unsaved?: readonly string[];
  readonly onProgress?: (text: string) => void;
  /** Aborting before the commit exists puts everything back. */
  readonly signal?: AbortSignal;
}

export type CommitOutcome = Committed | Nothing | Refusal;

export interface Committed {
  readonly kind: 'committed';
  readonly commit: string;
  /** Empty for the first commit of a repository. */
  readonly parent: string;
  readonly branch: string | null;
  /** What the user should know beside the success: the commit went into a submodule, a hook left a file modified… */
  readonly notes?: readonly string[];
}

/** Every file already is as planned, and committed. */
export interface Nothing {
  readonly kind: 'nothing';
}

export type WriteRequest = Pick<CommitRequest, 'folder' | 'files' | 'unsaved' | 'onProgress' | 'signal'>;

export type WriteOutcome = { readonly kind: 'written'; readonly files: readonly string[] } | Refusal;

export interface UndoRequest {
  readonly folder: string;
  readonly commit: string;
  /** As `Committed.parent`: empty when the commit was the repository's first. */
  readonly parent: string;
  /** The files of the plan that was committed. */
  readonly files: readonly PlannedFile[];
  readonly gitPath?: string;
  readonly unsaved?: readonly string[];
  readonly signal?: AbortSignal;
}

export type UndoOutcome = { readonly kind: 'undone' } | Refusal;

/** Where a branch starts: a branch of a remote, as it was when it was last fetched. */
export interface Base {
  readonly kind: 'base';
  readonly remote: string;
  /** As Git is told it, with what `insteadOf` makes of it. */
  readonly url: string;
  /** Name of the branch on the remote: `main`. */
  readonly branch: string;
  readonly commit: string;
}

export interface BaseRequest {
  readonly folder: string;
  /** `main`, or `upstream/main` for a remote that is not the branch's own; null: the remote's default branch. */
  readonly baseBranch: string | null;
  readonly gitPath?: string;
  readonly transport?: Transport | undefined;
  readonly signal?: AbortSignal;
}

/** Talks to a remote in place of Git alone, as VS Code's Git does with its credentials. Rejects with Git's own words. */
export interface Transport {
  fetch(remote: string, branch: string): Promise<void>;
  push(remote: string, branch: string): Promise<void>;
}

/** The change anew, for another base; or why it is not the one any more that was agreed to. */
export type Replanned =
  | { readonly kind: 'planned'; readonly files: readonly PlannedFile[]; readonly message: string }
  | { readonly kind: 'outdated'; readonly why: string };

export interface BranchRequest {
  readonly folder: string;
  /** What the files were planned from. */
  readonly base: Base;
  readonly files: readonly PlannedFile[];
  readonly message: string;
  /** Name of the new branch; the next free one is taken where it exists. */
  readonly branch: string;
  readonly signOff: boolean;
  /** Files with unsaved editors, relative to the folder; those that come along from the working tree must be saved. */
  readonly unsaved?: readonly string[];
  /** Plans again where the base has moved. */
  readonly replan: (base: Base) => Promise<Replanned>;
  readonly gitPath?: string;
  readonly transport?: Transport | undefined;
  readonly onProgress?: (text: string) => void;
  /** Aborting before the push has begun leaves everything as it was. */
  readonly signal?: AbortSignal;
}

export type BranchOutcome = Pushed | Nothing | Refusal;

export interface Pushed {
  readonly kind: 'pushed';
  readonly branch: string;
  readonly commit: string;
  /** What it was made on in the end. */
  readonly base: Base;
  readonly files: readonly PlannedFile[];
}

export interface DeleteBranchRequest {
  readonly folder: string;
  readonly branch: string;
  readonly commit: string;
  readonly remote: string;
  readonly gitPath?: string;
}

export type DeleteBranchOutcome = { readonly kind: 'deleted' } | Refusal;

/** What a Git command sequence that stopped half-way keeps the repository from doing. */
export type Operation = 'merge' | 'rebase' | 'cherry-pick' | 'revert' | 'bisect';

export interface Repository {
  readonly kind: 'repository';
  /** The folder asked about, symbolic links resolved. */
  readonly folder: string;
  /** Root of the Git working tree; the folder or one above it. */
  readonly root: string;
  /** From root to folder, with `/` and one at the end; empty when they are the same. */
  readonly prefix: string;
  /** Where HEAD and the index of this working tree live. */
  readonly gitDir: string;
  /** Null while the branch has no commit. */
  readonly head: string | null;
  /** Null when HEAD is detached. */
  readonly branch: string | null;
  readonly unborn: boolean;
  readonly detached: boolean;
  readonly operation: Operation | null;
  /** `origin/main`, or null when the branch tracks nothing. */
  readonly upstream: string | null;
  /** Commits that the upstream lacks, and the other way round; null where there is no upstream. */
  readonly ahead: number | null;
  readonly behind: number | null;
  readonly shallow: boolean;
  readonly linkedWorktree: boolean;
  /** Root of the repository that this one is a submodule of. */
  readonly superproject: string | null;
  /** Another Git command holds, or left behind, `index.lock`. */
  readonly locked: boolean;
  readonly gitVersion: string;
}

/** A refusal is one of: Git missing or too old, no repository, bare repository, refused by `safe.directory`. */
export type RepositoryState = Repository | Refusal;

/** What was found of a promotion that was killed half-way. */
export type RecoveryOutcome =
  | { readonly kind: 'clean' }
  /** Put back as it was before the interrupted promotion. `left`: touched by someone since, and left alone. */
  | { readonly kind: 'put-back'; readonly files: readonly string[]; readonly left: readonly string[] }
  /** The interrupted promotion had got as far as its commit. */
  | { readonly kind: 'completed'; readonly commit: string; readonly parent: string }
  /** The interrupted promotion had pushed its branch. */
  | { readonly kind: 'branch-pushed'; readonly branch: string; readonly commit: string }
  /** The interrupted promotion had made its branch and not pushed it: the branch is gone again. */
  | { readonly kind: 'branch-taken-back'; readonly branch: string }
  | Refusal;
