import { pathPattern } from '../../server/src/model/pathPattern';
import { knownKind } from '../../server/src/model/kinds';

/** A value with something at a place of the tables: `spec.traits[].name` makes a list with one item. */
export function valueWith(pattern: string, leaf: unknown): Record<string, unknown> {
  const value = pathPattern(pattern).steps.reduceRight<unknown>((inner, step, i, steps) => {
    if (step.kind === 'each-item') return [inner];
    if (step.kind === 'key') return { [step.key]: inner };
    // A last `{}` means the keys themselves.
    return i === steps.length - 1 ? { [String(inner)]: {} } : { entry: inner };
  }, leaf);
  return value as Record<string, unknown>;
}

/** Both values in one: maps are joined, and so are the first items of two lists. */
export function merged(a: unknown, b: unknown): unknown {
  if (Array.isArray(a) && Array.isArray(b)) return [merged(a[0], b[0])];
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return b;
  const result: Record<string, unknown> = { ...(a as Record<string, unknown>) };
  for (const [key, item] of Object.entries(b)) result[key] = key in result ? merged(result[key], item) : item;
  return result;
}

/** A manifest of a kind with a name and whatever else, as text. */
export function manifestText(kind: string, name: string, ...parts: readonly unknown[]): string {
  knownKind(kind);
  const head = { apiVersion: 'openchoreo.dev/v1alpha1', kind, metadata: { name } };
  return JSON.stringify(parts.reduce(merged, head), null, 2);
}
