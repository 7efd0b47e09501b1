import type { Span } from '../base/span';
import { joinBlock } from './sketchText';

/** Stands in the text where the cursor is: of Unicode's private use area, where no manifest has characters. */
const CURSOR = '\ue000';

/**
 * A place in the text of a document with a cursor in it, and what can be told of YAML from the characters around the place.
 * Offsets are those of the text with the cursor character; `span` turns them into those of the file.
 */
export class LineCursor {
  readonly text: string;
  readonly end: number;
  pos = 0;
  private readonly base: number;
  private readonly cursorAt: number;
  /** The place at which a key was looked for last, and what was found. */
  private colonFor = -1;
  private colon = -1;

  constructor(text: string, document: Span, offset: number) {
    this.base = document.start;
    this.cursorAt = offset - document.start;
    this.text = text.slice(document.start, offset) + CURSOR + text.slice(offset, document.end);
    this.end = this.text.length;
  }

  span(start: number, end: number): Span {
    const real = (at: number) => this.base + (at > this.cursorAt ? at - 1 : at);
    return { start: real(start), end: real(end) };
  }

  holdsCursor(start: number, end: number): boolean {
    return this.cursorAt >= start && this.cursorAt < end;
  }

  withoutCursor(text: string): string {
    return text.includes(CURSOR) ? text.replace(CURSOR, '') : text;
  }

  /** Goes to the next thing that is neither blank nor comment and gives its column; -1 at the end. */
  next(): number {
    for (;;) {
      while (this.pos < this.end && isSpace(this.text.charCodeAt(this.pos))) this.pos++;
      if (this.pos >= this.end) return -1;
      const isDirective = this.text[this.pos] === '%' && this.column() === 0;
      if (!isDirective && !this.isComment()) return this.effectiveColumn();
      this.skipLine();
    }
  }

  column(): number {
    const start = this.lineStart();
    return this.pos - start - (this.text[start] === '\ufeff' ? 1 : 0);
  }

  isDash(): boolean {
    return this.text[this.pos] === '-' && this.endsToken(this.pos + 1);
  }

  /** The colon behind the key that begins here, in this line; -1 where there is no key. */
  keyColon(): number {
    if (this.colonFor !== this.pos) {
      this.colonFor = this.pos;
      this.colon = keyColon(this.text, this.skippedProperties(), this.lineEnd());
    }
    return this.colon;
  }

  /** Whether a key without its colon stands here: the next line has a key in the same column. */
  isKeyToBe(column: number): boolean {
    return this.peek((next) => next === column && !this.isDash() && this.keyColon() >= 0);
  }

  /** Whether an item without its dash is being typed: the next line has a dash in the same column. Below a key it is its own. */
  isItemToBe(column: number): boolean {
    return this.isCursorWord() && this.keyColon() < 0 && this.peek((next) => next === column && this.isDash());
  }

  /** Whether the next line goes on with the plain scalar that ended here; if so, goes there. */
  continues(parent: number): boolean {
    const start = this.pos;
    const goesOn = this.next() > parent && this.keyColon() < 0 && !this.isCursorWord();
    if (!goesOn) this.pos = start;
    return goesOn;
  }

  skipBlanks(): void {
    while (isBlank(this.text.charCodeAt(this.pos))) this.pos++;
  }

  skipLine(): void {
    this.pos = this.lineEnd();
  }

  skipAll(): void {
    this.pos = this.end;
  }

  /** Whether nothing but blanks and a comment is left of the line. */
  isLineDone(): boolean {
    this.skipBlanks();
    return this.pos >= this.lineEnd() || this.isComment();
  }

  /** The end of the plain scalar that begins here, in this line. */
  plainEnd(): number {
    const line = this.text.slice(this.pos, this.lineEnd());
    const comment = /[ \t]#/.exec(line);
    return this.pos + (comment ? line.slice(0, comment.index) : line).trimEnd().length;
  }

  flowPlainEnd(): number {
    const last = this.lineEnd();
    for (let at = this.pos; at < last; at++) {
      const sign = this.text[at]!;
      const isEnd =
        /[,[\]{}]/.test(sign) ||
        (sign === ':' && (this.endsToken(at + 1) || /[,[\]{}]/.test(this.text[at + 1] ?? ''))) ||
        (sign === '#' && at > this.pos && /\s/.test(this.text[at - 1]!));
      // A sign that cannot begin a scalar is passed over, so that reading goes on.
      if (isEnd) return Math.max(at, this.pos + 1);
    }
    return last;
  }

  isFlowColon(): boolean {
    return this.text[this.pos] === ':';
  }

  /** The name behind `&`, `*` or `!`. */
  word(): string {
    const start = this.pos + 1;
    while (this.pos < this.end && !/[\s,[\]{}]/.test(this.text[this.pos]!)) this.pos++;
    return this.text.slice(start, this.pos);
  }

