import type { Span } from '../base/span';
import { resolve } from '../analysis/resolve';
import type { Repository } from '../repository/repository';
import { symbolAt, type FilePlace } from './symbolAt';

/** Where a reference leads: the span to select, the whole target, and the reference itself. */
export interface Definition extends FilePlace {
  readonly whole: Span;
  readonly origin: Span;
}

/**
 * Where the name at an offset is declared; all of them where several manifests share it. A name that is a declaration
 * itself leads to itself, so that an editor offers its references instead.
 */
export function definitionsAt(repository: Repository, file: string, offset: number): readonly Definition[] {
  const symbol = symbolAt(repository, file, offset);
  if (!symbol) return [];
  if (symbol.kind === 'name')
    return [{ file, span: symbol.manifest.nameSpan, whole: symbol.manifest.span, origin: symbol.manifest.nameSpan }];
  if (symbol.kind === 'declaration')
    return [{ file, span: symbol.declaration.span, whole: symbol.declaration.span, origin: symbol.declaration.span }];
  const resolution = resolve(repository.view, symbol.manifest, symbol.reference);
  if (resolution.kind !== 'found') return [];
  const origin = symbol.reference.span;
  const { manifest, declaration } = resolution;
  if (declaration) return [{ file: manifest.file, span: declaration.span, whole: declaration.span, origin }];
  return repository.view
    .all(manifest.kind.kind, manifest.inNamespace, manifest.name)
    .map((target) => ({ file: target.file, span: target.nameSpan, whole: target.span, origin }));
}
