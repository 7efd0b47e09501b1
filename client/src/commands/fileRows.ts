/**
 * Menus of the Explorer and of editors hand over files. The pin that a file binds, or the release that it declares, stands for
 * it, as a row of a tree, so that commands know only rows.
 */
import { Uri, l10n, window, workspace } from 'vscode';
import { editorPin } from '../editorPin';
import { editorRelease, releasesIn } from '../editorRelease';
import { askPinEntries } from '../pins';
import type { Services } from '../services';
import { sameOwner } from '../views/pinTree';
import type { PinEntry, PinNode } from '../views/pinTree';
import type { ReleaseNode } from '../views/releaseTree';

/** @returns the arguments, with rows for files; undefined where the user was asked which one is meant and left it open */
export async function withRows(
  { server, answers }: Services,
  args: readonly unknown[],
): Promise<readonly unknown[] | undefined> {
  const [file, all, ...others] = args;
  if (!(file instanceof Uri)) {
    return args;
  }
  const entries = await askPinEntries(server);
  const editor = window.activeTextEditor;
  if (editor?.document.uri.toString() === file.toString()) {
    // In the active editor the cursor tells which pin is meant.
    const release = editorPin(entries, editor) === undefined ? await editorRelease(answers, editor) : undefined;
    return release === undefined ? args : [release, undefined, ...others];
  }
  const nodes = (uri: Uri): readonly PinNode[] => pinsIn(entries, uri).map((entry) => nodeOf(entries, entry));
  const selected = Array.isArray(all) ? all.filter((each) => each instanceof Uri) : [];
  if (selected.length > 1) {
    const rows = selected.flatMap(nodes);
    return [rows[0], rows, ...others];
  }
  const pins = nodes(file);
  const found = pins.length > 0 ? pins : await releasesIn(answers, file);
  const node = found.length > 1 ? await choose(found) : found[0];
  return node === undefined && found.length > 1 ? undefined : [node, undefined, ...others];
}

/** The pins whose bindings stand in a file. */
function pinsIn(entries: readonly PinEntry[], uri: Uri): readonly PinEntry[] {
  const folder = workspace.getWorkspaceFolder(uri);
  if (folder === undefined) {
    return [];
  }
  const file = uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1);
  return entries.filter((entry) => entry.folder === folder.uri.toString() && entry.row.binding?.file === file);
}

function nodeOf(entries: readonly PinEntry[], entry: PinEntry): PinNode {
  return { kind: 'pin', id: '', entry, siblings: entries.filter((other) => sameOwner(entry, other)) };
}

async function choose(nodes: readonly (PinNode | ReleaseNode)[]): Promise<PinNode | ReleaseNode | undefined> {
  const items = nodes.map((node) => {
    if (node.kind === 'release') {
      return { label: node.release.name, description: node.owner.label, node };
    }
    const { labels, row } = node.entry;
    return { label: `${labels.owner} → ${row.environment}`, description: row.release ?? '', node };
  });
  const placeHolder = nodes.some(({ kind }) => kind === 'release')
    ? l10n.t('This file holds several releases. Which one is meant?')
    : l10n.t('This file holds several bindings. Which one is meant?');
  return (await window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.node;
}
