import { isPrefix, type Path } from '../../base/path';
import { asMap } from '../../analysis/values';
import type { SchemaNode } from '../../analysis/schema/schemaNode';
import { readYaml } from '../../yaml/read';
import { toValue } from '../../yaml/value';
import { skeletonHints } from '../completion/referenceOffers';
import { placeInfo, type Scope } from '../completion/scope';
import { fieldsSkeleton, type SkeletonStyle } from '../completion/skeleton';
import { plainText } from '../completion/snippet';

/** What stands for a text that only people can know. Lower case, so that it is a name as well. */
export const PLACEHOLDER = 'change-me';

/**
 * The values that new fields of a map begin with: those that completion would propose, and where a tab stop would wait for
 * somebody to type, a placeholder that the schema takes.
 */
export function newFields(scope: Scope, path: Path, keys: readonly string[]): Readonly<Record<string, unknown>> {
  const style: SkeletonStyle = { scope, indentation: { unit: 2, list: 2 }, ...skeletonHints(scope) };
  const snippet = fieldsSkeleton(style, path, keys, { column: 0, flow: false });
  const value = asMap(toValue(readYaml(plainText(snippet)).documents[0]?.root));
  return Object.fromEntries(keys.map((key) => [key, fillIn(scope, [...path, key], value[key] ?? null)]));
}

/** A value with placeholders in place of what is empty and must not be. */
export function fillIn(scope: Scope, path: Path, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item, i) => fillIn(scope, [...path, i], item));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillIn(scope, [...path, key], item)]));
  if (value !== null && value !== '') return value;
  const node = placeInfo(scope, path)?.info.node;
  return node ? placeholder(node, path) : value;
}

/** Fields that may be empty: Kubernetes' core group is the empty text. */
const MAY_BE_EMPTY: readonly Path[] = [['target', 'group']];

function placeholder(node: SchemaNode, path: Path): unknown {
  if (MAY_BE_EMPTY.some((end) => isPrefix(end, path.slice(-end.length)))) return '';
  if (node.default !== undefined) return node.default;
  if (node.enum?.[0] !== undefined) return node.enum[0];
  if (node['x-kubernetes-int-or-string']) return 0;
  const type = node.type ?? (node.properties ? 'object' : 'string');
  return BY_TYPE[type]?.(node) ?? PLACEHOLDER;
}

const BY_TYPE: Readonly<Record<string, (node: SchemaNode) => unknown>> = {
  string: textFor,
  integer: numberFor,
  number: numberFor,
  boolean: () => false,
  array: () => [],
  object: () => ({}),
};

function numberFor({ minimum = 1, maximum, exclusiveMinimum }: SchemaNode): number {
  const least = exclusiveMinimum ? minimum + 1 : minimum;
  return maximum === undefined ? least : Math.min(least, maximum);
}

/** Texts of which one has the form that a schema asks for, the plainest first. */
const TEXTS = [
  PLACEHOLDER,
  `deployment/${PLACEHOLDER}`,
  '${parameters.change_me}',
  'change_me',
  '1h',
  `https://${PLACEHOLDER}.example.com`,
  `${PLACEHOLDER}@example.com`,
];

/** Formats whose texts look like nothing else. */
const BY_FORMAT: Readonly<Record<string, string>> = {
  uri: `https://${PLACEHOLDER}.example.com`,
  email: `${PLACEHOLDER}@example.com`,
  duration: '1h',
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00Z',
};

function textFor({ pattern, format }: SchemaNode): string {
  const byFormat = format === undefined || !Object.hasOwn(BY_FORMAT, format) ? undefined : BY_FORMAT[format];
  if (byFormat !== undefined) return byFormat;
  const form = pattern === undefined ? undefined : formOf(pattern);
  return (form && TEXTS.find((text) => form.test(text))) ?? PLACEHOLDER;
}

function formOf(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return undefined; // A dialect of its own: the schema's author knows better.
  }
}
