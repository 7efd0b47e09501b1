import type { Path } from '../base/path';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { EditRefusal } from './editRefusal';
import { refuse, refuseWhole } from './editRefusal';
import { isWritten, pairStart } from './editText';
import { keyText, locate } from './locate';
import type { YamlDocument, YamlFile, YamlMap, YamlNode, YamlPair, YamlSequence } from './node';
import { resolvePlain } from './scalar';

/** A collection on the way to a place, and where it stands itself. */
export interface Step {
  readonly node: YamlMap | YamlSequence;
  readonly path: Path;
  /** The pair whose value the collection is; absent at the root and in lists. */
  readonly pair?: YamlPair;
}

/** What a path leads to. `above` holds the collections on the way, from the root inwards. */
export type Place =
  | { readonly kind: 'node'; readonly node: YamlNode; readonly pair?: YamlPair; readonly above: readonly Step[] }
  /** A key with nothing or null behind it, where the rest of the path could begin. */
  | {
      readonly kind: 'empty';
      readonly node?: YamlNode;
      readonly pair: YamlPair;
      readonly rest: Path;
      readonly above: readonly Step[];
    }
  /** A map that lacks the first key of the rest. */
  | { readonly kind: 'absent'; readonly map: YamlMap; readonly rest: Path; readonly above: readonly Step[] };

/**
 * Follows a path for an edit. Unlike `locate`, it goes through no alias, since a change there would show elsewhere; and it
 * refuses where the platform's reading of the path is in doubt.
 */
export function findPlace(
  text: string,
  file: YamlFile,
  document: YamlDocument,
  path: Path,
): Result<Place, EditRefusal> {
  const whole = refuseWhole(file, document);
  if (whole) return whole;
  if (!document.root) return refuse('not-a-map', []);
  const above: Step[] = [];
  let node: YamlNode = document.root;
  let pair: YamlPair | undefined;
  for (const [depth, step] of path.entries()) {
    const here = path.slice(0, depth);
    const closed = refuseCollection(node, here, document);
    if (closed) return closed;
    if (pair && isNull(node))
      return refuseLists(path, depth) ?? ok({ kind: 'empty', node, pair, rest: path.slice(depth), above });
    if (node.kind !== 'map' && node.kind !== 'sequence') return refuse('not-a-map', here, node.span);
    above.push({ node, path: here, ...(pair && { pair }) });
    const there = path.slice(0, depth + 1);
    if (node.kind === 'sequence') {
      const item: YamlNode | undefined = typeof step === 'number' ? node.items[step] : undefined;
      if (!item)
        return typeof step === 'number'
          ? refuse('no-such-item', there, node.span)
          : refuse('not-a-map', here, node.span);
      node = item;
      pair = undefined;
      continue;
    }
    const matches: readonly YamlPair[] = node.pairs.filter((candidate) => keyText(candidate) === String(step));
    const found = matches[0];
    if (matches.length > 1) return refuse('duplicate-key', there, matches[1]?.key.span);
    if (!found) return absent(node, path, depth, above);
    if (text[pairStart(text, found)] === '?') return refuse('explicit-key', there, found.key.span);
    if (!isWritten(found.value))
      return refuseLists(path, depth + 1) ?? ok({ kind: 'empty', pair: found, rest: path.slice(depth + 1), above });
    node = found.value;
    pair = found;
  }
  return ok({ kind: 'node', node, above, ...(pair && { pair }) });
}

function absent(map: YamlMap, path: Path, depth: number, above: readonly Step[]): Result<Place, EditRefusal> {
  const rest = path.slice(depth);
  const there = path.slice(0, depth + 1);
  // A map that comes in through `<<` would vanish behind the one written here.
  if (rest.length > 1 && locate(map, rest.slice(0, 1))) return refuse('alias', there);
  return refuseLists(path, depth + 1) ?? ok({ kind: 'absent', map, rest, above });
}

/** Maps that are missing can be written, items of lists that are missing cannot. */
function refuseLists(path: Path, from: number): Result<never, EditRefusal> | undefined {
  const item = path.findIndex((step, i) => i >= from && typeof step === 'number');
  return item < 0 ? undefined : refuse('no-such-item', path.slice(0, item + 1));
}

/** Why nothing below a node may be changed: it is an alias, or aliases elsewhere stand for it. */
function refuseCollection(node: YamlNode, path: Path, document: YamlDocument): Result<never, EditRefusal> | undefined {
  if (node.kind === 'alias') return refuse('alias', path, node.span);
  if (node.anchor !== undefined && isAliased(document.root, node.anchor)) return refuse('anchor', path, node.span);
  return undefined;
}

/** Whether an alias of a name stands anywhere in a tree. */
export function isAliased(root: YamlNode | undefined, name: string): boolean {
  if (!root) return false;
  if (root.kind === 'alias') return root.name === name;
  if (root.kind === 'sequence') return root.items.some((item) => isAliased(item, name));
  if (root.kind === 'map') return root.pairs.some(({ key, value }) => isAliased(key, name) || isAliased(value, name));
  return false;
}

/** Whether a scalar is null as written: `~`, `null`, with neither anchor nor tag. */
export function isNull(node: YamlNode): boolean {
  if (node.kind !== 'scalar' || node.style !== 'plain' || node.anchor !== undefined || node.tag !== undefined)
    return false;
  const reading = resolvePlain(node.text);
  return reading.ok && reading.value === null;
}

/** Whether the place stands inside `{…}` or `[…]`. */
export function isFlow(above: readonly Step[]): boolean {
  return above.some(({ node }) => node.flow);
}

/** Whether the innermost flow map around a place that has keys writes them as JSON does. */
export function isJson(above: readonly Step[]): boolean {
  const map = above.findLast(({ node }) => node.kind === 'map' && node.flow && node.pairs.length > 0)?.node;
  const key = map?.kind === 'map' ? map.pairs[0]?.key : undefined;
  return key?.kind === 'scalar' && key.style === 'double';
}
