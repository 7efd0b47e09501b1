import type { QuoteContext } from './editQuote';
import { quote } from './editQuote';

/** How many columns a document indents the maps below a key, and the items of a list. */
export interface Indents {
  readonly map: number;
  readonly list: number;
}

type PlainMap = Readonly<Record<string, unknown>>;

/**
 * A plain value as block YAML whose first line begins at `column`; what follows it is on lines of its own. Scalars and
 * what is empty take one line.
 */
export function renderBlock(
  value: unknown,
  column: number,
  eol: string,
  indents: Indents,
  context: QuoteContext,
): string {
  const newLine = eol + ' '.repeat(column);
  if (isFilledList(value))
    return value.map((item) => `- ${renderBlock(item, column + 2, eol, indents, context)}`).join(newLine);
  if (!isFilledMap(value)) return renderFlow(value, context);
  return Object.entries(value)
    .map(([key, item]) => {
      const below = isFilledMap(item) ? column + indents.map : isFilledList(item) ? column + indents.list : undefined;
      const text = `${quote(key, 'plain', context)}:`;
      return below === undefined
        ? `${text} ${renderFlow(item, context)}`
        : `${text}${eol}${' '.repeat(below)}${renderBlock(item, below, eol, indents, context)}`;
    })
    .join(newLine);
}

/** A plain value as flow YAML on one line; for scalars that is how they stand in block YAML as well. */
export function renderFlow(value: unknown, context: QuoteContext): string {
  if (typeof value === 'string') return quote(value, 'plain', context);
  if (Array.isArray(value)) return `[${value.map((item) => renderFlow(item, inside(context))).join(', ')}]`;
  if (!isMap(value)) return typeof value === 'bigint' ? String(value) : JSON.stringify(value ?? null);
  const entries = Object.entries(value).map(
    ([key, item]) => `${quote(key, 'plain', inside(context))}: ${renderFlow(item, inside(context))}`,
  );
  return `{${entries.join(', ')}}`;
}

function inside(context: QuoteContext): QuoteContext {
  return { ...context, flow: true };
}

function isMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value takes lines of its own in block YAML. */
export function isFilled(value: unknown): boolean {
  return isFilledMap(value) || isFilledList(value);
}

function isFilledMap(value: unknown): value is PlainMap {
  return isMap(value) && Object.keys(value).length > 0;
}

function isFilledList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0;
}
