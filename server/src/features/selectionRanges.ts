import { covers, type Span } from '../base/span';
import type { YamlFile, YamlNode } from '../yaml/node';

/**
 * What to select around an offset, the smallest first: the words of a scalar, the scalar with its quotes, its pair, the map
 * or list around it and so on to the manifest, the document and the file. Each lies in the next.
 */
export function selectionRanges(yaml: YamlFile, text: string, offset: number): readonly Span[] {
  const spans: Span[] = [{ start: 0, end: text.length }];
  const push = (span: Span) => {
    const outer = spans.at(-1)!;
    const isWithin = outer.start <= span.start && span.end <= outer.end;
    if (isWithin && (outer.start < span.start || span.end < outer.end)) spans.push(span);
  };
  const document = yaml.documents.find(
    ({ span, root }) => covers(span, offset) && (!root || covers(root.span, offset)),
  );
  if (document) push(document.span);
  let node: YamlNode | undefined = document?.root;
  while (node && covers(node.span, offset)) {
    push(node.span);
    node = step(node, offset, push);
  }
  return spans.reverse();
}

/** The part of a node that an offset is in. */
function step(node: YamlNode, offset: number, push: (span: Span) => void): YamlNode | undefined {
  if (node.kind === 'sequence') return node.items.find((item) => covers(item.span, offset));
  if (node.kind === 'map') {
    const pair = node.pairs.find(({ key, value }) =>
      covers({ start: key.span.start, end: value?.span.end ?? key.span.end }, offset),
    );
    if (!pair) return undefined;
    push({ start: pair.key.span.start, end: pair.value?.span.end ?? pair.key.span.end });
    return covers(pair.key.span, offset) ? pair.key : pair.value;
  }
  const isQuoted = node.kind === 'scalar' && (node.style === 'single' || node.style === 'double');
  if (isQuoted && node.span.start < offset && offset < node.span.end)
    push({ start: node.span.start + 1, end: node.span.end - 1 });
  return undefined;
}