  /** Goes to the next thing inside braces or brackets; false where indentation says that they must have ended. */
  nextInFlow(parent: number): boolean {
    const start = this.pos;
    const line = this.lineStart();
    const column = this.next();
    if (column < 0 || this.lineStart() === line || column > parent) return column >= 0;
    if (column === parent && /[}\]]/.test(this.text[this.pos]!)) return true;
    this.pos = start;
    return false;
  }

  /** Behind the quote that closes the one here; the end of the line where indentation says that it was forgotten. */
  closingQuote(parent: number, quote: '"' | "'"): number {
    const start = this.pos;
    const last = this.lineEnd();
    for (let at = start + 1; at < this.end; at++) {
      const sign = this.text[at]!;
      if (sign === '\\' && quote === '"') at++;
      else if (sign === quote) {
        if (quote === '"' || this.text[at + 1] !== quote) return at + 1;
        at++;
      } else if (sign === '\n' && !this.isDeeper(at + 1, parent)) break;
    }
    return start + this.text.slice(start, last).trimEnd().length;
  }

  /** The text of the block scalar whose header stands here, and goes behind it. */
  blockText(parent: number, folded: boolean): { text: string; end: number } {
    const header = this.text.slice(this.pos, this.lineEnd());
    const indicator = /^[|>][-+]?([1-9])/.exec(header)?.[1];
    const chomping = /^[|>][1-9]?([-+])/.exec(header)?.[1];
    let indent = indicator === undefined ? -1 : Math.max(parent, 0) + Number(indicator);
    let end = this.pos + header.trimEnd().length;
    const lines: string[] = [];
    this.skipLine();
    while (this.pos < this.end) {
      const start = this.pos + 1;
      const stop = this.lineEnd(start);
      const line = this.text.slice(start, stop);
      const content = line.search(/\S/);
      if (content >= 0) {
        if (this.columnIn(start, content) <= parent) break;
        if (indent < 0) indent = content;
        end = stop;
      }
      lines.push(line.slice(indent < 0 ? line.length : indent).replace(/\r$/, ''));
      this.pos = stop;
    }
    while (lines.at(-1) === '' && chomping !== '+') lines.pop();
    const text = joinBlock(lines, folded);
    return { text: lines.length > 0 && chomping !== '-' ? `${text}\n` : text, end };
  }

  private effectiveColumn(): number {
    return this.columnIn(this.lineStart(), this.pos - this.lineStart());
  }

  /**
   * The column that counts. On a line with nothing but the cursor it is that of the line below, if that is indented more:
   * who stands on an empty line inside a block means that block.
   */
  private columnIn(lineStart: number, offset: number): number {
    const column = offset - (this.text[lineStart] === '\ufeff' ? 1 : 0);
    if (lineStart + offset !== this.cursorAt) return column;
    if (this.text.slice(lineStart, this.lineEnd(lineStart)).trim() !== CURSOR) return column;
    const here = this.pos;
    this.pos = this.cursorAt + 1;
    const below = this.next();
    this.pos = here;
    return Math.max(column, below);
  }

  private isDeeper(lineStart: number, parent: number): boolean {
    const rest = this.text.slice(lineStart, this.lineEnd(lineStart));
    return rest.trim() === '' || rest.search(/\S/) > parent;
  }

  private isComment(): boolean {
    return this.text[this.pos] === '#' && (this.pos === 0 || /[\s\ufeff]/.test(this.text[this.pos - 1]!));
  }

  /** Whether the line has one word from here on, and the cursor is in it. */
  private isCursorWord(): boolean {
    if (this.cursorAt < this.pos || this.cursorAt > this.lineEnd()) return false;
    const rest = this.text.slice(this.pos, this.lineEnd()).trim();
    return rest.includes(CURSOR) && /^(?:-\s*)?\S*$/.test(rest);
  }

  /** Asks something of what comes in the lines below. */
  private peek(question: (column: number) => boolean): boolean {
    const here = this.pos;
    this.skipLine();
    const column = this.next();
    const answer = column >= 0 && question(column);
    this.pos = here;
    return answer;
  }

  /** Whether a sign in front of this place stands alone: blank, line end, or the cursor with one of them behind. */
  private endsToken(at: number): boolean {
    const behind = this.text[at] === CURSOR ? at + 1 : at;
    return behind >= this.end || /\s/.test(this.text[behind]!);
  }

  private skippedProperties(): number {
    const sign = this.text[this.pos];
    if (sign !== '&' && sign !== '!') return this.pos;
    return this.pos + /^(?:[&!][^\s,[\]{}]*[ \t]+)*/.exec(this.text.slice(this.pos, this.lineEnd()))![0].length;
  }

  private lineStart(): number {
    return this.pos === 0 ? 0 : this.text.lastIndexOf('\n', this.pos - 1) + 1;
  }

  private lineEnd(from = this.pos): number {
    const end = this.text.indexOf('\n', from);
    return end < 0 ? this.end : end;
  }
}

/** Blanks within a line; a carriage return belongs to the line break behind it. */
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 13;
}

function isSpace(code: number): boolean {
  return isBlank(code) || code === 10 || code === 0xfeff;
}

const QUOTED_KEY = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*:(?=\ue000?(?:\s|$))/;

/** The colon that ends the key at a place: one with a blank, a line end, or the cursor and then one of them behind it. */
function keyColon(text: string, start: number, end: number): number {
  const first = text[start] ?? '';
  if (first === '"' || first === "'") {
    const key = QUOTED_KEY.exec(text.slice(start, end));
    return key ? start + key[0].length - 1 : -1;
  }
  if (first === '[' || first === '{') return -1;
  if ((first === '|' || first === '>' || first === '-') && isSpace(text.charCodeAt(start + 1))) return -1;
  for (let at = start; at < end; at++) {
    const sign = text[at];
    if (sign === '#' && at > start && isBlank(text.charCodeAt(at - 1))) return -1;
    if (sign !== ':') continue;
    const behind = text[at + 1] === CURSOR ? at + 2 : at + 1;
    if (behind >= end || isBlank(text.charCodeAt(behind))) return at;
  }
  return -1;
}
