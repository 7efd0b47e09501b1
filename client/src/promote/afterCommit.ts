/** After a commit: says so, and offers what can be done with it while it is fresh. */
import { Uri, l10n, window } from 'vscode';
import { inspectRepository, undoCommit } from '../git';
import type { Committed } from '../git';
import { gitPath, gitRepository } from '../gitExtension';
import type { GitRepository } from '../gitExtension';
import type { Services } from '../services';
import { oneAtATime, unsavedFiles } from './deliver';
import { closePreviews, showDiff } from './preview';
import type { PlannedChange } from './planning';
import { showRefusal } from './refusal';

export async function afterCommit(change: PlannedChange, committed: Committed, services: Services): Promise<void> {
  const short = committed.commit.slice(0, 8);
  const openDiff = l10n.t('Open Diff');
  const push = l10n.t('Push');
  const undo = l10n.t('Undo');
  const pushable = await pushableRepository(change.folder);
  const subject = change.plan.commitMessage.split('\n')[0] ?? '';
  const said = [l10n.t('Committed {0}: {1}', short, subject), ...(committed.notes ?? [])];
  const buttons = [openDiff, ...(pushable === undefined ? [] : [push]), undo];
  for (;;) {
    const chosen = await window.showInformationMessage(said.join(' '), ...buttons);
    if (chosen === openDiff) {
      // Looking at the diff is no decision: the other buttons are offered again.
      const shown = { title: change.title, stage: short, preserveFocus: false };
      await showDiff(change.plan, shown, services.texts);
      continue;
    }
    if (chosen === push) {
      await pushable?.push();
      void window.showInformationMessage(l10n.t('Pushed {0}.', short));
    } else if (chosen === undo) {
      await undoPromotion(change, committed, services);
    }
    return;
  }
}

/** Only where the branch has an upstream, and VS Code's own Git knows the repository, whose credentials it takes. */
async function pushableRepository(folder: string): Promise<GitRepository | undefined> {
  const uri = Uri.parse(folder);
  const state = await inspectRepository(uri.fsPath, await gitPath());
  return state.kind === 'repository' && state.upstream !== null ? gitRepository(uri) : undefined;
}

async function undoPromotion(change: PlannedChange, committed: Committed, services: Services): Promise<void> {
  const folder = Uri.parse(change.folder);
  const { files } = change.plan;
  const { commit, parent } = committed;
  const outcome = await oneAtATime(async () =>
    undoCommit({
      folder: folder.fsPath,
      commit,
      parent,
      files,
      gitPath: await gitPath(),
      unsaved: unsavedFiles(folder, files),
    }),
  );
  if (outcome.kind === 'refused') {
    await showRefusal(outcome, change.folder, services);
    return;
  }
  await closePreviews();
  void window.showInformationMessage(
    l10n.t('Undone: the commit {0} is gone, the files are as before.', commit.slice(0, 8)),
  );
}
