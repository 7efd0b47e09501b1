/** The Environment Pins view: shows the server's pins as a native tree, grouped and narrowed as the user wants it. */
import { Disposable, EventEmitter, commands, env, l10n, window } from 'vscode';
import type { LogOutputChannel, Memento, TreeDataProvider, TreeItem, TreeView } from 'vscode';
import type { Answers } from '../answers';
import { fileUri } from '../pins';
import type { ServerState } from '../server/serverState';
import type { Moment } from './age';
import { treeItem } from './item';
import { filterText, passes, readFilter } from './pinFilter';
import type { PinFilter } from './pinFilter';
import { rowLook } from './pinRow';
import { brokenStates } from './pinText';
import { pinTooltip } from './pinTooltip';
import { staleText } from './statusText';
import { entriesOf, pinTree } from './pinTree';
import type { FolderPins, Grouping, PinEntry, TreeNode } from './pinTree';
import { ShownRows } from './shownRows';

export const pinsViewId = 'openchoreoGitops.pins';

/** Which welcome text stands in an empty tree; package.json has one for each. */
type ViewState = 'loading' | 'ready' | 'no-manifests' | 'no-pins' | 'no-match' | 'failed';

const groupingKey = 'pins.grouping';
const filterKey = 'pins.filter';

interface Rows {
  readonly nodes: readonly TreeNode[];
  /** The answer of the server, as one text to compare with the next; absent where there was none. */
  readonly madeOf: string | undefined;
}

export class PinsTree implements TreeDataProvider<TreeNode>, Disposable {
  private readonly changed = new EventEmitter<TreeNode[] | undefined>();
  private readonly disposables: Disposable[];
  private readonly view: TreeView<TreeNode>;
  private readonly rows = new ShownRows<TreeNode>(lookOf);
  /** Until the first answer is there, the view says that it is loading. */
  private first: Promise<void> | undefined;
  private loaded = false;
  /** What the rows were last made of: most changes of a repository, and most keys that are typed, do not touch the pins. */
  private shown: string | undefined;

  readonly onDidChangeTreeData = this.changed.event;

  /** @param memory of this workspace: how its pins were grouped and narrowed the last time */
  constructor(
    private readonly answers: Answers,
    private readonly log: LogOutputChannel,
    private readonly memory: Memento,
  ) {
    this.view = window.createTreeView(pinsViewId, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.disposables = [
      this.changed,
      this.view,
      answers.onDidChange(() => void this.showAnew()),
      // The badge and the other views want to know also while this one is not shown.
      answers.onDidSettle(() => void this.load()),
      answers.onDidChangeState((state) => this.stand(state)),
    ];
    void this.showArrangement();
  }

  get grouping(): Grouping {
    return this.memory.get(groupingKey) === 'environment' ? 'environment' : 'component';
  }

  get filter(): PinFilter {
    return readFilter(this.memory.get(filterKey));
  }

  async group(grouping: Grouping): Promise<void> {
    await this.memory.update(groupingKey, grouping);
    await this.showArrangement();
  }

  async narrow(filter: PinFilter): Promise<void> {
    await this.memory.update(filterKey, filter);
    await this.showArrangement();
  }

  getTreeItem(node: TreeNode): TreeItem {
    this.rows.drawn(node);
    const item = treeItem(node.id, rowLook(node, l10n, thisMoment()));
    if (node.kind === 'pin' && node.entry.row.binding !== null) {
      // The file behind the row brings its problems and its Git state as decorations.
      item.resourceUri = fileUri(node.entry.folder, node.entry.row.binding.file);
      item.command = { command: 'openchoreoGitops.openBinding', title: l10n.t('Open'), arguments: [node] };
    }
    return item;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node !== undefined) {
      return node.kind === 'pin' ? [] : [...node.children];
    }
    if (this.loaded) {
      return this.show(await this.load());
    }
    this.first ??= this.loadFirst();
    return [];
  }

