import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RULES } from '../../server/src/analysis/rules';
import { PARAMETER_SCHEMA } from '../../server/src/features/completion/parameterKeywords';
import { METADATA_FIELDS } from '../../server/src/analysis/schema/objectMeta';
import { AUTHZ_ACTIONS } from '../../server/src/model/authzActions';
import { KINDS, REMOVED_KINDS } from '../../server/src/model/kinds';
import { projectRoot } from './samples';

/**
 * A language that is made up: English with letters of another alphabet. A word in ours is a name from the files, or was
 * never translated, wherever in a sentence it stands.
 */
export function inPseudo(text: string): string {
  return text.replace(/\{\w+\}|[A-Za-z]/g, (found) =>
    found.length > 1 ? found : String.fromCodePoint(found.codePointAt(0)! + 0xfee0),
  );
}

/** What an editor that speaks it hands over. */
export function pseudoTexts(): Readonly<Record<string, string>> {
  const texts = JSON.parse(readFileSync(path.join(projectRoot, 'l10n/bundle.l10n.json'), 'utf8')) as object;
  return Object.fromEntries(Object.keys(texts).map((text) => [text, inPseudo(text)]));
}

/** Words that are never excused as names: no sentence does without one of them for long. */
const NEVER = new Set('the an is are was of and or not must that this be has have it its with nor'.split(' '));

/** `out-of-range` is one word. */
const wordsOf = (text: string): readonly string[] => text.match(/[A-Za-z][A-Za-z]+(?:-+[A-Za-z]+)*/g) ?? [];
const partsOf = (text: string): readonly string[] => text.match(/[A-Za-z]{2,}/g) ?? [];

/** What is written the same in every language. */
export interface Names {
  readonly words: ReadonlySet<string>;
  /** All files, of which a text may quote anything. */
  readonly text: string;
}

/** The words that files and their paths are made of, and those of schemas and rules. */
export function namesIn(files: ReadonlyMap<string, string>): Names {
  const text = [...files].flat().join('\n');
  const words = [...partsOf(text), ...PRODUCT_NAMES].filter((word) => !NEVER.has(word));
  return { text: text.toLowerCase(), words: new Set([...words, ...RULES.map(({ code }) => code)]) };
}

/** The words of a text that are no names. A name that is made of names, such as that of a new file, is one. */
export function english(text: string, { words, text: files }: Names): readonly string[] {
  if (files.includes(text.toLowerCase())) return [];
  const rest = text
    .replace(/"([^"]+)"|`([^`]+)`/g, (whole, quoted, code) =>
      files.includes(String(quoted ?? code).toLowerCase()) ? '' : whole,
    )
    .replace(/\bfile:\/\/[^\s)]*/g, '')
    // Commits, placeholders, and the field that a hover is about.
    .replace(/\b[0-9a-f]{8}\b|\{\w+\}|^\*\*\S+\*\*/gm, '')
    // A name that was cut.
    .replace(/([A-Za-z]+)…/g, (whole, cut: string) => ([...words].some((word) => word.startsWith(cut)) ? '' : whole));
  const isPart = (part: string): boolean => words.has(part) || NEVER.has(part);
  const isName = (word: string): boolean => words.has(word) || (word.includes('-') && partsOf(word).every(isPart));
  return wordsOf(rest).filter((word) => !isName(word));
}

/** Fails with those texts that hold English, and the words. */
export function assertTranslated(texts: readonly (string | undefined)[], names: Names): void {
  const escaped = texts.flatMap((text) => {
    const words = text === undefined ? [] : english(text, names);
    return words.length > 0 ? [`${words.join(' ')} <- ${text}`] : [];
  });
  assert.deepEqual([...new Set(escaped)], []);
}

const { properties: KEYWORD_NODES = {} } = PARAMETER_SCHEMA;
const KEYWORDS = Object.keys(KEYWORD_NODES);
const KEYWORD_TYPES = (KEYWORD_NODES['type']?.enum ?? []).map(String);

const PRODUCT_NAMES: readonly string[] = [
  ...KINDS.map(({ kind }) => kind),
  ...Object.keys(REMOVED_KINDS),
  ...RULES.flatMap(({ severity, category }) => [severity, category]),
  ...['true', 'false', 'null'],
  ...METADATA_FIELDS,
  ...KEYWORDS,
  ...KEYWORD_TYPES,
  ...AUTHZ_ACTIONS,
  ...schemaFiles().flatMap((file) => namesInSchema(JSON.parse(readFileSync(file, 'utf8')))),
].flatMap(partsOf);

function schemaFiles(): readonly string[] {
  const folder = path.join(projectRoot, 'schemas');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && file !== 'descriptions.json')
    .map((file) => path.join(folder, file));
}

/** Names of fields and values; what is said about them is none. */
function namesInSchema(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'description' && typeof item === 'string'
      ? []
      : [...(Array.isArray(value) ? [] : [key]), ...namesInSchema(item)],
  );
}
