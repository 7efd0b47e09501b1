import type { Path } from '../../base/path';
import type { Span } from '../../base/span';
import { keyText, mergedPairs } from '../../yaml/locate';
import { findConflictMarkers, isTemplated } from '../../yaml/markers';
import type { YamlMap, YamlNode, YamlPair, YamlScalar, YamlSequence } from '../../yaml/node';
import { MAX_TEXT_LENGTH } from '../../yaml/read';
import { sketchYaml } from '../../yaml/sketch';
import { columnOf, documentAt, indentationOf, lineStartOf, type Indentation } from './layout';

/** Where a cursor stands in a document that is being typed. */
export interface CursorContext {
  readonly text: string;
  readonly offset: number;
  /** The document without its `---`. */
  readonly document: Span;
  readonly root: YamlNode;
  /** What is being typed: a key of the map at `path`, the value at `path`, or the item at `path`. */
  readonly role: 'key' | 'value' | 'item';
  readonly path: Path;
  /** The map or list around: of a key its map, of a value the map of its key, of an item its list. */
  readonly around: YamlMap | YamlSequence | undefined;
  /** What stands in the lines below a key whose value is being typed. */
  readonly below: YamlNode | undefined;
  /** The pair that is being typed, for a key or a value. */
  readonly pair: YamlPair | undefined;
  /** What stands between the start of the scalar and the cursor, quotes left out. */
  readonly typed: string;
  /** The scalar's characters, quotes left out. */
  readonly span: Span;
  readonly quote: '' | '"' | "'";
  /** Whether the closing quote is missing. */
  readonly unclosed: boolean;
  /** Whether a colon stands behind the key. */
  readonly hasColon: boolean;
  /** Whether a dash stands before the item in its line. */
  readonly hasDash: boolean;
  /** Inside braces or brackets. */
  readonly flow: boolean;
  /** Nothing but blanks before it in its line. */
  readonly startsLine: boolean;
  /** Directly behind a colon or dash, without the blank that YAML needs there. */
  readonly glued: boolean;
  /** The column in which the keys or dashes beside it begin; where there are none, one that would do. */
  readonly column: number;
  /** How the document is indented. */
  readonly indentation: Indentation;
}

/**
 * Where a cursor stands, told from the text and its indentation alone, so that it works while the document is no YAML.
 * Undefined where nothing can be completed: in comments, blocks of text, expressions, templates, files with conflicts.
 */
