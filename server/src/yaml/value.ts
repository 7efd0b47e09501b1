import { isMerge, keyText, mergeSources, resolveAlias } from './locate';
import type { YamlMap, YamlNode, YamlScalar } from './node';
import { resolveKey, resolveScalar } from './scalar';

/** Nodes that one conversion may visit. Aliases can make a small file enormous; no manifest comes near this. */
const MAX_NODES = 200_000;

/**
 * The plain value of a tree, as the platform's Go tools read it: YAML 1.1 scalars, aliases and `<<` expanded, the last of
 * keys that come several times. Undefined where the tree expands beyond all bounds. Scalars that Go cannot read become their text.
 */
export function toValue(node: YamlNode | undefined): unknown {
  const budget = { left: MAX_NODES };
  const value = convert(node, budget, new Set());
  return budget.left < 0 ? undefined : value;
}

function convert(node: YamlNode | undefined, budget: { left: number }, open: Set<YamlNode>): unknown {
  if (budget.left-- < 0) return undefined;
  const target = resolveAlias(node);
  if (!target) return null;
  if (target.kind === 'scalar') return scalarValue(target);
  if (open.has(target)) return null; // An alias inside its own anchor.
  open.add(target);
  const value =
    target.kind === 'sequence'
      ? target.items.map((item) => convert(item, budget, open))
      : target.kind === 'map'
        ? mapValue(target, budget, open)
        : null;
  open.delete(target);
  return value;
}

/** What a scalar means: text for a quoted one, for a plain one what Go makes of it. */
export function scalarValue(node: YamlScalar): unknown {
  const resolved = resolveScalar(node);
  return resolved.ok ? resolved.value : node.text;
}

function mapValue(map: YamlMap, budget: { left: number }, open: Set<YamlNode>): Record<string, unknown> {
  // Without a prototype's setters `__proto__` would vanish; defineProperty keeps hostile keys as data.
  const result: Record<string, unknown> = {};
  const set = (key: string, value: unknown) =>
    Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true });
  // go-yaml takes keys and merges in the order in which they stand: what comes later wins, be it merged.
  for (const pair of map.pairs) {
    if (isMerge(pair)) {
      for (const source of mergeSources(pair).reverse()) {
        const inherited = convert(source, budget, open);
        if (typeof inherited !== 'object' || inherited === null) continue;
        for (const [key, value] of Object.entries(inherited)) set(key, value);
      }
      continue;
    }
    const text = keyText(pair);
    if (text === undefined) continue;
    const plain = pair.key.kind === 'scalar' && pair.key.style === 'plain';
    const key = plain ? resolveKey(text) : undefined;
    set(key?.ok ? key.value : text, convert(pair.value, budget, open));
  }
  return result;
}
