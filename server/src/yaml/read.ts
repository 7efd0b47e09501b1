import { t } from '../base/l10n';
import { Composer, isAlias, isMap, isScalar, isSeq, Lexer, Parser } from 'yaml';
import type { CST, Node, Pair, Scalar } from 'yaml';
import type { Span } from '../base/span';
import { freeLexer } from './lexer';
import { findConflictMarkers, isTemplated } from './markers';
import { parserMessage } from './parserMessage';
import { refusedEscape, refusedPairs, refusedTexts } from './refused';
import type { ScalarStyle, YamlDocument, YamlFile, YamlNode, YamlPair, YamlProblem, YamlScalar } from './node';

/** Files larger than this are not read: no manifest is, and an editor must stay quick. In UTF-16 units. */
export const MAX_TEXT_LENGTH = 4_000_000;

/** Problems of one file that are told; nobody mends more before the next look. */
const MAX_PROBLEMS = 200;

/**
 * Levels of nesting that are read; manifests have a few dozen. Whoever walks a tree recurses, and so does the parser,
 * which at thousands of levels ends the whole process: V8 cannot compile a regular expression on an exhausted stack.
 */
export const MAX_DEPTH = 200;

const STYLES: Record<string, ScalarStyle> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** A reader of YAML text. `readYaml` is the one in use; a faster one may take its place. */
export type YamlReader = (text: string) => YamlFile;

/**
 * Reads a text of any number of documents into the engine's own tree. Never throws: what is broken is in `problems`, and
 * the trees hold what could be made of it. A file with conflict markers yields that one problem and no documents.
 */
export const readYaml: YamlReader = (text) => {
  if (text.length > MAX_TEXT_LENGTH)
    return unread(
      'too-large',
      { start: 0, end: 0 },
      t`The file is larger than 4 MB and is not checked. Split it, or list it under \`ignore\`.`,
    );
  const conflict = findConflictMarkers(text)[0];
  if (conflict)
    return unread(
      'conflict-markers',
      conflict,
      t`Unresolved merge conflict: nothing in this file is checked until its markers are gone.`,
    );
  const templated = isTemplated(text);
  if (templated) return { documents: [], problems: [], templated };
  const parsed = parse(text);
  if (!parsed)
    return unread(
      'yaml-syntax',
      { start: 0, end: 0 },
      t`The file cannot be read: it is nested more than ${MAX_DEPTH} levels deep.`,
    );
  return convertFile(text, parsed);
};

interface Parsed {
  /** The parser's tokens, one tree per document. */
  readonly tokens: readonly CST.Token[];
  readonly documents: readonly Source[];
  readonly lexer: () => Lexer;
}

type Source = ReturnType<typeof compose>[number];

/** Undefined where a text is nested too deep. */
function parse(text: string): Parsed | undefined {
  const strict = parseWith(() => new Lexer(), text);
  if (!strict?.documents.some(({ errors }) => errors.some(({ code }) => UNCLOSED.has(code)))) return strict;
  const free = parseWith(freeLexer, text);
  return free?.documents.every(({ errors }) => errors.length === 0) ? free : strict;
}

/** What the parser says of quotes and brackets that a line of too little indentation has ended. */
const UNCLOSED = new Set(['MISSING_CHAR', 'BAD_INDENT']);

function parseWith(lexer: () => Lexer, text: string): Parsed | undefined {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    // As soon as that is known: the parser would end the process.
    if (parser.stack.length > MAX_DEPTH) return undefined;
  }
  tokens.push(...parser.end());
  return { tokens, documents: compose(tokens), lexer };
}

function compose(tokens: readonly CST.Token[]) {
  // Everything is read as a string: which plain scalar means what is decided by scalar.ts, the way the platform reads it.
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, strict: false, logLevel: 'silent' });
  return [...composer.compose(tokens)];
}

function unread(code: YamlProblem['code'], span: Span, message: string): YamlFile {
  return { documents: [], problems: [{ code, span, message }], templated: false };
}

function convertFile(text: string, { tokens, documents: sources, lexer }: Parsed): YamlFile {
  const documents: YamlDocument[] = [];
  const problems: YamlProblem[] = tokens.flatMap(refusedDirective);
  const refused = refusedTexts(text, lexer);
  sources.forEach((source, index) => {
    const known = problems.length;
    for (const error of source.errors) {
      const [start, end] = error.pos;
      problems.push({
        code: 'yaml-syntax',
        span: { start, end: Math.max(start, end) },
        message: plainMessage(error.message),
      });
    }
    const broken = problems.length > known;
    const root = isNode(source.contents) ? new Converter(text, problems, broken).convert(source.contents) : undefined;
    const [begin, , behind] = source.range;
    const start = index === 0 ? 0 : begin;
    const empty = root?.kind === 'scalar' && root.text === '' && root.style === 'plain';
    const isBroken = () => problems.slice(known).some((problem) => problem.code === 'yaml-syntax');
    // Where the parser has found something, that is what to mend first.
    if (!isBroken()) problems.push(...refused.filter((problem) => isWithin(problem, start, behind)));
    documents.push({
      index,
      span: { start, end: behind },
      broken: isBroken(),
      ...(root && !empty && { root }),
    });
  });
  return { documents, problems: problems.slice(0, MAX_PROBLEMS), templated: false };
}

