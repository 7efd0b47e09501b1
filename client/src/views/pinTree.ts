/** The Environment Pins tree as plain values: pin rows grouped by folder, project and owner. Knows nothing of VS Code. */
import type { PinLabels, PinRow, PinsView } from '../../../server/src/protocol';

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

export interface FolderNode {
  readonly kind: 'folder';
  readonly id: string;
  readonly name: string;
  readonly children: readonly ProjectNode[];
}

export interface ProjectNode {
  readonly kind: 'project';
  readonly id: string;
  /** Null: owners whose project no manifest names. */
  readonly project: string | null;
  /** Set where the folder has pins in several namespaces. */
  readonly namespace: string | null;
  readonly children: readonly OwnerNode[];
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
}

export type TreeNode = FolderNode | ProjectNode | OwnerNode | PinNode;

/** Folders with more pins than this start with their owners collapsed: about two screens of rows. */
const expandedLimit = 60;

/** The pins of a folder, each with its labels. */
export function entriesOf({ uri, view }: FolderPins): readonly PinEntry[] {
  return view.pins.flatMap((row, index) => {
    const labels = view.labels[index];
    return labels === undefined ? [] : [{ folder: uri, row, labels }];
  });
}

/** Groups values by a key, in the order in which the keys first appear. */
function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) {
      group.push(value);
    } else {
      groups.set(key, [value]);
    }
  }
  return groups;
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

/** The tree by component: folder (where there are several) → project → owner → environment in pipeline order. */
export function treeByComponent(folders: readonly FolderPins[]): readonly TreeNode[] {
  const nodes = folders.map((folder) => ({ folder, children: projectNodes(entriesOf(folder)) }));
  if (folders.length === 1) {
    return nodes[0]?.children ?? [];
  }
  return nodes.map(({ folder, children }) => ({ kind: 'folder', id: folder.uri, name: folder.name, children }));
}

function projectNodes(entries: readonly PinEntry[]): readonly ProjectNode[] {
  const severalNamespaces = new Set(entries.map(({ row }) => row.namespace)).size > 1;
  const expanded = entries.length <= expandedLimit;
  const nodes = [...groupBy(entries, projectKey)].flatMap(([id, group]): readonly ProjectNode[] => {
    const row = group[0]?.row;
    if (row === undefined) {
      return [];
    }
    const namespace = severalNamespaces ? row.namespace : null;
    return [{ kind: 'project', id, project: row.project, namespace, children: ownerNodes(group, expanded) }];
  });
  // Owners without a project are the exception: they come last.
  return nodes.sort((a, b) => Number(a.project === null) - Number(b.project === null));
}

/** The project's own releases come first, the rest in the server's order. */
function ownerNodes(entries: readonly PinEntry[], expanded: boolean): readonly OwnerNode[] {
  const nodes = [...groupBy(entries, ownerKey)].flatMap(([id, siblings]): readonly OwnerNode[] => {
    const row = siblings[0]?.row;
    if (row === undefined) {
      return [];
    }
    // Should the table ever hold two rows for one environment, both need an id of their own.
    const children = siblings.map((entry, index): PinNode => {
      const repeated = siblings.slice(0, index).filter((other) => other.row.environment === entry.row.environment);
      return { kind: 'pin', id: `${id}${entry.row.environment}#${repeated.length}`, entry, siblings };
    });
    return [{ kind: 'owner', id, family: row.family, name: row.name, expanded, children }];
  });
  return nodes.sort((a, b) => Number(b.family === 'project') - Number(a.family === 'project'));
}

/** All pins at and below a node. */
export function entriesBelow(node: TreeNode): readonly PinEntry[] {
  return node.kind === 'pin' ? [node.entry] : node.children.flatMap(entriesBelow);
}
