import { phrase, t } from '../../base/l10n';
import { familyOfBinding, RELEASE_FAMILIES } from '../../model/releaseFamilies';
import { ownerLabel, ownerOf, ownerOfBinding } from '../owners';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import { pathOf, textAt } from '../values';
import { contradictedOwner } from './ownerMismatch';

/** A binding that pins the release of something else. Source: domain/rules.md rb-owner-matches-release, prb-, rrb-. */
export const releaseOfOtherOwner: ManifestRule = {
  kind: 'manifest',
  code: 'release-of-other-owner',
  category: 'rule',
  severity: 'error',
  summary: phrase`A binding pins a release that belongs to another owner.`,
  kinds: RELEASE_FAMILIES.map((family) => family.binding),
  check(view, manifest, report) {
    const family = familyOfBinding(manifest.kind.kind);
    const owner = family && ownerOfBinding(view, family, manifest);
    const pin = family && textAt(manifest, family.pin);
    const release = family && pin ? view.find(family.release, manifest.inNamespace, pin) : undefined;
    const other = family && release && ownerOf(view, family, release, family.releaseOwner);
    if (!owner || !release || !other) return;
    if (
      other.name === owner.name &&
      (other.project === null || owner.project === null || other.project === owner.project)
    )
      return;
    // The component says which of the two is wrong about the project: that one is reported.
    if (other.name === owner.name && (contradictedOwner(view, manifest) ?? contradictedOwner(view, release))) return;
    report({
      place: atPath(manifest, pathOf(family.pin)),
      message: t`Release "${pin}" belongs to ${ownerLabel(other)}, this binding to ${ownerLabel(owner)}: the platform refuses the pair.`,
      related: [{ kind: 'manifest', manifest: release, message: t`The release says ${ownerLabel(other)}.` }],
    });
  },
};
