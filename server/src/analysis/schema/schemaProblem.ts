import type { Path } from '../../base/path';

/** Stable ids of what a schema finds; each has a section in docs/rules.md. */
export type SchemaCode =
  | 'unknown-field'
  | 'missing-field'
  | 'wrong-type'
  | 'not-in-enum'
  | 'pattern-mismatch'
  | 'bad-format'
  | 'out-of-range'
  | 'duplicate-item'
  | 'conflicting-fields'
  | 'immutable-field'
  | 'invalid-value'
  | 'invalid-metadata';

/** What is wrong with a manifest, for people: one problem for each cause. */
export interface SchemaProblem {
  readonly code: SchemaCode;
  /** Where; below the root of the manifest. For missing fields the map that lacks them. */
  readonly path: Path;
  /** Whether the key at the path is at fault, or its value. The root has no key: there it means the whole. */
  readonly on: 'key' | 'value';
  /** A sentence: what is wrong and what is expected. */
  readonly message: string;
  /** Values or keys that would do, the likeliest first. */
  readonly expected?: readonly string[];
  readonly fix?: SchemaFix;
}

/** What a quick fix needs to know. More than one may be there: then people choose. */
export interface SchemaFix {
  /** The key that was meant. */
  readonly rename?: string;
  /** The key can go. */
  readonly remove?: true;
  /** The value that was meant. */
  readonly replacement?: unknown;
  /** The value becomes right with quotes around it, or without them. */
  readonly quotes?: 'add' | 'remove';
  /** Fields to add to the map at the problem's path. */
  readonly add?: readonly MissingField[];
  /** The first platform version that has the field or value. */
  readonly since?: string;
}

export interface MissingField {
  readonly name: string;
  /** The only or the default value, where the schema knows one. */
  readonly value?: unknown;
  readonly description?: string;
}
