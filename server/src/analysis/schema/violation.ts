import type { Path } from '../../base/path';
import type { SchemaRule, SchemaNode } from './schemaNode';

/**
 * What is wrong with a value, seen from the server's side: one entry per error that the API server would return. problems.ts
 * makes of it what people read.
 */
export interface Violation {
  readonly path: Path;
  readonly code: ViolationCode;
  /** Kubernetes' own class of the error. */
  readonly type: ServerErrorType;
  readonly origin: ViolationOrigin;
  /** Where the server says it is, if that is less exact than `path`. */
  readonly serverPath?: Path;
  /** The schema that the value breaks. */
  readonly node?: SchemaNode;
  /** The rule that it breaks. */
  readonly rule?: SchemaRule;
  /** The value as it stands (null for an absent one). */
  readonly value?: unknown;
  /** What is wanted, in a few words, where neither node nor rule says it. */
  readonly wanted?: string;
  /** A limit that was missed. */
  readonly limit?: Limit;
}

export interface Limit {
  readonly of: 'value' | 'length' | 'items' | 'fields';
  readonly bound: 'min' | 'max';
  readonly is: number;
  readonly exclusive?: boolean;
}

export type ViolationCode =
  | 'unknown-kind'
  | 'unknown-field'
  | 'missing-field'
  | 'wrong-type'
  | 'not-in-enum'
  | 'pattern'
  | 'bad-format'
  | 'out-of-range'
  | 'duplicate-item'
  | 'no-alternative'
  | 'rule'
  | 'metadata';

export type ServerErrorType =
  | 'NoMatch'
  | 'BadRequest'
  | 'StrictDecoding'
  | 'FieldValueRequired'
  | 'FieldValueTypeInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueInvalid'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'FieldValueDuplicate';

export type ViolationOrigin = 'kubectl' | 'decode' | 'unknown-field' | 'metadata' | 'schema' | 'listtype' | 'cel';

/** While one of these is there, the server evaluates no rule at all, anywhere in the object. */
const BLOCKING: ReadonlySet<ServerErrorType> = new Set([
  'FieldValueRequired',
  'FieldValueNotSupported',
  'FieldValueTypeInvalid',
  'FieldValueTooLong',
  'FieldValueTooMany',
]);

export function blocksRules(violations: readonly Violation[]): boolean {
  return violations.some((violation) => BLOCKING.has(violation.type));
}
