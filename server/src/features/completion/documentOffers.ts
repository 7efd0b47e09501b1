import { platformVersion, type PlatformVersion } from '../../analysis/platformVersion';
import { API_VERSION, KINDS, type KindInfo } from '../../model/kinds';
import { scaffoldsFor } from '../scaffold/scaffold';
import { presentKeys, type CursorContext } from './context';
import type { CompletionEntry, Offer } from './item';
import { isOurs, mayBecomeOurs, type DocumentHead, type LanguageServices } from './scope';
import type { SlotOffers } from './slot';
import { scalarText } from './snippet';

/** Offers for the two fields that say whose a document is; undefined anywhere else. */
export function documentOffers(
  services: LanguageServices,
  context: CursorContext,
  head: DocumentHead,
): SlotOffers | undefined {
  const key =
    context.path.length === head.base.length + 1 && context.role === 'value' ? context.path.at(-1) : undefined;
  if (key === 'apiVersion') return { kind: 'value', offers: mayBecomeOurs(head) ? [apiVersionValue()] : [] };
  if (key === 'kind' && isOurs(head)) return { kind: 'value', offers: kindOffers(services, head) };
  const isRootKey = context.role === 'key' && context.path.length === head.base.length;
  if (!isRootKey) return undefined;
  const present = presentKeys(context);
  if (head.apiVersion === undefined && mayBecomeOurs(head) && !present.has('apiVersion'))
    return { kind: 'key', offers: [apiVersionKey(context.hasColon)] };
  // Which fields there are says the kind.
  if (isOurs(head) && head.kind === undefined && !present.has('kind'))
    return { kind: 'key', offers: [kindKey(context.hasColon)] };
  return undefined;
}

function apiVersionValue(): Offer {
  return { label: API_VERSION, kind: 'value', isSnippet: false, write: (at) => scalarText(API_VERSION, at) };
}

function apiVersionKey(hasColon: boolean): Offer {
  const text = hasColon ? 'apiVersion' : `apiVersion: ${API_VERSION}`;
  return { label: 'apiVersion', kind: 'field', detail: API_VERSION, isSnippet: false, write: () => text };
}

function kindKey(hasColon: boolean): Offer {
  return {
    label: 'kind',
    kind: 'field',
    isSnippet: false,
    write: () => (hasColon ? 'kind' : 'kind: '),
    suggestNext: !hasColon,
  };
}

function kindOffers({ view }: LanguageServices, { around, kind: copied }: DocumentHead): readonly Offer[] {
  const kinds = kindsOf(platformVersion(view));
  return (around ? kinds.filter(({ kind }) => kind === copied) : kinds).map(({ kind }) => ({
    label: kind,
    kind: 'kind',
    isSnippet: false,
    write: (at) => scalarText(kind, at),
    data: { of: 'kind', kind },
  }));
}

/** The kinds that a platform version has, by name. */
export function kindsOf(version: PlatformVersion): readonly KindInfo[] {
  const inForce = KINDS.filter(({ eras, since }) =>
    version === 'proposal' ? eras.includes('proposal') : eras.includes('current') && (since ?? '1.0') <= version,
  );
  return [...inForce].sort((a, b) => (a.kind < b.kind ? -1 : 1));
}

/** Whole manifests for a document in which nothing stands but what is being typed. */
export function scaffoldEntries(
  services: LanguageServices,
  file: string,
  context: CursorContext,
  head: DocumentHead,
): readonly CompletionEntry[] {
  const isEmpty = context.path.length === 0 && context.role === 'value' && context.quote === '' && !context.flow;
  if (!isEmpty || head.base.length > 0) return [];
  return scaffoldsFor(services, file).map(({ kind, name, text, detail }, i) => ({
    label: kind,
    kind: 'scaffold',
    detail,
    ...(name !== undefined && { description: name }),
    text,
    isSnippet: true,
    span: context.span,
    sortText: String(i).padStart(4, '0'),
    data: { of: 'kind', kind },
  }));
}
