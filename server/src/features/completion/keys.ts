import { t } from '../../base/l10n';
import type { SchemaNode } from '../../analysis/schema/schemaNode';
import { shortType } from '../fieldText';
import type { Offer } from './item';
import { RANK, type KeyPlace } from './keyPlace';
import { platformKeyOffers } from './platformKeyOffers';
import { keyReferenceOffers } from './referenceOffers';
import { placeInfo, type PlaceInfo } from './scope';
import {
  entryNode,
  fieldNames,
  fieldOf,
  fieldSkeleton,
  fieldsSkeleton,
  inWritingOrder,
  isMapNode,
  requiredKeys,
  type SkeletonStyle,
} from './skeleton';
import { scalarText, SnippetText } from './snippet';

/** The keys that can be added to a map: of its schema, names of other manifests' parts, labels and annotations. */
export function keyOffers(style: SkeletonStyle, place: KeyPlace): readonly Offer[] {
  const { scope } = style;
  const known = placeInfo(scope, place.path);
  if (!known) return [];
  return [
    ...schemaOffers(style, place, known),
    ...keyReferenceOffers(style, place),
    ...platformKeyOffers(scope, place),
  ];
}

function schemaOffers(style: SkeletonStyle, place: KeyPlace, { info, parameters }: PlaceInfo): readonly Offer[] {
  const { node } = info;
  const { path, present, hasColon } = place;
  const required = requiredKeys(node);
  const excluded = excludedBy(node, present);
  const free = fieldNames(node).filter((key) => !present.has(key) && !excluded.has(key) && !isIgnored(node, key));
  const missing = required.filter((key) => free.includes(key));
  const fields = free.map((key): Offer => {
    const below = placeInfo(style.scope, [...path, key]);
    const field = below?.info.node ?? fieldOf(node, key)!;
    const isRequired = required.includes(key);
    return {
      label: key,
      kind: 'field',
      detail: [shortType(field), ...(isRequired ? [t`required`] : [])].join(', '),
      ...(parameters && { description: parameters.described }),
      isSnippet: !hasColon,
      rank: isRequired ? RANK.required : RANK.optional,
      write: (at) => (hasColon ? scalarText(key, at) : fieldSkeleton(aloneStyle(style, field), path, key, at)),
      suggestNext: !hasColon && !isMapNode(field) && field.type !== 'array',
      ...(below && { data: below.documentation }),
    };
  });
  return [...wholeOffer(style, place, missing), ...fields, ...entryOffer(style, place, node)];
}

/** A scalar that is written alone has nothing beside it that could say what kind its name is of. */
function aloneStyle(style: SkeletonStyle, field: SchemaNode): SkeletonStyle {
  const { valuesAlone } = style;
  return valuesAlone && !isMapNode(field) && field.type !== 'array' ? { ...style, valuesFor: valuesAlone } : style;
}

/** All missing required fields at once, where there are several, and what has to be said beside them. */
function wholeOffer(
  style: SkeletonStyle,
  { path, present, hasColon }: KeyPlace,
  required: readonly string[],
): readonly Offer[] {
  if (hasColon || required.length === 0) return [];
  const also = (style.alsoFor?.(path) ?? []).filter((key) => !present.has(key) && !required.includes(key));
  const missing = inWritingOrder([...required, ...also]);
  if (missing.length < 2) return [];
  return [
    {
      label: missing.join(', '),
      kind: 'skeleton',
      detail: t`all required fields`,
      isSnippet: true,
      rank: RANK.skeleton,
      write: (at) => fieldsSkeleton(style, path, missing, at),
      data: { of: 'text', text: t`Writes every required field that is missing, with a tab stop for each value.` },
    },
  ];
}

/** An entry with a name of one's own, for a map whose keys are free and whose values have a shape. */
function entryOffer(style: SkeletonStyle, { path, hasColon }: KeyPlace, node: SchemaNode): readonly Offer[] {
  const entry = entryNode(node);
  const needed = entry ? inWritingOrder(requiredKeys(entry)) : [];
  if (!entry || hasColon || !isMapNode(entry) || needed.length === 0) return [];
  return [
    {
      label: '…',
      kind: 'skeleton',
      detail: t`a new entry with ${needed.join(', ')}`,
      isSnippet: true,
      rank: RANK.entry,
      write: (at) => {
        const snippet = new SnippetText();
        const name = snippet.stop('name');
        const { unit } = style.indentation;
        const below = { column: at.column + unit, flow: at.flow };
        const fields = fieldsSkeleton(style, [...path, ''], needed, below, snippet);
        return at.flow ? `${name}: { ${fields} }` : `${name}:\n${' '.repeat(below.column)}${fields}`;
      },
    },
  ];
}

/** Fields that a present one excludes. */
function excludedBy(node: SchemaNode, present: ReadonlySet<string>): ReadonlySet<string> {
  const excluded = new Set<string>();
  for (const rule of node['x-rules'] ?? []) {
    if (rule.rule !== 'exactlyOneOf' && rule.rule !== 'atMostOneOf') continue;
    if (rule.fields.some((field) => present.has(field))) for (const field of rule.fields) excluded.add(field);
  }
  return excluded;
}

function isIgnored(node: SchemaNode, key: string): boolean {
  return fieldOf(node, key)?.['x-ignored'] === true;
}
