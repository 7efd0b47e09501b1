import type { Span } from '../base/span';

/**
 * What the engine knows of YAML: a small, read-only tree with positions. It is an interface to imitate, not a class
 * hierarchy: whoever produces these shapes can stand behind the engine (test/unit/yaml/otherReader.test.ts does).
 * Spans are UTF-16 offsets into the text of the file.
 */
export type YamlNode = YamlScalar | YamlMap | YamlSequence | YamlAlias;

interface NodeProperties {
  /** The node itself, its anchor and tag left out. */
  readonly span: Span;
  readonly anchor?: string;
  /** A tag as written, `!!str` or `!custom`; absent for the untagged. */
  readonly tag?: string;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

export interface YamlScalar extends NodeProperties {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
  /** The content after unquoting, unescaping and folding; for a plain scalar, its text. */
  readonly text: string;
}

export interface YamlPair {
  readonly key: YamlNode;
  /** Absent for `key` without a colon or with nothing behind it. */
  readonly value?: YamlNode;
}

export interface YamlMap extends NodeProperties {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly pairs: readonly YamlPair[];
}

export interface YamlSequence extends NodeProperties {
  readonly kind: 'sequence';
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}

export interface YamlAlias extends NodeProperties {
  readonly kind: 'alias';
  readonly name: string;
  /** The node that the alias stands for; absent when no anchor of that name comes before it. */
  readonly target?: YamlNode;
}

/** Why a text is not the YAML that its author meant. */
export interface YamlProblem {
  readonly code: 'yaml-syntax' | 'duplicate-key' | 'conflict-markers' | 'too-large';
  readonly span: Span;
  readonly message: string;
  /** For a duplicate key: where the first one stands. */
  readonly first?: Span;
}

export interface YamlDocument {
  /** Zero-based place in the file; empty documents count. */
  readonly index: number;
  /** From the first character of the document to the first of the next. */
  readonly span: Span;
  readonly root?: YamlNode;
  /** Whether the document has a syntax problem: then its tree is a best effort. */
  readonly broken: boolean;
}

export interface YamlFile {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly YamlProblem[];
  /** `{{ … }}` of Helm or Go templates outside quotes and comments: what the file will say cannot be known here. */
  readonly templated: boolean;
}
