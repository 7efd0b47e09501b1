import { dirname, joinInside } from '../../base/filePath';
import { fail, type Result } from '../../base/result';
import type { PlanMessage } from '../../protocol';
import type { Manifest } from '../../repository/manifest';
import type { Repository } from '../../repository/repository';
import { ownerLabel, releasesOf, type Owner } from '../owners';
import { outsideRepository, readablePath } from '../promotion/newFile';
import { pathByReleaseConfig } from '../promotion/releaseConfig';
import { dateOfName } from '../releaseOrder';
import { compareReleases } from './currentRelease';

/**
 * The path of a new release's file: where the ReleaseConfig says, else beside the owner's newest release, else in
 * `releases/` beside the owner's manifest; always inside the repository (§2.5).
 */
export function placeRelease(
  repository: Repository,
  owner: Owner,
  component: Manifest,
  name: string,
): Result<string, PlanMessage> {
  const fileName = `${name}.yaml`;
  const configured = pathByReleaseConfig(repository.view, 'componentReleaseDefaults', owner, fileName);
  if (!configured.ok) return fail(outsideRepository(ownerLabel(owner), configured.error));
  const folder = folderOfNewest(repository, owner) ?? joinInside(dirname(component.file), 'releases') ?? 'releases';
  const path = configured.value ?? joinInside(folder, fileName);
  return path === undefined ? fail(outsideRepository(ownerLabel(owner), folder)) : readablePath(repository, path);
}

/** By date and number; where no name tells them, the first by path. */
function folderOfNewest({ view }: Repository, owner: Owner): string | undefined {
  const releases = releasesOf(view, owner);
  const dated = releases.filter((release) => dateOfName(owner.name, release.name));
  const newest = [...dated].sort((a, b) => compareReleases(owner, a, b)).at(-1) ?? releases[0];
  return newest && dirname(newest.file);
}
