import type { Path } from '../../base/path';
import type { Offer } from './item';
import { scopeOfManifest, type Scope } from './scope';
import { fieldSkeleton, type SkeletonStyle } from './skeleton';
import { scalarText } from './snippet';

/** Ranks of keys: what a map needs, the names that it is about, what it may have, what may be given a name. */
export const RANK = { skeleton: 0, required: 1, named: 2, optional: 3, entry: 4 } as const;

/** What the keys of a map can be completed with. */
export interface KeyPlace {
  /** The map. */
  readonly path: Path;
  readonly present: ReadonlySet<string>;
  /** The key has its colon already: only its name is offered. */
  readonly hasColon: boolean;
}

/** A key whose name somebody else has given, with what its schema needs below. */
export function namedEntry(
  style: SkeletonStyle,
  { path, hasColon }: KeyPlace,
  name: string,
): Pick<Offer, 'write' | 'isSnippet' | 'rank'> {
  return {
    isSnippet: !hasColon,
    rank: RANK.named,
    write: (at) =>
      hasColon
        ? scalarText(name, at)
        : fieldSkeleton({ ...style, scope: withValue(style.scope, [...path, name], {}) }, path, name, at),
  };
}

/** The scope of the manifest with a value put in: which schema decides may depend on a name that is not there yet. */
export function withValue(scope: Scope, path: Path, value: unknown): Scope {
  const { services, manifest, holder } = scope;
  const own = { ...manifest, value: put(manifest.value, path, value) };
  if (!holder) return scopeOfManifest(services, own);
  const around = { ...holder.manifest, value: put(holder.manifest.value, holder.at, own.value) };
  return scopeOfManifest(services, own, { ...holder, manifest: around });
}

function put(target: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list: unknown[] = Array.isArray(target) ? [...(target as unknown[])] : [];
    list[step] = put(list[step], rest, value);
    return list;
  }
  const map = typeof target === 'object' && target !== null && !Array.isArray(target) ? target : {};
  const current = Object.hasOwn(map, step) ? (map as Record<string, unknown>)[step] : undefined;
  return { ...map, [step]: put(current, rest, value) };
}
