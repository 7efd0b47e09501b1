import { phrase, say, t, type Phrase } from '../../base/l10n';
import type { Path } from '../../base/path';
import { canonical, kindOfValue, type ValueKind } from './json';
import type { SchemaNode } from './schemaNode';

/** Words for people: types, values, places. No jargon of JSON Schema. */
const TYPE_WORDS: Readonly<Record<string, Phrase>> = {
  string: phrase`text`,
  integer: phrase`an integer`,
  number: phrase`a number`,
  boolean: phrase`true or false`,
  array: phrase`a list`,
  object: phrase`a map`,
};

const KIND_WORDS: Readonly<Record<ValueKind, Phrase>> = {
  null: phrase`empty`,
  boolean: phrase`true or false`,
  string: phrase`text`,
  integer: phrase`a number`,
  number: phrase`a number`,
  array: phrase`a list`,
  object: phrase`a map`,
};

/** What a field takes, as in "must be …". */
export function typeWords(node: SchemaNode): string {
  if (node['x-kubernetes-int-or-string']) return t`an integer or text`;
  if (node.type !== undefined) return typeNamed(node.type);
  if (isListOrMap(node)) return t`a list or a map`;
  return t`any value`;
}

/** Whether a schema says what type a value has. */
export function hasType(node: SchemaNode): boolean {
  return Boolean(node['x-kubernetes-int-or-string']) || node.type !== undefined || isListOrMap(node);
}

function isListOrMap(node: SchemaNode): boolean {
  return node.items !== undefined && typeof node.additionalProperties === 'object';
}

/** A type of JSON Schema, as in "must be …". */
export function typeNamed(type: string): string {
  return Object.hasOwn(TYPE_WORDS, type) ? say(TYPE_WORDS[type]!) : type;
}

/** The type that is said with these words; undefined for any other words. */
export function typeOfWords(words: string | undefined): string | undefined {
  return Object.keys(TYPE_WORDS).find((type) => typeNamed(type) === words);
}

/** What a value is, as in "is …, not …": `true` and `false` as they stand. */
export function valueWords(value: unknown): string {
  return typeof value === 'boolean' ? String(value) : say(KIND_WORDS[kindOfValue(value)]);
}

/** A value as part of a sentence, cut where it is long. */
export function quote(value: unknown): string {
  return `"${plain(value)}"`;
}

/** A value as text without quotes, cut where it is long. */
export function plain(value: unknown): string {
  const text = typeof value === 'string' ? value : canonical(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** What the thing at a path is called: its key, or "item 3 of traits". */
export function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return t`The manifest`;
  if (typeof last === 'string') return `"${last}"`;
  const list = [...path].reverse().find((step) => typeof step === 'string');
  return list === undefined ? t`Item ${last + 1}` : t`Item ${last + 1} of "${list}"`;
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[], conjunction: 'and' | 'or'): string {
  if (words.length < 2) return words.join('');
  const [most, last] = [words.slice(0, -1).join(', '), words.at(-1)];
  return conjunction === 'and' ? t`${most} and ${last}` : t`${most} or ${last}`;
}

/** Names for a sentence, the first few of many. */
export function someOf(words: readonly string[], conjunction: 'and' | 'or', most = 8): string {
  if (words.length <= most) return joinWords(words, conjunction);
  return t`${words.slice(0, most).join(', ')} and ${words.length - most} more`;
}

/** What the patterns in OpenChoreo's schemas ask for, as in "must be …". */
const PATTERN_WORDS: Readonly<Record<string, Phrase>> = {
  '^\\$\\{[\\s\\S]+\\}\\s*$': phrase`one expression: \${ … }`,
  '^[a-zA-Z_][a-zA-Z0-9_]*$': phrase`an identifier: letters, digits and "_", not beginning with a digit`,
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$': phrase`lower-case letters, digits and "-", with a letter or digit at both ends`,
  '^[a-z][a-z0-9-]*[a-z0-9]$': phrase`lower-case letters, digits and "-", with a letter first and a letter or digit last`,
  '^(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$': phrase`a duration in days, hours, minutes and seconds, such as 1d12h`,
  '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$': phrase`a duration such as 1h30m, 90s or 250ms`,
  '^(deployment|statefulset|cronjob|job|proxy)/[a-z0-9]([-a-z0-9]*[a-z0-9])?$': phrase`a workload type, "/" and the name of a component type, such as deployment/web-service`,
  '^(deployment|statefulset|cronjob|job)/[a-z0-9]([-a-z0-9]*[a-z0-9])?$': phrase`a workload type, "/" and the name of a component type, such as deployment/web-service`,
};

export function patternWords(pattern: string): string {
  return Object.hasOwn(PATTERN_WORDS, pattern) ? say(PATTERN_WORDS[pattern]!) : t`text that matches ${pattern}`;
}

const FORMAT_WORDS: Readonly<Record<string, Phrase>> = {
  uri: phrase`a URL such as https://example.com/path`,
  email: phrase`an e-mail address`,
  hostname: phrase`a host name`,
  ipv4: phrase`an IPv4 address`,
  ipv6: phrase`an IPv6 address`,
  cidr: phrase`an address range such as 10.0.0.0/8`,
  date: phrase`a date such as 2026-01-31`,
  'date-time': phrase`a time such as 2026-01-31T12:00:00Z`,
  duration: phrase`a duration such as 1h30m`,
  uuid: phrase`a UUID`,
  byte: phrase`base64`,
};

export function formatWords(format: string): string {
  return Object.hasOwn(FORMAT_WORDS, format) ? say(FORMAT_WORDS[format]!) : t`text of the format "${format}"`;
}
