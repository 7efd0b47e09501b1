import type { Path } from '../../base/path';
import { isMap, type JsonMap } from './json';
import { matchesPattern } from './pattern';
import { propertyOf, type SchemaNode } from './schemaNode';
import type { Violation } from './violation';

/**
 * Keywords that no CRD may have and no type or trait can be created with, but that the copy in a ComponentRelease may carry:
 * values are checked against them there.
 */
interface RareKeywords {
  readonly dependencies?: Readonly<Record<string, unknown>>;
  readonly patternProperties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: unknown;
}

type Check = (value: unknown, node: SchemaNode, path: Path) => void;

/** Checks a list against one schema per place: `items: [ … ]`. */
export function checkTuple(list: readonly unknown[], node: SchemaNode, path: Path, check: Check): void {
  const { items } = node as RareKeywords;
  if (!Array.isArray(items)) return;
  items.slice(0, list.length).forEach((item: SchemaNode, i) => check(list[i], item, [...path, i]));
}

/** Checks `patternProperties` and `dependencies` of a map. */
export function checkRareKeywords(map: JsonMap, node: SchemaNode, path: Path, out: Violation[], check: Check): void {
  const { dependencies, patternProperties } = node as RareKeywords;
  for (const [pattern, child] of Object.entries(patternProperties ?? {}))
    for (const key of Object.keys(map)) if (matchesPattern(pattern, key)) check(map[key], child, [...path, key]);
  for (const [key, needs] of Object.entries(dependencies ?? {})) {
    if (!Object.hasOwn(map, key)) continue;
    if (isMap(needs)) check(map, needs, path);
    else if (Array.isArray(needs))
      for (const name of needs)
        if (typeof name === 'string' && !Object.hasOwn(map, name))
          out.push({ path: [...path, name], code: 'missing-field', type: 'FieldValueInvalid', origin: 'schema', node });
  }
}

/** Whether a key is described by a pattern, so that it is neither additional nor unknown. */
export function hasPatternFor(key: string, node: SchemaNode): boolean {
  const { patternProperties } = node as RareKeywords;
  return (
    patternProperties !== undefined &&
    propertyOf(node, key) === undefined &&
    Object.keys(patternProperties).some((pattern) => matchesPattern(pattern, key))
  );
}
