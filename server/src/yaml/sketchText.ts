/** Line breaks inside quotes, with the blanks around them, read as one space; an empty line as a line break. */
export function foldQuoted(text: string): string {
  if (!text.includes('\n')) return text;
  return text.replace(/[ \t]*\r?\n([ \t]*\r?\n)*[ \t]*/g, (breaks) => {
    const lines = breaks.split('\n').length - 1;
    return lines === 1 ? ' ' : '\n'.repeat(lines - 1);
  });
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

/** The content of a double-quoted scalar; an escape that YAML does not have stands for its letter. */
export function unescapeDouble(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g,
    (_, x?: string, u?: string, long?: string, letter?: string) => {
      const hex = x ?? u ?? long;
      if (hex === undefined) return ESCAPES[letter!] ?? letter!;
      const code = parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    },
  );
}

/** A block scalar's text from its lines, without the break behind the last one. */
export function joinBlock(lines: readonly string[], folded: boolean): string {
  if (!folded) return lines.join('\n');
  let text = '';
  lines.forEach((line, i) => {
    const before = lines[i - 1];
    if (i === 0 || before === undefined) text = line;
    // Lines that are indented more keep their breaks; an empty line is a break itself.
    else if (line === '' || /^[ \t]/.test(line) || /^[ \t]/.test(before)) text += `\n${line}`;
    else text += before === '' ? line : ` ${line}`;
  });
  return text;
}
