import type { Path } from '../base/path';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { TextEdit } from '../base/textEdit';
import { addFlowEntry, addPair, fillPair, indentsOf } from './editInsert';
import type { Place, Step } from './editPlace';
import { findPlace, isAliased, isFlow, isJson, isNull } from './editPlace';
import type { QuoteContext } from './editQuote';
import { quote } from './editQuote';
import type { EditRefusal } from './editRefusal';
import { refuse } from './editRefusal';
import { removePair } from './editRemove';
import { isFilled, renderBlock, renderFlow } from './editRender';
import {
  breakNear,
  colonEnd,
  columnOf,
  contentEnd,
  isBlank,
  isBlockScalar,
  isBreak,
  isOpenEnded,
  lineEnd,
  lineStart,
} from './editText';
import { locate } from './locate';
import type { YamlDocument, YamlFile, YamlNode, YamlScalar, YamlSequence } from './node';
import { resolvePlain } from './scalar';

export type { EditRefusal, EditRefusalCode } from './editRefusal';

export type Edits = Result<TextEdit[], EditRefusal>;

/**
 * Gives the scalar at a path a string value by changing nothing but the scalar's own characters: its quotes stay where
 * they can, and comments, line ends and other documents always. No edits when it has that value already. A key that is
 * missing is added, with the maps above it where they are missing as well.
 */
export function setScalar(text: string, file: YamlFile, document: YamlDocument, path: Path, value: string): Edits {
  const found = findPlace(text, file, document, path);
  if (!found.ok) return found;
  const place = found.value;
  if (place.kind === 'node') return replaceScalar(text, place, path, value);
  if (place.kind === 'absent') {
    // A value that comes in through `<<` is there already.
    const inherited = locate(place.map, place.rest)?.value;
    if (inherited?.kind === 'scalar' && isString(inherited, value)) return ok([]);
  }
  return addMissing(text, document, place, path, value);
}

/**
 * Removes the pair at a path: its lines in a block map, its entry in a flow map, with the comment behind it. A map that
 * loses its last pair stays as `{}`. No edits when there is no such key.
 */
export function removeKey(text: string, file: YamlFile, document: YamlDocument, path: Path): Edits {
  const key = path.at(-1);
  if (typeof key !== 'string') return refuse('not-a-map', path.slice(0, -1));
  const found = findPlace(text, file, document, path);
  if (!found.ok) return found;
  const place = found.value;
  if (place.kind === 'absent' || (place.kind === 'empty' && place.rest.length > 0)) return ok([]);
  const map = place.above.at(-1)?.node;
  if (map?.kind !== 'map' || !place.pair) return refuse('not-a-map', path.slice(0, -1));
  if (isBare(text, map)) return refuse('not-a-map', path.slice(0, -1), map.span);
  if (sharesAnchor(document, place.pair.key) || sharesAnchor(document, place.pair.value))
    return refuse('anchor', path, place.pair.key.span);
  return ok(removePair(text, map, place.pair));
}

/** Adds a plain value at the end of the list at a path, a string in the quotes of the item before it. A missing list is added as well. */
export function insertItem(text: string, file: YamlFile, document: YamlDocument, path: Path, value: unknown): Edits {
  const found = findPlace(text, file, document, path);
  if (!found.ok) return found;
  const place = found.value;
  if (place.kind !== 'node') return addMissing(text, document, place, path, [value]);
  const { node, pair, above } = place;
  if (node.kind === 'alias') return refuse('alias', path, node.span);
  if (node.kind === 'scalar' && pair && isNull(node)) {
    return ok(fillPair(text, document, pair, node, { keys: [], value: [value] }, contextOf(above)));
  }
  if (node.kind !== 'sequence') return refuse('not-a-list', path, node.span);
  if (node.anchor !== undefined && isAliased(document.root, node.anchor)) return refuse('anchor', path, node.span);
  return appendItem(text, document, node, path, value, contextOf([...above, { node, path }]));
}

function replaceScalar(text: string, place: Place & { kind: 'node' }, path: Path, value: string): Edits {
  const { node } = place;
  if (node.kind === 'alias') return refuse('alias', path, node.span);
  if (node.kind !== 'scalar') return refuse('not-a-scalar', path, node.span);
  if (node.anchor !== undefined) return refuse('anchor', path, node.span);
  if (node.tag !== undefined || hasTag(text, place)) return refuse('tagged', path, node.span);
  const own = text.slice(node.span.start, node.span.end);
  if (isBlockScalar(node) || /[\r\n]/.test(own)) return refuse('multi-line', path, node.span);
  if (isString(node, value)) return ok([]);
  const written = quote(value, node.style, contextOf(place.above));
  if (own !== '') return ok([{ span: node.span, text: written }]);
  // A list item with nothing behind its dash: the value goes one blank behind it.
  let dash = node.span.start;
  while (isBlank(text[dash - 1]) || isBreak(text[dash - 1])) dash--;
  return ok([{ span: { start: dash, end: dash }, text: ` ${written}` }]);
}

