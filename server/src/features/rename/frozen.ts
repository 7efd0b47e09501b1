import { familyOfRelease } from '../../model/releaseFamilies';
import type { Reference } from '../../model/manifest';
import type { Manifest } from '../../repository/manifest';

/**
 * Whether a reference is part of what a release has frozen: it tells what was, and a rename leaves it alone. Who owns the
 * release is no part of that, nor what the platform still looks up when it deploys the release.
 */
export function isFrozen(manifest: Manifest, { rule }: Reference): boolean {
  const family = familyOfRelease(manifest.kind.kind);
  return family !== undefined && rule.severity === 'provenance' && rule.at !== family.releaseOwner.name;
}
