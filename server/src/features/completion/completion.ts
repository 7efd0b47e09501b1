import type { Path } from '../../base/path';
import { CONFIG_FILE } from '../../repository/config';
import { commentEntries } from './commentEntries';
import { configOffers } from './configOffers';
import { cursorContext, presentKeys, type CursorContext } from './context';
import { documentOffers, scaffoldEntries } from './documentOffers';
import type { CompletionEntry, Offer } from './item';
import { keyOffers } from './keys';
import { skeletonHints } from './referenceOffers';
import { headAt, isOurs, placeInfo, scopeOf, type LanguageServices, type Scope } from './scope';
import { isMapNode, itemSkeleton, requiredKeys, type SkeletonStyle } from './skeleton';
import { entriesFor, type SlotOffers } from './slot';
import { valueOffers } from './values';

/** What is asked for: the text of a file as it is being typed, and where the cursor stands. */
export interface CompletionRequest {
  readonly file: string;
  readonly text: string;
  readonly offset: number;
  /** The fields, enumerations and defaults of the schemas are somebody else's to complete: of a manifest only names are offered. */
  readonly namesOnly?: boolean;
}

/**
 * What can be written at a cursor, in the order in which it should be shown. Nothing in documents that are not OpenChoreo's,
 * in comments (but those that silence rules), in blocks of text and in expressions. Never throws for what a user wrote.
 */
export function completionsAt(services: LanguageServices, request: CompletionRequest): readonly CompletionEntry[] {
  const { file, text, offset } = request;
  const comment = commentEntries(text, offset);
  if (comment) return comment;
  const context = cursorContext(text, offset);
  if (!context) return [];
  if (file === CONFIG_FILE) {
    const { kind, offers } = configOffers(services, context);
    return entriesFor(context, kind, offers);
  }
  const head = headAt(context.root, context.path);
  const scaffolds = scaffoldEntries(services, file, context, head);
  const own = documentOffers(services, context, head);
  if (own) return [...entriesFor(context, own.kind, own.offers), ...scaffolds];
  const scope = isOurs(head) ? scopeOf(services, file, head) : undefined;
  const path = scope && pathInManifest(context.path, head.base);
  if (!scope || !path) return scaffolds;
  const { kind, offers } = manifestOffers(scope, context, path);
  return entriesFor(context, kind, request.namesOnly ? offers.filter(isName) : offers);
}

function isName({ kind }: Offer): boolean {
  return kind === 'manifest' || kind === 'name';
}

function pathInManifest(path: Path, base: Path): Path | undefined {
  return path.length >= base.length ? path.slice(base.length) : undefined;
}

/** The offers for a cursor inside a manifest; `path` is that in the manifest. */
function manifestOffers(scope: Scope, context: CursorContext, path: Path): SlotOffers {
  const { indentation, role, hasColon, quote } = context;
  const style: SkeletonStyle = { scope, indentation, ...skeletonHints(scope) };
  const present = presentKeys(context);
  if (role === 'key') return { kind: 'key', offers: keyOffers(style, { path, present, hasColon }) };
  const node = quote === '' ? placeInfo(scope, path)?.info.node : undefined;
  if (node && isMapNode(node)) {
    // What is no map stands where the keys would have to.
    if (context.below && context.below.kind !== 'map') return { kind: 'map', offers: [] };
    const keys = keyOffers(style, { path, present, hasColon: false });
    if (role === 'value') return { kind: 'map', offers: keys };
    return { kind: context.flow ? 'map' : 'item', offers: keys };
  }
  if (node?.type === 'array' && role === 'value') return { kind: 'list', offers: listOffers(style, context, path) };
  return { kind: role === 'item' ? 'item' : 'value', offers: valueOffers(scope, path, context) };
}

/** The first item of a list that is not there yet. */
function listOffers(style: SkeletonStyle, context: CursorContext, path: Path): readonly Offer[] {
  const item = [...path, 0];
  const node = placeInfo(style.scope, item)?.info.node;
  if (!node) return [];
  if (!isMapNode(node)) return valueOffers(style.scope, item, context);
  const keys = keyOffers(style, { path: item, present: new Set(), hasColon: false });
  // In braces an item has to be complete; a single key of it would have to be wrapped.
  if (!context.flow) return keys;
  const label = requiredKeys(node).join(', ');
  return label === ''
    ? []
    : [{ label, kind: 'skeleton', isSnippet: true, write: (at) => itemSkeleton(style, item, at) }];
}
