import { compareSpans, type Span } from '../base/span';
import type { Reference } from '../model/manifest';
import type { Manifest } from '../repository/manifest';
import type { Repository } from '../repository/repository';
import type { RepositoryView } from '../repository/view';
import { parameterAt, placeOfParameter, usesOfParameterIn } from './parameterSymbol';
import { meansSame } from './references';
import { symbolAt, targetOf, type SymbolAt, type SymbolTarget, type TreeOf } from './symbolAt';

/** A place of a file that means what the cursor is on: where it is declared, or where it is used. */
export interface Highlight {
  readonly span: Span;
  readonly access: 'write' | 'read';
}

/**
 * The places of one file that mean what is at an offset, in their order; none where the cursor is on no name. Uses of a
 * name that leads nowhere here belong together as well.
 *
 * @param treeOf the tree of a file: parameters and the schemas that declare them have no names in the index
 */
export function documentHighlights(
  repository: Repository,
  treeOf: TreeOf,
  file: string,
  offset: number,
): readonly Highlight[] {
  const symbol = symbolAt(repository, file, offset);
  if (!symbol) return ofParameter(repository, treeOf, file, offset);
  const { view, files } = repository;
  const target = targetOf(view, symbol);
  const found = files
    .manifestsOf(file)
    .flatMap((manifest): Highlight[] => [
      ...(target ? declarationsIn(manifest, target).map((span) => ({ span, access: 'write' as const })) : []),
      ...manifest.references
        .filter((reference) =>
          target ? leadsTo(view, manifest, reference, target) : isSameUse(symbol, manifest, reference),
        )
        .map(({ span }) => ({ span, access: 'read' as const })),
    ]);
  return found.sort((a, b) => compareSpans(a.span, b.span));
}

/** Where a file declares the parameter at an offset, and where it gives it a value. */
function ofParameter(repository: Repository, treeOf: TreeOf, file: string, offset: number): readonly Highlight[] {
  const parameter = parameterAt(repository, treeOf, file, offset);
  if (!parameter) return [];
  const declared = placeOfParameter(treeOf, parameter);
  const uses = usesOfParameterIn(repository.view, treeOf, parameter, repository.files.manifestsOf(file));
  const found = [
    ...(declared?.file === file ? [{ span: declared.span, access: 'write' as const }] : []),
    ...uses.map(({ span }) => ({ span, access: 'read' as const })),
  ];
  return found.sort((a, b) => compareSpans(a.span, b.span));
}

/** Where a manifest declares a target: duplicates of it count. */
function declarationsIn(manifest: Manifest, { manifest: holder, declaration }: SymbolTarget): Span[] {
  if (manifest.key !== holder.key) return [];
  if (!declaration) return [manifest.nameSpan];
  return manifest.declarations
    .filter(({ name, category }) => name === declaration.name && category === declaration.category)
    .map(({ span }) => span);
}

function leadsTo(view: RepositoryView, manifest: Manifest, reference: Reference, target: SymbolTarget): boolean {
  const wanted = target.declaration?.name ?? target.manifest.name;
  if (reference.name !== wanted) return false;
  const found = targetOf(view, { kind: 'reference', manifest, reference });
  return found !== undefined && meansSame(view, found, target);
}

/** Whether a use that leads nowhere is of the same name as another: of the same kind, from the same namespace. */
function isSameUse(symbol: SymbolAt, manifest: Manifest, reference: Reference): boolean {
  if (symbol.kind !== 'reference') return false;
  const { reference: own } = symbol;
  return (
    reference.name === own.name &&
    reference.rule.to.kind === own.rule.to.kind &&
    reference.kinds.some((kind) => own.kinds.includes(kind)) &&
    (reference.namespace ?? manifest.inNamespace) === (own.namespace ?? symbol.manifest.inNamespace) &&
    (own.rule.to.kind !== 'inside' || reference === own)
  );
}
