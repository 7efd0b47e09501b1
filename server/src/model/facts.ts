import { t } from '../base/l10n';
import { LineStarts } from '../base/lineIndex';
import { nearest } from '../base/suggest';
import type { Path } from '../base/path';
import type { Span } from '../base/span';
import { keyText, locate, pairOf, resolveAlias } from '../yaml/locate';
import type { YamlDocument, YamlFile, YamlMap, YamlNode, YamlScalar } from '../yaml/node';
import { toValue } from '../yaml/value';
import { crdsOf, mentionsCrds } from './crds';
import { declarationsOf } from './declarations';
import { readDirectives } from './directives';
import type { Intern } from './intern';
import { API_VERSION, GROUP, KINDS, kindOf, REMOVED_KINDS } from './kinds';
import type { Declaration, FactProblem, FileFacts, ManifestFacts, Reference } from './manifest';
import { matchPattern, pathPattern, type PatternMatch } from './pathPattern';
import { referencesOf, type ReferenceRule } from './references';
import { mayHoldTraps, trapsOf } from './yamlTraps';

const NO_FACTS: FileFacts = { manifests: [], problems: [], relevant: false, hiddenKinds: [] };

/** Whether a text can hold anything of OpenChoreo's; a cheap test before any parsing. */
export function mentionsGroup(text: string): boolean {
  return text.includes(`${GROUP}/`) || mentionsCrds(text);
}

/**
 * The facts of one file. Documents of other groups leave no trace; a file with a syntax problem is reported only when it
 * holds something of OpenChoreo's, since another tool owns the rest.
 *
 * @param intern gives one object for equal strings and equal big values, so that ten thousand files stay small.
 */
export function extractFacts(file: YamlFile, text: string, intern: Intern): FileFacts {
  if (!mentionsGroup(text)) return NO_FACTS;
  const facts = factsOf(file, text, intern);
  const isUnclear = file.templated || file.problems.length > 0;
  return facts.relevant && isUnclear ? { ...facts, unclear: true } : facts;
}

function factsOf(file: YamlFile, text: string, intern: Intern): FileFacts {
  const crds = mentionsCrds(text) ? crdsOf(file) : [];
  if (file.templated) return { ...NO_FACTS, relevant: true, hiddenKinds: kindsByText(text) };
  const manifests: ManifestFacts[] = [];
  const problems: FactProblem[] = [];
  let ours = false;
  const ourDocuments: Span[] = [];
  const hasTraps = mayHoldTraps(text);
  for (const document of file.documents) {
    const before = manifests.length + problems.length;
    const doubtful =
      document.broken ||
      file.problems.some(({ span }) => span.start >= document.span.start && span.start < document.span.end);
    readDocument({ document, doubtful, hasTraps, intern, manifests, problems });
    if (manifests.length + problems.length > before || isOurs(text, document)) {
      ours = true;
      ourDocuments.push(document.span);
    }
  }
  if (file.documents.length === 0 && file.problems.length > 0)
    ours = /^[ \t]*["']?apiVersion["']?[ \t]*:[ \t]*["']?openchoreo\.dev\//m.test(text);
  if (!ours) return crds.length > 0 ? { ...NO_FACTS, crds } : NO_FACTS;
  for (const problem of file.problems) {
    const inOurs =
      file.documents.length === 0 ||
      ourDocuments.some((span) => problem.span.start >= span.start && problem.span.start <= span.end);
    if (!inOurs) continue;
    problems.push({
      code: problem.code,
      span: problem.span,
      message: problem.message,
      ...(problem.first && { related: { span: problem.first, message: t`The first one is here.` } }),
    });
  }
  const lines = new LineStarts(text);
  const directives = readDirectives(text, file, lines);
  return {
    manifests,
    problems,
    relevant: true,
    hiddenKinds: file.documents.length === 0 ? kindsByText(text) : misspeltKinds(problems),
    ...(directives.length > 0 && { directives }),
    ...(crds.length > 0 && { crds }),
    lines,
  };
}

