import { t } from '../../base/l10n';
import type { Path } from '../../base/path';
import { resolve } from '../../analysis/resolve';
import { asMap, asText, siblingText, textAt } from '../../analysis/values';
import { valueAt } from '../../base/path';
import type { TextEdit } from '../../base/textEdit';
import { suppliedWorkloadType } from '../../model/installation';
import type { Declaration, Reference } from '../../model/manifest';
import type { DeclarationCategory, ReferenceRule } from '../../model/references';
import type { Manifest } from '../../repository/manifest';
import { briefOf } from '../summary/summary';
import { candidatesFor, kindsMeant, referenceRulesAt, type Candidate } from './candidates';
import type { CursorContext } from './context';
import type { Offer } from './item';
import { namedEntry, withValue, type KeyPlace } from './keyPlace';
import { columnOf } from './layout';
import type { Scope } from './scope';
import type { SkeletonStyle } from './skeleton';
import { scalarText } from './snippet';

/** Names that the value at a path can refer to. */
export function referenceOffers(scope: Scope, path: Path, context: CursorContext): readonly Offer[] {
  return referenceRulesAt(scope.manifest.kind.kind, path, 'value').flatMap((rule) =>
    rule.to.kind === 'inside'
      ? insideOffers(scope, rule, path)
      : candidatesFor(scope, rule, path).map((candidate) => manifestOffer(scope, rule, path, candidate, context)),
  );
}

/** Names that a key of a map can refer to: trait instances, outputs. */
export function keyReferenceOffers(style: SkeletonStyle, place: KeyPlace): readonly Offer[] {
  const { scope } = style;
  const path = [...place.path, ''];
  return referenceRulesAt(scope.manifest.kind.kind, path, 'key').flatMap((rule): Offer[] => {
    if (rule.to.kind !== 'inside')
      return candidatesFor(scope, rule, path)
        .filter(({ name }) => !place.present.has(name))
        .map((candidate) => ({ ...describeCandidate(scope, candidate), ...namedEntry(style, place, candidate.name) }));
    const { holder, declarations } = declaredFor(scope, rule, path);
    return declarations
      .filter(({ name }) => !place.present.has(name))
      .map((declaration) => ({
        ...describeDeclaration(holder!, declaration),
        ...namedEntry(style, place, declaration.name),
      }));
  });
}

/** What a skeleton can fill in: names of manifests, and the kind beside a name where that has to be said. */
export function skeletonHints(
  scope: Scope,
): Required<Pick<SkeletonStyle, 'valuesFor' | 'valuesAlone' | 'keysFor' | 'alsoFor'>> {
  return {
    valuesAlone: (path) => namesAt(scope, path, (rule) => kindsMeant(scope, rule, path).now),
    keysFor: (path) => keysDeclared(scope, [...path, '']),
    valuesFor(path) {
      if (path.at(-1) === 'kind') {
        const chosen = chosenKind(scope, [...path.slice(0, -1), 'name']);
        return chosen ? [chosen.kind, ...chosen.others] : [];
      }
      const names = namesAt(scope, path, () => chosenKind(scope, path)?.kind);
      const likely = new Set(names.length > 1 ? namesOfFirstProject(scope, path) : []);
      return [...names.filter((name) => likely.has(name)), ...names.filter((name) => !likely.has(name))];
    },
    alsoFor(path) {
      const chosen = chosenKind(scope, [...path, 'name']);
      return chosen && !chosen.isDefault ? ['kind'] : [];
    },
  };
}

/** The names that the value at a path can refer to, without the doubtful ones; of one kind where there is a choice. */
function namesAt(scope: Scope, path: Path, onlyKind: (rule: ReferenceRule) => string | undefined): readonly string[] {
  return referenceRulesAt(scope.manifest.kind.kind, path, 'value').flatMap((rule) => {
    if (rule.to.kind === 'inside') return declaredFor(scope, rule, path).declarations.map(({ name }) => name);
    const only = onlyKind(rule);
    return candidatesFor(scope, rule, path)
      .filter(({ kind, doubt }) => doubt === undefined && (only === undefined || kind === only))
      .map((candidate) => writtenName(rule, candidate));
  });
}

/** The names that go with the project which is proposed beside them, while nobody has chosen one. */
function namesOfFirstProject(scope: Scope, path: Path): readonly string[] {
  const project = [...path.slice(0, -1), 'projectName'];
  if (path.at(-1) === 'projectName' || siblingText(scope.manifest, path, 'projectName') !== undefined) return [];
  const [first] = namesAt(scope, project, () => undefined);
  return first === undefined ? [] : namesAt(withValue(scope, project, first), path, () => undefined);
}

function keysDeclared(scope: Scope, path: Path): readonly string[] {
  return referenceRulesAt(scope.manifest.kind.kind, path, 'key').flatMap((rule) =>
    declaredFor(scope, rule, path).declarations.map(({ name }) => name),
  );
}

/** For a name with its kind beside it: the kind that is written, else the first that has a likely target. */
function chosenKind(
  scope: Scope,
  path: Path,
): { readonly kind: string; readonly others: readonly string[]; readonly isDefault: boolean } | undefined {
  const rule = referenceRulesAt(scope.manifest.kind.kind, path, 'value').find(({ to }) => to.kind === 'sibling-kind');
  if (rule?.to.kind !== 'sibling-kind') return undefined;
  const { fallback, kinds } = rule.to;
  const written = siblingText(scope.manifest, path, 'kind');
  const likely = candidatesFor(scope, rule, path).filter(({ doubt }) => doubt === undefined);
  const kind = written ?? kinds.find((each) => likely.some((candidate) => candidate.kind === each)) ?? fallback;
  if (kind === undefined) return undefined;
  return { kind, others: kinds.filter((other) => other !== kind), isDefault: kind === fallback };
}

