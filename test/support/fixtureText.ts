/**
 * Fixtures: a few files of a repository in one string that is valid YAML to the eye. docs/architecture.md, "Test
 * fixtures", tells the format; in short:
 *
 * - `#- path` begins a file. Text before the first such line is the file `manifest.yaml`. There are no other files and
 *   no defaults: what a fixture does not say does not exist. `.openchoreo-gitops.yaml` is the configuration, `HEAD:path`
 *   what Git's HEAD has of a file that was edited since.
 * - `<|>` is the cursor; it is taken out of the text.
 * - `#   ^^^ label` is a note about the characters above its carets, in the nearest line above that is no note. A `#`
 *   directly before a caret counts as one, so that the first column can be pointed at; `#< label` is about that column
 *   alone. Notes are taken out as well.
 */

/** A note: what a fixture says about some characters. Positions are zero-based; `end` is exclusive, in the same line. */
export interface Note {
  readonly file: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

export interface Fixture {
  /** Path → text, in the order of the fixture. */
  readonly files: ReadonlyMap<string, string>;
  readonly notes: readonly Note[];
  readonly cursor?: { readonly file: string; readonly offset: number };
}

export const CURSOR = '<|>';
const FILE_LINE = /^#- (\S.*)$/;
const NOTE_LINE = /^(\s*# *)(\^+)(?: +(.*))?$|^#< (.*)$/;

/**
 * Takes a fixture apart.
 *
 * @throws when a note has no line above it, two files have one name, or there are two cursors: a fixture is code.
 */
export function parseFixture(text: string): Fixture {
  const files = new Map<string, string[]>();
  const notes: Note[] = [];
  let cursor: { file: string; line: number; column: number } | undefined;
  let file = 'manifest.yaml';
  for (const raw of text.replace(/^\n/, '').split('\n')) {
    const named = FILE_LINE.exec(raw)?.[1];
    if (named !== undefined) {
      if (files.has(named)) throw new Error(`The fixture has two files ${named}`);
      file = named;
      files.set(file, []);
      continue;
    }
    const lines = files.get(file) ?? files.set(file, []).get(file)!;
    const note = NOTE_LINE.exec(raw);
    if (note) {
      if (lines.length === 0) throw new Error(`A note without a line above it: ${raw}`);
      const [, before = '', carets = '', label = note[4] ?? ''] = note;
      const end = Math.max(1, before.length + carets.length);
      const start = Math.max(0, before.endsWith('#') ? before.length - 1 : before.length);
      notes.push({ file, line: lines.length - 1, start, end, label: label.trim() });
      continue;
    }
    const column = raw.indexOf(CURSOR);
    if (column >= 0) {
      if (cursor) throw new Error('The fixture has two cursors');
      cursor = { file, line: lines.length, column };
    }
    lines.push(column < 0 ? raw : raw.slice(0, column) + raw.slice(column + CURSOR.length));
  }
  const at = cursor && {
    file: cursor.file,
    offset: files
      .get(cursor.file)!
      .slice(0, cursor.line)
      .reduce((sum, line) => sum + line.length + 1, cursor.column),
  };
  // Every line ends with a line break; only the last one of the fixture may have none.
  const end = (name: string) => (name === file ? '' : '\n');
  return {
    files: new Map([...files].map(([name, lines]) => [name, lines.join('\n') + end(name)])),
    notes,
    ...(at && { cursor: at }),
  };
}
