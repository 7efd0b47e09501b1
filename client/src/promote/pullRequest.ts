/** Puts together the pull request of a branch: its page on the forge, and the text that fills it. */
import { Uri } from 'vscode';
import { codeOwnersFiles, codeOwnersOf } from '../forge/codeOwners';
import { fileUrl, forgeRepository, longestUrl, pullRequestPage } from '../forge/pullRequestPage';
import type { PullRequestPage } from '../forge/pullRequestPage';
import { pullRequestBody, pullRequestTitle } from '../forge/pullRequestText';
import { isTemplate, pickTemplate, templateFolders } from '../forge/templates';
import { inspectRepository, readCommitFiles } from '../git';
import type { Pushed } from '../git';
import { gitPath } from '../gitExtension';
import { forgesSetting } from '../settings';
import type { PlannedChange } from './planning';

export interface PullRequest {
  /** Undefined where the remote lies on no forge that is known. */
  readonly page: PullRequestPage | undefined;
  readonly body: string;
}

/** Code owners and template are those of the base: they count there, whatever the working tree has. */
export async function pullRequestOf(change: PlannedChange, { branch, base }: Pushed): Promise<PullRequest> {
  const folder = Uri.parse(change.folder);
  const git = await gitPath();
  const repository = await inspectRepository(folder.fsPath, git);
  const prefix = repository.kind === 'repository' ? repository.prefix : '';
  const folders = new Set([...templateFolders, ...codeOwnersFiles.map((path) => path.replace(/\/?CODEOWNERS$/, ''))]);
  const isWanted = (path: string): boolean => isTemplate(path) || codeOwnersFiles.includes(path);
  const files = await readCommitFiles(folder.fsPath, base.commit, [...folders], isWanted, git);
  const owners = codeOwnersFiles.map((path) => files.get(path)).find((text) => text !== undefined) ?? '';
  const forge = forgeRepository(base.url, forgesSetting(folder));
  const body = pullRequestBody({
    plan: change.plan,
    base: `${base.branch} at ${base.commit.slice(0, 8)}`,
    link: (file) => (forge === undefined ? undefined : fileUrl(forge, branch, prefix + file)),
    owners: codeOwnersOf(
      owners,
      change.plan.files.map(({ file }) => prefix + file),
    ),
    template: forge && pickTemplate(forge.kind, files),
  });
  const longest = process.platform === 'win32' ? longestUrl.windows : longestUrl.usual;
  const request = { base: base.branch, branch, title: pullRequestTitle(change.plan), body };
  return { page: forge && pullRequestPage(forge, request, longest), body };
}
