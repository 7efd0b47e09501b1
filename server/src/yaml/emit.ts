import { goNumber } from './emitNumber';
import { sortKeys } from './emitOrder';
import { Output, writeScalar } from './emitScalar';
import { chooseStyle, isSimpleKey } from './emitStyle';

const STEP = 2;

/**
 * A value as OpenChoreo's CLI would write it to a new file, byte for byte: one document of block style, keys in natural
 * order, lists not indented under their key, lines folded at 80. What JSON cannot say is written as JSON would
 * (`undefined` in a map is left out, NaN is null).
 *
 * Two deliberate differences: U+0085, which the CLI loses, is kept; and U+2028 and U+2029 are escaped, because newer
 * readers take the indent that the CLI writes behind them for content.
 */
export function emitYaml(value: unknown): string {
  const out = new Output();
  if (isFilledMap(value)) writeMap(out, value, 0);
  else if (isFilledList(value)) writeList(out, value, 0);
  else writeLeaf(out, value, STEP);
  return out.finish();
}

type PlainMap = Readonly<Record<string, unknown>>;

/** Writes the pairs of a map whose first key starts where the output stands, at column `indent`. */
function writeMap(out: Output, map: PlainMap, indent: number): void {
  sortKeys(Object.keys(map).filter((key) => map[key] !== undefined)).forEach((key, i) => {
    if (i > 0) out.startLine(indent);
    const text = wellFormed(key);
    const simple = isSimpleKey(text);
    if (!simple) out.write('? ');
    writeScalar(out, text, chooseStyle(text), indent + STEP, !simple);
    if (!simple) out.startLine(indent);
    out.write(':');
    writeValue(out, map[key], indent, simple);
  });
}

/** Writes what follows a colon. Behind an explicit key a collection begins on the line of its colon. */
function writeValue(out: Output, value: unknown, indent: number, simple: boolean): void {
  if (isFilledMap(value)) {
    if (simple) out.startLine(indent + STEP);
    else out.write(' ');
    writeMap(out, value, indent + STEP);
  } else if (isFilledList(value)) {
    if (simple) out.startLine(indent);
    else out.write(' ');
    writeList(out, value, simple ? indent : indent + STEP);
  } else {
    out.write(' ');
    writeLeaf(out, value, indent + STEP);
  }
}

function writeList(out: Output, items: readonly unknown[], indent: number): void {
  items.forEach((item, i) => {
    if (i > 0) out.startLine(indent);
    out.write('- ');
    if (isFilledMap(item)) writeMap(out, item, indent + STEP);
    else if (isFilledList(item)) writeList(out, item, indent + STEP);
    else writeLeaf(out, item, indent + STEP);
  });
}

function writeLeaf(out: Output, value: unknown, indent: number): void {
  if (typeof value === 'string') {
    const text = wellFormed(value);
    writeScalar(out, text, chooseStyle(text), indent, true);
  } else out.write(leafText(value));
}

function leafText(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint') return goNumber(value);
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return '[]';
  return isMap(value) ? '{}' : 'null';
}

function isMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFilledMap(value: unknown): value is PlainMap {
  return isMap(value) && Object.values(value).some((item) => item !== undefined);
}

function isFilledList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0;
}

/** Half a surrogate pair is no character; Go's JSON puts the replacement character in its place. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
