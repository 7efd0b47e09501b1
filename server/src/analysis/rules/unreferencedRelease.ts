import { phrase, t } from '../../base/l10n';
import { familyOfRelease, RELEASE_FAMILIES } from '../../model/releaseFamilies';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { ownerOf, releasesOf } from '../owners';
import { releaseOrderOf } from '../pins';
import { atSpan } from '../problem';
import type { ManifestRule } from '../rule';

/**
 * A release that no binding pins and that a newer one has overtaken: nothing will deploy it but a rollback. The newest release
 * waits to be pinned, and where the order of releases is not known from their names, nothing is said.
 */
export const unreferencedRelease: ManifestRule = {
  kind: 'manifest',
  code: 'unreferenced-release',
  category: 'hygiene',
  severity: 'information',
  summary: phrase`No binding pins a release, and newer ones are pinned.`,
  kinds: RELEASE_FAMILIES.map((family) => family.release),
  check(view, manifest, report) {
    const family = familyOfRelease(manifest.kind.kind);
    const owner = family && ownerOf(view, family, manifest, family.releaseOwner);
    if (!owner || manifest.doubtful || !view.declares(family.binding) || view.hides(family.binding)) return;
    if (isPinned(view, manifest, family.binding)) return;
    const releases = releasesOf(view, owner);
    const order = releaseOrderOf(owner, releases);
    const later = order?.slice(order.indexOf(manifest.name) + 1) ?? [];
    const newer = releases.find((release) => later.includes(release.name) && isPinned(view, release, family.binding));
    if (!newer) return;
    report({
      place: atSpan(manifest.nameSpan),
      message: t`No binding pins ${manifest.kind.kind} "${manifest.name}", and newer releases are pinned: only a rollback would use it.`,
      related: [{ kind: 'manifest', manifest: newer, message: t`Newer, and pinned.` }],
      tag: 'unused',
    });
  },
};

function isPinned(view: RepositoryView, release: Manifest, binding: string): boolean {
  return view.usesOf(release).some((use) => use.manifest.kind.kind === binding);
}
