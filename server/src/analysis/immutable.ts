import { valueAt, type Path } from '../base/path';
import type { Manifest } from '../repository/manifest';

/**
 * What the API server writes where nothing stands, below the fields that cannot change: writing it out changes nothing. Source: the
 * defaults of the platform's CRDs.
 */
const DEFAULTS: Readonly<Record<string, readonly unknown[]>> = {
  kind: ['ComponentType', 'Trait', 'ProjectType', 'ResourceType', 'ClusterWorkflowPlane', 'ClusterWorkflow'],
  targetPlane: ['dataplane'],
  mustMatch: [true],
};

/** How a field that cannot change was changed: the place of the edit, and what stood there before. */
export interface Change {
  readonly path: Path;
  readonly on: 'key' | 'value';
  readonly before: unknown;
}

/** The edit of a field since HEAD; undefined where it is the same, or where one of the two does not have it. */
export function changeOf(now: Manifest, before: Manifest, field: Path): Change | undefined {
  const [value, old] = [valueAt(now.value, field), valueAt(before.value, field)];
  if (isAbsent(value) || isAbsent(old) || isSame(value, old)) return undefined;
  const path = [...field, ...difference(value, old)];
  const was = valueAt(before.value, path);
  return { path, on: typeof was === 'object' && was !== null ? 'key' : 'value', before: was };
}

/** The way down to the only thing that differs; it ends where several do, or where one is gone or new. */
function difference(now: unknown, before: unknown): Path {
  const keys = keysOf(now, before).filter((key) => !isSame(valueAt(now, [key]), valueAt(before, [key]), key));
  const [only] = keys;
  if (keys.length !== 1 || only === undefined) return [];
  const [value, old] = [valueAt(now, [only]), valueAt(before, [only])];
  return isAbsent(value) || isAbsent(old) ? [] : [only, ...difference(value, old)];
}

function isSame(a: unknown, b: unknown, key?: string | number): boolean {
  if (a === b) return true;
  if (isAbsent(a) || isAbsent(b)) return (isAbsent(a) && isAbsent(b)) || isDefault(key, a ?? b);
  if (typeof a !== 'object' || typeof b !== 'object' || Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a) && a.length !== (b as unknown[]).length) return false;
  return keysOf(a, b).every((step) => isSame(valueAt(a, [step]), valueAt(b, [step]), step));
}

function keysOf(a: unknown, b: unknown): readonly (string | number)[] {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return [];
  if (Array.isArray(a) !== Array.isArray(b)) return [];
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length ? a.map((_, i) => i) : [];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

/** The API server keeps no null where a field may be left out. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function isDefault(key: string | number | undefined, value: unknown): boolean {
  return typeof key === 'string' && Object.hasOwn(DEFAULTS, key) && DEFAULTS[key]!.includes(value);
}
