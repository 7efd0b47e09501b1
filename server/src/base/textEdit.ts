import type { Span } from './span';

/** Replace the characters of `span` by `text`. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/**
 * The text after all edits. Edits are given in any order, refer to the text before, and must not overlap;
 * two insertions at one offset keep their order.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits
    .map((edit, order) => ({ edit, order }))
    .sort((a, b) => a.edit.span.start - b.edit.span.start || a.order - b.order);
  let result = '';
  let position = 0;
  for (const { edit } of ordered) {
    result += text.slice(position, edit.span.start) + edit.text;
    position = edit.span.end;
  }
  return result + text.slice(position);
}
