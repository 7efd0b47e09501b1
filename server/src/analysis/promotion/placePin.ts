import { t } from '../../base/l10n';
import { dirname, joinInside } from '../../base/filePath';
import { fail, type Result } from '../../base/result';
import type { PlanMessage } from '../../protocol';
import type { Repository } from '../../repository/repository';
import type { RepositoryView } from '../../repository/view';
import { bindingsOf, manifestOfOwner, ownerLabel, type Owner } from '../owners';
import { textAt } from '../values';
import { outsideRepository, readablePath, refuseSegment } from './newFile';
import { pathByReleaseConfig, refuseReleaseConfig } from './releaseConfig';
import { renameEnvironment, renameInFileName, renameWord } from './renamePath';

/**
 * The path of a new pin's file: as the owner's other pins are placed, else where the ReleaseConfig says, else as its
 * neighbours' pins are placed, else by the layout. Fails where that is no place in the repository.
 */
export function placePin(
  repository: Repository,
  textOf: (file: string) => string | undefined,
  owner: Owner,
  environment: string,
): Result<string, PlanMessage> {
  const { view } = repository;
  const refusal = refuseSegment(t`The owner`, owner.name) ?? refuseSegment(t`The environment`, environment);
  if (refusal) return fail(refusal);
  const isFree = (path: string) => repository.files.manifestsOf(path).length === 0;
  const like = likeSiblings(view, owner, environment, isFree);
  if (like !== undefined) return readablePath(repository, like);
  const unclear = owner.family.family === 'component' ? refuseReleaseConfig(view, textOf) : undefined;
  if (unclear) return fail(unclear);
  const configured = pathByReleaseConfig(view, 'releaseBindingDefaults', owner, `${owner.name}-${environment}.yaml`);
  if (!configured.ok) return fail(outsideRepository(ownerLabel(owner), configured.error));
  const path =
    configured.value ?? likeNeighbours(view, owner, environment, isFree) ?? byLayout(view, owner, environment);
  return path === undefined ? fail(outsideRepository(ownerLabel(owner), '')) : readablePath(repository, path);
}

type IsFree = (path: string) => boolean;

/** As the owner's other pins are placed, the environment's parts of the path replaced. */
function likeSiblings(view: RepositoryView, owner: Owner, environment: string, isFree: IsFree): string | undefined {
  const siblings = bindingsOf(view, owner).flatMap((binding) => {
    const other = textAt(binding, owner.family.environment);
    return other === undefined ? [] : [{ file: binding.file, environment: other }];
  });
  const home = dirname(manifestOfOwner(view, owner)?.file ?? '');
  for (const sibling of siblings) {
    const variants = [renameEnvironment, renameInFileName];
    // What leads from one sibling to another leads to the new one as well.
    const proven = variants.find((variant) =>
      siblings.some(
        (other) =>
          other.environment !== sibling.environment &&
          variant(sibling.file, sibling.environment, other.environment, owner.name, home) === other.file,
      ),
    );
    for (const variant of proven ? [proven] : variants) {
      const path = variant(sibling.file, sibling.environment, environment, owner.name, home);
      if (path !== undefined && isFree(path)) return path;
    }
  }
  return undefined;
}

/** As the pins of another owner of the project are placed, if that owner's own manifest is placed as this one's is. */
function likeNeighbours(view: RepositoryView, owner: Owner, environment: string, isFree: IsFree): string | undefined {
  const { family } = owner;
  const home = manifestOfOwner(view, owner)?.file;
  if (home === undefined) return undefined;
  for (const binding of view.ofKind(family.binding)) {
    const name = textAt(binding, family.bindingOwner.name);
    const other = textAt(binding, family.environment);
    if (binding.inNamespace !== owner.namespace || name === undefined || name === owner.name || other === undefined)
      continue;
    if (family.bindingOwner.project && textAt(binding, family.bindingOwner.project) !== owner.project) continue;
    const neighbour = manifestOfOwner(view, { ...owner, name });
    if (!neighbour || renameWord(neighbour.file, name, owner.name) !== home) continue;
    const path = renameEnvironment(binding.file, other, environment, name, dirname(neighbour.file));
    const renamed = path === undefined ? undefined : renameWord(path, name, owner.name);
    if (renamed !== undefined && isFree(renamed)) return renamed;
  }
  return undefined;
}

/** The layout's default: beside the owner's manifest, as occ and the proposal lay it out. */
function byLayout(view: RepositoryView, owner: Owner, environment: string): string | undefined {
  const home = manifestOfOwner(view, owner);
  const base = home ? dirname(home.file) : `projects/${owner.project ?? 'default'}/components/${owner.name}`;
  const file = LAYOUTS[owner.family.family](owner.name, environment);
  return joinInside(base, file);
}

const LAYOUTS: Readonly<Record<Owner['family']['family'], (name: string, environment: string) => string>> = {
  component: (name, environment) => `release-bindings/${name}-${environment}.yaml`,
  project: (name, environment) => `release-bindings/${name}-${environment}.yaml`,
  resource: (name, environment) => `release-bindings/${name}-${environment}.yaml`,
  proposal: (_, environment) => `env-bindings/${environment}/release-pin.yaml`,
};
