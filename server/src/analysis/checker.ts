import type { FactProblem } from '../model/manifest';
import { CONFIG_FILE } from '../repository/config';
import type { Manifest } from '../repository/manifest';
import type { Repository } from '../repository/repository';
import type { FactKey } from '../repository/repositoryIndex';
import { atSpan, type Problem } from './problem';
import type { FileRule, Finding, ManifestRule, Rule, RuleServices } from './rule';
import { RULES } from './rules';
import { severityOf } from './severity';
import { isSilenced, unknownCodes } from './silence';

/** Every code that a comment or the configuration may name. */
const CODES: ReadonlySet<string> = new Set(RULES.map((rule) => rule.code));

/** What a run of the rules over one manifest gave, and on which facts that rests. */
interface Verdict {
  readonly problems: readonly Problem[];
  readonly facts: readonly FactKey[];
}

/**
 * Keeps the problems of a repository up to date: after a change it runs the rules of the changed manifests and of those
 * whose rules had looked up something that changed, and of no others.
 */
export class Checker {
  private readonly verdicts = new Map<Manifest, Verdict>();
  private readonly dependents = new Map<FactKey, Set<Manifest>>();
  private readonly dirty = new Set<Manifest>();
  private readonly known = new Map<string, readonly Manifest[]>();
  private readonly manifestRules: readonly ManifestRule[];
  private readonly fileRules: ReadonlyMap<FactProblem['code'], FileRule>;
  /** How many times a rule looked at a manifest, for the test that counts. */
  runs = 0;

  constructor(
    private readonly repository: Repository,
    private readonly rules: readonly Rule[] = RULES,
    private readonly services: RuleServices = {},
  ) {
    this.manifestRules = rules.filter((rule) => rule.kind === 'manifest');
    this.fileRules = new Map(rules.flatMap((rule) => (rule.kind === 'file' ? [[rule.finds, rule] as const] : [])));
  }

  /** A checker of its own that has found what this one has found, for a fork of its repository. */
  fork(repository: Repository): Checker {
    const copy = new Checker(repository, this.rules, this.services);
    for (const [manifest, verdict] of this.verdicts) copy.verdicts.set(manifest, verdict);
    for (const [key, manifests] of this.dependents) copy.dependents.set(key, new Set(manifests));
    for (const manifest of this.dirty) copy.dirty.add(manifest);
    for (const [file, manifests] of this.known) copy.known.set(file, manifests);
    return copy;
  }

  /** Notes that a file was handed to the repository and which facts that changed. Runs nothing yet. */
  fileChanged(file: string, changed: ReadonlySet<FactKey>): void {
    for (const manifest of this.known.get(file) ?? []) this.forget(manifest);
    const manifests = this.repository.files.manifestsOf(file);
    if (manifests.length > 0) this.known.set(file, manifests);
    else this.known.delete(file);
    for (const manifest of manifests) this.dirty.add(manifest);
    this.factsChanged(changed);
  }

  /** Notes that something beside the files changed, such as what HEAD has of them. */
  factsChanged(changed: ReadonlySet<FactKey>): void {
    for (const key of changed) for (const manifest of this.dependents.get(key) ?? []) this.dirty.add(manifest);
  }

  /** Forgets everything and looks at all manifests again, as after a change of the configuration. */
  reset(): void {
    this.verdicts.clear();
    this.dependents.clear();
    this.dirty.clear();
    this.known.clear();
    for (const file of this.repository.files.fileNames()) this.fileChanged(file, new Set());
  }

  /** Whether more manifests than `most` would have to be looked at again after a change of facts. */
  concernsMore(changed: ReadonlySet<FactKey>, most: number): boolean {
    const concerned = new Set<Manifest>();
    for (const key of changed)
      for (const manifest of this.dependents.get(key) ?? []) if (concerned.add(manifest).size > most) return true;
    return false;
  }

  get pending(): boolean {
    return this.dirty.size > 0;
  }

