import { t } from '../../base/l10n';
import { namesInScope } from '../../analysis/resolve';
import type { Path } from '../../base/path';
import { platformKey, platformKeysFor, type KeySection } from '../platformKeys';
import type { Offer } from './item';
import { RANK, type KeyPlace } from './keyPlace';
import type { Scope } from './scope';
import { escapeSnippet, scalarText, SnippetText } from './snippet';

/** The platform's labels and annotations that a manifest of this kind can have, as keys of its metadata. */
export function platformKeyOffers(scope: Scope, { path, present, hasColon }: KeyPlace): readonly Offer[] {
  const section = sectionOf(path);
  if (!section) return [];
  const { kind } = scope.manifest.kind;
  return platformKeysFor(scope.services.platformKeys, section, kind, scope.version)
    .filter(({ key, prefix }) => !present.has(key) && !(prefix && hasColon))
    .map((entry) => ({
      label: entry.key,
      kind: 'key',
      detail: entry.required ? t`required` : entry.refersTo ? t`${entry.refersTo} name` : '',
      isSnippet: !hasColon,
      rank: entry.required ? RANK.required : RANK.named,
      suggestNext: entry.refersTo !== undefined || entry.values !== undefined,
      write: (at) => {
        if (hasColon) return scalarText(entry.key, at);
        const snippet = new SnippetText();
        const key = escapeSnippet(entry.key);
        if (entry.prefix) return `${key}${snippet.stop()}: ${snippet.stop()}`;
        return `${key}: ${snippet.choice((entry.values ?? []).map((value) => scalarText(value, at)))}`;
      },
      data: { of: 'platform-key', section, kind, key: entry.key },
    }));
}

/** The values that a label or annotation of the platform can have. */
export function platformValueOffers(scope: Scope, path: Path): readonly Offer[] {
  const section = sectionOf(path.slice(0, -1));
  const key = path.at(-1);
  if (!section || typeof key !== 'string') return [];
  const entry = platformKey(scope.services.platformKeys, section, scope.manifest.kind.kind, key);
  const named = entry?.refersTo ? namesInScope(scope.view, [entry.refersTo], scope.manifest.inNamespace) : [];
  return [...(entry?.values ?? []), ...named].map((value) => ({
    label: value,
    kind: 'value',
    ...(entry?.refersTo !== undefined && { detail: entry.refersTo }),
    isSnippet: false,
    write: (at) => scalarText(value, at),
  }));
}

function sectionOf(path: Path): KeySection | undefined {
  const section = path.length === 2 && path[0] === 'metadata' ? path[1] : undefined;
  return section === 'labels' || section === 'annotations' ? section : undefined;
}
