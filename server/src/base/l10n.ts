/**
 * Texts that people read, in their language. English is written where a text is made; a front end that speaks another
 * language hands over its translations once, before anything is said. The command line never does: it speaks English.
 */
let translations: Readonly<Record<string, string>> = {};

/** A text of a table in English: tables are made before the language is known, so that `say` translates it when it is read. */
export interface Phrase {
  readonly english: string;
}

/** What can be filled in. */
type Value = string | number | bigint | null | undefined | Phrase;

/** What stands there, and between it the number of the value that goes there. */
type Pieces = readonly (string | number)[];

/** By the place in the sources: a text is translated and taken apart once, however often it is said. */
let known = new WeakMap<TemplateStringsArray, Pieces>();

/** @param texts English → translation, with `{0}`, `{1}`… for what is filled in */
export function speak(texts: Readonly<Record<string, string>>): void {
  translations = texts;
  known = new WeakMap();
}

/** @example t`No environment "${name}".` is what `No environment "{0}".` is translated as, with the name filled in. */
export function t(parts: TemplateStringsArray, ...values: readonly Value[]): string {
  let pieces = known.get(parts);
  if (!pieces) known.set(parts, (pieces = translate(parts)));
  return pieces.reduce<string>((text, piece) => text + (typeof piece === 'number' ? filled(values[piece]) : piece), '');
}

/** Marks a text of a table. What is filled in later is a text of its own: `say` takes no values. */
export function phrase(parts: TemplateStringsArray): Phrase {
  return { english: parts.join('') };
}

/** A text of a table, in the language of whoever reads it. */
export function say({ english }: Phrase): string {
  return translated(english);
}

/** A text of the schemas, which scripts/l10n.mjs knows too. What a user's own schema says stays as it is. */
export function translated(text: string): string {
  return Object.hasOwn(translations, text) ? translations[text]! : text;
}

function translate(parts: TemplateStringsArray): Pieces {
  const text = translated(parts.reduce((all, part, index) => `${all}{${index - 1}}${part}`));
  return text.split(/\{(\d+)\}/).map((piece, index) => {
    if (index % 2 === 0) return piece;
    // English texts may hold braces of their own, as in examples of templates.
    return Number(piece) < parts.length - 1 ? Number(piece) : `{${piece}}`;
  });
}

function filled(value: Value): string {
  return typeof value === 'object' && value !== null ? say(value) : String(value);
}
