import { translated } from '../../base/l10n';
import { familyOfBinding } from '../../model/releaseFamilies';
import type { Reference } from '../../model/manifest';
import type { Path } from '../../base/path';
import { covers, type Span } from '../../base/span';
import { CONFIG_FILE } from '../../repository/config';
import type { Manifest } from '../../repository/manifest';
import type { Repository } from '../../repository/repository';
import { pathAt, resolveAlias, type PathAtOffset } from '../../yaml/locate';
import type { YamlFile, YamlNode } from '../../yaml/node';
import { documentationOf } from '../completion/documentation';
import { headAt, isOurs, placeInfo, scopeOf, type LanguageServices, type Scope } from '../completion/scope';
import { platformKey, platformKeyMarkdown } from '../platformKeys';
import { pinOf } from '../summary/kindSummaries';
import { pinnedLine } from '../summary/pinnedLine';
import { summaryMarkdown, type SummaryContext } from '../summary/summary';
import { symbolAt } from '../symbolAt';
import { referenceMarkdown } from './referenceText';

/** What there is to say about the characters of a span. */
export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

export interface HoverRequest {
  readonly file: string;
  readonly yaml: YamlFile;
  readonly offset: number;
  /** The documentation of fields is somebody else's to show: only names are explained. */
  readonly namesOnly?: boolean;
}

export type HoverServices = LanguageServices & SummaryContext & { readonly repository: Repository };

/**
 * What stands under a cursor: where a name leads to and what is there, or why that cannot be known; what a manifest is; else
 * what its field is for and takes. Undefined where there is nothing to say. Never throws for what a user wrote.
 */
export function hoverAt(services: HoverServices, request: HoverRequest): Hover | undefined {
  const { file, yaml, offset, namesOnly } = request;
  const symbol = symbolAt(services.repository, file, offset);
  if (symbol?.kind === 'reference')
    return {
      span: symbol.reference.span,
      markdown: [
        referenceMarkdown(services, symbol.manifest, symbol.reference),
        ...pinText(services, symbol.manifest, symbol.reference),
      ].join('\n\n'),
    };
  if (symbol?.kind === 'name')
    return { span: symbol.manifest.nameSpan, markdown: summaryMarkdown(services, symbol.manifest) };
  if (namesOnly) return undefined;
  const root = yaml.documents.find(
    (document) => covers(document.span, offset) && rootCovers(document.root, offset),
  )?.root;
  const found = pathAt(root, offset);
  if (!root || !found || !isWord(found)) return undefined;
  const markdown = file === CONFIG_FILE ? configText(services, found.path) : manifestText(services, file, root, found);
  return markdown === undefined ? undefined : { span: spanOf(found), markdown };
}

/** Behind the release of a pin: since when it is that. */
function pinText(services: HoverServices, manifest: Manifest, { path }: Reference): readonly string[] {
  if (path.join('.') !== familyOfBinding(manifest.kind.kind)?.pin) return [];
  const pin = pinOf(services, manifest);
  return pin && pin.binding === manifest ? pinnedLine(services, pin) : [];
}

function rootCovers(root: YamlNode | undefined, offset: number): boolean {
  return root !== undefined && covers(root.span, offset);
}

/** Blanks and comments between fields are nothing to explain. */
function isWord({ on, node }: PathAtOffset): boolean {
  return on === 'key' || resolveAlias(node)?.kind === 'scalar';
}

function spanOf({ on, pair, node }: PathAtOffset): Span {
  return on === 'key' && pair ? pair.key.span : node!.span;
}

function configText(services: HoverServices, path: Path): string | undefined {
  return documentationOf(services, { of: 'config', path });
}

function manifestText(services: HoverServices, file: string, root: YamlNode, found: PathAtOffset): string | undefined {
  const head = headAt(root, found.path);
  const scope = isOurs(head) ? scopeOf(services, file, head) : undefined;
  if (!scope || found.path.length < head.base.length) return undefined;
  const path = found.path.slice(head.base.length);
  if (path.length === 1 && path[0] === 'kind') return kindText(services, scope);
  const label = platformKeyText(services, scope, path);
  if (label !== undefined) return label;
  const place = placeInfo(scope, path);
  return place && documentationOf(services, place.documentation);
}

/** What a kind is for, and of a binding how its pin stands. */
function kindText(services: HoverServices, { manifest, source }: Scope): string | undefined {
  const description = source?.schema.description;
  const indexed =
    familyOfBinding(manifest.kind.kind) && services.view.find(manifest.kind.kind, manifest.inNamespace, manifest.name);
  const parts = [
    ...(description === undefined ? [] : [`**${manifest.kind.kind}**\n\n${translated(description)}`]),
    ...(indexed ? [summaryMarkdown(services, indexed)] : []),
  ];
  return parts.length === 0 ? undefined : parts.join('\n\n---\n\n');
}

function platformKeyText(services: HoverServices, { manifest }: Scope, path: Path): string | undefined {
  const [metadata, section, key] = path;
  if (path.length !== 3 || metadata !== 'metadata' || (section !== 'labels' && section !== 'annotations'))
    return undefined;
  const entry = platformKey(services.platformKeys, section, manifest.kind.kind, String(key));
  return entry && platformKeyMarkdown(entry);
}
