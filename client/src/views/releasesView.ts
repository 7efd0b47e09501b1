/** The Releases view: owners with their releases, newest first, and who pins each. */
import { Disposable, EventEmitter, commands, l10n, window } from 'vscode';
import type { LogOutputChannel, TreeDataProvider, TreeItem, TreeView } from 'vscode';
import type { Answers } from '../answers';
import { fileUri } from '../pins';
import { treeItem } from './item';
import { releaseLook, releaseTooltip } from './releaseRow';
import { releaseTree } from './releaseTree';
import { staleText } from './statusText';
import type { ReleasesNode } from './releaseTree';
import { ShownRows } from './shownRows';

export const releasesViewId = 'openchoreoGitops.releases';

export class ReleasesTree implements TreeDataProvider<ReleasesNode>, Disposable {
  private readonly changed = new EventEmitter<ReleasesNode[] | undefined>();
  private readonly disposables: Disposable[];
  private readonly view: TreeView<ReleasesNode>;
  private readonly rows = new ShownRows<ReleasesNode>(lookOf);
  /** Whether there are rows. */
  private shown = false;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly answers: Answers,
    private readonly log: LogOutputChannel,
  ) {
    this.view = window.createTreeView(releasesViewId, { treeDataProvider: this, showCollapseAll: true });
    this.disposables = [
      this.changed,
      this.view,
      answers.onDidChange(() => void this.showAnew()),
      answers.onDidChangeState((state) => {
        this.view.message = this.shown ? staleText(state, l10n) : '';
        if (state === 'ended') {
          this.changed.fire(undefined);
        }
      }),
    ];
  }

  getTreeItem(node: ReleasesNode): TreeItem {
    this.rows.drawn(node);
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
      return this.rows.show(nodes);
    } catch (error) {
      this.log.error(l10n.t('The releases could not be read.'), error);
      await setFailed(true);
      this.shown = false;
      return this.rows.show([]);
    }
  }

  dispose(): void {
    Disposable.from(...this.disposables).dispose();
  }

  /** The old rows stay until new ones are known; then only those that show something else are drawn. */
  private async showAnew(): Promise<void> {
    const folders = this.view.visible ? await this.answers.releases().catch(() => undefined) : undefined;
    this.changed.fire(folders && this.rows.renew(releaseTree(folders)));
  }
}

function lookOf(node: ReleasesNode): string {
  return JSON.stringify([releaseLook(node, l10n), node.kind === 'release' ? releaseTooltip(node, l10n) : '']);
}

/** Which welcome text stands in an empty tree. */
async function setFailed(failed: boolean): Promise<void> {
  await commands.executeCommand('setContext', 'openchoreoGitops.releasesFailed', failed);
}
