import type { Span } from '../base/span';
import type { Repository } from '../repository/repository';
import { parameterAt, placeOfParameter } from './parameterSymbol';
import { symbolAt, targetOf, type FilePlace, type TreeOf } from './symbolAt';

/** Where a reference leads: the span to select, the whole target, and the reference itself. */
export interface Definition extends FilePlace {
  readonly whole: Span;
  readonly origin: Span;
}

/**
 * Where the name at an offset is declared; all of them where several manifests share it. A name that is a declaration
 * itself leads to itself, so that an editor offers its references instead.
 *
 * @param treeOf the tree of a file: schemas that declare parameters are in no index
 */
export function definitionsAt(
  repository: Repository,
  treeOf: TreeOf,
  file: string,
  offset: number,
): readonly Definition[] {
  const symbol = symbolAt(repository, file, offset);
  if (!symbol) return definitionsOfParameter(repository, treeOf, file, offset);
  if (symbol.kind === 'name')
    return [{ file, span: symbol.manifest.nameSpan, whole: symbol.manifest.span, origin: symbol.manifest.nameSpan }];
  if (symbol.kind === 'declaration')
    return [{ file, span: symbol.declaration.span, whole: symbol.declaration.span, origin: symbol.declaration.span }];
  const target = targetOf(repository.view, symbol);
  if (!target) return [];
  const origin = symbol.reference.span;
  const { manifest, declaration } = target;
  if (declaration) return [{ file: manifest.file, span: declaration.span, whole: declaration.span, origin }];
  return repository.view
    .all(manifest.kind.kind, manifest.inNamespace, manifest.name)
    .map((found) => ({ file: found.file, span: found.nameSpan, whole: found.span, origin }));
}

function definitionsOfParameter(repository: Repository, treeOf: TreeOf, file: string, offset: number): Definition[] {
  const parameter = parameterAt(repository, treeOf, file, offset);
  const place = parameter && placeOfParameter(treeOf, parameter);
  return parameter && place ? [{ ...place, whole: place.span, origin: parameter.origin }] : [];
}