export function cursorContext(text: string, offset: number): CursorContext | undefined {
  if (text.length > MAX_TEXT_LENGTH || isTemplated(text) || findConflictMarkers(text).length > 0) return undefined;
  // Directly in front of a comment: what is put there would take in the comment.
  if (text[offset] === '#' && /(?:^|[\s\ufeff])$/.test(text.slice(Math.max(0, offset - 1), offset))) return undefined;
  const document = documentAt(text, offset);
  if (!document) return undefined;
  const { root, cursor, below } = sketchYaml(text, document, offset);
  if (!root || !cursor || cursor.style === 'literal' || cursor.style === 'folded') return undefined;
  const place = placeOf(root, cursor, []);
  if (!place) return undefined;

  const quote = cursor.style === 'double' ? '"' : cursor.style === 'single' ? "'" : '';
  const raw = text.slice(cursor.span.start, cursor.span.end);
  const unclosed = quote !== '' && (raw.length < 2 || !raw.endsWith(quote));
  const span = {
    start: cursor.span.start + quote.length,
    end: cursor.span.end - (quote === '' || unclosed ? 0 : 1),
  };
  // In front of the opening quote or behind the closing one nothing is being typed.
  if (offset < span.start || offset > span.end) return undefined;
  const typed = text.slice(span.start, offset);
  const isElsewhere = /^\s/.test(text.slice(offset, span.end)) || (quote === '' && /\s$/.test(typed));
  if (isElsewhere || typed.includes('${')) return undefined;

  const before = text.slice(lineStartOf(text, cursor.span.start), cursor.span.start).replace('\ufeff', '');
  const flow = isInFlow(root, cursor);
  const indentation = indentationOf(text.slice(document.start, document.end));
  const startsLine = !flow && before.trim() === '';
  return {
    text,
    offset,
    document,
    root,
    ...place,
    below,
    typed,
    span,
    quote,
    unclosed,
    hasColon: place.role === 'key' && /^["']?[ \t]*:(?=\s|$)/.test(text.slice(span.end, span.end + 200)),
    hasDash: place.role === 'item' && /-[ \t]*$/.test(before),
    flow,
    startsLine,
    glued: /:$/.test(before) || (/-$/.test(before) && !flow),
    column: columnBelow(text, below) ?? columnFor(text, cursor, place, indentation),
    indentation,
  };
}

interface CursorPlace {
  readonly role: CursorContext['role'];
  readonly path: Path;
  readonly around: YamlMap | YamlSequence | undefined;
  readonly pair: YamlPair | undefined;
}

/** Looks for a scalar in a tree, and tells what it is there. */
function placeOf(node: YamlNode, wanted: YamlScalar, path: Path): CursorPlace | undefined {
  if (node === wanted) return { role: 'value', path, around: undefined, pair: undefined };
  if (node.kind === 'map') {
    for (const pair of node.pairs) {
      if (pair.key === wanted) return { role: 'key', path, around: node, pair };
      const below = pair.value && [...path, keyText(pair) ?? ''];
      const found = below && placeOf(pair.value, wanted, below);
      if (found) return found.around ? found : { ...found, around: node, pair };
    }
  }
  if (node.kind === 'sequence') {
    for (const [index, item] of node.items.entries()) {
      const found = placeOf(item, wanted, [...path, index]);
      if (found) return found.around ? found : { ...found, role: 'item', around: node };
    }
  }
  return undefined;
}

/** Whether braces or brackets are around a scalar. */
function isInFlow(node: YamlNode, wanted: YamlScalar): boolean {
  if (node.kind === 'scalar' || node.kind === 'alias') return false;
  if (wanted.span.start < node.span.start || wanted.span.start > node.span.end) return false;
  if (node.flow) return true;
  const parts =
    node.kind === 'sequence' ? node.items : node.pairs.flatMap(({ key, value }) => (value ? [key, value] : key));
  return parts.some((part) => isInFlow(part, wanted));
}

function columnFor(text: string, cursor: YamlScalar, place: CursorPlace, { unit, list }: Indentation): number {
  const own = columnOf(text, cursor.span.start);
  const { role, around, pair } = place;
  if (role === 'value') {
    const parent = pair ? columnOf(text, pair.key.span.start) : -unit;
    return own === parent + unit || own === parent + 2 || own === parent + 4 ? own : parent + unit;
  }
  if (role === 'key' && around?.kind === 'map') {
    const others = around.pairs.filter(({ key }) => key !== cursor).map(({ key }) => key.span.start);
    return others.length > 0 ? columnOf(text, Math.min(...others)) : own;
  }
  const first = around?.kind === 'sequence' ? around.items.find((item) => item !== cursor) : undefined;
  return first ? dashColumn(text, first.span.start) : Math.max(own, list === 0 ? 0 : own);
}

/** The column in which what stands below a key begins, for what is to stand beside it. */
function columnBelow(text: string, below: YamlNode | undefined): number | undefined {
  const first = below?.kind === 'map' && !below.flow ? below.pairs[0] : undefined;
  return first && columnOf(text, first.key.span.start);
}

/** The column of the dash in front of an item. */
function dashColumn(text: string, start: number): number {
  const lineStart = lineStartOf(text, start);
  const dash = text.slice(lineStart, start).search(/-[ \t]*(?:[&!]\S+[ \t]+)*$/);
  return dash < 0 ? columnOf(text, start) : columnOf(text, lineStart + dash);
}

/** The keys of the map to which a key would be added but the one that is being typed, merged ones included. */
export function presentKeys({ around, below, pair, role }: CursorContext): ReadonlySet<string> {
  if (role === 'value' && below?.kind === 'map') return new Set(mergedPairs(below).map((other) => keyText(other)!));
  if (around?.kind !== 'map' || role !== 'key') return new Set();
  return new Set(
    mergedPairs({ ...around, pairs: around.pairs.filter((other) => other !== pair) }).map((other) => keyText(other)!),
  );
}
