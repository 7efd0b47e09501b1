/** What the user should know of the workspace above the tree: why promoting is not possible here. */
import { l10n, workspace } from 'vscode';
import type { RefusalCode } from '../git';
import { gitPath } from '../gitExtension';

const withoutGit: ReadonlySet<RefusalCode> = new Set<RefusalCode>(['git-missing', 'git-too-old']);

/** Undefined when nothing stands in the way. Runs no Git in Restricted Mode. */
export async function workspaceNote(): Promise<string | undefined> {
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  if (folders.length === 0) {
    return undefined;
  }
  if (!workspace.isTrusted) {
    return l10n.t('Restricted Mode: reading only. Trust the workspace to promote.');
  }
  const { inspectRepository } = await import('../git');
  const git = await gitPath();
  const states = await Promise.all(folders.map(({ uri }) => inspectRepository(uri.fsPath, git)));
  if (states.some((state) => state.kind === 'refused' && withoutGit.has(state.code))) {
    return l10n.t('Git was not found or is too old: promoting by commit is not possible.');
  }
  return states.every(({ kind }) => kind === 'refused')
    ? l10n.t('This folder is not in a usable Git repository: promoting by commit is not possible.')
    : undefined;
}
