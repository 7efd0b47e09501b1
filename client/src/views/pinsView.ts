/** The Environment Pins view: asks the server for the pins and shows them as a native tree. Keeps no pins of its own. */
import {
  Disposable,
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  commands,
  l10n,
  window,
} from 'vscode';
import type { Command, LogOutputChannel, ProviderResult, TreeDataProvider, TreeView } from 'vscode';
import { askPins, fileUri } from '../pins';
import type { LanguageServer } from '../server/languageServer';
import { workspaceNote } from './notes';
import { rowLook } from './pinRow';
import { pinTooltip, stateSentence } from './pinText';
import { treeByComponent } from './pinTree';
import type { FolderPins, PinNode, TreeNode } from './pinTree';

export const pinsViewId = 'openchoreoGitops.pins';

/** Which welcome text stands in an empty tree; package.json has one for each. */
type ViewState = 'loading' | 'ready' | 'no-manifests' | 'no-pins' | 'failed';

export class PinsTree implements TreeDataProvider<TreeNode>, Disposable {
  private readonly changed = new EventEmitter<void>();
  private readonly disposables: Disposable[];
  private readonly view: TreeView<TreeNode>;
  /** The first answer, handed over once: until it is there, the view says that it is loading. */
  private first: Promise<readonly TreeNode[]> | undefined;
  private loaded = false;
  private state: ViewState = 'loading';
  private note = '';

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly server: LanguageServer,
    private readonly log: LogOutputChannel,
  ) {
    this.view = window.createTreeView(pinsViewId, { treeDataProvider: this, showCollapseAll: true });
    this.disposables = [this.changed, this.view, server.onDidChange(() => this.changed.fire())];
  }

  /** Asks again, and looks at the workspace's state anew. */
  async refresh(): Promise<void> {
    this.changed.fire();
    await this.showNote();
  }

  getTreeItem(node: TreeNode): TreeItem {
    return treeItem(node);
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node !== undefined) {
      return node.kind === 'pin' ? [] : [...node.children];
    }
    if (this.loaded) {
      return [...(await this.load())];
    }
    if (this.first === undefined) {
      this.first = this.setState('loading').then(() => this.load());
      const first = this.first;
      void window.withProgress({ location: { viewId: pinsViewId } }, () => first.then(() => this.changed.fire()));
      void this.showNote();
      return [];
    }
    const nodes = await this.first;
    this.loaded = true;
    return [...nodes];
  }

  resolveTreeItem(item: TreeItem, node: TreeNode): ProviderResult<TreeItem> {
    item.tooltip = node.kind === 'pin' ? tooltip(node) : undefined;
    return item;
  }

  dispose(): void {
    Disposable.from(...this.disposables).dispose();
  }

  private async showNote(): Promise<void> {
    this.note = (await workspaceNote()) ?? '';
    this.view.message = this.state === 'ready' ? this.note : '';
  }

  private async setState(state: ViewState): Promise<void> {
    this.state = state;
    // A message would take the place of the welcome text.
    this.view.message = state === 'ready' ? this.note : '';
    await commands.executeCommand('setContext', 'openchoreoGitops.state', state);
  }

  private async load(): Promise<readonly TreeNode[]> {
    try {
      const folders = await askPins(this.server);
      await this.setState(stateOf(folders));
      return treeByComponent(folders);
    } catch (error) {
      this.log.error(l10n.t('The pins could not be read.'), error);
      await this.setState('failed');
      return [];
    }
  }
}

function stateOf(folders: readonly FolderPins[]): ViewState {
  if (folders.some(({ view }) => view.pins.length > 0)) {
    return 'ready';
  }
  // A folder that is still being read will be heard of again.
  if (folders.length === 0 || folders.some(({ view }) => !view.repository.ready)) {
    return 'loading';
  }
  return folders.some(({ view }) => view.repository.manifests > 0) ? 'no-pins' : 'no-manifests';
}

function treeItem(node: TreeNode): TreeItem {
  const look = rowLook(node, l10n);
  const item = new TreeItem(look.label);
  item.id = node.id;
  item.description = look.description;
  item.contextValue = look.context;
  item.accessibilityInformation = { label: look.accessibleLabel };
  item.iconPath = new ThemeIcon(look.icon, look.color === undefined ? undefined : new ThemeColor(look.color));
  if (look.expanded !== null) {
    item.collapsibleState = look.expanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  }
  if (node.kind === 'pin' && node.entry.row.binding !== null) {
    // The file behind the row brings its problems and its Git state as decorations.
    item.resourceUri = fileUri(node.entry.folder, node.entry.row.binding.file);
    item.command = openCommand(node);
  }
  return item;
}

function openCommand(node: PinNode): Command {
  return { command: 'openchoreoGitops.openBinding', title: l10n.t('Open'), arguments: [node] };
}

/** Names come from the repository's files: they are shown as text, never read as Markdown. */
function tooltip(node: PinNode): MarkdownString {
  const { row, labels } = node.entry;
  const text = new MarkdownString().appendText(`${labels.owner} → ${row.environment}`).appendMarkdown('\n\n');
  text.appendText(stateSentence(node.entry, l10n));
  for (const { title, value } of pinTooltip(node.entry, l10n)) {
    text.appendMarkdown('\n\n').appendText(`${title}: ${value}`);
  }
  return text;
}
