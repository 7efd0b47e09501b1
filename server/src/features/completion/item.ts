import type { Path } from '../../base/path';
import type { Span } from '../../base/span';
import type { TextEdit } from '../../base/textEdit';

/** What an entry of a completion list stands for; decides its icon. */
export type EntryKind = 'field' | 'value' | 'manifest' | 'name' | 'kind' | 'skeleton' | 'scaffold' | 'key' | 'rule';

/** What an editor can offer at a cursor. */
export interface CompletionEntry {
  readonly label: string;
  readonly kind: EntryKind;
  /** What it is, in a few words. */
  readonly detail?: string;
  /** Where it is from: a file, a type. */
  readonly description?: string;
  /** The text in place of `span`. Its further lines carry all of their indentation. */
  readonly text: string;
  /** Whether `text` has tab stops, and therefore escapes. */
  readonly isSnippet: boolean;
  readonly span: Span;
  /** What changes elsewhere in the file. */
  readonly also?: readonly TextEdit[];
  readonly sortText: string;
  /** What is compared with what has been typed, where that is not the label. */
  readonly filterText?: string;
  readonly preselect?: boolean;
  /** Whether a value can be chosen from a list once the entry is in the text. */
  readonly suggestNext?: boolean;
  readonly data?: DocumentationKey;
}

/** What to tell of an entry when somebody looks at it; plain data, since it travels to the editor and back. */
export type DocumentationKey =
  | { readonly of: 'field'; readonly kind: string; readonly path: Path }
  | { readonly of: 'parameter'; readonly holder: ManifestKey; readonly schemaPath: Path; readonly path: Path }
  | { readonly of: 'manifest'; readonly manifest: ManifestKey }
  | { readonly of: 'kind'; readonly kind: string }
  | {
      readonly of: 'platform-key';
      readonly section: 'labels' | 'annotations';
      readonly kind: string;
      readonly key: string;
    }
  | { readonly of: 'config'; readonly path: Path }
  | { readonly of: 'text'; readonly text: string };

export interface ManifestKey {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}

/** An entry before it is known how it fits into the line: `write` gives its text for the column in which it begins. */
export interface Offer extends Omit<CompletionEntry, 'text' | 'span' | 'sortText'> {
  readonly write: (place: WritePlace) => string;
  /** Smaller comes first; among equals the order of the list. */
  readonly rank?: number;
}

export interface WritePlace {
  /** The column in which the text begins. */
  readonly column: number;
  /** Inside braces or brackets: everything in one line. */
  readonly flow: boolean;
  /** Inside quotes, which stay. */
  readonly quote?: '' | '"' | "'";
}
