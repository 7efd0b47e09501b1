import type { Path } from '../base/path';
import type { Span } from '../base/span';
import { covers } from '../base/span';
import type { YamlMap, YamlNode, YamlPair } from './node';

/** The text of a key, or undefined for a key that is a list or a map. */
export function keyText(pair: YamlPair): string | undefined {
  const key = pair.key.kind === 'alias' ? pair.key.target : pair.key;
  return key?.kind === 'scalar' ? key.text : undefined;
}

/** The pair with a key; of duplicate keys the last, as the platform reads them. */
export function pairOf(map: YamlMap, key: string): YamlPair | undefined {
  for (let i = map.pairs.length - 1; i >= 0; i--) if (keyText(map.pairs[i]!) === key) return map.pairs[i];
  return undefined;
}

/** The node that an alias stands for, else the node itself. */
export function resolveAlias(node: YamlNode | undefined): YamlNode | undefined {
  return node?.kind === 'alias' ? node.target : node;
}

/** What stands at a path: the pair (for a step into a map) and its value. Aliases and `<<` merges are followed. */
export interface Located {
  readonly pair?: YamlPair;
  readonly value?: YamlNode;
}

/** Finds the place that a path leads to; undefined where there is none. */
export function locate(root: YamlNode | undefined, path: Path): Located | undefined {
  let found: Located | undefined = root && { value: root };
  for (const step of path) {
    const node = resolveAlias(found?.value);
    found = node && stepInto(node, step);
    if (!found) return undefined;
  }
  return found;
}

function stepInto(node: YamlNode, step: string | number): Located | undefined {
  if (node.kind === 'sequence') {
    const item = typeof step === 'number' ? node.items[step] : undefined;
    return item && { value: item };
  }
  const pair = node.kind === 'map' ? mergedPairOf(node, String(step)) : undefined;
  return pair && (pair.value ? { pair, value: pair.value } : { pair });
}

/**
 * The pair with a key, in the map itself or in what `<<` merges into it. As in go-yaml the last one counts, so that a merge
 * below a key takes its place; in a list of merges the first does.
 */
export function mergedPairOf(map: YamlMap, key: string, seen = new Set<YamlMap>()): YamlPair | undefined {
  // Merges of merges can be exponentially many; where a key was not found once, it is not found again.
  if (seen.has(map)) return undefined;
  seen.add(map);
  for (let i = map.pairs.length - 1; i >= 0; i--) {
    const pair = map.pairs[i]!;
    if (!isMerge(pair)) {
      if (keyText(pair) === key) return pair;
      continue;
    }
    for (const source of mergeSources(pair)) {
      const found = mergedPairOf(source, key, seen);
      if (found) return found;
    }
  }
  return undefined;
}

/** The pairs that count, those that `<<` brings in among them. Pairs whose key is no text do not. */
export function mergedPairs(map: YamlMap): readonly YamlPair[] {
  return [...pairsByKey(map, new Map()).values()];
}

type PairsByKey = ReadonlyMap<string, YamlPair>;

function pairsByKey(map: YamlMap, known: Map<YamlMap, PairsByKey>): PairsByKey {
  const before = known.get(map);
  if (before) return before;
  const pairs = new Map<string, YamlPair>();
  known.set(map, new Map()); // A merge of itself brings nothing in.
  for (const pair of map.pairs) {
    const key = keyText(pair);
    if (isMerge(pair))
      for (const source of mergeSources(pair).reverse())
        for (const [inherited, value] of pairsByKey(source, known)) pairs.set(inherited, value);
    else if (key !== undefined) pairs.set(key, pair);
  }
  known.set(map, pairs);
  return pairs;
}

/** The maps that a `<<` merges, the one that counts first first. */
export function mergeSources({ value }: YamlPair): YamlMap[] {
  const merged = resolveAlias(value);
  return (merged?.kind === 'sequence' ? merged.items.map(resolveAlias) : [merged]).filter(
    (source) => source?.kind === 'map',
  );
}

/** Whether a pair is `<<: …`, which YAML 1.1 merges into its map; in quotes it is a key like any other. */
export function isMerge({ key }: YamlPair): boolean {
  return key.kind === 'scalar' && key.style === 'plain' && key.text === '<<';
}

/**
 * The span of a place for a problem: its key or its value, and where the place does not exist, the key of the nearest
 * place above it (a missing field is shown at the map that lacks it).
 */
export function spanAt(root: YamlNode | undefined, path: Path, on: 'key' | 'value'): Span | undefined {
  const found = locate(root, path);
  if (found) {
    if (on === 'key' && found.pair) return found.pair.key.span;
    if (found.value && (found.value.span.end > found.value.span.start || !found.pair))
      return headOf(found.value, found.pair);
    return found.pair?.key.span;
  }
  return path.length > 0 ? spanAt(root, path.slice(0, -1), 'key') : root && headOf(root, undefined);
}

/** A scalar or flow collection as a whole; of a block collection the key above it, so that no problem paints a page. */
function headOf(node: YamlNode, pair: YamlPair | undefined): Span {
  if ((node.kind === 'map' || node.kind === 'sequence') && !node.flow) {
    if (pair) return pair.key.span;
    const first = node.kind === 'map' ? node.pairs[0]?.key : node.items[0];
    return first ? (first.kind === 'scalar' ? first.span : headOf(first, undefined)) : node.span;
  }
  return node.span;
}

/** Where a cursor stands in a tree: the path, and whether it is on the last step's key or value. */
export interface PathAtOffset {
  readonly path: Path;
  readonly on: 'key' | 'value';
  readonly node?: YamlNode;
  readonly pair?: YamlPair;
}

/** The innermost place whose key or value covers an offset. */
export function pathAt(root: YamlNode | undefined, offset: number): PathAtOffset | undefined {
  if (!root || !covers(root.span, offset)) return undefined;
  if (root.kind === 'map') {
    for (const pair of root.pairs) {
      const key = keyText(pair);
      if (key === undefined) continue;
      if (covers(pair.key.span, offset)) return { path: [key], on: 'key', node: pair.key, pair };
      const inner = pathAt(pair.value, offset);
      if (inner) return { pair, ...inner, path: [key, ...inner.path] };
    }
  }
  if (root.kind === 'sequence') {
    for (const [index, item] of root.items.entries()) {
      const inner = pathAt(item, offset);
      if (inner) return { ...inner, path: [index, ...inner.path] };
    }
  }
  return { path: [], on: 'value', node: root };
}
