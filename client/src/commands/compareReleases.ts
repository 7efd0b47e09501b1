/** Compare With… on a release: beside another release of its owner, as the files have them. */
import { ThemeIcon, l10n } from 'vscode';
import type { ReleaseRow } from '../../../server/src/protocol';
import { openDiffs } from '../diffs';
import { fileUri } from '../pins';
import { ask } from '../promote/ask';
import type { ReleaseNode, ReleaseOwnerNode } from '../views/releaseTree';

export async function compareReleases(row: ReleaseNode | ReleaseOwnerNode): Promise<void> {
  const { folder, owner } = row;
  const [newest] = owner.releases;
  const release = row.kind === 'release' ? row.release : newest;
  if (release === undefined) {
    return;
  }
  const others = owner.releases.filter(({ name }) => name !== release.name);
  const title = l10n.t('Compare {0}', release.name);
  const placeholder =
    others.length === 0 ? l10n.t('{0} has no other release.', owner.label) : l10n.t('With which release?');
  const choices = startingAt(others, owner.releases.indexOf(release)).map((each) => ({
    label: each.name,
    description: each.environments.join(', '),
    iconPath: new ThemeIcon('package'),
    value: each,
  }));
  const answer = await ask({ title, placeholder, choices }, { step: 1, total: 1, canGoBack: false });
  if (answer.kind !== 'answer') {
    return;
  }
  const pair = {
    path: release.file,
    title: `${answer.value.name} ↔ ${release.name}`,
    before: fileUri(folder, answer.value.file),
    after: fileUri(folder, release.file),
  };
  await openDiffs([pair], { title: pair.title, preserveFocus: false });
}

/** The one before it comes first, as the likeliest: newest first, from that one on. */
function startingAt(releases: readonly ReleaseRow[], index: number): readonly ReleaseRow[] {
  return [...releases.slice(index), ...releases.slice(0, index)];
}