function isWithin({ span }: YamlProblem, start: number, end: number): boolean {
  return span.start >= start && span.start < end;
}

/** Kubernetes' readers split a file at its `---` lines first: what stands before one is a document of its own to them. */
function refusedDirective(token: CST.Token): YamlProblem[] {
  if (token.type !== 'directive') return [];
  const [name = ''] = token.source.split(/\s/, 1);
  const span = { start: token.offset, end: token.offset + token.source.length };
  const message = t`Kubernetes does not read files with the directive ${name}: remove this line.`;
  return [{ code: 'yaml-syntax', span, message }];
}

/** The parser's message without its excerpt of the source and its position, which the problem carries itself. */
function plainMessage(message: string): string {
  const first = message.split('\n', 1)[0] ?? message;
  return `${parserMessage(first.replace(/ at line \d+, column \d+:?$/, '').replace(/\.$/, ''))}.`;
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}

/** Turns the parser's nodes of one document into ours; holds the anchors seen so far, in document order. */
class Converter {
  private readonly anchors = new Map<string, YamlNode>();

  constructor(
    private readonly text: string,
    private readonly problems: YamlProblem[],
    private readonly broken: boolean,
  ) {}

  convert(node: Node): YamlNode {
    const [start, end] = node.range ?? [0, 0];
    if (isAlias(node)) {
      const target = this.anchors.get(node.source);
      if (!target)
        this.problems.push({
          code: 'yaml-syntax',
          span: { start, end },
          message: t`No anchor &${node.source} comes before this alias.`,
        });
      return { kind: 'alias', span: { start, end }, name: node.source, ...(target && { target }) };
    }
    // The parser writes the standard tags out: `!!str` comes as `tag:yaml.org,2002:str`.
    const tag = node.tag?.replace(/^tag:yaml\.org,2002:/, '!!');
    const properties = { ...(node.anchor && { anchor: node.anchor }), ...(tag?.startsWith('!') && { tag }) };
    let result: YamlNode;
    if (isScalar(node)) result = { ...this.scalar(node, start, end), ...properties };
    else if (isMap(node)) {
      const pairs = node.items.map((pair) => this.pair(pair));
      if (!this.broken) this.reportDuplicates(pairs);
      result = {
        kind: 'map',
        flow: node.flow ?? false,
        pairs,
        span: { start, end: node.flow ? end : endOfPairs(pairs, end) },
        ...properties,
      };
      this.problems.push(...refusedPairs(result));
    } else if (isSeq(node)) {
      const items = node.items.flatMap((item) => (isNode(item) ? [this.convert(item)] : []));
      result = {
        kind: 'sequence',
        flow: node.flow ?? false,
        items,
        span: { start, end: node.flow ? end : (items.at(-1)?.span.end ?? end) },
        ...properties,
      };
    } else result = { kind: 'scalar', style: 'plain', text: '', span: { start, end }, ...properties };
    if (node.anchor) this.anchors.set(node.anchor, result);
    return result;
  }

  private scalar(node: Scalar, start: number, end: number): YamlScalar {
    const style = STYLES[node.type ?? 'PLAIN'] ?? 'plain';
    let last = end;
    // A block scalar's range takes in the line break behind it; its last line is where people see it end.
    const escape = style === 'double' ? refusedEscape(this.text.slice(start, end), start) : undefined;
    if (escape) this.problems.push(escape);
    if (style === 'literal' || style === 'folded') while (last > start && /[\r\n]/.test(this.text[last - 1]!)) last--;
    return {
      kind: 'scalar',
      style,
      // A tag that the parser knows (`!!timestamp`) makes something else of the text; ours is decided by scalar.ts.
      text: typeof node.value === 'string' ? node.value : (node.source ?? ''),
      span: { start, end: last },
    };
  }

  private pair(pair: Pair): YamlPair {
    const key: YamlNode = isNode(pair.key)
      ? this.convert(pair.key)
      : { kind: 'scalar', style: 'plain', text: '', span: { start: 0, end: 0 } };
    return isNode(pair.value) ? { key, value: this.convert(pair.value) } : { key };
  }

  private reportDuplicates(pairs: readonly YamlPair[]): void {
    const seen = new Map<string, Span>();
    for (const { key } of pairs) {
      if (key.kind !== 'scalar' || (key.text === '<<' && key.style === 'plain')) continue;
      const first = seen.get(key.text);
      if (first) {
        const message = t`The key "${key.text}" stands here twice; the platform silently takes the last one.`;
        this.problems.push({ code: 'duplicate-key', span: key.span, message, first });
      } else seen.set(key.text, key.span);
    }
  }
}

function endOfPairs(pairs: readonly YamlPair[], fallback: number): number {
  const last = pairs.at(-1);
  return last ? Math.max(last.key.span.end, last.value?.span.end ?? 0) : fallback;
}
