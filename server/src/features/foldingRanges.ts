import type { LineIndex } from '../base/lineIndex';
import type { Span } from '../base/span';
import type { YamlFile, YamlNode } from '../yaml/node';

/** Lines that fold into the first of them; zero-based, the last one included. */
export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind?: 'comment' | 'region';
}

/** What folds in a file: documents, everything below a key or a dash, comments of several lines, and `#region`s. */
export function foldingRanges(yaml: YamlFile, text: string, lines: LineIndex): readonly FoldingRange[] {
  const folds = new Map<number, FoldingRange>();
  const literals: Span[] = [];
  const add = (start: number, end: number, kind?: FoldingRange['kind']) => {
    const startLine = lines.position(start).line;
    const endLine = lines.position(trimmedEnd(text, start, end)).line;
    // One fold for a line: the largest, which is that of the item when its first key folds as well.
    if (endLine > startLine && endLine > (folds.get(startLine)?.endLine ?? -1))
      folds.set(startLine, { startLine, endLine, ...(kind && { kind }) });
  };
  const visit = (node: YamlNode | undefined): void => {
    if (node?.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded')) literals.push(node.span);
    if (node?.kind === 'sequence')
      for (const item of node.items) {
        add(item.span.start, item.span.end);
        visit(item);
      }
    if (node?.kind === 'map')
      for (const { key, value } of node.pairs) {
        if (value) add(key.span.start, value.span.end);
        visit(value);
      }
  };
  for (const { root } of yaml.documents) {
    if (root) add(root.span.start, root.span.end);
    visit(root);
  }
  for (const { start, end, kind } of commentFolds(text, lines, literals)) add(start, end, kind);
  return [...folds.values()].sort((a, b) => a.startLine - b.startLine);
}

/** The end of a span without the blank characters at its end. */
function trimmedEnd(text: string, start: number, end: number): number {
  let trimmed = Math.min(end, text.length);
  while (trimmed > start && /\s/.test(text[trimmed - 1]!)) trimmed--;
  return trimmed;
}

/** Lines of comments that follow each other, and what stands between the markers of a region; not inside block scalars. */
function commentFolds(
  text: string,
  lines: LineIndex,
  literals: readonly Span[],
): (Span & Pick<FoldingRange, 'kind'>)[] {
  const folds: (Span & Pick<FoldingRange, 'kind'>)[] = [];
  const regions: number[] = [];
  let run: Span | undefined;
  const close = () => {
    if (run) folds.push({ ...run, kind: 'comment' });
    run = undefined;
  };
  for (let line = 0; line < lines.lineCount; line++) {
    const start = lines.lineStart(line);
    const end = lines.lineEnd(line);
    const comment = /^[ \t]*#[ \t]*(region\b|endregion\b)?/.exec(text.slice(start, end));
    if (!comment || literals.some((span) => span.start < start && end < span.end)) {
      close();
    } else if (comment[1] === 'region') {
      close();
      regions.push(start);
    } else if (comment[1] === 'endregion') {
      close();
      const opened = regions.pop();
      if (opened !== undefined) folds.push({ start: opened, end, kind: 'region' });
    } else run = { start: run?.start ?? start, end };
  }
  close();
  return folds;
}
