import type { YamlNode, YamlPair } from './node';

/** What edits need to know of the text around a node: lines, line ends, columns and where a pair begins and ends. */

const BOM = '\ufeff';

/** The offset at which the line of `offset` begins; a byte order mark is not part of the line. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isBreak(text[start - 1])) start--;
  return text[start] === BOM && start < offset ? start + 1 : start;
}

/** The offset behind the last character of the line of `offset`, its line break left out. */
export function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isBreak(text[end])) end++;
  return end;
}

/** The line break at an offset: CR LF, LF or CR, empty at the end of the text. */
export function breakAt(text: string, offset: number): string {
  if (text[offset] === '\r' && text[offset + 1] === '\n') return '\r\n';
  return isBreak(text[offset]) ? text[offset]! : '';
}

/** The line break to use near an offset: that of its line, else the one before it, else the file's first, else LF. */
export function breakNear(text: string, offset: number): string {
  const own = breakAt(text, lineEnd(text, offset));
  if (own !== '') return own;
  const before = /(\r\n|\n|\r)[^\r\n]*$/.exec(text.slice(0, offset));
  return before?.[1] ?? /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** The offset of the first character from `offset` on that is neither blank nor line break nor in a comment. */
export function skipGap(text: string, offset: number): number {
  let at = offset;
  while (at < text.length) {
    if (isBlank(text[at]) || isBreak(text[at])) at++;
    else if (text[at] === '#' && (at === 0 || isBlank(text[at - 1]) || isBreak(text[at - 1]))) at = lineEnd(text, at);
    else break;
  }
  return at;
}

/** The offset of the first character from `offset` on that is not a blank. */
export function skipBlanks(text: string, offset: number): number {
  let at = offset;
  while (isBlank(text[at])) at++;
  return at;
}

/** Whether nothing but blanks and a comment stand between `offset` and the end of its line. */
export function restIsComment(text: string, offset: number): boolean {
  return /^[ \t]*(?:(?<=^|[ \t])#.*)?$/.test(text.slice(offset, lineEnd(text, offset)));
}

/** The offset behind a pair's colon; undefined for a key without one. */
export function colonEnd(text: string, pair: YamlPair): number | undefined {
  const at = skipGap(text, pair.key.span.end);
  return text[at] === ':' ? at + 1 : undefined;
}

/** Where a pair begins: at its key, or before it at the key's anchor and tag or the `?` of an explicit key. */
export function pairStart(text: string, pair: YamlPair): number {
  const start = lineStart(text, pair.key.span.start);
  const before = text.slice(start, pair.key.span.start);
  const decorations = /(?:\?[ \t]+)?(?:[&!][^\s,[\]{}]*[ \t]+)*$/.exec(before);
  return start + (decorations?.index ?? before.length);
}

/** The column of an offset in its line, in UTF-16 units; before a block map or list stand only signs of one unit. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Whether a value is there at all: not `key:` with nothing behind it. */
export function isWritten(node: YamlNode | undefined): node is YamlNode {
  return node !== undefined && (node.span.end > node.span.start || node.anchor !== undefined || node.tag !== undefined);
}

/** The offset behind the last character that belongs to a pair, trailing comments and blank lines left out. */
export function pairEnd(text: string, pair: YamlPair): number {
  if (isWritten(pair.value)) return contentEnd(text, pair.value);
  return colonEnd(text, pair) ?? pair.key.span.end;
}

/** The offset behind the last character of a node's content, blank lines behind a block scalar left out. */
export function contentEnd(text: string, node: YamlNode): number {
  const last = lastNode(node);
  if (last !== node && 'key' in last) return pairEnd(text, last);
  if (last !== node && 'span' in last) return contentEnd(text, last);
  let end = node.span.end;
  if (isBlockScalar(node)) while (isBlank(text[end - 1]) || isBreak(text[end - 1])) end--;
  return end;
}

/** The block scalar that a block node ends with, however deep; undefined when it ends otherwise. */
export function finalBlockScalar(node: YamlNode | undefined): YamlNode | undefined {
  if (!node) return undefined;
  if (isBlockScalar(node)) return node;
  const last = lastNode(node);
  if (last === node) return undefined;
  return finalBlockScalar('key' in last ? last.value : last);
}

/** Whether a node is a scalar of the `|` or `>` kind. */
export function isBlockScalar(node: YamlNode): boolean {
  return node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded');
}

/** Whether the blank lines behind a block scalar belong to its content: `|+`, `>+`. */
export function keepsBlankLines(text: string, blockScalar: YamlNode): boolean {
  return /^[|>][0-9]?\+/.test(text.slice(blockScalar.span.start, blockScalar.span.start + 3));
}

/**
 * Whether a node ends with a block scalar to which a line break more behind it would add one: it keeps blank lines, or
 * the text ends with it.
 */
export function isOpenEnded(text: string, node: YamlNode | undefined): boolean {
  const block = finalBlockScalar(node);
  if (!block) return false;
  if (keepsBlankLines(text, block)) return true;
  const strips = /^[|>][0-9]?-/.test(text.slice(block.span.start, block.span.start + 3));
  return !strips && breakAt(text, lineEnd(text, contentEnd(text, block))) === '';
}

/** A blank or a tab. */
export function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

/** A part of a line break, as the reader knows them. */
export function isBreak(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

/** The last pair or item of a block collection, else the node itself. */
function lastNode(node: YamlNode): YamlNode | YamlPair {
  if ((node.kind !== 'map' && node.kind !== 'sequence') || node.flow) return node;
  return (node.kind === 'map' ? node.pairs.at(-1) : node.items.at(-1)) ?? node;
}
