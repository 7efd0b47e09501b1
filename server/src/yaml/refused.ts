import { CST, type Lexer } from 'yaml';
import { t } from '../base/l10n';
import type { Span } from '../base/span';
import { isMerge, mergeSources, resolveAlias } from './locate';
import type { YamlMap, YamlProblem } from './node';

/**
 * What YAML 1.2 and its parsers take, and go-yaml refuses: to OpenChoreo's tools, kubectl and Flux such a document does
 * not exist. Source: go-yaml 2.4, executed.
 */
export function refusedTexts(text: string, lexer: () => Lexer): YamlProblem[] {
  return [...refusedCharacters(text), ...refusedTabs(text, lexer)];
}

/** Go reads no control characters, escaped ones aside. */
function refusedCharacters(text: string): YamlProblem[] {
  return Array.from(text.matchAll(CONTROL), ({ 0: character, index: start }) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    const message = t`The platform’s YAML reader refuses the control character U+${code}: remove it, or write it escaped in double quotes.`;
    return syntaxProblem({ start, end: start + 1 }, message);
  });
}

const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/g;

/** Tabs that indent: at the start of a line, be it empty else, behind a dash, and before the text of a block scalar. */
function refusedTabs(text: string, lexer: () => Lexer): YamlProblem[] {
  if (!text.includes('\t')) return [];
  const scan = new TabScan();
  for (const lexeme of lexer().lex(text)) scan.take(lexeme);
  return scan.tabs.map((start) =>
    syntaxProblem({ start, end: start + 1 }, t`The platform’s YAML reader refuses a tab here: use spaces.`),
  );
}

const ZERO_WIDTH = new Set<CST.TokenType | null>(['doc-mode', 'flow-error-end', 'scalar']);
const ENTRY = new Set<CST.TokenType | null>(['seq-item-ind', 'explicit-key-ind']);

/** Follows the lexemes of a text and notes where tabs stand that Go refuses. */
class TabScan {
  readonly tabs: number[] = [];
  private offset = 0;
  private depth = 0;
  /** Where the line began, while nothing but space has come on it. */
  private lineStart: number | undefined = 0;
  private indent = 0;
  private isEntry = false;
  private isText = false;
  /** A plain scalar goes on behind line breaks: there, Go allows tabs deeper than its map. */
  private plainIndent: number | undefined;
  private detectsIndent = false;

  take(lexeme: string): void {
    const type = CST.tokenType(lexeme);
    if (!this.isText && ZERO_WIDTH.has(type)) this.isText = type === 'scalar';
    else if (this.isText) this.takeText(lexeme);
    else if (type === 'newline') this.startLine(this.offset + lexeme.length);
    else if (type === 'space') this.takeSpace(lexeme);
    else if (type !== 'byte-order-mark') this.takeOther(lexeme, type);
    if (!ZERO_WIDTH.has(type) || lexeme.length > 1) this.offset += lexeme.length;
  }

  private startLine(start: number): void {
    this.lineStart = start;
    this.isEntry = false;
  }

  private takeSpace(space: string): void {
    const tab = space.indexOf('\t');
    if (tab < 0 || this.depth > 0) return;
    const at = this.offset + tab;
    if (this.lineStart === undefined ? !this.isEntry : at - this.lineStart > (this.plainIndent ?? Infinity)) return;
    this.tabs.push(at);
  }

  private takeText(lexeme: string): void {
    this.isText = false;
    this.isEntry = false;
    const tab = this.detectsIndent ? /^(?: *\r?\n)* *(?=\t)/.exec(lexeme)?.[0].length : undefined;
    if (tab !== undefined) this.tabs.push(this.offset + tab);
    const isBlock = this.detectsIndent || (this.lineStart !== undefined && lexeme.endsWith('\n'));
    this.detectsIndent = false;
    this.begin();
    this.plainIndent = isBlock ? undefined : this.indent;
    if (isBlock) this.startLine(this.offset + lexeme.length);
  }

  private takeOther(lexeme: string, type: CST.TokenType | null): void {
    this.begin();
    this.plainIndent = undefined;
    this.isEntry = ENTRY.has(type);
    if (type === 'flow-map-start' || type === 'flow-seq-start') this.depth++;
    if (type === 'flow-map-end' || type === 'flow-seq-end') this.depth--;
    if (type === 'block-scalar-header') this.detectsIndent = !/[0-9]/.test(lexeme);
  }

  /** Something other than space comes on the line. */
  private begin(): void {
    if (this.lineStart === undefined) return;
    this.indent = this.offset - this.lineStart;
    this.lineStart = undefined;
  }
}

/** Go refuses escapes of JSON that YAML 1.1 does not know, and halves of surrogate pairs. */
export function refusedEscape(source: string, start: number): YamlProblem | undefined {
  const match = /^((?:[^\\]|\\(?!\/|u[dD][89A-Fa-f])[^])*)(\\(?:\/|u[dD][89A-Fa-f][0-9A-Fa-f]{2}))/.exec(source);
  if (!match) return undefined;
  const [, before = '', escape = ''] = match;
  const at = start + before.length;
  const instead = escape === '\\/' ? '`/`' : t`the character itself`;
  const message = t`The platform’s YAML reader refuses the escape \`${escape}\`: write ${instead}.`;
  return syntaxProblem({ start: at, end: at + escape.length }, message);
}

/** Go takes only texts for keys, and maps for what \`<<\` merges. */
export function refusedPairs(map: YamlMap): YamlProblem[] {
  return map.pairs.flatMap((pair) => {
    const key = resolveAlias(pair.key);
    if (key && key.kind !== 'scalar')
      return [syntaxProblem(pair.key.span, t`The platform takes only a text as a key, not a list or a map.`)];
    if (!isMerge(pair)) return [];
    const merged = resolveAlias(pair.value);
    const wanted = merged?.kind === 'sequence' ? merged.items.length : 1;
    if (mergeSources(pair).length === wanted) return [];
    return [syntaxProblem(pair.key.span, t`\`<<\` merges a map, or a list of maps, and nothing else.`)];
  });
}

function syntaxProblem(span: Span, message: string): YamlProblem {
  return { code: 'yaml-syntax', span, message };
}
