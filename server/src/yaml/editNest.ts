import type { Path } from '../base/path';
import { ok } from '../base/result';
import type { TextEdit } from '../base/textEdit';
import type { Edits } from './edit';
import { contextOf } from './edit';
import { indentsOf } from './editInsert';
import { findPlace } from './editPlace';
import { quote } from './editQuote';
import { refuse } from './editRefusal';
import {
  breakAt,
  breakNear,
  colonEnd,
  columnOf,
  contentEnd,
  lineEnd,
  lineStart,
  pairStart,
  skipBlanks,
} from './editText';
import { holdsComment } from './editValue';
import type { YamlDocument, YamlFile, YamlNode, YamlPair } from './node';

/** Puts the value at a path below one more key: `a: x` becomes `a: { key: x }`. Its characters and comments stay. */
export function nestUnder(text: string, file: YamlFile, document: YamlDocument, path: Path, key: string): Edits {
  const found = pairAt(text, file, document, path);
  if (!found.ok) return found;
  const { pair, value, colon, context } = found.value;
  const written = quote(key, 'plain', { ...context, flow: !isBlock(value) });
  const { start, end } = value.span;
  if (!isBlock(value)) return ok([insert(start, `{${written}: `), insert(end, '}')]);
  const step = indentsOf(text, document).map;
  const column = columnOf(text, pairStart(text, pair)) + step;
  return ok([
    insert(lineEnd(text, colon), `${breakNear(text, colon)}${' '.repeat(column)}${written}:`),
    ...shiftLines(text, nextLine(text, colon), contentEnd(text, value), step),
  ]);
}

/** Makes the value at a path the only item of a list. Its characters and comments stay. */
export function wrapInList(text: string, file: YamlFile, document: YamlDocument, path: Path): Edits {
  const found = pairAt(text, file, document, path);
  if (!found.ok) return found;
  const { pair, value } = found.value;
  const { start, end } = value.span;
  if (!isBlock(value)) return ok([insert(start, '['), insert(end, ']')]);
  if (value.kind !== 'map' || !value.pairs[0]) return refuse('not-a-map', path, value.span);
  const column = columnOf(text, pairStart(text, pair)) + indentsOf(text, document).list;
  const first = pairStart(text, value.pairs[0]);
  return ok([
    { span: { start: lineStart(text, first), end: first }, text: `${' '.repeat(column)}- ` },
    ...shiftLines(text, nextLine(text, first), contentEnd(text, value), column + 2 - columnOf(text, first)),
  ]);
}

/** Takes the only entry of the map at a path for the map itself: `a: { name: x }` becomes `a: x`. */
export function unwrapEntry(text: string, file: YamlFile, document: YamlDocument, path: Path): Edits {
  const found = pairAt(text, file, document, path);
  if (!found.ok) return found;
  const { value, colon } = found.value;
  const [entry] = value.kind === 'map' ? value.pairs : [];
  if (value.kind !== 'map' || !entry?.value || value.pairs.length > 1) return refuse('not-a-map', path, value.span);
  const inner = entry.value;
  if (inner.kind === 'alias') return refuse('alias', path, inner.span);
  if (inner.anchor !== undefined) return refuse('anchor', path, inner.span);
  const end = contentEnd(text, inner);
  if (!isBlock(inner)) {
    const behind = text.slice(end, value.flow ? value.span.end : end);
    if (holdsComment(text.slice(colon, inner.span.start)) || holdsComment(behind))
      return refuse('multi-line', path, value.span);
    return ok([
      { span: { start: colon, end: inner.span.start }, text: ' ' },
      ...(value.flow ? [{ span: { start: end, end: value.span.end }, text: '' }] : []),
    ]);
  }
  const line = lineStart(text, pairStart(text, entry));
  const below = nextLine(text, entry.key.span.end);
  if (holdsComment(text.slice(line, below)) || inner.span.start < below) return refuse('multi-line', path, value.span);
  const shift = columnOf(text, pairStart(text, entry)) - columnOfBlock(text, inner);
  return ok([{ span: { start: line, end: below }, text: '' }, ...shiftLines(text, below, end, shift)]);
}

function columnOfBlock(text: string, node: YamlNode): number {
  const first = node.kind === 'map' ? node.pairs[0] : undefined;
  return columnOf(text, first ? pairStart(text, first) : node.span.start);
}

/** A pair whose value can be moved: nobody else depends on it, and it is known where it begins and ends. */
function pairAt(text: string, file: YamlFile, document: YamlDocument, path: Path) {
  const found = findPlace(text, file, document, path);
  if (!found.ok) return found;
  const place = found.value;
  if (place.kind !== 'node' || !place.pair) return refuse('not-a-map', path);
  const { pair, node: value, above } = place;
  const colon = colonEnd(text, pair);
  if (value.kind === 'alias') return refuse('alias', path, value.span);
  if (value.anchor !== undefined) return refuse('anchor', path, value.span);
  if (value.tag !== undefined) return refuse('tagged', path, value.span);
  if (colon === undefined) return refuse('not-a-map', path);
  if (value.kind === 'scalar' && (value.style === 'literal' || value.style === 'folded' || isLong(text, value)))
    return refuse('multi-line', path, value.span);
  return ok({ pair, value, colon, context: contextOf(above) } satisfies {
    pair: YamlPair;
    value: YamlNode;
    colon: number;
    context: object;
  });
}

function isLong(text: string, node: YamlNode): boolean {
  return /[\r\n]/.test(text.slice(node.span.start, node.span.end));
}

function isBlock(node: YamlNode): boolean {
  return (node.kind === 'map' || node.kind === 'sequence') && !node.flow;
}

/** Moves lines sideways: from the one that begins at `start` to the one that holds `end`. */
function shiftLines(text: string, start: number, end: number, by: number): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = start; at < end; at = nextLine(text, at)) {
    const content = skipBlanks(text, at);
    const isEmpty = content === lineEnd(text, at);
    if (!isEmpty && by > 0) edits.push(insert(at, ' '.repeat(by)));
    else if (!isEmpty && by < 0) edits.push({ span: { start: at, end: Math.min(content, at - by) }, text: '' });
  }
  return edits;
}

function nextLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return end + breakAt(text, end).length;
}

function insert(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}