/** The kinds that an unreadable text seems to declare. */
function kindsByText(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/^[ \t]*["']?kind["']?:[ \t]*["']?(\w+)/gm), ([, kind]) => kind ?? ''))];
}

/** Kinds that were meant where an unknown one stands: what they declare is there, only not under its name. */
function misspeltKinds(problems: readonly FactProblem[]): string[] {
  return problems.flatMap(({ code, suggestion }) => (code === 'unknown-kind' && suggestion ? [suggestion] : []));
}

/** Broken documents may have lost their apiVersion: then the text decides whose they are. */
function isOurs(text: string, document: YamlDocument): boolean {
  return (
    document.broken &&
    /^["']?apiVersion["']?[ \t]*:[ \t]*["']?openchoreo\.dev\//m.test(text.slice(document.span.start, document.span.end))
  );
}

/** A document that is being read, and where its facts go. */
interface Reading {
  readonly document: YamlDocument;
  readonly doubtful: boolean;
  /** Whether the text looks as if scalars of it meant something else than they say. */
  readonly hasTraps: boolean;
  readonly intern: Intern;
  readonly manifests: ManifestFacts[];
  readonly problems: FactProblem[];
}

function readDocument(reading: Reading): void {
  const root = resolveAlias(reading.document.root);
  if (root?.kind !== 'map') return;
  const isList = /List$/.test(textAt(root, ['kind'])?.text ?? '') && pairOf(root, 'items');
  const items = isList ? resolveAlias(pairOf(root, 'items')?.value) : undefined;
  if (items?.kind === 'sequence') {
    items.items.forEach((item, i) => {
      const map = resolveAlias(item);
      if (map?.kind === 'map') readManifest(map, ['items', i], reading);
    });
  } else readManifest(root, [], reading);
}

function readManifest(root: YamlMap, base: Path, reading: Reading): void {
  const { document, doubtful, hasTraps, intern, manifests, problems } = reading;
  const apiVersion = textAt(root, ['apiVersion']);
  if (!apiVersion?.text.startsWith(`${GROUP}/`)) return;
  const kindNode = textAt(root, ['kind']);
  const kindName = kindNode?.text ?? '';
  if (apiVersion.text !== API_VERSION) {
    problems.push({
      code: 'wrong-api-version',
      span: apiVersion.span,
      message: t`OpenChoreo has no apiVersion "${apiVersion.text}"; every kind is ${API_VERSION}.`,
      suggestion: API_VERSION,
    });
  }
  if (!kindNode || kindName === '') {
    problems.push({
      code: 'unknown-kind',
      span: kindNode?.span ?? apiVersion.span,
      message: t`The manifest does not say its kind.`,
    });
    return;
  }
  const value = intern.value(toValue(root), kindName);
  const kind = kindOf(kindName, value);
  if (!kind) {
    problems.push(kindProblem(kindName, kindNode.span));
    return;
  }
  const name = textAt(root, ['metadata', 'name']);
  if (!name || name.text === '') {
    // A file that only tools read needs no name; every other manifest does.
    if (!kind.eras.includes('file-only') && !document.broken)
      problems.push({
        code: 'missing-name',
        span: keySpan(root, 'metadata') ?? kindNode.span,
        message: t`This ${kind.kind} has no metadata.name.`,
      });
    if (!kind.eras.includes('file-only')) return;
  }
  const namespace = textAt(root, ['metadata', 'namespace']);
  const traps = hasTraps ? trapsOf(root) : [];
  manifests.push({
    kind,
    name: intern.text(name?.text ?? kindName),
    ...(namespace && namespace.text !== '' && { namespace: intern.text(namespace.text) }),
    document: document.index,
    base,
    span: root.span,
    nameSpan: innerSpan(name ?? kindNode),
    value,
    references: readReferences(root, kind.kind, intern),
    declarations: readDeclarations(root, kind.kind, intern),
    doubtful,
    ...(traps.length > 0 && { traps }),
  });
}

