import type { Path } from '../../base/path';
import { canonical, kindOfValue, type ValueKind } from './json';
import type { SchemaNode } from './schemaNode';

/** Words for people: types, values, places. No jargon of JSON Schema. */
const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
};

const KIND_WORDS: Readonly<Record<ValueKind, string>> = {
  null: 'empty',
  boolean: 'true or false',
  string: 'text',
  integer: 'a number',
  number: 'a number',
  array: 'a list',
  object: 'a map',
};

/** What a field takes, as in "must be …". */
export function typeWords(node: SchemaNode): string {
  if (node['x-kubernetes-int-or-string']) return 'an integer or text';
  if (node.type !== undefined) return TYPE_WORDS[node.type] ?? node.type;
  if (node.items && typeof node.additionalProperties === 'object') return 'a list or a map';
  return 'any value';
}

/** What a value is, as in "is …, not …": `true` and `false` as they stand. */
export function valueWords(value: unknown): string {
  return typeof value === 'boolean' ? String(value) : KIND_WORDS[kindOfValue(value)];
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
  if (last === undefined) return 'The manifest';
  if (typeof last === 'string') return `"${last}"`;
  const list = [...path].reverse().find((step) => typeof step === 'string');
  return `Item ${last + 1}${list === undefined ? '' : ` of "${list}"`}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[], conjunction: 'and' | 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}

/** Names for a sentence, the first few of many. */
export function someOf(words: readonly string[], conjunction: 'and' | 'or', most = 8): string {
  if (words.length <= most) return joinWords(words, conjunction);
  return `${words.slice(0, most).join(', ')} and ${words.length - most} more`;
}

/** What the patterns in OpenChoreo's schemas ask for, as in "must be …". */
const PATTERN_WORDS: Readonly<Record<string, string>> = {
  '^\\$\\{[\\s\\S]+\\}\\s*$': 'one expression: ${ … }',
  '^[a-zA-Z_][a-zA-Z0-9_]*$': 'an identifier: letters, digits and "_", not beginning with a digit',
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$': 'lower-case letters, digits and "-", with a letter or digit at both ends',
  '^[a-z][a-z0-9-]*[a-z0-9]$': 'lower-case letters, digits and "-", with a letter first and a letter or digit last',
  '^(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$': 'a duration in days, hours, minutes and seconds, such as 1d12h',
  '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$': 'a duration such as 1h30m, 90s or 250ms',
  '^(deployment|statefulset|cronjob|job|proxy)/[a-z0-9]([-a-z0-9]*[a-z0-9])?$':
    'a workload type, "/" and the name of a component type, such as deployment/web-service',
  '^(deployment|statefulset|cronjob|job)/[a-z0-9]([-a-z0-9]*[a-z0-9])?$':
    'a workload type, "/" and the name of a component type, such as deployment/web-service',
};

export function patternWords(pattern: string): string {
  return Object.hasOwn(PATTERN_WORDS, pattern) ? PATTERN_WORDS[pattern]! : `text that matches ${pattern}`;
}

const FORMAT_WORDS: Readonly<Record<string, string>> = {
  uri: 'a URL such as https://example.com/path',
  email: 'an e-mail address',
  hostname: 'a host name',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  cidr: 'an address range such as 10.0.0.0/8',
  date: 'a date such as 2026-01-31',
  'date-time': 'a time such as 2026-01-31T12:00:00Z',
  duration: 'a duration such as 1h30m',
  uuid: 'a UUID',
  byte: 'base64',
};

export function formatWords(format: string): string {
  return Object.hasOwn(FORMAT_WORDS, format) ? FORMAT_WORDS[format]! : `text of the format "${format}"`;
}
