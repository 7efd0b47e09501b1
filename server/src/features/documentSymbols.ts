import type { Span } from '../base/span';
import { keyText, locate, resolveAlias } from '../yaml/locate';
import type { YamlFile, YamlNode } from '../yaml/node';
import type { Repository } from '../repository/repository';

/** A node of the outline. */
export interface OutlineNode {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'manifest' | 'map' | 'list' | 'value';
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly OutlineNode[];
}

/** How deep the outline goes below a manifest: its sections and their entries, not every leaf. */
const DEPTH = 3;

/**
 * The manifests of a file with their sections. Documents of other groups are left to the YAML extension, and where it lists the
 * keys of all documents beside ours, so are the sections: an editor shows both outlines.
 */
export function documentSymbols(
  repository: Repository,
  file: string,
  yaml: YamlFile,
  { sections: withSections }: { readonly sections: boolean } = { sections: true },
): readonly OutlineNode[] {
  return repository.files.manifestsOf(file).map((manifest) => {
    const root = withSections ? locate(yaml.documents[manifest.document]?.root, manifest.base)?.value : undefined;
    const sections = children(root, DEPTH).filter((node) => node.name !== 'apiVersion' && node.name !== 'kind');
    return {
      name: manifest.name,
      detail: manifest.kind.kind,
      kind: 'manifest',
      span: manifest.span,
      nameSpan: within(manifest.nameSpan, manifest.span),
      children: sections,
    };
  });
}

function children(node: YamlNode | undefined, depth: number): OutlineNode[] {
  const target = resolveAlias(node);
  if (depth === 0 || !target || node?.kind === 'alias') return [];
  if (target.kind === 'sequence')
    return target.items.map((item, i) => outlineNode(labelOf(item) ?? String(i), item.span, item, depth));
  if (target.kind !== 'map') return [];
  return target.pairs.flatMap((pair) => {
    const name = keyText(pair);
    return name === undefined || name === '' ? [] : [outlineNode(name, pair.key.span, pair.value, depth)];
  });
}

function outlineNode(name: string, nameSpan: Span, value: YamlNode | undefined, depth: number): OutlineNode {
  const target = resolveAlias(value);
  const kind = target?.kind === 'map' ? 'map' : target?.kind === 'sequence' ? 'list' : 'value';
  const span = {
    start: Math.min(nameSpan.start, value?.span.start ?? nameSpan.start),
    end: Math.max(nameSpan.end, value?.span.end ?? 0),
  };
  return {
    name,
    nameSpan: within(nameSpan, span),
    span,
    kind,
    detail: target?.kind === 'scalar' ? target.text.slice(0, 80) : '',
    children: children(value, depth - 1),
  };
}

/** What people call an item of a list: its name, id, key, or where it leads. */
function labelOf(item: YamlNode): string | undefined {
  const map = resolveAlias(item);
  if (map?.kind === 'scalar') return map.text === '' ? undefined : map.text.slice(0, 80);
  for (const key of ['name', 'instanceName', 'id', 'key', 'ref', 'secretKey', 'component']) {
    const value = resolveAlias(locate(map, [key])?.value);
    if (value?.kind === 'scalar' && value.text !== '') return value.text;
  }
  return undefined;
}

/** LSP demands that the name lies inside the whole. */
function within(span: Span, whole: Span): Span {
  return span.start >= whole.start && span.end <= whole.end ? span : { start: whole.start, end: whole.start };
}
