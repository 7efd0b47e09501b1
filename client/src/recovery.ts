/** Puts right what a promotion left behind whose window was killed half-way, and says what was done. */
import { l10n, window, workspace } from 'vscode';
import type { LogOutputChannel } from 'vscode';
import { gitPath } from './gitExtension';

/** Looks in all folders; runs no Git in Restricted Mode. */
export async function recoverPromotions(log: LogOutputChannel): Promise<void> {
  if (!workspace.isTrusted) {
    return;
  }
  const { recoverInterrupted } = await import('./git');
  const git = await gitPath();
  for (const { uri } of workspace.workspaceFolders ?? []) {
    if (uri.scheme !== 'file') {
      continue;
    }
    const outcome = await recoverInterrupted(uri.fsPath, git);
    if (outcome.kind === 'put-back') {
      const files = [...outcome.files, ...outcome.left].join(', ');
      log.warn(`Interrupted promotion: put back ${outcome.files.join(', ')}; left alone ${outcome.left.join(', ')}`);
      void window.showWarningMessage(
        outcome.left.length === 0
          ? l10n.t('A promotion was interrupted before its commit. The files are as before: {0}', files)
          : l10n.t('A promotion was interrupted before its commit, and the files have been edited since: {0}', files),
      );
    } else if (outcome.kind === 'completed') {
      const short = outcome.commit.slice(0, 8);
      void window.showInformationMessage(l10n.t('The promotion that was interrupted had made its commit {0}.', short));
    } else if (outcome.kind === 'branch-pushed') {
      const { branch } = outcome;
      void window.showInformationMessage(
        l10n.t('The promotion that was interrupted had pushed its branch {0}.', branch),
      );
    } else if (outcome.kind === 'branch-taken-back') {
      const { branch } = outcome;
      void window.showWarningMessage(
        l10n.t('A promotion was interrupted before its branch {0} was pushed. The branch is gone again.', branch),
      );
    } else if (outcome.kind === 'refused') {
      log.debug(`${outcome.code}: ${outcome.message}`);
    }
  }
}
