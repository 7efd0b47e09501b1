import { ownerOf } from '../analysis/owners';
import { resolve } from '../analysis/resolve';
import type { Declaration } from '../model/manifest';
import { familyOfRelease } from '../model/releaseFamilies';
import type { Manifest, Use } from '../repository/manifest';
import type { Repository } from '../repository/repository';
import { byPlace } from '../repository/repositoryIndex';
import type { RepositoryView } from '../repository/view';
import { parameterAt, usesOfParameter } from './parameterSymbol';
import { symbolAt, targetOf, type FilePlace, type SymbolTarget, type TreeOf } from './symbolAt';

/**
 * All uses of the name at an offset, in the order of files; with its declaration first when asked for.
 *
 * @param treeOf the tree of a file: parameters and the schemas that declare them have no names in the index
 */
export function referencesAt(
  repository: Repository,
  treeOf: TreeOf,
  file: string,
  offset: number,
  includeDeclaration: boolean,
): readonly FilePlace[] {
  const symbol = symbolAt(repository, file, offset);
  if (!symbol) {
    const parameter = parameterAt(repository, treeOf, file, offset);
    return parameter ? usesOfParameter(repository.view, treeOf, parameter, includeDeclaration) : [];
  }
  const target = targetOf(repository.view, symbol);
  if (!target) return [];
  return target.declaration
    ? usesOfDeclaration(repository, target.manifest, target.declaration, includeDeclaration)
    : usesOfManifest(repository, target.manifest, includeDeclaration);
}

/** The places of `usesOf`, with the manifest's name first when asked for. */
export function usesOfManifest(
  repository: Repository,
  manifest: Manifest,
  includeDeclaration: boolean,
): readonly FilePlace[] {
  const places = usesOf(repository.view, manifest).map(placeOf);
  return includeDeclaration ? [{ file: manifest.file, span: manifest.nameSpan }, ...places] : places;
}

/** The places that mean a name declared inside a manifest, in the order of files; with its declaration first when asked for. */
export function usesOfDeclaration(
  { view }: Repository,
  manifest: Manifest,
  declaration: Declaration,
  includeDeclaration: boolean,
): readonly FilePlace[] {
  const places = usesNamed(view, declaration, (found) => meansSame(view, found, { manifest, declaration })).map(
    placeOf,
  );
  return includeDeclaration ? [{ file: manifest.file, span: declaration.span }, ...places] : places;
}

/** The uses of a manifest: those whose reference really leads to it, where a name could mean several. */
export function usesOf(view: RepositoryView, manifest: Manifest): readonly Use[] {
  return view.usesOf(manifest).filter(({ manifest: user, reference }) => {
    const hasNamespace = user.inNamespace !== undefined || reference.namespace !== undefined;
    if (reference.kinds.length === 1 && (hasNamespace || manifest.inNamespace === undefined)) return true;
    const resolution = resolve(view, user, reference);
    return resolution.kind === 'found' && resolution.manifest.key === manifest.key;
  });
}

/** The uses that lead to a name declared inside a manifest, in the order of files. */
export function usesInside({ view }: Repository, declaration: Declaration): readonly Use[] {
  return usesNamed(view, declaration, (found) => found.declaration === declaration);
}

/** The uses of all names like a declaration's that lead to what is looked for. */
function usesNamed(
  view: RepositoryView,
  { name, category }: Declaration,
  isMeant: (found: SymbolTarget) => boolean,
): readonly Use[] {
  const uses: Use[] = [];
  for (const manifest of view.manifests()) {
    for (const reference of manifest.references) {
      const { to } = reference.rule;
      if (reference.name !== name || to.kind !== 'inside' || to.category !== category) continue;
      const found = targetOf(view, { kind: 'reference', manifest, reference });
      if (found && isMeant(found)) uses.push({ manifest, reference });
    }
  }
  return uses.sort((a, b) => byPlace(a.manifest, b.manifest) || a.reference.span.start - b.reference.span.start);
}

/**
 * Whether what a use leads to is what is looked for. What a release froze of its component means the component's own: a
 * binding names trait instances as its release has them, and they come from the component.
 */
export function meansSame(view: RepositoryView, found: SymbolTarget, wanted: SymbolTarget): boolean {
  if (found.declaration?.name !== wanted.declaration?.name) return false;
  if (found.declaration?.category !== wanted.declaration?.category) return false;
  if (found.manifest.key === wanted.manifest.key) return true;
  return found.declaration?.category === 'trait-instance' && isReleaseOf(view, found.manifest, wanted.manifest);
}

function isReleaseOf(view: RepositoryView, release: Manifest, owner: Manifest): boolean {
  const family = familyOfRelease(release.kind.kind);
  const found = family?.ownerKinds.includes(owner.kind.kind) && ownerOf(view, family, release, family.releaseOwner);
  return found ? found.name === owner.name && found.namespace === owner.inNamespace : false;
}

function placeOf({ manifest, reference }: Use): FilePlace {
  return { file: manifest.file, span: reference.span };
}
