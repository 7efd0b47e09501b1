import { resolve } from '../analysis/resolve';
import type { Declaration } from '../model/manifest';
import type { Manifest } from '../repository/manifest';
import type { Repository } from '../repository/repository';
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

/** The uses of a manifest: those whose reference really leads to it, where a name could mean several. */
export function usesOfManifest(
  repository: Repository,
  manifest: Manifest,
  includeDeclaration: boolean,
): readonly FilePlace[] {
  const uses = repository.view.usesOf(manifest).filter(({ manifest: user, reference }) => {
    const hasNamespace = user.inNamespace !== undefined || reference.namespace !== undefined;
    if (reference.kinds.length === 1 && (hasNamespace || manifest.inNamespace === undefined)) return true;
    const resolution = resolve(repository.view, user, reference);
    return resolution.kind === 'found' && resolution.manifest.key === manifest.key;
  });
  const places = uses.map((use) => ({ file: use.manifest.file, span: use.reference.span }));
  return includeDeclaration ? [{ file: manifest.file, span: manifest.nameSpan }, ...places] : places;
}

/** The uses of a name declared inside a manifest. */
export function usesOfDeclaration(
  repository: Repository,
  manifest: Manifest,
  declaration: Declaration,
  includeDeclaration: boolean,
): readonly FilePlace[] {
  const places: FilePlace[] = includeDeclaration ? [{ file: manifest.file, span: declaration.span }] : [];
  for (const user of [...repository.view.manifests()].sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.span.start - b.span.start,
  )) {
    for (const reference of user.references) {
      if (
        reference.name !== declaration.name ||
        reference.rule.to.kind !== 'inside' ||
        reference.rule.to.category !== declaration.category
      )
        continue;
      const resolution = resolve(repository.view, user, reference);
      if (resolution.kind === 'found' && resolution.declaration === declaration)
        places.push({ file: user.file, span: reference.span });
    }
  }
  return places;
}
