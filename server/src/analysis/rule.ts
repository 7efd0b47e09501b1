import type { Phrase } from '../base/l10n';
import type { FactProblem } from '../model/manifest';
import type { Manifest } from '../repository/manifest';
import type { RepositoryView } from '../repository/view';
import type { Schemas } from './schema/schemas';
import type { Category, Place, ProblemData, RelatedPlace, Severity } from './problem';

/** What a rule says when it reports. Severity and category are the rule's unless it says otherwise. */
export interface Finding {
  readonly place: Place;
  readonly message: string;
  readonly severity?: Severity;
  readonly category?: Category;
  readonly related?: readonly RelatedPlace[];
  readonly tag?: 'unused' | 'deprecated';
  readonly data?: ProblemData;
}

interface RuleBase {
  /** Stable id, shown to people and used to silence it; its section in docs/rules.md has the same name. */
  readonly code: string;
  readonly category: Category;
  /** What the platform does: refused or never works → error; ignored or risky → warning; hygiene → information. */
  readonly severity: Severity;
  /** One line: what the rule finds. */
  readonly summary: Phrase;
}

/** What rules may ask beside the repository. Absent where the front has none: then the rules that need it find nothing. */
export interface RuleServices {
  readonly schemas?: Schemas;
}

/**
 * A rule about manifests. `check` looks at one manifest; whatever else it looks up through the view is remembered, so
 * that it runs again when that changes. It never throws for what a user wrote.
 */
export interface ManifestRule extends RuleBase {
  readonly kind: 'manifest';
  /** Kinds of manifests to look at; absent: all. */
  readonly kinds?: readonly string[];
  check(view: RepositoryView, manifest: Manifest, report: (finding: Finding) => void, services: RuleServices): void;
}

/** A rule whose findings come to light while a file is read: it names the problem code of the facts. */
export interface FileRule extends RuleBase {
  readonly kind: 'file';
  readonly finds: FactProblem['code'];
}

/** A rule about the configuration file; its findings come from reading it. */
export interface ConfigRule extends RuleBase {
  readonly kind: 'config';
}

/** A rule about the codes that a configuration or a silencing comment names. */
export interface CodeRule extends RuleBase {
  readonly kind: 'code';
}

export type Rule = ManifestRule | FileRule | ConfigRule | CodeRule;