  async resolveTreeItem(item: TreeItem, node: TreeNode): Promise<TreeItem> {
    if (node.kind === 'pin') {
      item.tooltip = await pinTooltip(node, this.answers);
    }
    return item;
  }

  dispose(): void {
    Disposable.from(...this.disposables).dispose();
  }

  /** The old rows stay until new ones are known; then only those that show something else are drawn. */
  private async showAnew(): Promise<void> {
    if (!this.view.visible) {
      this.changed.fire(undefined);
      return;
    }
    // What is shown then is asked for then.
    if (!this.loaded) {
      return;
    }
    const folders = await this.answers.pins().catch(() => undefined);
    const madeOf = folders && JSON.stringify(folders);
    if (folders !== undefined && madeOf === this.shown) {
      return;
    }
    const changed = folders && this.rows.renew(this.nodesOf(folders));
    if (changed !== undefined) {
      this.shown = madeOf;
    }
    this.changed.fire(changed);
  }

  /** Rows stay while the server is started again, with the warning that they may be out of date. */
  private stand(state: ServerState): void {
    const empty = this.shown === undefined;
    this.view.message = empty ? '' : staleText(state, l10n);
    if (state !== 'running') {
      this.view.badge = undefined;
    }
    if (state === 'starting' && empty) {
      void setState('loading');
    }
    if (state === 'ended') {
      this.changed.fire(undefined);
      // Menus want to know also while nobody looks.
      if (!this.view.visible) {
        void this.load();
      }
    }
  }

  private async loadFirst(): Promise<void> {
    await setState('loading');
    await window.withProgress({ location: { viewId: pinsViewId } }, () => this.load());
    this.loaded = true;
    this.changed.fire(undefined);
  }

  private show({ nodes, madeOf }: Rows): TreeNode[] {
    this.shown = madeOf;
    return this.rows.show(nodes);
  }

  private nodesOf(folders: readonly FolderPins[]): readonly TreeNode[] {
    const { filter } = this;
    return pinTree(folders, this.grouping, (entry) => passes(filter, entry));
  }

  /** Title, menus and rows say how the pins are grouped and what they are narrowed to. */
  private async showArrangement(): Promise<void> {
    const { grouping, filter } = this;
    this.view.description = filterText(filter, l10n);
    await Promise.all([
      commands.executeCommand('setContext', 'openchoreoGitops.pinsGrouping', grouping),
      commands.executeCommand('setContext', 'openchoreoGitops.pinsFiltered', filter.length > 0),
    ]);
    this.changed.fire(undefined);
  }

  private async load(): Promise<Rows> {
    try {
      const folders = await this.answers.pins();
      const nodes = this.nodesOf(folders);
      const state = stateOf(folders);
      await setState(state === 'ready' && nodes.length === 0 ? 'no-match' : state);
      this.showBadge(folders.flatMap(entriesOf));
      return { nodes, madeOf: JSON.stringify(folders) };
    } catch (error) {
      this.log.error(l10n.t('The pins could not be read.'), error);
      await setState(this.answers.serverState === 'starting' ? 'loading' : 'failed');
      return { nodes: [], madeOf: undefined };
    }
  }

  private showBadge(entries: readonly PinEntry[]): void {
    const value = entries.filter(({ row }) => brokenStates.has(row.state)).length;
    const tooltip = value === 1 ? l10n.t('1 broken pin') : l10n.t('{0} broken pins', value);
    this.view.badge = value === 0 ? undefined : { value, tooltip };
  }
}

/** What the tooltip tells beside the row's own is what its siblings pin. */
function lookOf(node: TreeNode): string {
  const told = node.kind === 'pin' ? [node.entry, node.siblings.map(({ row }) => row.release)] : [];
  return JSON.stringify([rowLook(node, l10n, thisMoment()), told]);
}

function thisMoment(): Moment {
  return { now: Date.now() / 1000, language: env.language };
}

async function setState(state: ViewState): Promise<void> {
  await commands.executeCommand('setContext', 'openchoreoGitops.state', state);
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
