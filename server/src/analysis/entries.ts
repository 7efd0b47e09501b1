import { valueAt, type Path } from '../base/path';
import type { Manifest } from '../repository/manifest';
import { asList, asMap, asText, pathOf } from './values';

/** One item of a list of maps, and where it stands in its manifest. */
export interface Entry {
  readonly path: Path;
  readonly value: Readonly<Record<string, unknown>>;
}

/** The items of the list at a dotted path that are maps; none where there is no list. */
export function entriesAt(manifest: Manifest, path: string): readonly Entry[] {
  const steps = pathOf(path);
  return asList(valueAt(manifest.value, steps)).flatMap((item, i) => {
    const value = asMap(item);
    return Object.keys(value).length > 0 ? [{ path: [...steps, i], value }] : [];
  });
}

/** A text of an entry; undefined for what is no text or empty. */
export function textOf(entry: Entry, key: string): string | undefined {
  return asText(entry.value[key]);
}

/** Identity of a trait or workflow in the platform's own lists: `kind:name`, with the kind that stands for none. */
export function kindAndName(value: Readonly<Record<string, unknown>>, fallback: string): string | undefined {
  const name = asText(value['name']);
  return name && `${asText(value['kind']) ?? fallback}:${name}`;
}

/** `Trait:cache` as people read it: `Trait "cache"`. */
export function describeKey(key: string): string {
  const colon = key.indexOf(':');
  return `${key.slice(0, colon)} "${key.slice(colon + 1)}"`;
}

/** Entries whose identity another one before them has, each with the first. */
export function repeated<T>(
  items: readonly T[],
  identity: (item: T) => string | undefined,
): readonly { readonly item: T; readonly first: T }[] {
  const first = new Map<string, T>();
  return items.flatMap((item) => {
    const key = identity(item);
    if (key === undefined) return [];
    const known = first.get(key);
    if (known === undefined) first.set(key, item);
    return known === undefined ? [] : [{ item, first: known }];
  });
}
