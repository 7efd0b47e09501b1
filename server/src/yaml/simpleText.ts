import { resolvePlain } from './scalar';

/** The scalars of one document, by their dotted path; those inside lists are left out. */
export type SimpleDocument = ReadonlyMap<string, string>;

const VALUE = /"[^"\\]*"|'[^']*'|[A-Za-z0-9_./](?:(?:[\w./@+%~ -]|:(?! ))*[\w./@+%~-])?/.source;
/** `key:`, `key: value` or a value, behind any dashes; values plain, or in quotes without escapes. */
const LINE = new RegExp(
  `^( *)((?:- +)*)(?:([A-Za-z_][\\w./-]*):(?: +(${VALUE}|\\{\\}|\\[\\]))?|(${VALUE})) *(?: #.*)?$`,
);
const EMPTY = /^ *(?:#.*)?$/;

interface Level {
  readonly column: number;
  readonly list: boolean;
  /** The dotted path of the map, undefined inside lists. */
  readonly path: string | undefined;
  key: string;
  readonly keys: Set<string>;
}

/**
 * The documents of a text that is as plain as most manifests are: block maps and lists, a value a line. Many times faster
 * than `readYaml`, and of one mind with it wherever it answers at all (test/unit/yaml/simpleText.test.ts). Undefined for
 * everything else, broken texts among it: then `readYaml` has to be asked.
 */
export function readSimple(text: string): readonly SimpleDocument[] | undefined {
  const documents: SimpleDocument[] = [];
  let reader = new Reader();
  for (const whole of text.split('\n')) {
    const line = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
    if (line === '---') {
      documents.push(reader.found);
      reader = new Reader();
    } else if (!EMPTY.test(line) && !reader.take(line)) return undefined;
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

  /** Takes a line; false where it is not simple. */
  take(line: string): boolean {
    const match = LINE.exec(line);
    if (!match) return false;
    const [, indent = '', dashes = '', key, value, item] = match;
    let column = indent.length;
    for (const dash of dashes.match(/- +/g) ?? []) {
      if (!this.enter(column, true)) return false;
      this.open = true;
      column += dash.length;
    }
    if (key === undefined) {
      // A word on a line of its own may belong to the one before.
      this.open = false;
      return dashes !== '' && item !== undefined;
    }
    if (!this.enter(column, false)) return false;
    const level = this.levels.at(-1)!;
    if (level.keys.has(key)) return false;
    level.keys.add(key);
    level.key = key;
    this.open = value === undefined;
    const text = value === undefined || level.path === undefined ? undefined : textOf(value);
    if (text !== undefined) this.found.set(level.path === '' ? key : `${level.path}.${key}`, text);
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
