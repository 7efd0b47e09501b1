import { isBase60, isTimestamp, resolvePlain } from './scalar';

/** How a scalar is written in text that OpenChoreo's tools produce; folded (`>`) never occurs. */
export type EmitStyle = 'plain' | 'single' | 'double' | 'literal';

/** Characters that only a double-quoted scalar can carry: controls, TAB, CR, line separators, BOM, all beyond U+FFFF. */
const SPECIAL = /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\u{10000}-\u{10ffff}]/u;

/** Starts that mean something else to YAML, and `- `, `? `, `: ` and document markers. */
const INDICATOR_FIRST = /^(?:[#,[\]{}&*!|>'"%@`]|[-?:](?:[ \t\n]|$)|---|\.\.\.)/;

/** The end of a key or the start of a comment inside a text. */
const INDICATOR_INSIDE = /:(?:[ \t\n]|$)|[ \t\n]#/;

const LINE_BREAK = /[\n\r\x85\u2028\u2029]/;

/** A key longer than this many bytes of UTF-8, or of several lines, needs the explicit form `? key`. */
const MAX_SIMPLE_KEY_BYTES = 128;

/**
 * The style of a string: literal for several lines, plain where that reads back as the same string everywhere, double
 * quotes where plain would be another type, single quotes where plain is not allowed; double where those fail.
 */
export function chooseStyle(text: string): EmitStyle {
  if (SPECIAL.test(text)) return 'double';
  if (text.includes('\n')) return / \n| $/.test(text) ? 'double' : 'literal';
  if (!readsAsText(text)) return 'double';
  return isPlainAllowed(text) ? 'plain' : 'single';
}

/** Whether a key fits before its colon. */
export function isSimpleKey(key: string): boolean {
  return !LINE_BREAK.test(key) && utf8Length(key) <= MAX_SIMPLE_KEY_BYTES;
}

/** Whether one line of text may stand unquoted in block context, whatever type it would then have. */
export function isPlainAllowed(text: string): boolean {
  return !/^[ \t\n]|[ \t\n]$/.test(text) && !INDICATOR_FIRST.test(text) && !INDICATOR_INSIDE.test(text);
}

/** Whether a plain text is a string to YAML 1.1: neither number nor boolean nor null, date nor base-60 number. */
export function readsAsText(text: string): boolean {
  const reading = resolvePlain(text);
  const string = reading.ok ? typeof reading.value === 'string' : reading.error === 'not-plain';
  return string && !isTimestamp(text) && !isBase60(text);
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
