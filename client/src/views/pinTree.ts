/** The Environment Pins tree as plain values: pin rows grouped in one of two ways. Knows nothing of VS Code. */
import type { PinLabels, PinRow, PinsView } from '../../../server/src/protocol';
import { environmentOrder } from './environmentOrder';
import { groupBy } from './groupBy';

/** One row of the pin table with its labels and the folder it comes from. */
export interface PinEntry {
  /** URI of the workspace folder. */
  readonly folder: string;
  readonly row: PinRow;
  readonly labels: PinLabels;
}

/** What one workspace folder answers. */
export interface FolderPins {
  readonly uri: string;
  readonly name: string;
  readonly view: PinsView;
}

/** `component`: project → component → environment; `environment`: environment → project → component. */
export type Grouping = 'component' | 'environment';

export interface FolderNode {
  readonly kind: 'folder';
  readonly id: string;
  readonly name: string;
  readonly children: readonly (ProjectNode | EnvironmentNode)[];
}

export interface EnvironmentNode {
  readonly kind: 'environment';
  readonly id: string;
  readonly environment: string;
  readonly children: readonly ProjectNode[];
}

export interface ProjectNode {
  readonly kind: 'project';
  readonly id: string;
  /** Null: owners whose project no manifest names. */
  readonly project: string | null;
  /** Set where the folder has pins in several namespaces. */
  readonly namespace: string | null;
  /** Owners, or, below an environment, the owners' pins there. */
  readonly children: readonly (OwnerNode | PinNode)[];
}

export interface OwnerNode {
  readonly kind: 'owner';
  readonly id: string;
  readonly family: string;
  readonly name: string;
  /** Few enough pins in the folder to show them all at once. */
  readonly expanded: boolean;
  readonly children: readonly PinNode[];
}

export interface PinNode {
  readonly kind: 'pin';
  readonly id: string;
  readonly entry: PinEntry;
  /** The owner's pins in all environments, this one included. */
  readonly siblings: readonly PinEntry[];
  /** Below an environment the row is named after the owner. */
  readonly namedAfterOwner?: boolean;
}

export type TreeNode = FolderNode | EnvironmentNode | ProjectNode | OwnerNode | PinNode;

/** Which pins the tree is to show. */
export type PinTest = (entry: PinEntry) => boolean;

/** Folders with more pins than this start with their owners collapsed: about two screens of rows. */
const expandedLimit = 60;

/** The pins of a folder, each with its labels. */
export function entriesOf({ uri, view }: FolderPins): readonly PinEntry[] {
  return view.pins.flatMap((row, index) => {
    const labels = view.labels[index];
    return labels === undefined ? [] : [{ folder: uri, row, labels }];
  });
}

const ownerKey = ({ folder, row }: PinEntry): string =>
  JSON.stringify([folder, row.namespace, row.project, row.family, row.name]);

const projectKey = ({ folder, row }: PinEntry): string => JSON.stringify([folder, row.namespace, row.project]);

/** Whether both are pins of one owner, be it in different environments or from different answers. */
export function sameOwner(one: PinEntry, other: PinEntry): boolean {
  return ownerKey(one) === ownerKey(other);
}

/** The pins of each owner, all environments together, in the server's order. */
export function groupByOwner(entries: readonly PinEntry[]): readonly (readonly PinEntry[])[] {
  return [...groupBy(entries, ownerKey).values()];
}

/** The tree: below the folder, where there are several, as the grouping says. What keeps no pin is left out. */
export function pinTree(folders: readonly FolderPins[], grouping: Grouping, keep: PinTest): readonly TreeNode[] {
  const nodes = folders.map((folder) => ({
    folder,
    children: grouping === 'component' ? byComponent(folder, keep) : byEnvironment(folder, keep),
  }));
  if (folders.length === 1) {
    return nodes[0]?.children ?? [];
  }
  return nodes
    .filter(({ children }) => children.length > 0)
    .map(({ folder, children }) => ({ kind: 'folder', id: folder.uri, name: folder.name, children }));
}

