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
    if (
      /^\s*\{\{-?\s*(?:\/\*|if\b|else\b|end\b|range\b|with\b|include\b|template\b|define\b|block\b|toYaml\b|\.|\$)/.test(
        line.text,
      )
    )
      return true;
    if (/^\s*(?:-\s+)*(?:[^\s#'"][^#]*?:\s+)?\{\{/.test(line.text) && /\}\}/.test(line.text)) return true;
    if (/:\s+[^\s'"#|>][^'"#]*\{\{[^}]*\}\}/.test(line.text)) return true;
    if (/(?::|-)\s+(?:[&!]\S+\s+)*[|>][-+0-9]*\s*(?:#.*)?$/.test(line.text)) block = indent;
  }
  return false;
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
