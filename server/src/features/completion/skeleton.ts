import type { Path } from '../../base/path';
import type { SchemaInfo } from '../../analysis/schema/schemaAt';
import type { SchemaNode } from '../../analysis/schema/schemaNode';
import type { WritePlace } from './item';
import type { Indentation } from './layout';
import { placeInfo, type Scope } from './scope';
import { scalarText, SnippetText, escapeSnippet } from './snippet';

/** How deep required fields are written out. */
const DEEPEST = 8;

/** What a skeleton is written with. */
export interface SkeletonStyle {
  readonly scope: Scope;
  readonly indentation: Indentation;
  /** What is known to belong somewhere: values by path, the likeliest first. */
  readonly valuesFor?: (path: Path, info: SchemaInfo) => readonly string[];
  /** As `valuesFor`, for a field that is written alone: nothing beside it can be said at once. */
  readonly valuesAlone?: (path: Path) => readonly string[];
  /** Keys of a map that the repository suggests. */
  readonly keysFor?: (path: Path) => readonly string[];
  /** Fields that are written although they are not required. */
  readonly alsoFor?: (path: Path) => readonly string[];
  /** A snippet for the value of a field, where it is not made from the schema; its lines begin in column 0. */
  readonly textFor?: (path: Path) => string | undefined;
}

/** The name of the first entry of a map with free keys. */
function entryName(style: SkeletonStyle, path: Path, place: WritePlace, snippet: SnippetText): string {
  const names = style.keysFor?.(path) ?? [];
  return names.length > 0 ? snippet.choice(names.map((name) => scalarText(name, place))) : snippet.stop('name');
}

/** A field with all that it needs: `owner:` and its required fields, each with a tab stop, an only value filled in. */
export function fieldSkeleton(
  style: SkeletonStyle,
  path: Path,
  key: string,
  place: WritePlace,
  snippet = new SnippetText(),
): string {
  return `${escapeSnippet(scalarText(key, place))}:${valueSkeleton(style, [...path, key], place, snippet, 0)}`;
}

/** Several fields of one map. */
export function fieldsSkeleton(
  style: SkeletonStyle,
  path: Path,
  keys: readonly string[],
  place: WritePlace,
  snippet = new SnippetText(),
  depth = 0,
): string {
  const separator = place.flow ? ', ' : `\n${' '.repeat(place.column)}`;
  return keys
    .map(
      (key) =>
        `${escapeSnippet(scalarText(key, place))}:${valueSkeleton(style, [...path, key], place, snippet, depth)}`,
    )
    .join(separator);
}

/** What stands behind the dash of a new item. */
export function itemSkeleton(
  style: SkeletonStyle,
  path: Path,
  place: WritePlace,
  snippet = new SnippetText(),
  depth = 0,
): string {
  const info = placeInfo(style.scope, path)?.info;
  const keys = info ? neededKeys(style, path, info.node) : [];
  if (keys.length === 0)
    return info && isMapNode(info.node) ? snippet.stop() : scalar(style, path, info, snippet, place);
  const fields = fieldsSkeleton(style, path, keys, place, snippet, depth + 1);
  return place.flow ? `{ ${fields} }` : fields;
}

function valueSkeleton(
  style: SkeletonStyle,
  path: Path,
  place: WritePlace,
  snippet: SnippetText,
  depth: number,
): string {
  const info = placeInfo(style.scope, path)?.info;
  const { unit, list } = style.indentation;
  const below: WritePlace = { column: place.column + unit, flow: place.flow };
  const text = style.textFor?.(path);
  if (text !== undefined && !place.flow) return `\n${snippet.embed(text, below.column)}`;
  if (info && isMapNode(info.node) && depth < DEEPEST) {
    const keys = neededKeys(style, path, info.node);
    const entry = entryNode(info.node);
    const fields =
      keys.length > 0
        ? fieldsSkeleton(style, path, keys, below, snippet, depth + 1)
        : entry && !info.node.properties
          ? `${entryName(style, path, place, snippet)}:${valueSkeleton(style, [...path, ''], below, snippet, depth + 1)}`
          : snippet.stop();
    return place.flow ? ` { ${fields} }` : `\n${' '.repeat(below.column)}${fields}`;
  }
  if (info?.node.type === 'array' && depth < DEEPEST) {
    const dash = place.column + list;
    const item = itemSkeleton(style, [...path, 0], { column: dash + 2, flow: place.flow }, snippet, depth + 1);
    return place.flow ? ` [${item}]` : `\n${' '.repeat(dash)}- ${item}`;
  }
  return ` ${scalar(style, path, info, snippet, place)}`;
}

