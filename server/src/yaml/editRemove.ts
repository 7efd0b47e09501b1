import type { Span } from '../base/span';
import type { TextEdit } from '../base/textEdit';
import { entryOf } from './editInsert';
import {
  breakAt,
  columnOf,
  finalBlockScalar,
  isBlank,
  isBreak,
  keepsBlankLines,
  lineEnd,
  lineStart,
  pairEnd,
  pairStart,
  restIsComment,
  skipBlanks,
  skipGap,
} from './editText';
import type { YamlMap, YamlPair } from './node';

/** Takes a pair out of its map, with the comment behind it. The last pair of a map leaves `{}`. */
export function removePair(text: string, map: YamlMap, pair: YamlPair): TextEdit[] {
  const spans = map.flow ? flowSpans(text, map, pair) : undefined;
  if (spans) return spans.map(remove);
  const start = pairStart(text, pair);
  if (map.pairs.length === 1) return [{ span: { start, end: lineEnd(text, pairEnd(text, pair)) }, text: '{}' }];
  return [remove(blockSpan(text, map, pair, start))];
}

function blockSpan(text: string, map: YamlMap, pair: YamlPair, start: number): Span {
  const from = lineStart(text, start);
  const stop = lineEnd(text, pairEnd(text, pair));
  const before = map.pairs[map.pairs.indexOf(pair) - 1];
  const blockBefore = finalBlockScalar(before?.value);
  const lineBreak = breakAt(text, stop);
  if (skipBlanks(text, from) !== start) return { start, end: skipSpace(text, stop) };
  if (lineBreak === '') {
    // Without a line break at its end before, the text has none afterwards, unless a block scalar needs it.
    return { start: blockBefore ? from : endOfLineBefore(text, from), end: stop };
  }
  let end = stop + lineBreak.length;
  const own = finalBlockScalar(pair.value);
  if (blockBefore || (own && keepsBlankLines(text, own))) end = skipLoose(text, end, columnOf(text, start));
  return { start: from, end };
}

/** Skips blank lines and deeper comments, which a block scalar above would take for its content. */
export function skipLoose(text: string, offset: number, column: number): number {
  let at = offset;
  while (at < text.length) {
    const content = skipBlanks(text, at);
    const deeper = text[content] === '#' && content - at > column;
    if (!isBreak(text[content]) && !deeper) return at;
    const end = lineEnd(text, content);
    at = end + breakAt(text, end).length;
    if (end === text.length) break;
  }
  return at;
}

function flowSpans(text: string, map: YamlMap, pair: YamlPair): Span[] {
  const index = map.pairs.indexOf(pair);
  const { start, end } = entryOf(text, pair);
  const next = map.pairs[index + 1];
  const before = map.pairs[index - 1];
  const gap = skipGap(text, end);
  const comma = text[gap] === ',' ? gap + 1 : undefined;
  if (!next && !before) return [onlyEntry(text, map, start, comma ?? end)];
  const line = lineStart(text, start);
  const ownLine = skipBlanks(text, line) === start && restIsComment(text, comma ?? end);
  const whole = ownLine ? wholeLines(text, line, comma ?? end) : undefined;
  if (next) {
    if (whole) return [whole];
    const rest = restIsComment(text, comma ?? end)
      ? skipSpace(text, lineEnd(text, comma ?? end))
      : pairStart(text, next);
    return [{ start, end: Math.min(rest, pairStart(text, next)) }];
  }
  const commaBefore = skipGap(text, pairEnd(text, before!));
  const adjacent = skipBlanks(text, commaBefore + 1) === start;
  if (comma !== undefined) return [whole ?? { start: adjacent ? commaBefore + 1 : start, end: comma }];
  if (adjacent && !whole) return [{ start: commaBefore, end }];
  return [{ start: commaBefore, end: commaBefore + 1 }, whole ?? { start, end }];
}

/** The only entry of a flow map, with the blanks around it. */
function onlyEntry(text: string, map: YamlMap, start: number, end: number): Span {
  const inside = map.span.start + 1;
  const after = skipBlanks(text, end);
  return { start: skipBlanks(text, inside) === start ? inside : start, end: text[after] === '}' ? after : end };
}

function wholeLines(text: string, start: number, end: number): Span {
  const stop = lineEnd(text, end);
  return { start, end: stop + breakAt(text, stop).length };
}

/** The offset before the line break that ends the line before. */
export function endOfLineBefore(text: string, start: number): number {
  if (text[start - 1] === '\n' && text[start - 2] === '\r') return start - 2;
  return start > 0 && isBreak(text[start - 1]) ? start - 1 : start;
}

function skipSpace(text: string, offset: number): number {
  let at = offset;
  while (isBlank(text[at]) || isBreak(text[at])) at++;
  return at;
}

function remove(span: Span): TextEdit {
  return { span, text: '' };
}
