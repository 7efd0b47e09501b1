import type { Path } from '../base/path';
import { ok } from '../base/result';
import type { Span } from '../base/span';
import type { TextEdit } from '../base/textEdit';
import { sharesAnchor, type Edits } from './edit';
import { findPlace } from './editPlace';
import { refuse } from './editRefusal';
import { endOfLineBefore, skipLoose } from './editRemove';
import {
  breakAt,
  colonEnd,
  columnOf,
  contentEnd,
  finalBlockScalar,
  isBlank,
  keepsBlankLines,
  lineEnd,
  lineStart,
  restIsComment,
  skipBlanks,
  skipGap,
} from './editText';
import { holdsComment, setValue } from './editValue';
import type { YamlDocument, YamlFile, YamlNode, YamlPair, YamlSequence } from './node';

/** Takes an item out of its list, with the comment behind it. The last item of a list leaves `[]`. */
export function removeItem(text: string, file: YamlFile, document: YamlDocument, path: Path): Edits {
  const index = path.at(-1);
  const above = path.slice(0, -1);
  const found = findPlace(text, file, document, above);
  if (!found.ok) return found;
  const { value: place } = found;
  const list = place.kind === 'node' ? place.node : undefined;
  if (list?.kind !== 'sequence' || typeof index !== 'number') return refuse('not-a-list', above);
  const item = list.items[index];
  if (!item) return refuse('no-such-item', path, list.span);
  if (list.anchor !== undefined || sharesAnchor(document, item)) return refuse('anchor', path, item.span);
  if (list.flow) return removeEntry(text, list, index, item, path);
  if (list.items.length === 1) return emptyList(text, file, document, above, place.kind === 'node' && place.pair);
  return removeLines(text, list, index, item, path);
}

function emptyList(
  text: string,
  file: YamlFile,
  document: YamlDocument,
  path: Path,
  pair: YamlPair | undefined | false,
): Edits {
  return pair && colonEnd(text, pair) !== undefined
    ? setValue(text, file, document, path, [])
    : refuse('not-a-list', path);
}

function removeLines(text: string, list: YamlSequence, index: number, item: YamlNode, path: Path): Edits {
  const dash = dashOf(text, list, item);
  if (dash === undefined) return refuse('not-a-list', path.slice(0, -1), list.span);
  const from = lineStart(text, dash);
  const stop = lineEnd(text, contentEnd(text, item));
  if (skipBlanks(text, from) !== dash) {
    // The first item of a list that begins on the line of another dash: the next one moves up to it.
    const next = list.items[index + 1];
    const nextDash = next && dashOf(text, list, next);
    return nextDash === undefined || holdsComment(text.slice(stop, nextDash))
      ? refuse('not-a-list', path.slice(0, -1), list.span)
      : ok([remove({ start: dash, end: nextDash })]);
  }
  const lineBreak = breakAt(text, stop);
  const blockBefore = finalBlockScalar(list.items[index - 1]);
  // Without a line break at its end before, the text has none afterwards, unless a block scalar needs it.
  if (lineBreak === '') return ok([remove({ start: blockBefore ? from : endOfLineBefore(text, from), end: stop })]);
  const end = stop + lineBreak.length;
  const own = finalBlockScalar(item);
  const isLoose = blockBefore !== undefined || (own !== undefined && keepsBlankLines(text, own));
  return ok([remove({ start: from, end: isLoose ? skipLoose(text, end, columnOf(text, dash)) : end })]);
}

/** The offset of an item's dash, which stands in the column of its list. */
function dashOf(text: string, list: YamlSequence, item: YamlNode): number | undefined {
  const column = columnOf(text, list.span.start);
  for (let start = lineStart(text, item.span.start); start >= lineStart(text, list.span.start);) {
    const at = start + column;
    if (text[at] === '-' && at < Math.max(item.span.start, at + 1) && isDash(text, at)) return at;
    if (start === 0 || text[start - 1] === '\ufeff') return undefined;
    start = lineStart(text, start - 1);
  }
  return undefined;
}

function isDash(text: string, at: number): boolean {
  const next = text[at + 1];
  return next === undefined || isBlank(next) || next === '\n' || next === '\r';
}

function removeEntry(text: string, list: YamlSequence, index: number, item: YamlNode, path: Path): Edits {
  const next = list.items[index + 1];
  const before = list.items[index - 1];
  const end = contentEnd(text, item);
  const gap = skipGap(text, end);
  const comma = text[gap] === ',' ? gap + 1 : undefined;
  const line = lineStart(text, item.span.start);
  if (
    skipBlanks(text, line) === item.span.start &&
    restIsComment(text, comma ?? end) &&
    (next || comma !== undefined)
  ) {
    const stop = lineEnd(text, comma ?? end);
    return ok([remove({ start: line, end: stop + breakAt(text, stop).length })]);
  }
  const span: Span = next
    ? { start: item.span.start, end: next.span.start }
    : before
      ? { start: contentEnd(text, before), end: comma ?? end }
      : { start: list.span.start + 1, end: list.span.end - 1 };
  const gone = text.slice(span.start, span.end).replace(text.slice(item.span.start, end), '');
  return holdsComment(gone) ? refuse('not-a-list', path.slice(0, -1), list.span) : ok([remove(span)]);
}

function remove(span: Span): TextEdit {
  return { span, text: '' };
}
