import { resolve } from '../analysis/resolve';
import type { Declaration } from '../model/manifest';
import type { Manifest, Use } from '../repository/manifest';
import type { Repository } from '../repository/repository';
import { byPlace } from '../repository/repositoryIndex';
import { symbolAt, type FilePlace } from './symbolAt';

/** All uses of the name at an offset, in the order of files; with its declaration first when asked for. */
export function referencesAt(
  repository: Repository,
  file: string,
  offset: number,
  includeDeclaration: boolean,
): readonly FilePlace[] {
  const symbol = symbolAt(repository, file, offset);
  if (!symbol) return [];
  if (symbol.kind === 'name') return usesOfManifest(repository, symbol.manifest, includeDeclaration);
  if (symbol.kind === 'declaration')
    return usesOfDeclaration(repository, symbol.manifest, symbol.declaration, includeDeclaration);
  const resolution = resolve(repository.view, symbol.manifest, symbol.reference);
  if (resolution.kind !== 'found') return [];
  return resolution.declaration
    ? usesOfDeclaration(repository, resolution.manifest, resolution.declaration, includeDeclaration)
    : usesOfManifest(repository, resolution.manifest, includeDeclaration);
}

/** The places of `usesOf`, with the manifest's name first when asked for. */
export function usesOfManifest(
  repository: Repository,
  manifest: Manifest,
  includeDeclaration: boolean,
): readonly FilePlace[] {
  const places = usesOf(repository, manifest).map(placeOf);
  return includeDeclaration ? [{ file: manifest.file, span: manifest.nameSpan }, ...places] : places;
}

/** The places of `usesInside`, with the declaration first when asked for. */
export function usesOfDeclaration(
  repository: Repository,
  manifest: Manifest,
  declaration: Declaration,
  includeDeclaration: boolean,
): readonly FilePlace[] {
  const places = usesInside(repository, declaration).map(placeOf);
  return includeDeclaration ? [{ file: manifest.file, span: declaration.span }, ...places] : places;
}

/** The uses of a manifest: those whose reference really leads to it, where a name could mean several. */
export function usesOf(repository: Repository, manifest: Manifest): readonly Use[] {
  return repository.view.usesOf(manifest).filter(({ manifest: user, reference }) => {
    const hasNamespace = user.inNamespace !== undefined || reference.namespace !== undefined;
    if (reference.kinds.length === 1 && (hasNamespace || manifest.inNamespace === undefined)) return true;
    const resolution = resolve(repository.view, user, reference);
    return resolution.kind === 'found' && resolution.manifest.key === manifest.key;
  });
}

/** The uses of a name declared inside a manifest, in the order of files. */
export function usesInside(repository: Repository, declaration: Declaration): readonly Use[] {
  const uses: Use[] = [];
  for (const user of [...repository.view.manifests()].sort(byPlace)) {
    for (const reference of user.references) {
      if (
        reference.name !== declaration.name ||
        reference.rule.to.kind !== 'inside' ||
        reference.rule.to.category !== declaration.category
      )
        continue;
      const resolution = resolve(repository.view, user, reference);
      if (resolution.kind === 'found' && resolution.declaration === declaration)
        uses.push({ manifest: user, reference });
    }
  }
  return uses;
}

function placeOf({ manifest, reference }: Use): FilePlace {
  return { file: manifest.file, span: reference.span };
}
