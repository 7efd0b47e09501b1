import type { Span } from '../base/span';

/** Whether a line begins a merge conflict, as Git writes it: seven signs and a blank (or, for `=======`, nothing). */
const CONFLICT = /^(?:<{7} |>{7} |\|{7} |={7}$)/;

/**
 * Where unresolved merge conflicts begin, one span per `<<<<<<<` line. Empty unless the text has both ends of one, so
 * that a heading of equals signs in a block scalar is left alone.
 */
export function findConflictMarkers(text: string): Span[] {
  if (!text.includes('<<<<<<< ') || !text.includes('>>>>>>> ')) return [];
  const spans: Span[] = [];
  let seen = 0;
  for (const line of lines(text)) {
    if (!CONFLICT.test(line.text)) continue;
    seen++;
    if (line.text.startsWith('<')) spans.push({ start: line.start, end: line.start + line.text.length });
  }
  return seen > 1 ? spans : [];
}

/** `key: |`, `- >-`: what is indented below is text. */
const BLOCK_HEADER = /(?::|-)\s+(?:[&!]\S+\s+)*[|>][-+0-9]*\s*(?:#.*)?$/;
/** Nobody writes the header of a block that long; a test of a longer line could take for ever. */
const LONG_LINE = 1000;
/** A line of its own for the template engine: a comment, a keyword, a value or a variable. */
const ACTION =
  /^\s*\{\{-?\s*(?:\/\*|if\b|else\b|end\b|range\b|with\b|include\b|template\b|define\b|block\b|toYaml\b|\.|\$)/;
/** Openings looked at in one line. */
const MAX_OPENINGS = 50;

/**
 * Whether the text is a Helm or Go template: `{{ … }}` that YAML would read as something else. A quoted `"{{ x }}"` or a
 * block scalar that holds one is ordinary YAML (Argo Workflows write such), and so is one in a comment.
 */
export function isTemplated(text: string): boolean {
  if (!text.includes('{{')) return false;
  let block = -1;
  for (const line of lines(text)) {
    const indent = line.text.search(/\S/);
    if (indent < 0) continue;
    if (block >= 0 && indent > block) continue;
    block = -1;
    if (isTemplateLine(line.text)) return true;
    const isHeader = line.text.length < LONG_LINE && BLOCK_HEADER.test(line.text);
    if (isHeader) block = indent;
  }
  return false;
}

/** Whether a line outside blocks of text has `{{ … }}` where YAML would read something else. */
function isTemplateLine(line: string): boolean {
  if (ACTION.test(line)) return true;
  let opening = line.indexOf('{{');
  for (let i = 0; opening >= 0 && i < MAX_OPENINGS; i++, opening = line.indexOf('{{', opening + 1)) {
    const before = line.slice(0, opening);
    if (isValueStart(before) && line.includes('}}')) return true;
    // Inside a plain value: between the last quote or comment sign and here, a value has begun that is no block of text.
    const plain = before.slice(Math.max(...["'", '"', '#'].map((sign) => before.lastIndexOf(sign))) + 1);
    const close = line.indexOf('}', opening);
    if (close >= 0 && line[close + 1] === '}' && /:\s+[^\s|>]/.test(plain)) return true;
  }
  return false;
}

/** Whether a value, an item of a list or a line begins behind this text, and not inside quotes or a comment. */
function isValueStart(before: string): boolean {
  const key = before.replace(/^\s*(?:-\s+)*/, '');
  if (key === '') return true;
  return /^[^\s'"#][^#]*$/.test(key) && key.trimEnd() !== key && key.trimEnd().endsWith(':');
}

function* lines(text: string): Generator<{ text: string; start: number }> {
  let start = 0;
  while (start <= text.length) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    const carriage = end > start && text[end - 1] === '\r' ? 1 : 0;
    yield { text: text.slice(start, end - carriage), start };
    start = end + 1;
  }
}