function kindProblem(kind: string, span: Span): FactProblem {
  const removed = Object.hasOwn(REMOVED_KINDS, kind) ? REMOVED_KINDS[kind] : undefined;
  if (removed)
    return {
      code: 'removed-kind',
      span,
      message: t`OpenChoreo ${removed.removedIn} removed the kind ${kind}; write ${removed.now}.`,
    };
  const suggestion = nearest(
    kind,
    KINDS.map((info) => info.kind),
  );
  const hint = suggestion ? t` Did you mean ${suggestion}?` : '';
  return {
    code: 'unknown-kind',
    span,
    message: t`OpenChoreo has no kind "${kind}".${hint}`,
    ...(suggestion && { suggestion }),
  };
}

function readReferences(root: YamlMap, kind: string, intern: Intern): Reference[] {
  const references: Reference[] = [];
  for (const rule of referencesOf(kind)) {
    for (const match of matchPattern(root, pathPattern(rule.at))) {
      const reference = toReference(rule, match, intern);
      if (reference) references.push(reference);
    }
  }
  return references;
}

function toReference(rule: ReferenceRule, match: PatternMatch, intern: Intern): Reference | undefined {
  const { node } = match;
  // Not a name, or one that only the platform can compute.
  if (node.kind !== 'scalar' || node.text === '' || node.text.includes('${')) return undefined;
  const slash = rule.part === 'afterSlash' ? node.text.lastIndexOf('/') + 1 : 0;
  const name = node.text.slice(slash);
  if (name === '') return undefined;
  const inner = innerSpan(node);
  const isVerbatim = inner.end - inner.start === node.text.length;
  const kinds = kindsOf(rule, match.parent);
  if (kinds.length === 0) return undefined;
  const namespace =
    rule.to.kind === 'manifest' && rule.to.namespaceAt ? textAt(match.parent, [rule.to.namespaceAt])?.text : undefined;
  return {
    rule,
    path: match.path,
    on: match.on,
    // The name is the tail of the scalar. With escapes or folded lines, whose characters cannot be counted, it is all of it.
    span: isVerbatim ? { start: inner.end - name.length, end: inner.end } : inner,
    name: intern.text(name),
    kinds,
    ...(namespace && { namespace: intern.text(namespace) }),
  };
}

function kindsOf(rule: ReferenceRule, parent: YamlMap | undefined): readonly string[] {
  if (rule.to.kind === 'manifest') return rule.to.kinds;
  if (rule.to.kind === 'inside') return ['*'];
  const written = textAt(parent, ['kind'])?.text;
  if (written === undefined || written === '') return rule.to.fallback ? [rule.to.fallback] : [];
  // A kind that does not fit is the schema's to report; the name cannot be resolved.
  return rule.to.kinds.includes(written) ? [written] : [];
}

function readDeclarations(root: YamlMap, kind: string, intern: Intern): Declaration[] {
  return declarationsOf(kind).flatMap(({ at, category }) =>
    matchPattern(root, pathPattern(at)).flatMap(({ node, path }) =>
      node.kind === 'scalar' && node.text !== ''
        ? [{ category, name: intern.text(node.text), path, span: innerSpan(node) }]
        : [],
    ),
  );
}

/** The scalar's characters without its quotes. */
function innerSpan(node: YamlScalar): Span {
  const quoted = node.style === 'single' || node.style === 'double';
  return quoted && node.span.end - node.span.start >= 2
    ? { start: node.span.start + 1, end: node.span.end - 1 }
    : node.span;
}

function textAt(root: YamlNode | undefined, path: Path): YamlScalar | undefined {
  const value = resolveAlias(locate(root, path)?.value);
  return value?.kind === 'scalar' ? value : undefined;
}

function keySpan(map: YamlMap, key: string): Span | undefined {
  return map.pairs.find((pair) => keyText(pair) === key)?.key.span;
}
