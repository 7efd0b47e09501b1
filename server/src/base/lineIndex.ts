/** A zero-based line and UTF-16 column, as the Language Server Protocol counts them. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A range of positions, its end exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Where the lines of a text begin: enough to turn offsets into positions without keeping the text. */
export class LineStarts {
  protected readonly starts: Uint32Array;

  constructor(text: string) {
    const starts = [0];
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      // Lines end with LF, CR LF or CR, as in LSP.
      if (code === 13 && text.charCodeAt(i + 1) === 10) continue;
      if (code === 10 || code === 13) starts.push(i + 1);
    }
    this.starts = Uint32Array.from(starts);
  }

  get lineCount(): number {
    return this.starts.length;
  }

  position(offset: number): Position {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: Math.max(0, offset - this.starts[low]!) };
  }

  range(span: { readonly start: number; readonly end: number }): Range {
    return { start: this.position(span.start), end: this.position(span.end) };
  }
}

/** Converts between offsets and positions of one text. */
export class LineIndex extends LineStarts {
  constructor(private readonly text: string) {
    super(text);
  }

  override position(offset: number): Position {
    return super.position(Math.max(0, Math.min(offset, this.text.length)));
  }

  /** The offset at which a line begins; past the last line, the end of the text. */
  lineStart(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  /** The offset behind the last character of a line, its line break left out. */
  lineEnd(line: number): number {
    let end = this.lineStart(line + 1);
    const start = this.lineStart(line);
    while (end > start && (this.text[end - 1] === '\n' || this.text[end - 1] === '\r')) end--;
    return end;
  }

  /** The offset of a position; a column past the end of its line means the end of that line. */
  offset(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.starts.length) return this.text.length;
    return Math.min(this.lineStart(position.line) + Math.max(0, position.character), this.lineEnd(position.line));
  }
}