function scalar(
  style: SkeletonStyle,
  path: Path,
  info: SchemaInfo | undefined,
  snippet: SnippetText,
  place: WritePlace,
): string {
  const known = info ? (style.valuesFor?.(path, info) ?? []) : [];
  if (known.length > 0) return snippet.choice(known.map((value) => scalarText(value, place)));
  if (!info) return snippet.stop();
  if (info.enum?.length === 1) return escapeSnippet(scalarText(info.enum[0], place));
  const values = valuesOf(info);
  if (values.length > 0) return snippet.choice(values.map((value) => scalarText(value, place)));
  return snippet.stop(
    info.default === undefined || typeof info.default === 'object' ? '' : scalarText(info.default, place),
  );
}

/** The values that a scalar can have, the default first; none where there are too many to list. */
export function valuesOf(info: SchemaInfo): readonly unknown[] {
  const values = info.enum ?? (info.node.type === 'boolean' ? [true, false] : []);
  if (info.default === undefined || !values.includes(info.default)) return values;
  return [info.default, ...values.filter((value) => value !== info.default)];
}

/** The fields that a map must have, in the schema's order, and those that belong into a skeleton anyway. */
function neededKeys(style: SkeletonStyle, path: Path, node: SchemaNode): readonly string[] {
  const also = style.alsoFor?.(path) ?? [];
  const names = fieldNames(node);
  const isField = (key: string) => names.includes(key) || entryNode(node) !== undefined;
  return inWritingOrder([...new Set([...also, ...requiredKeys(node)])].filter(isField), also);
}

/** Keys in the order in which people write them: what names a thing and says whose it is comes first. */
export function inWritingOrder(keys: readonly string[], also: readonly string[] = []): readonly string[] {
  return [...keys].sort((a, b) => rankOf(a, also) - rankOf(b, also));
}

const FIRST = [
  'apiVersion',
  'kind',
  'metadata',
  'spec',
  'id',
  'key',
  'component',
  'name',
  'instanceName',
  'secretKey',
  'namespace',
  'projectName',
  'componentName',
  'owner',
  'environment',
  'type',
];

function rankOf(key: string, also: readonly string[]): number {
  const first = FIRST.indexOf(key);
  if (first >= 0) return first;
  const wanted = also.indexOf(key);
  return FIRST.length + (wanted >= 0 ? wanted : also.length);
}

/** Required fields; a schema of parameters may hold what is no name. */
export function requiredKeys(node: SchemaNode): readonly string[] {
  return (node.required ?? []).filter((key) => typeof key === 'string');
}

export function fieldNames(node: SchemaNode): readonly string[] {
  const names = [node, ...(node.allOf ?? [])].flatMap((part) => Object.keys(part.properties ?? {}));
  return [...new Set(names)];
}

/** The schema of a field, also where a part of `allOf` has it. */
export function fieldOf(node: SchemaNode, key: string): SchemaNode | undefined {
  for (const part of [node, ...(node.allOf ?? [])])
    if (part.properties && Object.hasOwn(part.properties, key)) return part.properties[key];
  return undefined;
}

/** Whether a place takes a map. */
export function isMapNode(node: SchemaNode): boolean {
  return node.type === 'object' || node.properties !== undefined || typeof node.additionalProperties === 'object';
}

/** The schema of the values of a map with free keys. */
export function entryNode(node: SchemaNode): SchemaNode | undefined {
  return typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined;
}
