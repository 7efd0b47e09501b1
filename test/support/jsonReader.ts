/**
 * A second reader behind the engine's own YAML nodes, as simple as can be: JSON documents, separated by lines of `---`.
 * It shares no code with the real one, so whatever the engine does with its trees needs nothing but the types.
 */
import type { YamlDocument, YamlFile, YamlNode, YamlPair, YamlScalar } from '../../server/src/yaml/node';

const SEPARATOR = '\n---\n';

export function readJson(text: string): YamlFile {
  const documents: YamlDocument[] = [];
  let start = 0;
  for (const part of text.split(SEPARATOR)) {
    const reader = new JsonReader(text, start);
    // The line break before a separator belongs to the document, the separator to the next one.
    const end = start + part.length + 1;
    documents.push({
      index: documents.length,
      span: { start: documents.length === 0 ? 0 : start - SEPARATOR.length + 1, end: Math.min(end, text.length) },
      root: reader.node(),
      broken: false,
    });
    start += part.length + SEPARATOR.length;
  }
  return { documents, problems: [], templated: false };
}

/** Values as JSON documents that both readers read. */
export function writeJson(values: readonly unknown[]): string {
  const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value);
  return `${values.map((value) => JSON.stringify(value, plain, 2)).join(SEPARATOR)}\n`;
}

class JsonReader {
  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  node(): YamlNode {
    this.skipBlanks();
    const start = this.at;
    if (this.text[start] === '{') {
      const pairs: YamlPair[] = [];
      this.entries('}', () => {
        const key = this.scalar();
        this.expect(':');
        pairs.push({ key, value: this.node() });
      });
      return { kind: 'map', flow: true, pairs, span: { start, end: this.at } };
    }
    if (this.text[start] === '[') {
      const items: YamlNode[] = [];
      this.entries(']', () => {
        items.push(this.node());
      });
      return { kind: 'sequence', flow: true, items, span: { start, end: this.at } };
    }
    return this.scalar();
  }

  private entries(close: string, entry: () => void): void {
    this.at++;
    this.skipBlanks();
    while (this.text[this.at] !== close) {
      entry();
      this.skipBlanks();
      if (this.text[this.at] === ',') this.at++;
      this.skipBlanks();
    }
    this.at++;
  }

  private scalar(): YamlScalar {
    this.skipBlanks();
    const token = /"(?:[^"\\]|\\.)*"|[^\s,:[\]{}"]+/y;
    token.lastIndex = this.at;
    const found = token.exec(this.text)?.[0];
    if (found === undefined) throw new Error(`Not JSON at ${this.at}: ${this.text.slice(this.at, this.at + 20)}`);
    const span = { start: this.at, end: (this.at += found.length) };
    return found.startsWith('"')
      ? { kind: 'scalar', style: 'double', text: JSON.parse(found) as string, span }
      : { kind: 'scalar', style: 'plain', text: found, span };
  }

  private expect(sign: string): void {
    this.skipBlanks();
    if (this.text[this.at++] !== sign) throw new Error(`No ${sign} at ${this.at - 1}`);
  }

  private skipBlanks(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }
}