function byComponent(folder: FolderPins, keep: PinTest): readonly ProjectNode[] {
  const entries = entriesOf(folder);
  const expanded = entries.filter(keep).length <= expandedLimit;
  return projectNodes(entries, '', (group) => ownerNodes(group, expanded, keep));
}

function byEnvironment(folder: FolderPins, keep: PinTest): readonly EnvironmentNode[] {
  const entries = entriesOf(folder);
  const owners = new Map(groupByOwner(entries).flatMap((siblings) => siblings.map((entry) => [entry, siblings])));
  const groups = groupBy(entries.filter(keep), ({ row }) => row.environment);
  return environmentOrder(folder.view.pipelines, [...groups.keys()]).map((environment) => {
    const id = JSON.stringify([folder.uri, environment]);
    const leaves = (group: readonly PinEntry[]): readonly PinNode[] =>
      projectFirst(
        pinNodes(group, (entry) => owners.get(entry) ?? [entry]).map((node) => ({ ...node, namedAfterOwner: true })),
        ({ entry }) => entry.row.family,
      );
    return { kind: 'environment', id, environment, children: projectNodes(groups.get(environment) ?? [], id, leaves) };
  });
}

/** @param below id of the row above, where the same project has several rows */
function projectNodes(
  entries: readonly PinEntry[],
  below: string,
  childrenOf: (group: readonly PinEntry[]) => ProjectNode['children'],
): readonly ProjectNode[] {
  const severalNamespaces = new Set(entries.map(({ row }) => row.namespace)).size > 1;
  const nodes = [...groupBy(entries, projectKey)].flatMap(([key, group]): readonly ProjectNode[] => {
    const children = childrenOf(group);
    const row = group[0]?.row;
    if (row === undefined || children.length === 0) {
      return [];
    }
    const namespace = severalNamespaces ? row.namespace : null;
    return [{ kind: 'project', id: `${below}${key}`, project: row.project, namespace, children }];
  });
  // Owners without a project are the exception: they come last.
  return nodes.sort((a, b) => Number(a.project === null) - Number(b.project === null));
}

/** The project's own releases come first, the rest in the server's order. */
function ownerNodes(entries: readonly PinEntry[], expanded: boolean, keep: PinTest): readonly OwnerNode[] {
  const nodes = [...groupBy(entries, ownerKey)].flatMap(([id, siblings]): readonly OwnerNode[] => {
    const row = siblings[0]?.row;
    const children = pinNodes(siblings.filter(keep), () => siblings);
    return row === undefined || children.length === 0
      ? []
      : [{ kind: 'owner', id, family: row.family, name: row.name, expanded, children }];
  });
  return projectFirst(nodes, ({ family }) => family);
}

/** Should the table ever hold two rows for one owner and environment, both need an id of their own. */
function pinNodes(
  entries: readonly PinEntry[],
  siblingsOf: (entry: PinEntry) => readonly PinEntry[],
): readonly PinNode[] {
  const keyOf = (entry: PinEntry): string => `${ownerKey(entry)}${entry.row.environment}`;
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const key = keyOf(entry);
    const repeated = seen.get(key) ?? 0;
    seen.set(key, repeated + 1);
    return { kind: 'pin', id: `${key}#${repeated}`, entry, siblings: siblingsOf(entry) };
  });
}

function projectFirst<T>(nodes: readonly T[], familyOf: (node: T) => string): readonly T[] {
  return [...nodes].sort((a, b) => Number(familyOf(b) === 'project') - Number(familyOf(a) === 'project'));
}

/** All pins at and below a node. */
export function entriesBelow(node: TreeNode): readonly PinEntry[] {
  return node.kind === 'pin' ? [node.entry] : node.children.flatMap(entriesBelow);
}
