import type { Path } from '../base/path';
import type { TextEdit } from '../base/textEdit';
import type { QuoteContext } from './editQuote';
import { isFilled, renderBlock, renderFlow, type Indents } from './editRender';
import {
  breakNear,
  colonEnd,
  columnOf,
  isBlank,
  isBlockScalar,
  isOpenEnded,
  isWritten,
  lineEnd,
  lineStart,
  pairEnd,
  pairStart,
  restIsComment,
  skipBlanks,
  skipGap,
} from './editText';
import type { YamlDocument, YamlMap, YamlNode, YamlPair } from './node';

/** What is written where nothing was: a plain value, below keys that are missing as well. */
export interface Addition {
  /** The missing keys, the outermost first; empty where the key is there and only its value is not. */
  readonly keys: Path;
  readonly value: unknown;
}

/** Adds a pair to a map: in a block map as a line of its own, in a flow map inside the braces. */
export function addPair(
  text: string,
  document: YamlDocument,
  map: YamlMap,
  addition: Addition,
  context: QuoteContext,
): TextEdit[] {
  if (map.flow)
    return addFlowEntry(
      text,
      map,
      map.pairs.map((pair) => entryOf(text, pair)),
      entriesText(addition, context),
    );
  const first = map.pairs[0];
  if (!first) return [];
  const column = columnOf(text, pairStart(text, first));
  const after = pairToFollow(text, map, addition);
  if (!after) {
    const at = pairStart(text, first);
    const eol = breakNear(text, at);
    return [
      insert(
        at,
        renderBlock(wholeOf(addition), column, eol, indentsOf(text, document), context) + eol + ' '.repeat(column),
      ),
    ];
  }
  const at = lineEnd(text, pairEnd(text, after));
  const eol = breakNear(text, at);
  return [
    insert(
      at,
      eol + ' '.repeat(column) + renderBlock(wholeOf(addition), column, eol, indentsOf(text, document), context),
    ),
  ];
}

/** Writes what is missing behind a key that has nothing, or `null`, behind it. */
export function fillPair(
  text: string,
  document: YamlDocument,
  pair: YamlPair,
  written: YamlNode | undefined,
  addition: Addition,
  context: QuoteContext,
): TextEdit[] {
  const colon = colonEnd(text, pair);
  const value = wholeOf(addition);
  if (colon === undefined || context.flow || !isFilled(value)) {
    const inline = renderFlow(value, context);
    if (colon === undefined) return [insert(pair.key.span.end, `: ${inline}`)];
    return [written ? { span: written.span, text: inline } : insert(colon, ` ${inline}`)];
  }
  const indents = indentsOf(text, document);
  const base = columnOf(text, pairStart(text, pair));
  const eol = breakNear(text, colon);
  const ownLine = written !== undefined && lineEnd(text, colon) < written.span.start;
  if (ownLine)
    return [
      { span: written.span, text: renderBlock(value, columnOf(text, written.span.start), eol, indents, context) },
    ];
  const column = base + (Array.isArray(value) ? indents.list : indents.map);
  const line = insert(
    lineEnd(text, colon),
    eol + ' '.repeat(column) + renderBlock(value, column, eol, indents, context),
  );
  return written ? [{ span: { start: colon, end: written.span.end }, text: '' }, line] : [line];
}

/** One entry of a flow collection: where its text begins and ends, and whether it ends with a bare colon. */
export interface FlowEntry {
  readonly start: number;
  readonly end: number;
  readonly bareColon: boolean;
}

/** The entry that a pair is in its flow map. */
export function entryOf(text: string, pair: YamlPair): FlowEntry {
  return {
    start: pairStart(text, pair),
    end: pairEnd(text, pair),
    bareColon: !isWritten(pair.value) && colonEnd(text, pair) !== undefined,
  };
}

/**
 * Adds an entry at the end of `{…}` or `[…]`: behind the last one, on a line of its own where the last has one, with a
 * comma behind it only where such a line had one.
 */
export function addFlowEntry(
  text: string,
  collection: YamlNode,
  entries: readonly FlowEntry[],
  entry: string,
): TextEdit[] {
  const last = entries.at(-1);
  const inside = collection.span.start + 1;
  if (!last)
    return [
      insert(
        inside,
        text[inside] === ' ' && skipBlanks(text, inside) === collection.span.end - 1 ? ` ${entry}` : entry,
      ),
    ];
  const next = skipGap(text, last.end);
  const comma = text[next] === ',' ? next + 1 : undefined;
  const start = lineStart(text, last.start);
  const ownLine = skipBlanks(text, start) === last.start && restIsComment(text, comma ?? last.end);
  if (ownLine) {
    const end = lineEnd(text, comma ?? last.end);
    const line = breakNear(text, end) + text.slice(start, last.start) + entry;
    return comma === undefined ? [separate(text, last), insert(end, line)] : [insert(end, `${line},`)];
  }
  if (comma !== undefined) return [insert(comma, ` ${entry}`)];
  const comes = separate(text, last);
  return [{ ...comes, text: `${comes.text} ${entry}` }];
}

/** A comma behind the last entry. A comma right behind a bare colon would belong to the key, so a blank parts them. */
function separate(text: string, last: FlowEntry): TextEdit {
  if (!last.bareColon) return insert(last.end, ',');
  return isBlank(text[last.end]) ? insert(last.end + 1, ',') : insert(last.end, ' ,');
}

/** The pair behind whose line a new one goes: for a value the last scalar sibling, else the last pair. */
function pairToFollow(text: string, map: YamlMap, addition: Addition): YamlPair | undefined {
  const scalar = addition.keys.length === 1 && !isFilled(addition.value);
  const sibling = scalar ? map.pairs.findLast((pair) => isOneLine(text, pair)) : undefined;
  if (sibling) return sibling;
  const last = map.pairs.at(-1);
  return last && isOpenEnded(text, last.value) ? undefined : last;
}

function isOneLine(text: string, pair: YamlPair): boolean {
  const value = pair.value;
  if (value?.kind !== 'scalar' || !isWritten(value) || isBlockScalar(value)) return false;
  return lineEnd(text, pairStart(text, pair)) >= value.span.end;
}

/** The addition as one value: what goes into the map that lacks the first key, or behind the key that has no value. */
function wholeOf({ keys, value }: Addition): unknown {
  return keys.reduceRight((inner, key) => ({ [String(key)]: inner }), value);
}

/** The addition inside braces that are there already. */
function entriesText(addition: Addition, context: QuoteContext): string {
  return renderFlow(wholeOf(addition), context).slice(1, -1);
}

/** How a document indents, as its first nested map and list show; two columns and none where it has no such. */
export function indentsOf(text: string, document: YamlDocument): Indents {
  const found: { map?: number; list?: number } = {};
  const visit = (node: YamlNode | undefined, base: number | undefined): void => {
    if (!node || node.kind === 'scalar' || node.kind === 'alias' || node.flow) return;
    const first = node.kind === 'map' ? node.pairs[0] : undefined;
    const column =
      node.kind === 'sequence' ? columnOf(text, node.span.start) : first && columnOf(text, pairStart(text, first));
    if (column === undefined) return;
    if (base !== undefined) found[node.kind === 'map' ? 'map' : 'list'] ??= column - base;
    if (node.kind === 'map') for (const pair of node.pairs) visit(pair.value, columnOf(text, pairStart(text, pair)));
    else for (const item of node.items) visit(item, undefined);
  };
  visit(document.root, undefined);
  return { map: found.map ?? 2, list: found.list ?? 0 };
}

function insert(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}
