import type { EmitStyle } from './emitStyle';

/** Text under construction. Columns count characters, not UTF-16 units. */
export class Output {
  private text = '';
  private column = 0;

  /** Adds text without line breaks. */
  write(text: string): void {
    this.text += text;
    for (let i = 0; i < text.length; i++) if (!isTrailSurrogate(text.charCodeAt(i))) this.column++;
  }

  /** Begins a line with an indent; on a line that is still empty only indents. */
  startLine(indent: number): void {
    if (this.column > 0) this.endLine();
    this.write(' '.repeat(indent));
  }

  endLine(): void {
    this.text += '\n';
    this.column = 0;
  }

  /** Whether the line is so long that the next space may become a line break. */
  get isFull(): boolean {
    return this.column > BEST_WIDTH;
  }

  /** All text, its last line ended. */
  finish(): string {
    if (this.column > 0) this.endLine();
    return this.text;
  }
}

/** Characters already on the line, beyond which a space is folded. */
const BEST_WIDTH = 80;

/** Writes a string; its further lines are indented by `indent`. A key that stands before its colon is never folded. */
export function writeScalar(out: Output, text: string, style: EmitStyle, indent: number, fold: boolean): void {
  if (style === 'literal') writeLiteral(out, text, indent);
  else if (style === 'double') writeDouble(out, text, indent, fold);
  else writeWords(out, text, style === 'single' ? "'" : '', indent, fold);
}

/** Plain and single-quoted: a line breaks at a lone space that is neither first nor last. */
function writeWords(out: Output, text: string, quote: string, indent: number, fold: boolean): void {
  out.write(quote);
  for (let start = 0; start < text.length;) {
    let end = text.indexOf(' ', start);
    if (end < 0) end = text.length;
    const word = text.slice(start, end);
    out.write(quote === '' ? word : word.replaceAll("'", "''"));
    if (end === text.length) break;
    const lone = text[end - 1] !== ' ' && text[end + 1] !== ' ' && end > 0 && end < text.length - 1;
    if (fold && lone && out.isFull) out.startLine(indent);
    else out.write(' ');
    start = end + 1;
  }
  out.write(quote);
}

function writeDouble(out: Output, text: string, indent: number, fold: boolean): void {
  const characters = Array.from(text);
  // The tools take a leading byte order mark for a reason to escape everything behind it as well.
  const escapeAll = text.startsWith('\ufeff');
  out.write('"');
  characters.forEach((character, i) => {
    if (escapeAll || NEEDS_ESCAPE.test(character)) return out.write(escape(character));
    const inside = character === ' ' && i > 0 && i < characters.length - 1;
    if (!fold || !inside || characters[i - 1] === ' ' || !out.isFull) return out.write(character);
    out.startLine(indent);
    // Leading spaces of a continued line are dropped on reading, unless the first of them is escaped.
    if (characters[i + 1] === ' ') out.write('\\');
  });
  out.write('"');
}

function writeLiteral(out: Output, text: string, indent: number): void {
  const indentHint = /^[ \n]/.test(text) ? '2' : '';
  const chomping = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
  out.write(`|${indentHint}${chomping}`);
  out.endLine();
  const lines = text.split('\n');
  lines.forEach((line, i) => {
    if (line !== '') {
      out.startLine(indent);
      out.write(line);
    }
    if (i < lines.length - 1) out.endLine();
  });
}

const NEEDS_ESCAPE = /^(?:["\\\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\u{10000}-\u{10ffff}])$/u;

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\x85': '\\N',
  '\xa0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function escape(character: string): string {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  const hex = character.codePointAt(0)!.toString(16).toUpperCase();
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

function isTrailSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
