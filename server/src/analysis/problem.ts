import type { Path } from '../base/path';
import type { Span } from '../base/span';
import type { Manifest } from '../repository/manifest';

export type Severity = 'error' | 'warning' | 'information';

/**
 * What kind of truth a problem rests on: `syntax` YAML; `schema` what the API server itself refuses for this object;
 * `reference` a name that leads nowhere; `rule` what comes to light in the cluster; `hygiene` advice.
 */
export type Category = 'syntax' | 'schema' | 'reference' | 'rule' | 'hygiene';

/** Where a problem is: characters of its file, or a place in a manifest whose characters are looked up when shown. */
export type Place =
  | { readonly kind: 'span'; readonly span: Span }
  | { readonly kind: 'path'; readonly document: number; readonly path: Path; readonly on: 'key' | 'value' };

/** Another place that explains a problem. A manifest means its name. */
export type RelatedPlace =
  | { readonly kind: 'manifest'; readonly manifest: Manifest; readonly message: string }
  | { readonly kind: 'span'; readonly file: string; readonly span: Span; readonly message: string };

export interface Problem {
  readonly code: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly place: Place;
  readonly related: readonly RelatedPlace[];
  /** `unused`: shown faded; `deprecated`: struck through. */
  readonly tag?: 'unused' | 'deprecated';
  /** What quick fixes need to know; plain data. */
  readonly data?: ProblemData;
}

export interface ProblemData {
  /** Replace the place by this. */
  readonly replacement?: string;
  /** What is missing, so that it can be created or declared external. */
  readonly missing?: { readonly kind: string; readonly namespace?: string; readonly name: string };
  readonly [key: string]: unknown;
}

/** A place in a manifest. */
export function atPath(manifest: Manifest, path: Path, on: 'key' | 'value' = 'value'): Place {
  return { kind: 'path', document: manifest.document, path: [...manifest.base, ...path], on };
}

export function atSpan(span: Span): Place {
  return { kind: 'span', span };
}
