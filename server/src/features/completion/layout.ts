import type { Span } from '../../base/span';

/** The habits of a document: what a new line below a key is indented by, and the dashes of a list below its key. */
export interface Indentation {
  readonly unit: number;
  readonly list: number;
}

const SEPARATOR = /^(?:---|\.\.\.)(?=\s|$)/gm;

/** The document around an offset, its `---` left out; undefined on a separator itself. */
export function documentAt(text: string, offset: number): Span | undefined {
  let start = 0;
  for (const { index } of text.matchAll(SEPARATOR)) {
    if (offset < index) return { start, end: index };
    if (offset <= index + 3) return undefined;
    start = index + 3;
  }
  return { start, end: text.length };
}

export function lineStartOf(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The column of a place; a byte order mark takes none. */
export function columnOf(text: string, offset: number): number {
  const start = lineStartOf(text, offset);
  return offset - start - (text[start] === '\ufeff' ? 1 : 0);
}

/** How a document indents, as far as it shows; two blanks, and dashes two further than their key, where it does not. */
export function indentationOf(document: string): Indentation {
  let unit = 9;
  for (const [, blanks] of document.matchAll(/^( {2,8})[^\s#]/gm)) unit = Math.min(unit, blanks!.length);
  if (unit === 9) unit = 2;
  const list = /^( *(?:- +)?)[^\s#'"-][^\n]*:[ \t]*\r?\n( *)-[ \t]/m.exec(document);
  return { unit, list: list && list[1]!.length === list[2]!.length ? 0 : unit };
}
