/** A half-open range of UTF-16 offsets into one text: `[start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span from `start` up to, not including, `end` (UTF-16 offsets). */
export function span(start: number, end: number): Span {
  return { start, end };
}

/** Whether `offset` lies in the span; the end counts, since a cursor stands behind the last character it has typed. */
export function covers(range: Span, offset: number): boolean {
  return offset >= range.start && offset <= range.end;
}

/** The empty span at an offset. */
export function caret(offset: number): Span {
  return { start: offset, end: offset };
}

/** Order of spans of one text. */
export function compareSpans(a: Span, b: Span): number {
  return a.start - b.start || a.end - b.end;
}
