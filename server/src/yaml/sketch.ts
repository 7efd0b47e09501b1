import type { Span } from '../base/span';
import type { ScalarStyle, YamlMap, YamlNode, YamlPair, YamlScalar, YamlSequence } from './node';
import { foldQuoted, unescapeDouble } from './sketchText';
import { LineCursor } from './sketchLines';

/** A document as it is being typed. */
export interface Sketch {
  readonly root?: YamlNode;
  /** The scalar in which the cursor stands; an empty one where nothing is typed yet. Absent inside comments. */
  readonly cursor?: YamlScalar;
  /** What stands below the key behind whose colon the cursor is: it would become part of a value that begins there. */
  readonly below?: YamlNode;
}

/** Levels of nesting that are followed, see MAX_DEPTH of read.ts. */
const DEEPEST = 200;

/**
 * A tree of one document that makes sense while somebody types in it, where a parser would stumble: a key without its
 * colon, a value that is not there yet, a brace or quote that is not closed, a line that is indented wrong. What is not
 * broken is read as `readYaml` reads it (test/unit/yaml/sketch.test.ts compares the two), explicit `?` keys and the finer
 * points of folding left out. Never throws, and costs a fraction of parsing.
 *
 * @param document where the document lies in the text, without its `---`
 * @param offset the cursor, within that span
 */
