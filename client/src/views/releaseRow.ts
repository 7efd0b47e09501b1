/** What a row of the Releases tree shows, as plain values. Knows nothing of VS Code. */
import type { Localizer } from '../localizer';
import { familyIcon } from './pinRow';
import { isReleasable } from './pinState';
import type { RowLook } from './pinRow';
import { imageTag } from './pinText';
import { isUnreferenced } from './releaseTree';
import type { ReleaseNode, ReleaseOwnerNode, ReleasesNode } from './releaseTree';

/** How a row looks; the tree's own code adds only what needs VS Code. */
export function releaseLook(node: ReleasesNode, l10n: Localizer): RowLook {
  if (node.kind === 'release') {
    return rowLook(node, l10n);
  }
  if (node.kind === 'release-owner') {
    return ownerLook(node, l10n);
  }
  return {
    label: node.name,
    description: '',
    icon: 'root-folder',
    context: node.kind,
    accessibleLabel: l10n.t('folder {0}', node.name),
    expanded: true,
  };
}

/** What hovering over a release tells, a line each. */
export function releaseTooltip(node: ReleaseNode, l10n: Localizer): string {
  const { owner, release } = node;
  return [rowLook(node, l10n).accessibleLabel, owner.label, `${release.file}:${release.line}`].join('\n');
}

function ownerLook({ owner, children }: ReleaseOwnerNode, l10n: Localizer): RowLook {
  const unreferenced = children.filter(({ release }) => isUnreferenced(release)).length;
  const counts = [
    children.length === 1 ? l10n.t('1 release') : l10n.t('{0} releases', children.length),
    unreferenced === 0 ? null : l10n.t('{0} unreferenced', unreferenced),
  ];
  const description = counts.filter(Boolean).join(' · ');
  return {
    label: owner.label,
    description,
    icon: familyIcon(owner.owner.family),
    context: ['release-owner', owner.ownerFile === null ? null : 'manifest', isReleasable(owner.owner) ? 'cut' : null]
      .filter(Boolean)
      .join(' '),
    accessibleLabel: `${owner.label}, ${description}`,
    expanded: false,
  };
}

function rowLook({ release }: ReleaseNode, l10n: Localizer): RowLook {
  const unreferenced = isUnreferenced(release);
  const pinnedIn = unreferenced ? l10n.t('unreferenced') : release.environments.join(', ');
  const said = [
    l10n.t('release {0}', release.name),
    unreferenced ? pinnedIn : l10n.t('pinned in {0}', pinnedIn),
    release.image === null ? null : l10n.t('image {0}', release.image),
    release.date === null ? null : l10n.t('cut on {0}', release.date),
  ];
  return {
    label: release.name,
    description: [pinnedIn, imageTag(release.image), release.date].filter(Boolean).join(' · '),
    icon: unreferenced ? 'circle-outline' : 'pinned',
    context: ['release', unreferenced ? 'unreferenced' : 'pinned'].join(' '),
    accessibleLabel: said.filter(Boolean).join(', '),
    expanded: null,
  };
}
