import type { Path } from '../base/path';
import { ok } from '../base/result';
import { addMissing, contextOf, setScalar, type Edits } from './edit';
import { indentsOf } from './editInsert';
import { findPlace } from './editPlace';
import { quote } from './editQuote';
import { refuse } from './editRefusal';
import { isFilled, renderBlock, renderFlow } from './editRender';
import {
  breakNear,
  colonEnd,
  columnOf,
  contentEnd,
  isBlank,
  isBlockScalar,
  isBreak,
  lineEnd,
  pairStart,
} from './editText';
import { keyText } from './locate';
import type { YamlDocument, YamlFile, YamlNode } from './node';

/**
 * Gives the place at a path a plain value of any shape, written in the style of what is around it. A scalar or a collection
 * that stands there goes; one that holds comments is refused, since they would go with it.
 */
export function setValue(text: string, file: YamlFile, document: YamlDocument, path: Path, value: unknown): Edits {
  if (typeof value === 'string') {
    const asScalar = setScalar(text, file, document, path, value);
    if (asScalar.ok || asScalar.error.code !== 'not-a-scalar') return asScalar;
  }
  const found = findPlace(text, file, document, path);
  if (!found.ok) return found;
  const place = found.value;
  if (place.kind !== 'node') return addMissing(text, document, place, path, value);
  const { node, pair, above } = place;
  if (node.kind === 'alias') return refuse('alias', path, node.span);
  if (node.anchor !== undefined) return refuse('anchor', path, node.span);
  if (node.tag !== undefined) return refuse('tagged', path, node.span);
  if (above.length === 0) return refuse('not-a-map', path, node.span);
  const context = contextOf(above);
  const end = contentEnd(text, node);
  const colon = pair && colonEnd(text, pair);
  const isOld = isBlockCollection(node) || isBlockScalar(node) || (isFilled(value) && !context.flow);
  const start = isOld && colon !== undefined ? colon : node.span.start;
  if (holdsComment(text.slice(start, end))) return refuse('not-a-scalar', path, node.span);
  // Of a list that ends with an empty item, the blank before a comment is part.
  const gap = text[end] === '#' ? ' ' : '';
  if (context.flow || !isFilled(value)) {
    const inline = renderFlow(value, context) + gap;
    return ok([{ span: { start, end }, text: start === colon ? ` ${inline}` : inline }]);
  }
  const indents = indentsOf(text, document);
  const eol = breakNear(text, end);
  if (!pair || colon === undefined) {
    if (start < end)
      return ok([{ span: { start, end }, text: renderBlock(value, columnOf(text, start), eol, indents, context) }]);
    // A list item with nothing behind its dash.
    let dash = start;
    while (isBlank(text[dash - 1]) || isBreak(text[dash - 1])) dash--;
    const block = renderBlock(value, columnOf(text, dash) + 1, eol, indents, context);
    return ok([{ span: { start: dash, end: dash }, text: ` ${block}` }]);
  }
  const column = columnOf(text, pairStart(text, pair)) + (Array.isArray(value) ? indents.list : indents.map);
  const at = lineEnd(text, end);
  const block = `${eol}${' '.repeat(column)}${renderBlock(value, column, eol, indents, context)}`;
  return ok([
    { span: { start: colon, end }, text: gap },
    { span: { start: at, end: at }, text: block },
  ]);
}

/** Gives the key at a path another name and leaves its value alone. */
export function renameKey(text: string, file: YamlFile, document: YamlDocument, path: Path, name: string): Edits {
  const found = findPlace(text, file, document, path);
  if (!found.ok) return found;
  const place = found.value;
  const pair = place.kind === 'node' || (place.kind === 'empty' && place.rest.length === 0) ? place.pair : undefined;
  const map = place.above.at(-1)?.node;
  if (!pair || map?.kind !== 'map') return refuse('not-a-map', path.slice(0, -1));
  const { key } = pair;
  if (key.kind !== 'scalar') return refuse('alias', path, key.span);
  if (key.anchor !== undefined) return refuse('anchor', path, key.span);
  if (key.tag !== undefined) return refuse('tagged', path, key.span);
  if (isBlockScalar(key) || /[\r\n]/.test(text.slice(key.span.start, key.span.end)))
    return refuse('multi-line', path, key.span);
  const taken = map.pairs.find((other) => other !== pair && keyText(other) === name);
  if (taken) return refuse('duplicate-key', [...path.slice(0, -1), name], taken.key.span);
  return ok([{ span: key.span, text: quote(name, key.style, contextOf(place.above)) }]);
}

function isBlockCollection(node: YamlNode): boolean {
  return (node.kind === 'map' || node.kind === 'sequence') && !node.flow;
}

/** Whether a piece of text may hold a comment; a `#` inside a text counts as one too, to be on the safe side. */
export function holdsComment(piece: string): boolean {
  return /(?:^|[ \t\r\n])#/.test(piece);
}
