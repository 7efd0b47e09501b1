/** After a branch was pushed: says so, and offers the page for its pull request, its diff, and to take it back. */
import { Uri, env, l10n, window } from 'vscode';
import { deleteBranch } from '../git';
import type { Pushed } from '../git';
import { gitPath, refreshGit } from '../gitExtension';
import type { Services } from '../services';
import { oneAtATime } from './deliver';
import type { PlannedChange } from './planning';
import { showDiff } from './preview';
import { pullRequestOf } from './pullRequest';
import { showRefusal } from './refusal';

export async function afterBranch(change: PlannedChange, pushed: Pushed, services: Services): Promise<void> {
  const { branch, base } = pushed;
  const [open, copy] = [l10n.t('Open Pull Request'), l10n.t('Copy Branch Name')];
  const [openDiff, remove] = [l10n.t('Open Diff'), l10n.t('Delete Branch')];
  const request = await pullRequestOf(change, pushed);
  const said = [l10n.t('Pushed {0} to {1}, for {2}.', branch, base.remote, base.branch)];
  if (request.page === undefined) {
    said.push(l10n.t('No page for pull requests is known for this remote: open one there yourself.'));
  }
  const buttons = [request.page === undefined ? copy : open, openDiff, remove];
  for (;;) {
    const chosen = await window.showInformationMessage(said.join(' '), ...buttons);
    if (chosen === openDiff) {
      // Looking at the diff is no decision: the other buttons are offered again.
      const shown = { title: change.title, stage: branch, preserveFocus: false };
      await showDiff(change.plan, shown, services.texts);
      continue;
    }
    if (chosen === open && request.page !== undefined) {
      // What does not fit into an address, or what the forge may not take from it, is at hand for pasting.
      if (!request.page.isComplete) {
        await env.clipboard.writeText(request.body);
        void window.showInformationMessage(l10n.t('The description of the pull request is on the clipboard.'));
      }
      // VS Code encodes a Uri anew and breaks the query; an address it opens as it is.
      await env.openExternal(request.page.url as unknown as Uri);
    } else if (chosen === copy) {
      await env.clipboard.writeText(branch);
    } else if (chosen === remove) {
      await takeBack(change, pushed, services);
    }
    return;
  }
}

async function takeBack({ folder }: PlannedChange, pushed: Pushed, services: Services): Promise<void> {
  const { branch, commit, base } = pushed;
  const uri = Uri.parse(folder);
  const outcome = await oneAtATime(async () =>
    deleteBranch({ folder: uri.fsPath, branch, commit, remote: base.remote, gitPath: await gitPath() }),
  );
  await refreshGit(uri);
  if (outcome.kind === 'refused') {
    await showRefusal(outcome, folder, services);
    return;
  }
  void window.showInformationMessage(l10n.t('The branch {0} is gone, here and on {1}.', branch, base.remote));
}
