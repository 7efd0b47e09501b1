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

/** The pair with a key, in the map itself or in what `<<` merges into it. */
export function mergedPairOf(map: YamlMap, key: string): YamlPair | undefined {
  const own = pairOf(map, key);
  if (own || !map.pairs.some(isMerge)) return own;
  for (const source of mergedMaps(map)) {
    const pair = pairOf(source, key);
    if (pair) return pair;
  }
  return undefined;
}

/** The pairs that count: of duplicate keys the last, then those that `<<` brings in. Pairs whose key is no text do not. */
export function mergedPairs(map: YamlMap): readonly YamlPair[] {
  const pairs = new Map<string, YamlPair>();
  for (const source of mergedMaps(map)) {
    const own = new Map<string, YamlPair>();
    for (const pair of source.pairs) {
      const key = keyText(pair);
      if (key !== undefined && !isMerge(pair)) own.set(key, pair);
    }
    for (const [key, pair] of own) if (!pairs.has(key)) pairs.set(key, pair);
  }
  return [...pairs.values()];
}

/** A map and the maps that are merged into it, nearest first, each once: merges of merges can be exponentially many. */
function* mergedMaps(map: YamlMap, seen = new Set<YamlNode>()): Generator<YamlMap> {
  if (seen.has(map)) return;
  seen.add(map);
  yield map;
  for (const { value } of map.pairs.filter(isMerge)) {
    const merged = resolveAlias(value);
    for (const source of merged?.kind === 'sequence' ? merged.items.map(resolveAlias) : [merged])
      if (source?.kind === 'map') yield* mergedMaps(source, seen);
  }
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
