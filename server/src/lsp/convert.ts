import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  DiagnosticSeverity,
  DiagnosticTag,
  SymbolKind,
  type Diagnostic,
  type DocumentSymbol,
  type Location,
} from 'vscode-languageserver/node';
import type { LineStarts } from '../base/lineIndex';
import type { OutlineNode } from '../features/documentSymbols';
import type { FilePlace } from '../features/symbolAt';
import type { Problem, Severity } from '../analysis/problem';
import type { FolderSession } from './folderSession';

/** What the diagnostics call their source; other extensions use other words (design: docs/architecture.md). */
export const SOURCE = 'openchoreo-gitops';
const RULE_DOCS = 'https://github.com/openchoreo/openchoreo-gitops-vscode/blob/main/docs/rules.md';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};
const TAGS = { unused: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;
const SYMBOL_KINDS: Readonly<Record<OutlineNode['kind'], SymbolKind>> = {
  manifest: SymbolKind.Object,
  map: SymbolKind.Module,
  list: SymbolKind.Array,
  value: SymbolKind.Property,
};

/** The URI of a file of a folder; of the folder itself for ''. */
export function toUri(root: string, file: string): string {
  return pathToFileURL(path.join(root, ...file.split('/'))).href;
}

/** A place of a folder's file, for a list of places. */
export function toLocation(session: FolderSession, place: FilePlace): Location {
  return { uri: toUri(session.root, place.file), range: session.lineStartsOf(place.file).range(place.span) };
}

/** The path of a `file:` URI; undefined for any other scheme. */
export function toPath(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined; // A malformed URI names no file.
  }
}

/** A path relative to a root, with `/`; undefined when it lies outside. */
export function relativeTo(root: string, absolute: string): string | undefined {
  const relative = path.relative(root, absolute);
  if (relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)) return undefined;
  return relative.split(path.sep).join('/');
}

export function toDiagnostic(
  problem: Problem,
  range: Diagnostic['range'],
  related: Diagnostic['relatedInformation'],
): Diagnostic {
  return {
    range,
    message: problem.message,
    severity: SEVERITIES[problem.severity],
    code: problem.code,
    codeDescription: { href: `${RULE_DOCS}#${problem.code}` },
    source: SOURCE,
    ...(related && related.length > 0 && { relatedInformation: related }),
    ...(problem.tag && { tags: [TAGS[problem.tag]] }),
    ...(problem.data && { data: problem.data }),
  };
}

export function toDocumentSymbol(lines: LineStarts, node: OutlineNode): DocumentSymbol {
  return {
    name: node.name,
    detail: node.detail,
    kind: SYMBOL_KINDS[node.kind],
    range: lines.range(node.span),
    selectionRange: lines.range(node.nameSpan),
    children: node.children.map((child) => toDocumentSymbol(lines, child)),
  };
}
