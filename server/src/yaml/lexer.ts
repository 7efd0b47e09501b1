import { Lexer } from 'yaml';

/** Of the parser's lexer, what is not in its types. */
interface Internals {
  /** How deep the next line has to be indented to belong to what is being read. */
  indentNext: number;
  parseFlowCollection: () => Generator<string, unknown>;
  parseQuotedScalar: () => Generator<string, unknown>;
}

/**
 * A lexer for which only quotes end quotes, and brackets brackets, wherever their lines begin: so reads go-yaml, against the letter
 * of YAML. The other one, for which a line that is indented less ends them, makes more of a text in which one is missing.
 */
export function freeLexer(): Lexer {
  const lexer = new Lexer();
  const internals = lexer as unknown as Internals;
  for (const method of ['parseFlowCollection', 'parseQuotedScalar'] as const) {
    const read = internals[method].bind(lexer);
    internals[method] = function* () {
      const indent = internals.indentNext;
      internals.indentNext = 0;
      const next = yield* read();
      internals.indentNext = indent;
      return next;
    };
  }
  return lexer;
}