/** Whether a scalar already is that string, to every reader. */
function isString(node: YamlScalar, value: string): boolean {
  if (node.text !== value) return false;
  if (node.style !== 'plain') return true;
  const reading = resolvePlain(node.text);
  return reading.ok && typeof reading.value === 'string';
}

/** Whether a tag stands before a scalar, also one that the reader has taken as read. */
function hasTag(text: string, { node, pair }: Place & { kind: 'node' }): boolean {
  const from = (pair && colonEnd(text, pair)) ?? lineStart(text, node.span.start);
  return /(?:^|[\s,[-])![^\s,[\]{}"']*[ \t]+$/.test(text.slice(from, node.span.start));
}

/** Writes a plain value where nothing is, with the maps above it that are missing as well. */
export function addMissing(
  text: string,
  document: YamlDocument,
  place: Exclude<Place, { kind: 'node' }>,
  path: Path,
  value: unknown,
): Edits {
  const addition = { keys: place.rest, value };
  const context = contextOf(place.above);
  if (place.kind === 'empty') return ok(fillPair(text, document, place.pair, place.node, addition, context));
  if (isBare(text, place.map))
    return refuse('not-a-map', path.slice(0, path.length - place.rest.length), place.map.span);
  return ok(addPair(text, document, place.map, addition, context));
}

function appendItem(
  text: string,
  document: YamlDocument,
  list: YamlSequence,
  path: Path,
  value: unknown,
  context: QuoteContext,
): Edits {
  const last = list.items.at(-1);
  const item =
    typeof value === 'string'
      ? quote(value, last?.kind === 'scalar' && !isBlockScalar(last) ? last.style : 'plain', context)
      : renderFlow(value, context);
  if (list.flow) {
    const entries = list.items.map((node) => ({
      start: node.span.start,
      end: contentEnd(text, node),
      bareColon: false,
    }));
    return ok(addFlowEntry(text, list, entries, item));
  }
  if (!last || isOpenEnded(text, last)) return refuse('multi-line', [...path, list.items.length - 1], last?.span);
  const at = lineEnd(text, contentEnd(text, last));
  const eol = breakNear(text, at);
  const column = columnOf(text, list.span.start);
  // A map stands as the maps beside it do: in braces or on lines.
  const isFlowMap = (last.kind === 'map' || last.kind === 'sequence') && last.flow;
  const written =
    isFilled(value) && !isFlowMap ? renderBlock(value, column + 2, eol, indentsOf(text, document), context) : item;
  const line = `${eol}${' '.repeat(column)}- ${written}`;
  return ok([{ span: { start: at, end: at }, text: line }]);
}

/** What the collections around a place mean for how scalars are written in it. */
export function contextOf(above: readonly Step[]): QuoteContext {
  return { flow: isFlow(above), json: isJson(above) };
}

/** Whether a map is a single pair inside `[…]` without braces of its own, or a block map without pairs. */
function isBare(text: string, map: YamlNode): boolean {
  return map.kind === 'map' && map.flow && text[map.span.start] !== '{';
}

/** Whether an anchor in a tree is used outside of it. */
export function sharesAnchor(document: YamlDocument, node: YamlNode | undefined): boolean {
  return anchorsIn(node).some((name) => countAliases(document.root, name) > countAliases(node, name));
}

function anchorsIn(node: YamlNode | undefined): string[] {
  if (!node) return [];
  const below =
    node.kind === 'map'
      ? node.pairs.flatMap(({ key, value }) => [...anchorsIn(key), ...anchorsIn(value)])
      : node.kind === 'sequence'
        ? node.items.flatMap(anchorsIn)
        : [];
  return node.kind !== 'alias' && node.anchor !== undefined ? [node.anchor, ...below] : below;
}

function countAliases(node: YamlNode | undefined, name: string): number {
  if (!node) return 0;
  if (node.kind === 'alias') return node.name === name ? 1 : 0;
  if (node.kind === 'sequence') return node.items.reduce((sum, item) => sum + countAliases(item, name), 0);
  if (node.kind !== 'map') return 0;
  return node.pairs.reduce((sum, { key, value }) => sum + countAliases(key, name) + countAliases(value, name), 0);
}
