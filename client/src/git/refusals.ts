/**
 * Every reason why a delivery is refused, as a table: cause and next step in plain words, `{placeholders}` filled in by
 * the caller. Codes are stable: the client may attach buttons to them.
 */
import type { Refusal } from './types';
import { say } from './words';

interface Words {
  readonly message: string;
  readonly nextStep: string;
}

const refusals = {
  'git-missing': {
    message: 'Git could not be started ({git}).',
    nextStep: 'Install Git 2.25 or newer, or set its path in the setting "git.path".',
  },
  'git-too-old': {
    message: 'Git {version} is too old: 2.25 or newer is needed to commit exactly the planned files.',
    nextStep: 'Update Git, or set the path to a newer one in the setting "git.path".',
  },
  'no-repository': {
    message: '{folder} is not inside a Git repository.',
    nextStep: 'Open the folder of a Git clone, or run "git init" there; to change only the files choose "Edit only".',
  },
  'bare-repository': {
    message: '{folder} is a bare Git repository: it has no files to change.',
    nextStep: 'Clone it, and open the clone.',
  },
  'unsafe-directory': {
    message: 'Git does not trust {folder}, because another user owns it.',
    nextStep: 'If you trust the folder, run: git config --global --add safe.directory "{folder}"',
  },
  'repository-unreadable': {
    message: 'Git cannot read this repository.',
    nextStep: 'Run "git status" in a terminal in the folder, and mend what it reports.',
  },
  'detached-head': {
    message: 'HEAD is detached: a commit would be on no branch and easily lost.',
    nextStep: 'Check out a branch ("git switch <branch>" or "git switch -c <new branch>"), then try again.',
  },
  'unborn-staged': {
    message: 'The branch has no commit yet and other files are staged for its first one.',
    nextStep: 'Make the first commit yourself, then promote.',
  },
  'merge-in-progress': {
    message: 'A merge is in progress.',
    nextStep: 'Finish it ("git merge --continue") or give it up ("git merge --abort"), then try again.',
  },
  'rebase-in-progress': {
    message: 'A rebase or "git am" is in progress.',
    nextStep: 'Finish it ("git rebase --continue") or give it up ("git rebase --abort"), then try again.',
  },
  'cherry-pick-in-progress': {
    message: 'A cherry-pick is in progress.',
    nextStep: 'Finish it ("git cherry-pick --continue") or give it up ("git cherry-pick --abort"), then try again.',
  },
  'revert-in-progress': {
    message: 'A revert is in progress.',
    nextStep: 'Finish it ("git revert --continue") or give it up ("git revert --abort"), then try again.',
  },
  'bisect-in-progress': {
    message: 'A bisect is in progress.',
    nextStep: 'End it ("git bisect reset"), then try again.',
  },
  'unmerged-files': {
    message: 'Some files still have merge conflicts: {files}.',
    nextStep: 'Resolve the conflicts and stage the files, then try again.',
  },
  'missing-identity': {
    message: 'Git does not know who you are, so it cannot make a commit in your name.',
    nextStep: 'Run: git config --global user.name "Your Name" and git config --global user.email "you@example.com"',
  },
  'index-locked': {
    message: 'Another Git command is running in this repository ({lock} exists).',
    nextStep: 'Wait for it to end and try again. If no Git is running, it left the file behind: delete it yourself.',
  },
  busy: {
    message: 'Another promotion is under way in this repository (process {pid} on {host}, since {since}).',
    nextStep: 'Wait for it to end and try again. If that process is gone, delete {journal} yourself.',
  },
  'git-dir-read-only': {
    message: 'The repository cannot be written to ({folder}).',
    nextStep: 'Give yourself write access to the .git folder, then try again.',
  },
  'empty-message': {
    message: 'The commit message is empty.',
    nextStep: 'Give a message, or check "promotion.commitMessage" in .openchoreo-gitops.yaml.',
  },
  'path-outside': {
    message: '{file} is not a path inside the repository.',
    nextStep: 'Check the layout in the release configuration: planned files must lie inside the folder.',
  },
  'git-internal-path': {
    message: '{file} lies in a folder that belongs to Git itself.',
    nextStep: 'Check the layout in the release configuration: manifests cannot live there.',
  },
  'duplicate-path': {
    message: '{file} is planned twice, or differs from another planned file only in upper and lower case.',
    nextStep: 'Plan the promotions one after the other.',
  },
  'nested-repository': {
    message: '{file} lies in another Git repository (submodule or nested clone) at {folder}.',
    nextStep: 'Open that folder and promote there.',
  },
  symlink: {
    message: '{link} is a symbolic link; files behind links are not written.',
    nextStep: 'Promote in the folder that the link leads to, or replace the link by the file.',
  },
  'parent-not-folder': {
    message: '{file} cannot be created: {folder} is not a folder.',
    nextStep: 'Move that file out of the way, then try again.',
  },
  'not-a-file': {
    message: '{file} is not a regular file.',
    nextStep: 'Move it out of the way, then try again.',
  },
  'unsaved-editor': {
    message: '{files} has unsaved changes in an editor.',
    nextStep: 'Save or revert the editor, commit or discard the changes, then try again.',
  },
  'dirty-file': {
    message: '{files} has changes that are not committed.',
    nextStep:
      'Commit, stash or discard them (or choose "Edit only" to keep them beside the promotion), then try again.',
  },
  'untracked-file': {
    message: '{files} is not known to Git yet.',
    nextStep: 'Commit it first ("git add" and "git commit"), then promote; or choose "Edit only".',
  },
  'file-exists': {
    message: '{file} is to be created, but exists already.',
    nextStep: 'Look at it; move it away or commit it, then plan the promotion again.',
  },
  'file-missing': {
    message: '{file} is to be changed, but no longer exists.',
    nextStep: 'Restore it ("git restore"), or plan the promotion again.',
  },
  'file-changed': {
    message: '{file} has changed since the promotion was planned.',
    nextStep: 'Plan the promotion again and look at the new preview.',
  },
  'not-utf8': {
    message: '{file} is not valid UTF-8, and would not survive being written again.',
    nextStep: 'Save it as UTF-8 and commit that, then try again.',
  },
  'file-unreadable': {
    message: '{file} could not be looked at.',
    nextStep: 'See what the system says below, mend it, then try again.',
  },
  'read-only-file': {
    message: '{file} is read-only.',
    nextStep: 'Give yourself write access to it (chmod u+w), then try again.',
  },
  'read-only-folder': {
    message: 'Nothing can be written in the folder {folder}.',
    nextStep: 'Give yourself write access to it, then try again.',
  },
  'ignored-file': {
    message: '{files} is ignored by Git, so it could not be committed.',
    nextStep: 'Change the .gitignore rule, or the layout in the release configuration, then try again.',
  },
  'outside-sparse-checkout': {
    message: '{files} lies outside the sparse checkout of this clone.',
    nextStep: 'Add its folder ("git sparse-checkout add <folder>"), then try again.',
  },
  'hidden-from-git': {
    message: '{files} is marked "assume unchanged" or "skip worktree", so Git does not look at its changes.',
    nextStep: 'Clear the mark ("git update-index --no-assume-unchanged --no-skip-worktree <file>"), then try again.',
  },
  'case-collision': {
    message: '{file} differs only in upper and lower case from {other}.',
    nextStep: 'Rename one of them: many computers cannot hold both.',
  },
  'disk-full': {
    message: 'The disk is full, or your quota is used up.',
    nextStep: 'Make room, then try again.',
  },
  'write-failed': {
    message: '{file} could not be written.',
    nextStep: 'See what the system says below, mend it, then try again.',
  },
  'hook-failed': {
    message: 'A Git hook of this repository refused the commit.',
    nextStep: 'Mend what the hook says, then try again. Everything is as it was before.',
  },
  'hook-changed-commit': {
    message: 'A Git hook changed what was to be committed ({files}), so the commit was taken back.',
    nextStep:
      'Run the hook’s formatter on the repository and commit that first; or choose "Edit only" and commit yourself.',
  },
  'hook-pushed-commit': {
    message: 'A Git hook changed what was to be committed ({files}) and pushed it: commit {commit} stays.',
    nextStep: 'Look at that commit, and revert it ("git revert") if it is not what you want.',
  },
  'signing-failed': {
    message: 'Git could not sign the commit.',
    nextStep: 'Check "user.signingkey" and that your GPG or SSH key can be used, then try again.',
  },
  'commit-failed': {
    message: 'Git could not make the commit.',
    nextStep: 'See what Git says below, mend it, then try again. Everything is as it was before.',
  },
  unverified: {
    message: 'Git was asked for the commit, but what came out could not be read.',
    nextStep: 'Look at "git log" and "git status": nothing was put back, nothing is lost.',
  },
  'head-moved': {
    message: 'Another program changed the branch while the commit was made.',
    nextStep: 'Look at "git log" and "git status", then plan the promotion again.',
  },
  cancelled: {
    message: 'Cancelled: nothing was committed, everything is as it was before.',
    nextStep: 'Start the promotion again when you want it.',
  },
  'put-back-failed': {
    message: '{cause} Not everything could be put back: {files}.',
    nextStep: 'See "git status"; the next promotion, or a restart, tries again to put back the rest.',
  },
  'not-the-tip': {
    message: 'The commit {commit} is no longer the latest one of the branch.',
    nextStep: 'Revert it instead ("git revert {commit}"), or roll the pin back.',
  },
  'already-pushed': {
    message: 'The commit {commit} has been pushed already ({ref}).',
    nextStep: 'Revert it instead ("git revert {commit}"), or roll the pin back.',
  },
  'not-this-promotion': {
    message: 'The commit {commit} is not exactly the promotion that is to be undone.',
    nextStep: 'Revert it instead ("git revert {commit}"), or roll the pin back.',
  },
  'no-remote': {
    message: 'This repository has no remote to push a branch to.',
    nextStep: 'Add one ("git remote add origin <url>"). Where no review is asked for, "Commit" does without.',
  },
  'several-remotes': {
    message: 'This repository has several remotes ({remotes}), and nothing says which one takes the branch.',
    nextStep: 'Set "promotion.baseBranch" in .openchoreo-gitops.yaml to "<remote>/<branch>".',
  },
  'no-base-branch': {
    message: 'The remote {remote} has no branch {branch} to start from.',
    nextStep: 'Set "promotion.baseBranch" in .openchoreo-gitops.yaml to a branch of the remote.',
  },
  'invalid-branch-name': {
    message: 'Git takes no branch with the name "{branch}".',
    nextStep: 'Set "promotion.branch" in .openchoreo-gitops.yaml to a template that makes another name.',
  },
  'unknown-base-branch': {
    message: 'Nothing says which branch of {remote} pull requests go to.',
    nextStep: 'Set "promotion.baseBranch" in .openchoreo-gitops.yaml, or run "git remote set-head {remote} --auto".',
  },
  'fetch-failed': {
    message: 'The base branch could not be fetched from {remote}.',
    nextStep: 'See what Git says below; check the network and the remote, then try again.',
  },
  'credentials-missing': {
    message: 'The remote {remote} asks for credentials that Git does not have.',
    nextStep: 'Push or fetch once in a terminal or in Source Control so that they are stored, then try again.',
  },
  'base-differs': {
    message: '{files} is not on the base branch as it was planned.',
    nextStep: 'Plan the promotion again and look at the new preview.',
  },
  'base-moved': {
    message: 'The base branch has moved, and the change is no longer the one that was shown: {why}',
    nextStep: 'Plan the promotion again and look at the new preview.',
  },
  'race-lost': {
    message:
      'Others were faster {times} times: each time the base branch had moved, or the name of the branch was taken.',
    nextStep: 'Try again in a moment.',
  },
  'push-rejected': {
    message: 'The remote {remote} refused the branch {branch}.',
    nextStep: 'Mend what it says; a protected name is changed by "promotion.branch" in .openchoreo-gitops.yaml.',
  },
  'push-hook-failed': {
    message: 'The pre-push hook of this repository refused the branch {branch}.',
    nextStep: 'Mend what the hook says, then try again. Everything is as it was before.',
  },
  'push-failed': {
    message: 'The branch {branch} could not be pushed to {remote}.',
    nextStep: 'See what Git says below, mend it, then try again. Everything is as it was before.',
  },
  'branch-in-use': {
    message: 'The branch {branch} is checked out in {folder}.',
    nextStep: 'Switch to another branch there, then delete it yourself.',
  },
  'branch-changed': {
    message: 'The branch {branch} is no longer at the commit of the promotion.',
    nextStep: 'Somebody went on with it: delete it yourself if it is to go.',
  },
} as const satisfies Record<string, Words>;

export type RefusalCode = keyof typeof refusals;

export interface RefusalParts {
  readonly detail?: string | undefined;
  readonly files?: readonly string[];
}

/** Build a refusal; `{files}` in its words is filled from `parts.files`, three of them by name at most. */
export function refuse(
  code: RefusalCode,
  values: Readonly<Record<string, string>> = {},
  parts: RefusalParts = {},
): Refusal {
  const all = { files: enumerate(parts.files ?? []), ...values };
  const detail = parts.detail?.trim();
  return {
    kind: 'refused',
    code,
    message: say(refusals[code].message, all),
    nextStep: say(refusals[code].nextStep, all),
    ...(detail ? { detail } : {}),
    ...(parts.files ? { files: parts.files } : {}),
  };
}

export function isRefusal(value: { readonly kind: string }): value is Refusal {
  return value.kind === 'refused';
}

function enumerate(files: readonly string[]): string {
  const shown = files.slice(0, 3).join(', ');
  return files.length > 3 ? say('{shown} and {more} more', { shown, more: String(files.length - 3) }) : shown;
}
