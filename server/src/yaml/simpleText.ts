import { resolvePlain } from './scalar';

/** The scalars of one document, by their dotted path; those inside lists are left out. */
export type SimpleDocument = ReadonlyMap<string, string>;

const VALUE = /"[^"\\]*"|'[^']*'|[A-Za-z0-9_./](?:(?:[\w./@+%~ -]|:(?! ))*[\w./@+%~-])?/.source;
const COMMENT = /#[^\0-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]*/.source;
/** `key:`, `key: value` or a value, behind any dashes; values plain, or in quotes without escapes. */
const LINE = new RegExp(
  `^( *)((?:- +)*)(?:([A-Za-z_][\\w./-]*):(?: +(${VALUE}|\\{\\}|\\[\\]))?|(${VALUE})) *(?: ${COMMENT})?$`,
);
const EMPTY = new RegExp(`^ *(?:${COMMENT})?$`);

interface Level {
  readonly column: number;
  readonly list: boolean;
  /** The dotted path of the map, undefined inside lists. */
  readonly path: string | undefined;
  key: string;
  readonly keys: Set<string>;
}

/** What a line says, whatever stands around it. */
interface Line {
  readonly indent: number;
  /** Widths of the dashes in front of it, with the blanks behind each. */
  readonly dashes: readonly number[];
  readonly key: string | undefined;
  /** Something stands behind the key. */
  readonly full: boolean;
  /** The string that stands there; undefined for numbers and the like. */
  readonly text: string | undefined;
  /** It is a value without a key. */
  readonly item: boolean;
}

/** Lines that were read, for those who read many texts that say nearly the same; null: not simple. */
export type SimpleLines = Map<string, Line | null>;

/**
 * The documents of a text that is as plain as most manifests are: block maps and lists, a value a line. Many times faster
 * than `readYaml`, and of one mind with it wherever it answers at all (test/unit/yaml/simpleText.test.ts). Undefined for
 * everything else, broken texts among it: then `readYaml` has to be asked.
 */
export function readSimple(text: string, known: SimpleLines = new Map()): readonly SimpleDocument[] | undefined {
  const documents: SimpleDocument[] = [];
  let reader = new Reader();
  for (const whole of text.split('\n')) {
    const line = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
    if (line === '---') {
      documents.push(reader.found);
      reader = new Reader();
      continue;
    }
    let read = known.get(line);
    if (read === undefined) known.set(line, (read = readLine(line)));
    if (read === null || !reader.take(read)) return undefined;
  }
  documents.push(reader.found);
  return documents;
}

/** Follows the levels of one document. */
class Reader {
  readonly found = new Map<string, string>();
  private readonly levels: Level[] = [];
  /** The last key or dash has no value yet. */
  private open = true;
  private begun = false;

  /** Takes a line; false where it is not simple in its place. */
  take({ indent, dashes, key, full, text, item }: Line): boolean {
    if (key === undefined && !item) return true;
    let column = indent;
    for (const dash of dashes) {
      if (!this.enter(column, true)) return false;
      this.open = true;
      column += dash;
    }
    if (key === undefined) {
      // A word on a line of its own may belong to the one before.
      this.open = false;
      return dashes.length > 0;
    }
    if (!this.enter(column, false)) return false;
    const level = this.levels.at(-1)!;
    if (level.keys.has(key)) return false;
    level.keys.add(key);
    level.key = key;
    this.open = !full;
    if (text !== undefined && level.path !== undefined)
      this.found.set(level.path === '' ? key : `${level.path}.${key}`, text);
    return true;
  }

  /** Goes on with the list or map that has its entries in a column, or begins it. */
  private enter(column: number, list: boolean): boolean {
    let top = this.levels.at(-1);
    while (top && (top.column > column || (top.column === column && top.list && !list))) {
      this.levels.pop();
      this.open = false;
      top = this.levels.at(-1);
    }
    if (top && top.column === column && top.list === list) return true;
    // A list may stand directly below its key.
    const belongs = top
      ? this.open && (column > top.column || (list && !top.list && column === top.column))
      : !this.begun;
    if (!belongs) return false;
    this.begun = true;
    const path = !top ? '' : top.list || top.path === undefined ? undefined : join(top.path, top.key);
    this.levels.push({ column, list, path: list ? undefined : path, key: '', keys: new Set() });
    return true;
  }
}

const BLANK: Line = { indent: 0, dashes: [], key: undefined, full: false, text: undefined, item: false };

function readLine(line: string): Line | null {
  if (EMPTY.test(line)) return BLANK;
  const match = LINE.exec(line);
  if (!match) return null;
  const [, indent = '', dashes = '', key, value, item] = match;
  return {
    indent: indent.length,
    dashes: (dashes.match(/- +/g) ?? []).map((dash) => dash.length),
    key,
    full: value !== undefined,
    text: value === undefined ? undefined : textOf(value),
    item: item !== undefined,
  };
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** The string that a value is; undefined for numbers and the like. */
function textOf(value: string): string | undefined {
  if (value === '{}' || value === '[]') return undefined;
  if (value.startsWith('"') || value.startsWith("'")) return value.slice(1, -1);
  const reading = resolvePlain(value);
  return reading.ok && typeof reading.value === 'string' ? reading.value : undefined;
}
