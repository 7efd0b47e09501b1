/** The Releases view: owners with their releases, newest first, and who pins each. */
import { Disposable, EventEmitter, commands, l10n, window } from 'vscode';
import type { LogOutputChannel, TreeDataProvider, TreeItem } from 'vscode';
import type { Answers } from '../answers';
import { fileUri } from '../pins';
import { treeItem } from './item';
import { releaseLook, releaseTooltip } from './releaseRow';
import { releaseTree } from './releaseTree';
import { staleText } from './statusText';
import type { ReleasesNode } from './releaseTree';

export const releasesViewId = 'openchoreoGitops.releases';

export class ReleasesTree implements TreeDataProvider<ReleasesNode>, Disposable {
  private readonly changed = new EventEmitter<void>();
  private readonly disposables: Disposable[];
  /** Whether there are rows. */
  private shown = false;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly answers: Answers,
    private readonly log: LogOutputChannel,
  ) {
    const view = window.createTreeView(releasesViewId, { treeDataProvider: this, showCollapseAll: true });
    this.disposables = [
      this.changed,
      view,
      answers.onDidChange(() => this.changed.fire()),
      answers.onDidChangeState((state) => {
        view.message = this.shown ? staleText(state, l10n) : '';
        if (state === 'ended') {
          this.changed.fire();
        }
      }),
    ];
  }

  getTreeItem(node: ReleasesNode): TreeItem {
    const item = treeItem(node.id, releaseLook(node, l10n));
    if (node.kind === 'release') {
      item.resourceUri = fileUri(node.folder, node.release.file);
      item.tooltip = releaseTooltip(node, l10n);
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
      this.shown = nodes.length > 0;
      return [...nodes];
    } catch (error) {
      this.log.error(l10n.t('The releases could not be read.'), error);
      await setFailed(true);
      this.shown = false;
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
