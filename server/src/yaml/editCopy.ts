import type { Path } from '../base/path';
import { ok, type Result } from '../base/result';
import type { TextEdit } from '../base/textEdit';
import { removeKey } from './edit';
import { addFlowEntry, entryOf } from './editInsert';
import { findPlace } from './editPlace';
import { refuse, type EditRefusal } from './editRefusal';
import { breakNear, columnOf, isOpenEnded, lineEnd, lineStart, pairEnd, pairStart } from './editText';
import { locate } from './locate';
import type { YamlDocument, YamlFile, YamlMap, YamlNode, YamlPair } from './node';
import { toValue } from './value';

/** A text and one of its documents, from which a pair is taken. */
export interface CopySource {
  readonly text: string;
  readonly file: YamlFile;
  readonly document: YamlDocument;
  readonly path: Path;
}

/**
 * Gives the key at a path what a key of another text has, as it is written there, comments and all: indented as this text
 * needs it, with its line ends. A key that the other text lacks goes. In a map in braces the value is written as JSON.
 */
export function copyPair(
  text: string,
  file: YamlFile,
  document: YamlDocument,
  path: Path,
  source: CopySource,
): Result<readonly TextEdit[], EditRefusal> {
  const found = locate(source.document.root, source.path);
  if (!found?.pair) return removeKey(text, file, document, path);
  const from = findPlace(source.text, source.file, source.document, source.path);
  if (!from.ok) return from;
  if (hasNames(found.value)) return refuse('anchor', path);
  const place = findPlace(text, file, document, path);
  if (!place.ok) return place;
  const target = place.value;
  const isHere = target.kind === 'node' || (target.kind === 'empty' && target.rest.length === 0);
  const pair = isHere ? target.pair : undefined;
  const map = target.kind === 'absent' ? target.map : target.above.at(-1)?.node;
  const isNear = isHere ? pair !== undefined : target.kind === 'absent' && target.rest.length === 1;
  if (map?.kind !== 'map' || !isNear) return refuse('not-a-map', path.slice(0, -1));
  if (pair && hasNames(pair.value)) return refuse('anchor', path, pair.key.span);
  if (map.flow) return ok(inFlow(text, map, pair, String(path.at(-1)), found.value));
  const parent = from.value.above.at(-1)?.node;
  const lines =
    parent?.kind === 'map' && parent.flow
      ? [`${String(path.at(-1))}: ${JSON.stringify(toValue(found.value))}`]
      : linesOf(source.text, found.pair);
  return ok(inBlock(text, map, pair, lines));
}

/** Anchors and aliases lead out of what is copied, or into it. */
function hasNames(node: YamlNode | undefined): boolean {
  if (!node) return false;
  if (node.kind === 'alias' || node.anchor !== undefined) return true;
  if (node.kind === 'sequence') return node.items.some(hasNames);
  return node.kind === 'map' && node.pairs.some(({ key, value }) => hasNames(key) || hasNames(value));
}

function inFlow(text: string, map: YamlMap, pair: YamlPair | undefined, key: string, value: YamlNode | undefined) {
  const entry = `${JSON.stringify(key)}: ${JSON.stringify(toValue(value))}`;
  if (pair) return [{ span: { start: pairStart(text, pair), end: pairEnd(text, pair) }, text: entry }];
  return addFlowEntry(
    text,
    map,
    map.pairs.map((each) => entryOf(text, each)),
    entry,
  );
}

/** The lines of a pair with the comment behind it, as if its key stood in the first column. */
function linesOf(text: string, pair: YamlPair): readonly string[] {
  const start = pairStart(text, pair);
  const column = columnOf(text, start);
  const [first = '', ...rest] = text.slice(start, lineEnd(text, pairEnd(text, pair))).split(/\r\n|\n|\r/);
  const indent = new RegExp(`^ {0,${column}}`);
  return [first, ...rest.map((line) => line.replace(indent, ''))];
}

function inBlock(text: string, map: YamlMap, pair: YamlPair | undefined, lines: readonly string[]): TextEdit[] {
  const first = map.pairs[0]!;
  const column = columnOf(text, pairStart(text, pair ?? first));
  const at = pair ? pairStart(text, pair) : lineEnd(text, pairEnd(text, map.pairs.at(-1)!));
  const eol = breakNear(text, at);
  const written = lines.map((line, i) => (i === 0 || line.trim() === '' ? line : ' '.repeat(column) + line)).join(eol);
  if (pair) return [{ span: { start: at, end: lineEnd(text, pairEnd(text, pair)) }, text: written }];
  if (!isOpenEnded(text, map.pairs.at(-1)!.value))
    return [{ span: { start: at, end: at }, text: eol + ' '.repeat(column) + written }];
  const before = pairStart(text, first);
  const indent = text.slice(lineStart(text, before), before);
  return [{ span: { start: before, end: before }, text: written + eol + ' '.repeat(indent.length) }];
}
