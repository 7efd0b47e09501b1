import { chooseStyle } from '../../yaml/emitStyle';
import type { WritePlace } from './item';

/** Choices that a tab stop offers at most: more belong into a completion list. */
const MOST_CHOICES = 30;

/** Text with tab stops in the syntax of the Language Server Protocol. Hands out the numbers of the stops. */
export class SnippetText {
  private next = 1;

  /** A stop to type at, with what is there until then. */
  stop(text = ''): string {
    const number = this.next++;
    return text === '' ? `$${number}` : `\${${number}:${escapeSnippet(text)}}`;
  }

  /** A stop with a list to choose from; the first one is in the text until then. */
  choice(values: readonly string[]): string {
    if (values.length === 0) return this.stop();
    if (values.length === 1 || values.length > MOST_CHOICES) return this.stop(values[0]);
    const number = this.next++;
    return `\${${number}|${values.map(escapeChoice).join(',')}|}`;
  }

  /** Another snippet put in at a column: its stops come after those so far, its lines are indented. */
  embed(text: string, column: number): string {
    const first = this.next - 1;
    const renumbered = text.replace(
      /(\\.)|\$(\{?)(\d+)/g,
      (whole, escaped: string | undefined, brace: string, number: string) => {
        if (escaped !== undefined) return whole;
        this.next = Math.max(this.next, first + Number(number) + 1);
        return `$${brace}${first + Number(number)}`;
      },
    );
    return renumbered.replace(/^(?=.)/gm, ' '.repeat(column));
  }
}

export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

function escapeChoice(text: string): string {
  return text.replace(/[\\$},|]/g, '\\$&');
}

/** The text that a snippet leaves behind when nobody types anything. */
export function plainText(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|((?:\\.|[^\\,|])*)(?:,(?:\\.|[^\\|])*)?\|\}/g, '$1')
    .replace(/\$\{\d+:((?:\\.|[^\\}])*)\}/g, '$1')
    .replace(/(?<!\\)\$\d+/g, '')
    .replace(/\\([\\$},|])/g, '$1');
}

/** A scalar as YAML, as its place wants it: quoted where it would mean something else otherwise. */
export function scalarText(value: unknown, { flow, quote = '' }: Omit<WritePlace, 'column'>): string {
  const text =
    typeof value === 'string' ? value : typeof value === 'bigint' ? String(value) : JSON.stringify(value ?? null);
  if (quote !== '') return quotedText(text, quote);
  if (typeof value !== 'string') return text;
  const style = chooseStyle(value);
  if (style === 'plain' && value !== '' && !(flow && /[,[\]{}]/.test(value))) return value;
  return style === 'single' ? `'${quotedText(value, "'")}'` : JSON.stringify(value);
}

function quotedText(value: string, quote: '"' | "'"): string {
  return quote === "'" ? value.replaceAll("'", "''") : JSON.stringify(value).slice(1, -1);
}
