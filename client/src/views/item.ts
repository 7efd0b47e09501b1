/** A tree item from the plain values of its row. */
import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { RowLook } from './pinRow';

export function treeItem(id: string, look: RowLook): TreeItem {
  const item = new TreeItem(look.label);
  item.id = id;
  item.description = look.description;
  item.contextValue = look.context;
  item.accessibilityInformation = { label: look.accessibleLabel };
  item.iconPath = new ThemeIcon(look.icon, look.color === undefined ? undefined : new ThemeColor(look.color));
  if (look.expanded !== null) {
    item.collapsibleState = look.expanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  }
  return item;
}