  /**
   * Runs rules until none is due or `isTime` says stop; of one file alone where one is named.
   *
   * @returns the files whose problems may have changed.
   */
  run(isTime: () => boolean = () => false, file?: string): ReadonlySet<string> {
    const files = new Set<string>();
    const queue =
      file === undefined ? this.dirty : (this.known.get(file) ?? []).filter((manifest) => this.dirty.has(manifest));
    for (const manifest of queue) {
      this.dirty.delete(manifest);
      this.check(manifest);
      files.add(manifest.file);
      if (isTime()) break;
    }
    return files;
  }

  /** The problems of a file, as the configuration wants them: silenced ones left out, severities set. */
  problemsOf(file: string): readonly Problem[] {
    const { files, config } = this.repository;
    const facts = file === CONFIG_FILE ? undefined : files.factsOf(file);
    const found =
      file === CONFIG_FILE ? [...this.configProblems()] : [...this.fileProblems(file), ...this.manifestProblems(file)];
    for (const rule of this.rules)
      if (rule.kind === 'code') found.push(...unknownCodes(rule, CODES, file, file === CONFIG_FILE ? config : facts));
    return found.flatMap((problem) => {
      const severity = severityOf(config, problem);
      const isOff = severity === 'off' || isSilenced(facts, files.manifestsOf(file), problem);
      return isOff ? [] : [severity === problem.severity ? problem : { ...problem, severity }];
    });
  }

  private *manifestProblems(file: string): IterableIterator<Problem> {
    for (const manifest of this.repository.files.manifestsOf(file)) yield* this.verdicts.get(manifest)?.problems ?? [];
  }

  private *fileProblems(file: string): IterableIterator<Problem> {
    for (const found of this.repository.files.factsOf(file)?.problems ?? []) {
      const rule = this.fileRules.get(found.code);
      if (!rule) continue;
      yield {
        code: rule.code,
        category: rule.category,
        severity: rule.severity,
        message: found.message,
        file,
        place: atSpan(found.span),
        related: found.related ? [{ kind: 'span', file, ...found.related }] : [],
        ...(found.suggestion !== undefined && { data: { replacement: found.suggestion } }),
      };
    }
  }

  private *configProblems(): IterableIterator<Problem> {
    const rule = this.rules.find((candidate) => candidate.kind === 'config');
    if (!rule) return;
    for (const { path, on, message, suggestion } of this.repository.configProblems)
      yield {
        code: rule.code,
        category: rule.category,
        severity: rule.severity,
        message,
        file: CONFIG_FILE,
        place: { kind: 'path', document: 0, path, on },
        related: [],
        ...(suggestion !== undefined && { data: { replacement: suggestion } }),
      };
  }

  private check(manifest: Manifest): void {
    this.forget(manifest);
    const facts = new Set<FactKey>();
    const view = this.repository.view.recording((key) => facts.add(key));
    const problems: Problem[] = [];
    for (const rule of this.manifestRules) {
      if (rule.kinds && !rule.kinds.includes(manifest.kind.kind)) continue;
      this.runs++;
      rule.check(view, manifest, (finding) => problems.push(toProblem(rule, manifest, finding)), this.services);
    }
    for (const key of facts) {
      const dependents = this.dependents.get(key);
      if (dependents) dependents.add(manifest);
      else this.dependents.set(key, new Set([manifest]));
    }
    this.verdicts.set(manifest, { problems, facts: [...facts] });
  }

  private forget(manifest: Manifest): void {
    for (const key of this.verdicts.get(manifest)?.facts ?? []) {
      const dependents = this.dependents.get(key);
      dependents?.delete(manifest);
      if (dependents?.size === 0) this.dependents.delete(key);
    }
    this.verdicts.delete(manifest);
    this.dirty.delete(manifest);
  }
}

function toProblem(rule: ManifestRule, manifest: Manifest, finding: Finding): Problem {
  const { place, message, related = [], severity = rule.severity, category = rule.category, tag, data } = finding;
  return {
    code: rule.code,
    category,
    severity,
    message,
    file: manifest.file,
    place,
    related,
    ...(tag && { tag }),
    ...(data && { data }),
  };
}
