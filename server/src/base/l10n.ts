/**
 * Texts that people read, in their language. English is written where a text is made; a front end that speaks another
 * language hands over its translations once, before anything is said. The command line never does: it speaks English.
 */
let translations: Readonly<Record<string, string>> = {};

/** @param texts English → translation, with `{0}`, `{1}`… for what is filled in */
export function speak(texts: Readonly<Record<string, string>>): void {
  translations = texts;
}

/** @example t`No environment "${name}".` is what `No environment "{0}".` is translated as, with the name filled in. */
export function t(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | bigint | null | undefined)[]
): string {
  const text = parts.reduce((all, part, index) => `${all}{${index - 1}}${part}`);
  return (translations[text] ?? text).replace(/\{(\d+)\}/g, (whole, index: string) => {
    // English texts may hold braces of their own, as in examples of templates.
    return Number(index) < values.length ? String(values[Number(index)]) : whole;
  });
}
