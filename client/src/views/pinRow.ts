/** What a row of the Environment Pins tree shows, as plain values. Knows nothing of VS Code. */
import type { Localizer } from '../localizer';
import { canPromote } from '../promote/subject';
import { pinAccessibleLabel, pinDescription, stateLooks, summaryText } from './pinText';
import type { StateLook } from './pinText';
import { entriesBelow } from './pinTree';
import type { OwnerNode, PinNode, ProjectNode, TreeNode } from './pinTree';

export interface RowLook extends StateLook {
  readonly label: string;
  readonly description: string;
  /** Words for the `when` clauses of menus: what the row is, then what can be done with it. */
  readonly context: string;
  readonly accessibleLabel: string;
  readonly expanded: boolean | null;
}

const familyIcons: Readonly<Record<string, string>> = { project: 'versions', resource: 'database' };

/** The codicon of an owner, by its release family. */
export function familyIcon(family: string | undefined): string {
  return familyIcons[family ?? ''] ?? 'package';
}

/** How a row looks; the tree's own code adds only what needs VS Code. */
export function rowLook(node: TreeNode, l10n: Localizer): RowLook {
  if (node.kind === 'pin') {
    return pinLook(node, l10n);
  }
  const summary = summaryText(entriesBelow(node), l10n);
  if (node.kind === 'owner') {
    return ownerLook(node, summary, l10n);
  }
  const label = node.kind === 'folder' ? node.name : projectLabel(node, l10n);
  const description = [node.kind === 'project' ? node.namespace : null, summary].filter(Boolean).join(' · ');
  const said = node.kind === 'folder' ? l10n.t('folder {0}', label) : l10n.t('project {0}', label);
  return {
    label,
    description,
    icon: node.kind === 'folder' ? 'root-folder' : 'project',
    context: node.kind,
    accessibleLabel: [said, description].filter(Boolean).join(', '),
    expanded: true,
  };
}

function projectLabel({ project }: ProjectNode, l10n: Localizer): string {
  return project ?? l10n.t('(no project)');
}

function ownerLook(node: OwnerNode, summary: string, l10n: Localizer): RowLook {
  const kind = familyName(node.family, l10n);
  const promotable = node.children.some(({ entry, siblings }) => canPromote(entry, siblings));
  const declared = node.children.some(({ entry }) => entry.labels.ownerFile !== null);
  return {
    label: node.name,
    description: [node.family === 'project' ? kind : null, summary].filter(Boolean).join(' · '),
    icon: familyIcon(node.family),
    context: ['owner', promotable ? 'promote' : null, declared ? 'manifest' : null].filter(Boolean).join(' '),
    accessibleLabel: [`${kind} ${node.name}`, summary].filter(Boolean).join(', '),
    expanded: node.expanded,
  };
}

function familyName(family: string, l10n: Localizer): string {
  if (family === 'project') {
    return l10n.t('project releases');
  }
  return family === 'resource' ? l10n.t('resource') : l10n.t('component');
}

function pinLook({ entry, siblings }: PinNode, l10n: Localizer): RowLook {
  const { row, labels } = entry;
  const can = [
    'pin',
    canPromote(entry, siblings) ? 'promote' : null,
    row.binding === null ? null : 'binding',
    labels.releaseFile === null ? null : 'release',
  ];
  return {
    ...stateLooks[row.state],
    label: row.environment,
    description: pinDescription(entry, l10n),
    context: can.filter(Boolean).join(' '),
    accessibleLabel: pinAccessibleLabel(entry, l10n),
    expanded: null,
  };
}
