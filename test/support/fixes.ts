import type { Problem } from '../../server/src/analysis/problem';
import { applyEdits } from '../../server/src/base/textEdit';
import type { FileChange, Fix, FixContext } from '../../server/src/features/codeActions/fix';
import { fixesFor } from '../../server/src/features/codeActions/fixes';
import { readYaml } from '../../server/src/yaml/read';
import { problemsOf, type FixtureRepository } from './fixture';
import { languageServices } from './language';

/** What fixes may ask about a fixture. */
export function fixContext({ repository, checker, files }: FixtureRepository): FixContext {
  return {
    ...languageServices(repository),
    repository,
    checker,
    textOf: (file) => files.get(file),
    yamlOf: (file) => readYaml(files.get(file) ?? ''),
    committedText: (file) => files.get(`HEAD:${file}`),
    today: '2026-11-28',
  };
}

/** The problems of a code in a fixture, each with its fixes; those that only silence it left out. */
export function fixesOf(opened: FixtureRepository, code: string): readonly (readonly Fix[])[] {
  const context = fixContext(opened);
  return problemsOf(opened)
    .filter((problem) => problem.code === code)
    .map((problem: Problem) => fixesFor(context, problem).filter(({ silences }) => !silences));
}

/** The files of a fixture after changes. */
export function changed(files: ReadonlyMap<string, string>, changes: readonly FileChange[]): Map<string, string> {
  const after = new Map(files);
  for (const change of changes) {
    if (change.kind === 'create' && after.has(change.file)) throw new Error(`${change.file} is there already`);
    const text = change.kind === 'create' ? change.text : applyEdits(after.get(change.file)!, [...change.edits]);
    after.set(change.file, text);
  }
  return after;
}

/** A fixture's file after the first fix whose title matches, of the problems of a code; and what is wrong with it then. */
export function fixed(
  opened: FixtureRepository,
  code: string,
  title: RegExp,
  file = 'manifest.yaml',
): { readonly text: string; readonly files: Map<string, string> } {
  const fixes = fixesOf(opened, code).flat();
  const fix = fixes.find((candidate) => title.test(candidate.title));
  if (!fix) throw new Error(`No fix ${String(title)} among: ${fixes.map((one) => one.title).join(' | ')}`);
  const files = changed(opened.files, fix.changes() ?? []);
  return { text: files.get(file) ?? '', files };
}
