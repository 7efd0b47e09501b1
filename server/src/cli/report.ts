import { LineIndex } from '../base/lineIndex';
import { spanOfPlace } from '../analysis/locateProblem';
import type { Problem, RelatedPlace } from '../analysis/problem';
import { readYaml } from '../yaml/read';
import type { YamlFile } from '../yaml/node';
import { CONFIG_FILE } from '../repository/config';
import type { OpenRepository } from './open';

/** A problem as every report shows it: 1-based lines and UTF-16 columns, ends exclusive. */
export interface ReportedProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Problem['severity'];
  readonly code: string;
  readonly category: Problem['category'];
  readonly message: string;
  readonly related: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly message: string;
  }[];
  readonly fixes: readonly { readonly title: string }[];
}

export interface CheckReport {
  readonly version: 1;
  readonly root: string;
  readonly platformVersion: string;
  readonly problems: readonly ReportedProblem[];
  readonly summary: {
    readonly files: number;
    readonly manifests: number;
    readonly errors: number;
    readonly warnings: number;
    readonly information: number;
    readonly durationMs: number;
  };
}

/** The titles of a problem's fixes; not every report shows them. */
export type FixTitles = (problem: Problem) => ReportedProblem['fixes'];

/** All problems of a repository, sorted by file and position. */
export function reportProblems(open: OpenRepository, titles: FixTitles = () => []): ReportedProblem[] {
  open.checker.run();
  const files = [...open.repository.files.fileNames(), CONFIG_FILE];
  return files.flatMap((file) => problemsOf(open, file, titles)).sort(byPosition);
}

function problemsOf(open: OpenRepository, file: string, titles: FixTitles): ReportedProblem[] {
  const problems = open.checker.problemsOf(file);
  if (problems.length === 0) return [];
  const text = open.files.read(file) ?? '';
  const lines = new LineIndex(text);
  let yaml: YamlFile | undefined;
  return problems.map((problem) => {
    const range = lines.range(spanOfPlace(problem.place, () => (yaml ??= readYaml(text))));
    return {
      file,
      line: range.start.line + 1,
      column: range.start.character + 1,
      endLine: range.end.line + 1,
      endColumn: range.end.character + 1,
      severity: problem.severity,
      code: problem.code,
      category: problem.category,
      message: problem.message,
      related: problem.related.map((place) => relatedOf(open, place)),
      fixes: titles(problem),
    };
  });
}

function relatedOf(open: OpenRepository, place: RelatedPlace): ReportedProblem['related'][number] {
  const file = place.kind === 'manifest' ? place.manifest.file : place.file;
  const span = place.kind === 'manifest' ? place.manifest.nameSpan : place.span;
  const start = open.repository.files.factsOf(file)?.lines?.position(span.start) ?? { line: 0, character: 0 };
  return { file, line: start.line + 1, column: start.character + 1, message: place.message };
}

function byPosition(a: ReportedProblem, b: ReportedProblem): number {
  const byFile = a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
  return byFile || a.line - b.line || a.column - b.column || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}