function manifestOffer(
  scope: Scope,
  rule: ReferenceRule,
  path: Path,
  candidate: Candidate,
  context: CursorContext,
): Offer {
  const name = writtenName(rule, candidate);
  const also = kindEdit(scope, rule, path, candidate, context);
  return {
    ...describeCandidate(scope, candidate),
    label: name,
    isSnippet: false,
    rank: candidate.doubt === undefined ? 0 : 1,
    write: (at) => scalarText(name, at),
    ...(also && { also: [also] }),
  };
}

/** `deployment/web-app` where the field wants the workload type of the target before its name. */
function writtenName(rule: ReferenceRule, { name, manifest }: Candidate): string {
  if (rule.part !== 'afterSlash') return name;
  const workloadType = manifest ? textAt(manifest, 'spec.workloadType') : suppliedWorkloadType(name);
  return workloadType === undefined ? name : `${workloadType}/${name}`;
}

function describeCandidate(scope: Scope, { kind, name, manifest, doubt }: Candidate) {
  if (!manifest)
    return { label: name, kind: 'manifest', detail: kind, description: t`not in this repository` } as const;
  const told = doubt ?? briefOf(scope.services, manifest);
  return {
    label: name,
    kind: 'manifest',
    // The kind is last: an editor cuts off what does not fit, and often it goes without saying.
    detail: told === '' ? kind : `${told} · ${kind}`,
    description: manifest.file,
    data: { of: 'manifest', manifest: { kind, namespace: manifest.inNamespace ?? null, name } },
  } as const;
}

/** What writes the kind of a target into the key beside its name, where another or none stands there. */
function kindEdit(
  scope: Scope,
  rule: ReferenceRule,
  path: Path,
  { kind }: Candidate,
  { around, pair, text, flow }: CursorContext,
): TextEdit | undefined {
  if (rule.to.kind !== 'sibling-kind' || kindsMeant(scope, rule, path).now === kind) return undefined;
  if (around?.kind !== 'map' || !pair) return undefined;
  const written = around.pairs.find(({ key }) => key.kind === 'scalar' && key.text === 'kind');
  if (written?.value) return { span: written.value.span, text: kind };
  if (written) return { span: { start: written.key.span.end, end: written.key.span.end }, text: `: ${kind}` };
  const { start } = pair.key.span;
  const separator = flow ? ', ' : `\n${' '.repeat(columnOf(text, start))}`;
  return { span: { start, end: start }, text: `kind: ${kind}${separator}` };
}

function insideOffers(scope: Scope, rule: ReferenceRule, path: Path): readonly Offer[] {
  // Among the suggestions of valueSources.ts, without those that are overridden already.
  if (rule.to.kind === 'inside' && rule.to.of === 'workload-of-binding') return [];
  const { holder, declarations } = declaredFor(scope, rule, path);
  return declarations.map((declaration) => ({
    ...describeDeclaration(holder!, declaration),
    isSnippet: false,
    write: (at) => scalarText(declaration.name, at),
  }));
}

/** The names that the manifest which decides declares, each once. */
function declaredFor(
  scope: Scope,
  rule: ReferenceRule,
  path: Path,
): { readonly holder: Manifest | undefined; readonly declarations: readonly Declaration[] } {
  const nowhere = { start: 0, end: 0 };
  // A name that nothing has: the answer says who would have to declare it.
  const unnamed: Reference = { rule, path, on: 'value', span: nowhere, name: '', kinds: ['*'] };
  const resolution = resolve(scope.view, scope.manifest, unnamed);
  const holder = resolution.kind === 'missing' ? resolution.holder : undefined;
  if (!holder || rule.to.kind !== 'inside') return { holder, declarations: [] };
  const { category } = rule.to;
  const seen = new Set<string>();
  const declarations = holder.declarations.filter(
    (declaration) => declaration.category === category && !seen.has(declaration.name) && seen.add(declaration.name),
  );
  return { holder, declarations };
}

function describeDeclaration(holder: Manifest, declaration: Declaration) {
  return {
    label: declaration.name,
    kind: 'name',
    detail: DECLARED[declaration.category](holder, declaration),
    description: `${holder.kind.kind} ${holder.name}`,
    data: {
      of: 'manifest',
      manifest: { kind: holder.kind.kind, namespace: holder.inNamespace ?? null, name: holder.name },
    },
  } as const;
}

/** What can be said of a declared name in a few words. */
const DECLARED: Readonly<Record<DeclarationCategory, (holder: Manifest, declaration: Declaration) => string>> = {
  endpoint: (holder, { path }) => {
    const endpoint = asMap(valueAt(holder.value, path));
    const type = asText(endpoint['type']) ?? asText(asMap(valueAt(holder.value, path.slice(0, -1)))['type']);
    return type === undefined ? t`endpoint` : t`${type} endpoint`;
  },
  'trait-instance': (holder, { path }) => {
    const { name } = asMap(valueAt(holder.value, path.slice(0, -1)));
    return t`instance of ${asText(name) ?? t`a trait`}`;
  },
  'addon-instance': (holder, { path }) => {
    const { name } = asMap(valueAt(holder.value, path.slice(0, -1)));
    return t`instance of ${asText(name) ?? t`an addon`}`;
  },
  output: () => t`output`,
  'secret-key': () => t`key of the secret`,
  variable: () => t`variable`,
  'mounted-file': () => t`file`,
  'held-trait': () => t`trait of the release`,
};
