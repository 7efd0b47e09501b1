import { say, t } from '../../base/l10n';
import { RULES } from '../../analysis/rules';
import { schemaAt } from '../../analysis/schema/schemaAt';
import { memberOf, type SchemaNode } from '../../analysis/schema/schemaNode';
import { valueAt, type Path } from '../../base/path';
import { KINDS } from '../../model/kinds';
import { toValue } from '../../yaml/value';
import { briefOf } from '../summary/summary';
import { shortType } from '../fieldText';
import { presentKeys, type CursorContext } from './context';
import type { Offer, WritePlace } from './item';
import type { LanguageServices } from './scope';
import { isMapNode, valuesOf } from './skeleton';
import type { SlotOffers } from './slot';
import { scalarText, SnippetText } from './snippet';

/** Offers inside the configuration file, from its schema; rules by their codes, environments by their names. */
export function configOffers(services: LanguageServices, context: CursorContext): SlotOffers {
  const { role, path, hasColon, quote } = context;
  const node = nodeAt(services.configSchema, path);
  if (role === 'key') return { kind: 'key', offers: keysOf(services, path, presentKeys(context), hasColon) };
  if (node && isMapNode(node) && quote === '') return { kind: 'map', offers: keysOf(services, path, new Set(), false) };
  if (node?.type === 'array' && role === 'value') return { kind: 'list', offers: values(services, [...path, 0]) };
  const taken = listAround(context);
  const offers = values(services, path).filter(({ label }) => !taken.has(label));
  return { kind: role === 'item' ? 'item' : 'value', offers };
}

function nodeAt(schema: SchemaNode, path: Path): SchemaNode | undefined {
  return schemaAt(schema, path)?.node;
}

function listAround({ root, path, role }: CursorContext): ReadonlySet<unknown> {
  const list = role === 'item' ? valueAt(toValue(root), path.slice(0, -1)) : [];
  return new Set(Array.isArray(list) ? list.filter((_, i) => i !== path.at(-1)) : []);
}

function keysOf(
  services: LanguageServices,
  path: Path,
  present: ReadonlySet<string>,
  hasColon: boolean,
): readonly Offer[] {
  const node = nodeAt(services.configSchema, path);
  if (!node) return [];
  const fields = Object.keys(node.properties ?? {}).map((key) => ({ key, field: memberOf(node, key)! }));
  const rules = path.length === 1 && path[0] === 'rules' ? RULES : [];
  return [
    ...fields.map(({ key, field }): Offer => ({
      label: key,
      kind: 'field',
      detail: shortType(field),
      isSnippet: !hasColon,
      write: (at) => (hasColon ? key : `${key}:${valueText(field, at)}`),
      data: { of: 'config', path: [...path, key] },
    })),
    ...rules.map(({ code, severity, summary }): Offer => ({
      label: code,
      kind: 'rule',
      detail: severity,
      isSnippet: !hasColon,
      write: (at) => (hasColon ? code : `${code}:${valueText(memberOf(node, code)!, at)}`),
      data: { of: 'text', text: say(summary) },
    })),
  ].filter(({ label }) => !present.has(label));
}

function valueText(node: SchemaNode, at: WritePlace): string {
  const snippet = new SnippetText();
  const below = ' '.repeat(at.column + 2);
  if (isMapNode(node)) return at.flow ? ` { ${snippet.stop()} }` : `\n${below}${snippet.stop()}`;
  if (node.type === 'array') return at.flow ? ` [${snippet.stop()}]` : `\n${below}- ${snippet.stop()}`;
  const info = schemaAt(node, [])!;
  const known = valuesOf(info);
  const texts = (known.length > 0 ? known : info.default === undefined ? [] : [info.default]).map((value) =>
    plainWord(value, at),
  );
  return ` ${snippet.choice(texts)}`;
}

/** `off` is what everybody writes, and what the configuration reads as such, quoted or not. */
function plainWord(value: unknown, at: WritePlace): string {
  return value === 'off' && !at.quote ? value : scalarText(value, at);
}

function values(services: LanguageServices, path: Path): readonly Offer[] {
  const info = schemaAt(services.configSchema, path);
  const known = info ? valuesOf(info) : [];
  return [
    ...known.map((value): Offer => ({
      label: String(value),
      kind: 'value',
      ...(value === info?.default && { detail: 'default' }),
      isSnippet: false,
      write: (at) => plainWord(value, at),
      data: { of: 'config', path },
    })),
    ...(SUGGESTIONS[path.slice(0, -1).join('.')]?.(services) ?? []),
  ];
}

/** What the lists of the configuration can name. */
const SUGGESTIONS: Readonly<Record<string, (services: LanguageServices) => readonly Offer[]>> = {
  'promotion.review': (services) =>
    services.view.ofKind('Environment').map((manifest) => ({
      label: manifest.name,
      kind: 'manifest',
      detail: briefOf(services, manifest),
      description: manifest.file,
      isSnippet: false,
      write: (at) => scalarText(manifest.name, at),
      data: {
        of: 'manifest',
        manifest: { kind: manifest.kind.kind, namespace: manifest.inNamespace ?? null, name: manifest.name },
      },
    })),
  external: () =>
    KINDS.filter(({ eras }) => !eras.includes('file-only')).map(({ kind }) => ({
      label: `${kind}/`,
      kind: 'kind',
      detail: t`and a name; * stands for any characters`,
      isSnippet: true,
      write: (at) => (at.quote ? `${kind}/${new SnippetText().stop()}` : `"${kind}/${new SnippetText().stop('*')}"`),
    })),
};
