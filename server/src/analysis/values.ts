import { valueAt, type Path } from '../base/path';
import type { Manifest } from '../repository/manifest';

const split = new Map<string, readonly string[]>();

/** The value at a dotted path of a manifest: `at(binding, 'spec.owner.projectName')`. */
export function at(manifest: Manifest, path: string): unknown {
  return valueAt(manifest.value, pathOf(path));
}

/** The text at a dotted path; undefined for what is no text or empty. */
export function textAt(manifest: Manifest, path: string): string | undefined {
  return asText(at(manifest, path));
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The entries of a map, in order; none for anything else. */
export function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** A name that is written as `{ name }`, or in older manifests as a bare text. */
export function nameIn(value: unknown): string | undefined {
  return asText(value) ?? asText(valueAt(value, ['name']));
}

/** `spec.a.b` as a path. Keys of the tables hold no dots. */
export function pathOf(path: string): readonly string[] {
  let steps = split.get(path);
  if (!steps) split.set(path, (steps = path.split('.')));
  return steps;
}

/** The neighbour of a place: another key of the map in which it stands. */
export function siblingText(manifest: Manifest, path: Path, key: string): string | undefined {
  return asText(valueAt(manifest.value, [...path.slice(0, -1), key]));
}
