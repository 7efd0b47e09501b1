import { ok } from '../base/result';
import { sharesAnchor, type Edits } from './edit';
import { refuse, refuseWhole } from './editRefusal';
import { removePair } from './editRemove';
import type { YamlDocument, YamlFile, YamlMap, YamlNode, YamlPair } from './node';

/** Removes the pair whose key begins at an offset: no path leads to one of two keys of the same name. */
export function removeKeyAt(text: string, file: YamlFile, document: YamlDocument, offset: number): Edits {
  const whole = refuseWhole(file, document);
  if (whole) return whole;
  const found = findPair(document.root, offset);
  if (!found) return refuse('not-a-map', []);
  const { map, pair } = found;
  if (text[pair.key.span.start] === '?' || map.pairs.length < 2) return refuse('explicit-key', []);
  if (sharesAnchor(document, pair.key) || sharesAnchor(document, pair.value))
    return refuse('anchor', [], pair.key.span);
  return ok(removePair(text, map, pair));
}

function findPair(
  node: YamlNode | undefined,
  offset: number,
): { readonly map: YamlMap; readonly pair: YamlPair } | undefined {
  if (node?.kind === 'sequence') return first(node.items, (item) => findPair(item, offset));
  if (node?.kind !== 'map') return undefined;
  const pair = node.pairs.find(({ key }) => key.span.start === offset);
  return pair ? { map: node, pair } : first(node.pairs, ({ value }) => findPair(value, offset));
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
