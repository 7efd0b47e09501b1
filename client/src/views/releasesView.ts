/** The Releases view: owners with their releases, newest first, and who pins each. */
import { Disposable, EventEmitter, commands, l10n, window } from 'vscode';
import type { LogOutputChannel, TreeDataProvider, TreeItem } from 'vscode';
import type { Answers } from '../answers';
import { fileUri } from '../pins';
import { treeItem } from './item';
import { releaseLook } from './releaseRow';
import { releaseTree } from './releaseTree';
import type { ReleasesNode } from './releaseTree';

export const releasesViewId = 'openchoreoGitops.releases';

export class ReleasesTree implements TreeDataProvider<ReleasesNode>, Disposable {
  private readonly changed = new EventEmitter<void>();
  private readonly disposables: Disposable[];

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly answers: Answers,
    private readonly log: LogOutputChannel,
  ) {
    this.disposables = [
      this.changed,
      window.createTreeView(releasesViewId, { treeDataProvider: this, showCollapseAll: true }),
      answers.onDidChange(() => this.changed.fire()),
    ];
  }

  getTreeItem(node: ReleasesNode): TreeItem {
    const look = releaseLook(node, l10n);
    const item = treeItem(node.id, look);
    if (node.kind === 'release') {
      const { release, owner } = node;
      item.resourceUri = fileUri(node.folder, release.file);
      item.tooltip = [look.accessibleLabel, owner.label, `${release.file}:${release.line}`].join('\n');
      item.command = { command: 'openchoreoGitops.openRelease', title: l10n.t('Open'), arguments: [node] };
    }
    return item;
  }

  async getChildren(node?: ReleasesNode): Promise<ReleasesNode[]> {
    if (node !== undefined) {
      return node.kind === 'release' ? [] : [...node.children];
    }
    try {
      const nodes = releaseTree(await this.answers.releases());
      await setFailed(false);
      return [...nodes];
    } catch (error) {
      this.log.error(l10n.t('The releases could not be read.'), error);
      await setFailed(true);
      return [];
    }
  }

  dispose(): void {
    Disposable.from(...this.disposables).dispose();
  }
}

/** Which welcome text stands in an empty tree. */
async function setFailed(failed: boolean): Promise<void> {
  await commands.executeCommand('setContext', 'openchoreoGitops.releasesFailed', failed);
}
