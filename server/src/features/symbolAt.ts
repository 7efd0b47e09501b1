import { resolve } from '../analysis/resolve';
import { covers, type Span } from '../base/span';
import type { Declaration, Reference } from '../model/manifest';
import type { Manifest } from '../repository/manifest';
import type { Repository } from '../repository/repository';
import type { RepositoryView } from '../repository/view';
import type { YamlFile } from '../yaml/node';

/** A place in a file of the repository. */
export interface FilePlace {
  readonly file: string;
  readonly span: Span;
}

/** Gives the tree of a file, for what the index does not hold. */
export type TreeOf = (file: string) => YamlFile;

/** What a cursor is on: the use of a name, a name declared inside a manifest, or a manifest's own name. */
export type SymbolAt =
  | { readonly kind: 'reference'; readonly manifest: Manifest; readonly reference: Reference }
  | { readonly kind: 'declaration'; readonly manifest: Manifest; readonly declaration: Declaration }
  | { readonly kind: 'name'; readonly manifest: Manifest };

/** The symbol at an offset of a file. References win, since a key can be a use and a declaration at once. */
export function symbolAt(repository: Repository, file: string, offset: number): SymbolAt | undefined {
  for (const manifest of repository.files.manifestsOf(file)) {
    for (const reference of manifest.references)
      if (covers(reference.span, offset)) return { kind: 'reference', manifest, reference };
    for (const declaration of manifest.declarations)
      if (covers(declaration.span, offset)) return { kind: 'declaration', manifest, declaration };
    if (covers(manifest.nameSpan, offset)) return { kind: 'name', manifest };
  }
  return undefined;
}

/** A manifest, or a name declared inside it. */
export interface SymbolTarget {
  readonly manifest: Manifest;
  readonly declaration?: Declaration;
}

/** What a symbol means; undefined for a reference that leads nowhere here. */
export function targetOf(view: RepositoryView, symbol: SymbolAt): SymbolTarget | undefined {
  if (symbol.kind !== 'reference') return symbol;
  const resolution = resolve(view, symbol.manifest, symbol.reference);
  return resolution.kind === 'found' ? resolution : undefined;
}
