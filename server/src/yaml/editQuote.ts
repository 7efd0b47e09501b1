import { isPlainAllowed, readsAsText } from './emitStyle';
import type { ScalarStyle } from './node';
import { resolveYaml12 } from './scalar';

/** Where a value will stand. */
export interface QuoteContext {
  /** Inside `{…}` or `[…]`, where plain text may not hold their signs. */
  readonly flow: boolean;
  /** Beside keys in double quotes: the file may be JSON, which knows no other style. */
  readonly json: boolean;
}

/** Line breaks of any YAML version, controls and byte order marks: only double quotes carry them. */
const ONLY_DOUBLE = /[\0-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;

/** Strings that some YAML 1.1 parser or a hurried reader takes for something else: merge key, default key, year and month. */
const LOOKS_LIKE_ELSE = /^(?:<<|=|[0-9]{4}-[0-9]{1,2})$/;

/**
 * A string as YAML on one line. The wanted style is kept where it can carry the string; else double quotes, with escapes
 * that JSON knows as well. Plain is kept only where every reader takes the text for a string.
 */
export function quote(value: string, wanted: ScalarStyle, context: QuoteContext): string {
  const text = value.replace(/\p{Surrogate}/gu, '\ufffd');
  if (wanted === 'single' && !ONLY_DOUBLE.test(text)) return `'${text.replaceAll("'", "''")}'`;
  if (wanted === 'plain' && !context.json && canBePlain(text, context.flow)) return text;
  return `"${text.replace(/["\\]/g, '\\$&').replace(new RegExp(`${ONLY_DOUBLE.source}|\\t`, 'g'), escape)}"`;
}

function canBePlain(text: string, flow: boolean): boolean {
  if (ONLY_DOUBLE.test(text) || text.includes('\t') || !isPlainAllowed(text)) return false;
  if (flow && /[,?[\]{}]|^:|:$/.test(text)) return false;
  // An unquoted `{{` would make the file look like a template.
  if (text.includes('{{') || LOOKS_LIKE_ELSE.test(text)) return false;
  return readsAsText(text) && typeof resolveYaml12(text) === 'string';
}

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' };

function escape(character: string): string {
  return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
