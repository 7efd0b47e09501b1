import type { Path } from '../base/path';
import { keyText, mergedPairOf, mergedPairs, resolveAlias } from '../yaml/locate';
import type { YamlMap, YamlNode } from '../yaml/node';

/**
 * A path of the tables: `spec.traits[].name` steps into every item of a list, `spec.endpoints{}.port` into every value
 * of a map, and a last `{}` means the keys of a map themselves.
 */
export interface PathPattern {
  readonly text: string;
  readonly steps: readonly PatternStep[];
}

type PatternStep =
  { readonly kind: 'key'; readonly key: string } | { readonly kind: 'each-item' } | { readonly kind: 'each-entry' };

const cache = new Map<string, PathPattern>();

/** Parses `a.b[].c{}`; keys with dots stand in brackets: `metadata.labels[openchoreo.dev/project]`. */
export function pathPattern(text: string): PathPattern {
  let pattern = cache.get(text);
  if (!pattern) {
    const steps: PatternStep[] = [];
    for (const [token, bracketed] of text.matchAll(/\[\]|\{\}|\[([^\]]+)\]|[^.[\]{}]+/g)) {
      if (token === '[]') steps.push({ kind: 'each-item' });
      else if (token === '{}') steps.push({ kind: 'each-entry' });
      else steps.push({ kind: 'key', key: bracketed ?? token });
    }
    pattern = { text, steps };
    cache.set(text, pattern);
  }
  return pattern;
}

/** One place that a pattern matches: its node, or for a pattern ending in `{}` the node of the key. */
export interface PatternMatch {
  readonly path: Path;
  readonly node: YamlNode;
  readonly on: 'key' | 'value';
  /** The map in which the place stands, for looking at its neighbours. */
  readonly parent?: YamlMap;
}

/**
 * All places of a tree that match a pattern, in document order. Aliases and `<<` merges are followed, and of duplicate
 * keys the last counts, as the platform reads them. Characters that are used several times match once: a small file can
 * say with aliases what would fill a disk.
 */
export function matchPattern(root: YamlNode, pattern: PathPattern, base: Path = []): PatternMatch[] {
  const matches: PatternMatch[] = [];
  walk(root, pattern.steps, 0, base, undefined, matches, []);
  return matches;
}

function walk(
  node: YamlNode,
  steps: readonly PatternStep[],
  at: number,
  path: Path,
  parent: YamlMap | undefined,
  matches: PatternMatch[],
  seen: Set<YamlNode>[],
): void {
  const step = steps[at];
  const target = resolveAlias(node);
  if (!target || visited(target, at, seen)) return;
  if (!step) {
    matches.push({ path, node: target, on: 'value', ...(parent && { parent }) });
    return;
  }
  if (step.kind === 'each-item') {
    if (target.kind === 'sequence')
      target.items.forEach((item, i) => walk(item, steps, at + 1, [...path, i], parent, matches, seen));
    return;
  }
  if (target.kind !== 'map') return;
  if (step.kind === 'key') {
    const value = mergedPairOf(target, step.key)?.value;
    if (value) walk(value, steps, at + 1, [...path, step.key], target, matches, seen);
    return;
  }
  for (const pair of mergedPairs(target)) {
    const key = keyText(pair)!;
    if (at < steps.length - 1) {
      if (pair.value) walk(pair.value, steps, at + 1, [...path, key], target, matches, seen);
    } else if (!visited(pair.key, at + 1, seen)) {
      matches.push({ path: [...path, key], node: pair.key, on: 'key', parent: target });
    }
  }
}

/** Whether a node has been looked at with the same steps left; only aliases and merges lead to one twice. */
function visited(node: YamlNode, at: number, seen: Set<YamlNode>[]): boolean {
  const nodes = (seen[at] ??= new Set());
  if (nodes.has(node)) return true;
  nodes.add(node);
  return false;
}

/** Whether a path is one of those that a pattern means. A pattern that ends in `{}` means keys, whose path ends with them. */
export function matchesPath(pattern: PathPattern, path: Path): boolean {
  return (
    path.length === pattern.steps.length &&
    pattern.steps.every((step, i) => {
      if (step.kind === 'key') return path[i] === step.key;
      return (typeof path[i] === 'number') === (step.kind === 'each-item');
    })
  );
}
