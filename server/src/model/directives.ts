import type { LineStarts } from '../base/lineIndex';
import type { Path } from '../base/path';
import type { Span } from '../base/span';
import { keyText } from '../yaml/locate';
import type { YamlFile, YamlNode } from '../yaml/node';

/**
 * A comment that silences rules: `# openchoreo-gitops-disable-next-line <codes>` or `# openchoreo-gitops-disable-file <codes>`.
 * Codes are separated by blanks or commas; none at all means every code; what follows ` -- ` is the reason.
 */
export interface Directive {
  readonly codes: readonly { readonly code: string; readonly span: Span }[];
  /** Absent: the whole file. */
  readonly next?: SilencedLine;
}

/** The line below a comment: the next one that is neither empty nor a comment. */
export interface SilencedLine {
  /** Zero-based. */
  readonly line: number;
  /** The places (see `placeKey`) that a problem would show in this line, so that nothing is parsed again to tell. */
  readonly places: ReadonlySet<string>;
}

const MARK = 'openchoreo-gitops-disable-';
const COMMENT = /^\ufeff?[ \t]*#[ \t]*openchoreo-gitops-disable-(next-line|file)(?=[ \t]|$)(.*)$/gm;

/** Identity of a place in a file: its document, its path from the root of that, and whether the key is meant. */
export function placeKey(document: number, path: Path, on: 'key' | 'value'): string {
  return `${document}:${on}:${JSON.stringify(path)}`;
}

/** The silencing comments of a text. Inside a block of text they count as well: nobody writes one there by accident. */
export function readDirectives(text: string, file: YamlFile, lines: LineStarts): readonly Directive[] {
  if (!text.includes(MARK)) return [];
  return Array.from(text.matchAll(COMMENT), (match) => {
    const [whole, scope, rest = ''] = match;
    const codes = codesIn(rest, match.index + whole.length - rest.length);
    if (scope === 'file') return { codes };
    const line = lineBelow(text, match.index, lines);
    return { codes, next: { line, places: placesIn(file, line, lines) } };
  });
}

function codesIn(rest: string, offset: number): Directive['codes'] {
  const named = /^(.*?)(?:[ \t]--(?:[ \t].*)?)?$/.exec(rest.trimEnd())?.[1] ?? '';
  return Array.from(named.matchAll(/[^\s,]+/g), ({ 0: code, index }) => ({
    code,
    span: { start: offset + index, end: offset + index + code.length },
  }));
}

function lineBelow(text: string, offset: number, lines: LineStarts): number {
  const own = lines.position(offset).line;
  const below = text.split(/\r\n|\n|\r/).slice(own + 1);
  const skipped = below.findIndex((line) => !/^\s*(?:#.*)?$/.test(line));
  return own + 1 + Math.max(0, skipped);
}

function placesIn(file: YamlFile, line: number, lines: LineStarts): ReadonlySet<string> {
  const places = new Set<string>();
  const isHere = (node: YamlNode) => lines.position(node.span.start).line === line;
  const visit = (document: number, node: YamlNode, path: Path) => {
    // Shown at its characters; of a block, problems are shown at the key above, which its pair adds.
    if (isHere(node)) places.add(placeKey(document, path, 'value'));
    if (node.kind === 'sequence') node.items.forEach((item, i) => visit(document, item, [...path, i]));
    if (node.kind !== 'map') return;
    for (const pair of node.pairs) {
      const key = keyText(pair);
      if (key === undefined) continue;
      const below = [...path, key];
      if (pair.value) visit(document, pair.value, below);
      const isBlock = pair.value && pair.value.kind !== 'scalar' && pair.value.kind !== 'alias' && !pair.value.flow;
      const value = placeKey(document, below, 'value');
      if (isHere(pair.key)) {
        places.add(placeKey(document, below, 'key'));
        if (!pair.value || isBlock) places.add(value);
      } else if (isBlock) places.delete(value);
    }
  };
  for (const { index, root } of file.documents) if (root) visit(index, root, []);
  return places;
}
