import { declarationOf, isInlineDeclaration } from '../analysis/inlineSections';
import { parameterPlaces, type ParameterPlace } from '../analysis/parameters';
import { formatPath, isPrefix, type Path } from '../base/path';
import { covers, type Span } from '../base/span';
import type { Manifest } from '../repository/manifest';
import type { Repository } from '../repository/repository';
import { byPlace } from '../repository/repositoryIndex';
import type { RepositoryView } from '../repository/view';
import { locate, pathAt } from '../yaml/locate';
import type { FilePlace, TreeOf } from './symbolAt';

/** A parameter: the place in a schema that declares it. */
export interface ParameterSymbol {
  /** The type or trait that holds the schema, or a release with a copy of them. */
  readonly holder: Manifest;
  /** The property in the holder. */
  readonly path: Path;
  /** The characters that the cursor is on: the key of a value, or of the property itself. */
  readonly origin: Span;
}

const SCHEMA = 'openAPIV3Schema';

/** The parameter whose key is at an offset: where it is given a value, or where a schema declares it. */
export function parameterAt(
  { view, files }: Repository,
  treeOf: TreeOf,
  file: string,
  offset: number,
): ParameterSymbol | undefined {
  const manifest = files.manifestsOf(file).find(({ span }) => covers(span, offset));
  if (!manifest) return undefined;
  const root = locate(treeOf(file).documents[manifest.document]?.root, manifest.base)?.value;
  const found = pathAt(root, offset);
  if (!found?.pair || found.on !== 'key') return undefined;
  const { path } = found;
  const origin = found.pair.key.span;
  for (const place of parameterPlaces(view, manifest)) {
    const declared = declaredAt(place, path);
    if (declared) return { holder: place.holder, path: declared, origin };
  }
  const schema = path.indexOf(SCHEMA);
  const declares =
    schema >= 0
      ? path.length > schema + 2 && path.at(-2) === 'properties'
      : isInlineDeclaration(manifest.kind.kind, path);
  return declares ? { holder: manifest, path, origin } : undefined;
}

/** Where a schema declares a parameter; undefined where that is no longer written in a file. */
export function placeOfParameter(
  treeOf: TreeOf,
  { holder, path }: Pick<ParameterSymbol, 'holder' | 'path'>,
): FilePlace | undefined {
  const span = keySpan(treeOf, holder, path);
  return span && { file: holder.file, span };
}

/** The places that give a parameter a value, in the order of files; with the property that declares it first when asked for. */
export function usesOfParameter(
  view: RepositoryView,
  treeOf: TreeOf,
  parameter: Pick<ParameterSymbol, 'holder' | 'path'>,
  includeDeclaration: boolean,
): readonly FilePlace[] {
  const { holder } = parameter;
  const direct = view.usesOf(holder).map((use) => use.manifest);
  // Settings of an environment name the component, and that names the proposal's type.
  const indirect = holder.kind.eras.includes('current') ? [] : direct.flatMap((user) => view.usesOf(user));
  const users = new Set([holder, ...direct, ...indirect.map((use) => use.manifest)]);
  const uses = usesOfParameterIn(view, treeOf, parameter, [...users].sort(byPlace));
  const declared = includeDeclaration ? placeOfParameter(treeOf, parameter) : undefined;
  return declared ? [declared, ...uses] : uses;
}

/** The places in some manifests that give a parameter a value. */
export function usesOfParameterIn(
  view: RepositoryView,
  treeOf: TreeOf,
  { holder, path }: Pick<ParameterSymbol, 'holder' | 'path'>,
  users: readonly Manifest[],
): readonly FilePlace[] {
  const wanted = formatPath(path);
  return users.flatMap((user) =>
    parameterPlaces(view, user)
      .filter((place) => place.holder.key === holder.key && isPrefix(place.schemaPath, path))
      .flatMap((place) => keysOf(place.values).map((key) => ({ place, path: [...place.path, ...key] })))
      .filter(({ place, path: value }) => formatPath(declaredAt(place, value) ?? []) === wanted)
      .flatMap(({ path: value }) => {
        const span = keySpan(treeOf, user, value);
        return span ? [{ file: user.file, span }] : [];
      }),
  );
}

/** The property that declares the value at a path, as a path in the holder of its schema. */
function declaredAt(place: ParameterPlace, path: Path): Path | undefined {
  if (path.length <= place.path.length || !isPrefix(place.path, path)) return undefined;
  return declarationOf(place.holder.value, place.schemaPath, path.slice(place.path.length));
}

/** The paths of all keys of a value that somebody wrote, in their order. */
function keysOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, i) => keysOf(item, [...path, i]));
  return Object.entries(value).flatMap(([key, item]) => [[...path, key], ...keysOf(item, [...path, key])]);
}

function keySpan(treeOf: TreeOf, manifest: Manifest, path: Path): Span | undefined {
  const root = treeOf(manifest.file).documents[manifest.document]?.root;
  return locate(root, [...manifest.base, ...path])?.pair?.key.span;
}
