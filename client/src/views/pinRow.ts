/** What a row of the Environment Pins tree shows, as plain values. Knows nothing of VS Code. */
import type { Localizer } from '../localizer';
import { canPromote } from '../promote/subject';
import type { Moment } from './age';
import { pinAccessibleLabel, pinDescription, stateLooks, summaryText } from './pinText';
import { canCutReleases, canRedeploy, canUndeploy } from './pinState';
import type { StateLook } from './pinText';
import { entriesBelow } from './pinTree';
import type { EnvironmentNode, FolderNode, OwnerNode, PinNode, ProjectNode, TreeNode } from './pinTree';

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
export function rowLook(node: TreeNode, l10n: Localizer, moment: Moment): RowLook {
  if (node.kind === 'pin') {
    return pinLook(node, l10n, moment);
  }
  const summary = summaryText(entriesBelow(node), l10n);
  return node.kind === 'owner' ? ownerLook(node, summary, l10n) : groupLook(node, summary, l10n);
}

type GroupNode = FolderNode | EnvironmentNode | ProjectNode;

const groupIcons: Readonly<Record<GroupNode['kind'], string>> = {
  folder: 'root-folder',
  environment: 'server-environment',
  project: 'project',
};

function groupLook(node: GroupNode, summary: string, l10n: Localizer): RowLook {
  const { label, said } = groupName(node, l10n);
  const description = [node.kind === 'project' ? node.namespace : null, summary].filter(Boolean).join(' · ');
  return {
    label,
    description,
    icon: groupIcons[node.kind],
    context: node.kind,
    accessibleLabel: [said, description].filter(Boolean).join(', '),
    expanded: true,
  };
}

/** The group's name, and the same as a screen reader says it. */
function groupName(node: GroupNode, l10n: Localizer): { readonly label: string; readonly said: string } {
  if (node.kind === 'folder') {
    return { label: node.name, said: l10n.t('folder {0}', node.name) };
  }
  if (node.kind === 'environment') {
    return { label: node.environment, said: l10n.t('environment {0}', node.environment) };
  }
  const label = node.project ?? l10n.t('(no project)');
  return { label, said: l10n.t('project {0}', label) };
}

function ownerLook(node: OwnerNode, summary: string, l10n: Localizer): RowLook {
  const kind = familyName(node.family, l10n);
  const promotable = node.children.some(({ entry, siblings }) => canPromote(entry, siblings));
  const releasable = node.children.some(({ entry }) => canCutReleases(entry));
  const declared = node.children.some(({ entry }) => entry.labels.ownerFile !== null);
  return {
    label: node.name,
    description: [node.family === 'project' ? kind : null, summary].filter(Boolean).join(' · '),
    icon: familyIcon(node.family),
    context: ['owner', promotable ? 'promote' : null, declared ? 'manifest' : null, releasable ? 'cut' : null]
      .filter(Boolean)
      .join(' '),
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

function pinLook({ entry, siblings, namedAfterOwner = false }: PinNode, l10n: Localizer, moment: Moment): RowLook {
  const { row, labels } = entry;
  const can = [
    'pin',
    canPromote(entry, siblings) ? 'promote' : null,
    row.binding === null ? null : 'binding',
    labels.releaseFile === null ? null : 'release',
    canUndeploy(entry) ? 'undeploy' : null,
    canRedeploy(entry) ? 'redeploy' : null,
  ];
  const said = namedAfterOwner ? `${familyName(row.family, l10n)} ${row.name}` : row.environment;
  return {
    ...stateLooks[row.state],
    label: namedAfterOwner ? row.name : row.environment,
    description: pinDescription(entry, l10n, moment),
    context: can.filter(Boolean).join(' '),
    accessibleLabel: pinAccessibleLabel(entry, said, l10n, moment),
    expanded: null,
  };
}
