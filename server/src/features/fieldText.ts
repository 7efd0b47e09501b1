import { t } from '../base/l10n';
import type { Path } from '../base/path';
import { schemaAt, type SchemaInfo } from '../analysis/schema/schemaAt';
import { memberOf, type SchemaNode } from '../analysis/schema/schemaNode';
import { formatWords, patternWords } from '../analysis/schema/words';

/** A field for people: what it is, what it takes, and when it may change. Markdown, a few lines. */
export interface FieldText {
  readonly name: string;
  readonly info: SchemaInfo;
  /** Whose schema it is, where that is not the kind's own: `ComponentType "web"`. */
  readonly schemaOf?: string;
  /** Whether and from when on the value is fixed, as a sentence. */
  readonly fixed?: string;
}

export function fieldMarkdown({ name, info, schemaOf, fixed }: FieldText): string {
  const { node } = info;
  const head = [`**${escapeMarkdown(name)}**`, info.type, ...(info.required ? [t`required`] : [])].join(' · ');
  const limits = limitsOf(node);
  const since = [
    ...(info.since ? [t`Since OpenChoreo ${info.since}.`] : []),
    ...Object.entries(node['x-enum-since'] ?? {}).map(([value, version]) => t`\`${value}\` since ${version}.`),
  ];
  const facts = [
    ...(info.default === undefined ? [] : [t`Default: ${code(info.default)}.`]),
    ...(limits.length > 0 ? [t`Limits: ${limits.join(', ')}.`] : []),
    ...since,
    ...(fixed ? [fixed] : []),
  ];
  return [
    head,
    ...(info.description ? [info.description.trim()] : []),
    ...(facts.length > 0 ? [facts.join(' ')] : []),
    ...(schemaOf ? [`_${t`From ${escapeMarkdown(schemaOf)}.`}_`] : []),
  ].join('\n\n');
}

/** What a value must keep to beside its type, as phrases. */
export function limitsOf(node: SchemaNode): string[] {
  const between = (min: number | undefined, max: number | undefined, unit: string) => {
    if (min !== undefined && max !== undefined)
      return min === max ? [t`${min} ${unit}`] : [t`${min} to ${max} ${unit}`];
    if (min !== undefined) return [t`at least ${min} ${unit}`];
    return max === undefined ? [] : [t`at most ${max} ${unit}`];
  };
  return [
    ...between(node.minLength, node.maxLength, t`characters`),
    ...range(node),
    ...between(node.minItems, node.maxItems, t`items`),
    ...between(node.minProperties, node.maxProperties, t`fields`),
    ...(node.multipleOf === undefined ? [] : [t`a multiple of ${node.multipleOf}`]),
    ...(node.uniqueItems || node['x-kubernetes-list-type'] === 'set' ? [t`no item twice`] : []),
    ...(node['x-kubernetes-list-map-keys']
      ? [t`no two items with one ${node['x-kubernetes-list-map-keys'].join(', ')}`]
      : []),
    ...(node.pattern === undefined ? [] : [escapeMarkdown(patternWords(node.pattern))]),
    ...(node.format === undefined || /^(?:int|float|double)/.test(node.format) ? [] : [formatWords(node.format)]),
  ].map((phrase) => phrase.trim());
}

function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: SchemaNode): string[] {
  if (minimum !== undefined && maximum !== undefined && !exclusiveMinimum && !exclusiveMaximum)
    return [t`${minimum} to ${maximum}`];
  return [
    ...(minimum === undefined ? [] : [exclusiveMinimum ? t`more than ${minimum}` : t`${minimum} or more`]),
    ...(maximum === undefined ? [] : [exclusiveMaximum ? t`less than ${maximum}` : t`${maximum} or less`]),
  ];
}

/** Whether a field can be changed once its object exists, as a sentence; the rule may stand on a map around it. */
export function fixedSentence(schema: SchemaNode, path: Path): string | undefined {
  let node: SchemaNode | undefined = schema;
  for (let i = 0; node; i++) {
    for (const rule of node['x-rules'] ?? []) {
      if (rule.rule === 'immutable') return t`Cannot be changed after creation.`;
      if (rule.rule === 'immutableOnceSet' && rule.field === path.slice(i).slice(0, 1).join('.'))
        return t`Cannot be changed or removed once it is set.`;
    }
    const step = path[i];
    if (step === undefined) return undefined;
    node = typeof step === 'number' ? node.items : memberOf(node, step);
  }
  return undefined;
}

/** The type of a field in a word or two, for the right side of a list. */
export function shortType(node: SchemaNode): string {
  const { type } = schemaAt(node, [])!;
  return type.length > 40 ? `${type.slice(0, 39)}…` : type;
}

/** A value as inline code, one line, cut where it is long. */
export function code(value: unknown): string {
  const text = typeof value === 'string' ? value : typeof value === 'bigint' ? String(value) : JSON.stringify(value);
  const line = text.replace(/\s+/g, ' ');
  const short = line.length > 80 ? `${line.slice(0, 79)}…` : line === '' ? '""' : line;
  return short.includes('`') ? `\`\` ${short} \`\`` : `\`${short}\``;
}

/** Text that stands in Markdown for itself. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&');
}
