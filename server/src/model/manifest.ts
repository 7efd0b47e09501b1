import type { Path } from '../base/path';
import type { LineStarts } from '../base/lineIndex';
import type { Span } from '../base/span';
import type { Directive } from './directives';
import type { KindInfo } from './kinds';
import type { DeclarationCategory, ReferenceRule } from './references';
import type { ScalarTrap } from './yamlTraps';

/** What the repository keeps of one manifest: facts that depend on its file's text alone. */
export interface ManifestFacts {
  readonly kind: KindInfo;
  readonly name: string;
  /** As written; what a missing one means is for the index to say. */
  readonly namespace?: string;
  /** Zero-based document of the file. */
  readonly document: number;
  /** Path of the manifest in its document: empty, or `items[n]` inside a `kind: List`. */
  readonly base: Path;
  readonly span: Span;
  readonly nameSpan: Span;
  /** The manifest as a plain value, read the way the platform reads YAML. Shared and read-only: never change it. */
  readonly value: unknown;
  readonly references: readonly Reference[];
  readonly declarations: readonly Declaration[];
  /** Its YAML is broken or says a key twice: what it says is a guess, and no reason to blame another manifest. */
  readonly doubtful: boolean;
  /** Scalars that do not mean what they look like; absent where there are none, as nearly everywhere. */
  readonly traps?: readonly ScalarTrap[];
}

/** A use of a name. */
export interface Reference {
  readonly rule: ReferenceRule;
  /** Path in the manifest. */
  readonly path: Path;
  readonly on: 'key' | 'value';
  /** The characters of the name alone, quotes and prefix left out. */
  readonly span: Span;
  readonly name: string;
  /** Kinds that the name may mean here, the likeliest first. */
  readonly kinds: readonly string[];
  /** Where the reference itself says so; else the manifest's own. */
  readonly namespace?: string;
}

/** A name that a manifest declares inside itself. */
export interface Declaration {
  readonly category: DeclarationCategory;
  readonly name: string;
  readonly path: Path;
  readonly span: Span;
}

/** Why a document of the group is no manifest, or a doubtful one. Reported by rules, found while reading. */
export interface FactProblem {
  readonly code:
    | 'unknown-kind'
    | 'removed-kind'
    | 'wrong-api-version'
    | 'missing-name'
    | 'yaml-syntax'
    | 'duplicate-key'
    | 'conflict-markers'
    | 'too-large';
  readonly span: Span;
  readonly message: string;
  readonly related?: { readonly span: Span; readonly message: string };
  /** What was meant, for a quick fix that replaces the span. */
  readonly suggestion?: string;
}

/** What the repository keeps of one file. */
export interface FileFacts {
  readonly manifests: readonly ManifestFacts[];
  readonly problems: readonly FactProblem[];
  /** It is relevant, and its YAML has problems somewhere or is a template: nobody can say what all of it means. */
  readonly unclear?: true;
  /** The file holds, or seems to hold, something of OpenChoreo's. */
  readonly relevant: boolean;
  /** Kinds that the file seems to declare but that could not be read: templates, conflicts, files too large. */
  readonly hiddenKinds: readonly string[];
  /** Comments that silence rules; absent where there are none, as nearly everywhere. */
  readonly directives?: readonly Directive[];
  /** CustomResourceDefinitions of the group, as plain values: a platform's own schemas. */
  readonly crds?: readonly unknown[];
  /** For turning spans into positions without the text; absent where there is nothing to point at. */
  readonly lines?: LineStarts;
}