export function sketchYaml(text: string, document: Span, offset: number): Sketch {
  return new Sketcher(text, document, offset).read();
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

class Sketcher {
  private readonly at: LineCursor;
  private readonly anchors = new Map<string, YamlNode>();
  private cursor: YamlScalar | undefined;
  private below: YamlNode | undefined;
  private depth = 0;

  constructor(text: string, document: Span, offset: number) {
    this.at = new LineCursor(text, document, offset);
  }

  read(): Sketch {
    const root = this.block(-1, false);
    return {
      ...(root && { root }),
      ...(this.cursor && { cursor: this.cursor }),
      ...(this.below && { below: this.below }),
    };
  }

  /** The node of the following lines, if they are indented more than `parent`, or are dashes exactly below it. */
  private block(parent: number, dashesBelow: boolean): YamlNode | undefined {
    const column = this.at.next();
    const belongs = column > parent || (dashesBelow && column === parent && this.at.isDash());
    return column < 0 || !belongs ? undefined : this.node(column, parent);
  }

  /** The node that begins here. */
  private node(column: number, parent: number): YamlNode {
    const { anchor, tag } = this.properties();
    const { at } = this;
    if (this.depth > DEEPEST) at.skipAll();
    // A property in front of a line break belongs to the whole block below.
    if ((anchor !== undefined || tag !== undefined) && at.isLineDone()) {
      const below = this.block(parent, false) ?? this.emptyScalar();
      return this.named(below, anchor, tag);
    }
    this.depth++;
    let node: YamlNode;
    if (at.isDash() || at.isItemToBe(column)) node = this.sequence(column, parent);
    else if (at.keyColon() >= 0 || at.isKeyToBe(column)) node = this.map(column, parent);
    else node = this.inline(parent);
    this.depth--;
    return node.kind === 'map' && !node.flow ? node : this.named(node, anchor, tag);
  }

  private map(column: number, parent: number): YamlMap {
    const { at } = this;
    const start = at.pos;
    const pairs: YamlPair[] = [];
    for (let next = column; next > parent; next = at.next()) {
      // A list where a key should be: of the key above if that has no value, else nobody's.
      if (at.isDash()) {
        const list = this.sequence(next, parent);
        const last = pairs.at(-1);
        if (last && !last.value) pairs[pairs.length - 1] = { key: last.key, value: list };
      } else pairs.push(this.pair(column));
    }
    return { kind: 'map', flow: false, pairs, span: this.spanTo(start, pairs) };
  }

  private pair(column: number): YamlPair {
    const { at } = this;
    const colon = at.keyColon();
    if (colon < 0) return { key: this.inline(column, true) };
    this.properties();
    const key = this.keyScalar(colon);
    at.pos = colon + 1;
    const value = this.value(column);
    return value ? { key, value } : { key };
  }

  /** What stands behind a colon in the column of its key. */
  private value(column: number): YamlNode | undefined {
    const { at } = this;
    at.skipBlanks();
    const { anchor, tag } = this.properties();
    if (at.isLineDone()) {
      const below = this.block(column, true);
      return below ? this.named(below, anchor, tag) : undefined;
    }
    const value = this.inline(column);
    // Children below a value that is being typed: they are not its keys yet, and not those of the map around it either.
    if (value === this.cursor && value.span.start === value.span.end) this.below = this.block(column, true);
    return this.named(value, anchor, tag);
  }

  private sequence(column: number, parent: number): YamlSequence {
    const { at } = this;
    const start = at.pos;
    const items: YamlNode[] = [];
    // Dashes directly below their key are as far left as that key: whatever else stands there is not theirs.
    const isOpen = (next: number) => next > parent || (next === column && at.isDash());
    for (let next = column; next >= 0 && isOpen(next); next = at.next()) {
      if (!at.isDash()) {
        this.undashed(items, next);
        continue;
      }
      at.pos++;
      at.skipBlanks();
      const item = at.isLineDone() ? this.block(next, false) : this.node(at.column(), next);
      items.push(item ?? this.emptyScalar());
    }
    return { kind: 'sequence', flow: false, items, span: this.spanTo(start, items) };
  }

  /** What stands among dashes without one: a key that slipped out of the item above, or an item that is being typed. */
  private undashed(items: YamlNode[], column: number): void {
    const last = items.at(-1);
    if (this.at.keyColon() < 0) items.push(this.inline(column, true));
    else if (last?.kind === 'map' && !last.flow) (last.pairs as YamlPair[]).push(this.pair(column));
    else {
      const start = this.at.pos;
      const pairs = [this.pair(column)];
      items.push({ kind: 'map', flow: false, pairs, span: this.spanTo(start, pairs) });
    }
  }

  /** A scalar, alias or flow collection; what else stands in its line is passed over. */
  private inline(parent: number, isKey = false): YamlNode {
    const { at } = this;
    const sign = at.text[at.pos];
    if (sign === '|' || sign === '>') return this.blockScalar(parent, sign);
    const node =
      sign === '"' || sign === "'"
        ? this.quoted(parent, sign)
        : sign === '{' || sign === '['
          ? this.flow(parent)
          : sign === '*'
            ? this.alias()
            : this.plain(parent, isKey);
    if (sign !== undefined && /["'{[*]/.test(sign)) at.skipLine();
    return node;
  }

  private plain(parent: number, isKey: boolean): YamlScalar {
    const { at } = this;
    const start = at.pos;
    let end = at.plainEnd();
    let text = at.text.slice(start, end);
    at.pos = end;
    while (!isKey && at.continues(parent)) {
      const from = at.pos;
      end = at.plainEnd();
      text += ` ${at.text.slice(from, end)}`;
      at.pos = end;
    }
    at.skipLine();
    return this.scalar('plain', text, start, end);
  }

  private quoted(parent: number, quote: '"' | "'"): YamlScalar {
    const { at } = this;
    const start = at.pos;
    const end = at.closingQuote(parent, quote);
    const closed = at.text[end - 1] === quote && end - 1 > start;
    const inner = foldQuoted(at.text.slice(start + 1, closed ? end - 1 : end));
    const text = quote === "'" ? inner.replaceAll("''", "'") : unescapeDouble(inner);
    at.pos = end;
    return this.scalar(quote === '"' ? 'double' : 'single', text, start, end);
  }

  private blockScalar(parent: number, sign: '|' | '>'): YamlScalar {
    const { at } = this;
    const start = at.pos;
    const { text, end } = at.blockText(parent, sign === '>');
    return this.scalar(sign === '|' ? 'literal' : 'folded', text, start, end);
  }

  private alias(): YamlNode {
    const { at } = this;
    const start = at.pos;
    const name = at.word();
    if (at.holdsCursor(start, at.pos)) return this.scalar('plain', `*${name}`, start, at.pos);
    const target = this.anchors.get(name);
    return { kind: 'alias', name, span: at.span(start, at.pos), ...(target && { target }) };
  }

  /** A collection in braces or brackets, up to where it closes or the indentation says that it must have ended. */
  private flow(parent: number): YamlNode {
    const { at } = this;
    const start = at.pos;
    const isMap = at.text[start] === '{';
    const items: YamlNode[] = [];
    const pairs: YamlPair[] = [];
    at.pos++;
    this.depth++;
    while (at.nextInFlow(parent)) {
      const sign = at.text[at.pos];
      if (sign === ',') at.pos++;
      else if (sign === '}' || sign === ']') {
        // A bracket of the other sort closes what is around this one.
        if ((sign === '}') === isMap) at.pos++;
        break;
      } else if (isMap) pairs.push(this.flowPair(parent));
      else items.push(this.flowItem(parent));
    }
    this.depth--;
    const span = at.span(start, at.pos);
    return isMap ? { kind: 'map', flow: true, pairs, span } : { kind: 'sequence', flow: true, items, span };
  }

  private flowItem(parent: number): YamlNode {
    const node = this.flowNode(parent);
    if (!this.at.isFlowColon()) return node;
    this.at.pos++;
    const value = this.at.nextInFlow(parent) ? this.flowValue(parent) : undefined;
    const end = value?.span.end ?? node.span.end;
    return {
      kind: 'map',
      flow: true,
      pairs: [value ? { key: node, value } : { key: node }],
      span: { start: node.span.start, end },
    };
  }

  private flowPair(parent: number): YamlPair {
    const { at } = this;
    const key = this.flowNode(parent);
    at.skipBlanks();
    if (!at.isFlowColon()) return { key };
    at.pos++;
    const value = at.nextInFlow(parent) ? this.flowValue(parent) : undefined;
    return value ? { key, value } : { key };
  }

  private flowValue(parent: number): YamlNode | undefined {
    return /[,}\]]/.test(this.at.text[this.at.pos]!) ? undefined : this.flowNode(parent);
  }

  private flowNode(parent: number): YamlNode {
    const { at } = this;
    const { anchor, tag } = this.properties();
    const sign = at.text[at.pos];
    if (this.depth > DEEPEST) at.skipAll();
    let node: YamlNode;
    if (sign === '"' || sign === "'") node = this.quoted(parent, sign);
    else if (sign === '{' || sign === '[') node = this.flow(parent);
    else if (sign === '*') node = this.alias();
    else {
      const start = at.pos;
      at.pos = at.flowPlainEnd();
      const text = at.text.slice(start, at.pos).trimEnd();
      node = this.scalar('plain', text, start, start + text.length);
    }
    return this.named(node, anchor, tag);
  }

  private properties(): { anchor?: string; tag?: string } {
    const { at } = this;
    const found: { anchor?: string; tag?: string } = {};
    for (;;) {
      const sign = at.text[at.pos];
      if (at.pos >= at.end || (sign !== '&' && sign !== '!')) return found;
      if (sign === '&') found.anchor = at.word();
      else found.tag = `!${at.word()}`;
      at.skipBlanks();
    }
  }

  private named(node: YamlNode, anchor: string | undefined, tag: string | undefined): YamlNode {
    const mutable = node as Mutable<YamlNode>;
    if (tag !== undefined && node.kind === 'scalar') mutable.tag = tag;
    if (anchor !== undefined) this.anchors.set(anchor, node);
    return node;
  }

  private keyScalar(colon: number): YamlScalar {
    const { at } = this;
    const start = at.pos;
    const raw = at.text.slice(start, colon).trimEnd();
    const quote = raw[0];
    if ((quote === '"' || quote === "'") && raw.length > 1 && raw.endsWith(quote)) {
      const inner = raw.slice(1, -1);
      const text = quote === "'" ? inner.replaceAll("''", "'") : unescapeDouble(inner);
      return this.scalar(quote === '"' ? 'double' : 'single', text, start, start + raw.length);
    }
    return this.scalar('plain', raw, start, start + raw.length);
  }

  private emptyScalar(): YamlScalar {
    return this.scalar('plain', '', this.at.pos, this.at.pos);
  }

  private scalar(style: ScalarStyle, text: string, start: number, end: number): YamlScalar {
    const { at } = this;
    const scalar: YamlScalar = { kind: 'scalar', style, text: at.withoutCursor(text), span: at.span(start, end) };
    if (at.holdsCursor(start, end)) this.cursor = scalar;
    return scalar;
  }

  /** From a place to the end of the last part. */
  private spanTo(start: number, parts: readonly (YamlNode | YamlPair)[]): Span {
    const from = this.at.span(start, start).start;
    const last = parts.at(-1);
    if (!last) return { start: from, end: from };
    return { start: from, end: ('key' in last ? (last.value ?? last.key) : last).span.end };
  }
}
