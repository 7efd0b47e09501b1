import assert from 'node:assert/strict';
import path from 'node:path';
import { Checker } from '../../server/src/analysis/checker';
import { spanOfPlace } from '../../server/src/analysis/locateProblem';
import type { Problem } from '../../server/src/analysis/problem';
import type { Rule, RuleServices } from '../../server/src/analysis/rule';
import { RULES } from '../../server/src/analysis/rules';
import { Schemas } from '../../server/src/analysis/schema/schemas';
import { LineIndex } from '../../server/src/base/lineIndex';
import type { Span } from '../../server/src/base/span';
import { definitionsAt } from '../../server/src/features/definition';
import { documentSymbols, type OutlineNode } from '../../server/src/features/documentSymbols';
import { referencesAt } from '../../server/src/features/references';
import { schemaFiles } from '../../server/src/node/schemaFiles';
import { CONFIG_FILE } from '../../server/src/repository/config';
import { Repository } from '../../server/src/repository/repository';
import type { YamlFile } from '../../server/src/yaml/node';
import { readYaml, type YamlReader } from '../../server/src/yaml/read';
import { parseFixture, type Fixture, type Note } from './fixtureText';
import { projectRoot } from './samples';

/** A fixture as a repository that has been read and checked whole. */
export interface FixtureRepository extends Fixture {
  readonly repository: Repository;
  readonly checker: Checker;
  /** What the rules may ask beside the repository. */
  readonly services: RuleServices;
}

export interface FixtureOptions {
  readonly rules?: readonly Rule[];
  readonly reader?: YamlReader;
  /** Whether manifests have to fit the schemas: most fixtures leave out what does not matter to them. */
  readonly schemas?: boolean;
}

const SCHEMAS = new Schemas(schemaFiles(path.join(projectRoot, 'schemas')));

/** Before the path of a file: what Git's HEAD has there, where it differs. */
const HEAD = 'HEAD:';

/** Reads a fixture (see fixtureText.ts) the way a session would: configuration first, then every file that is read. */
export function openFixture(fixture: string, options?: FixtureOptions): FixtureRepository {
  return openParsed(parseFixture(fixture), options);
}

/** As `openFixture`, for files that are at hand. */
export function openParsed(
  parsed: Fixture,
  { rules = RULES, reader = readYaml, schemas = false }: FixtureOptions = {},
): FixtureRepository {
  const repository = new Repository(reader);
  repository.setConfig(parsed.files.get(CONFIG_FILE));
  const committed = new Map<string, string>();
  for (const [file, text] of parsed.files)
    if (file.startsWith(HEAD)) committed.set(file.slice(HEAD.length), text);
    else if (file !== CONFIG_FILE && repository.reads(file)) repository.setFile(file, text);
  repository.setCommitted(committed);
  const services = schemas ? { schemas: SCHEMAS } : {};
  const checker = new Checker(repository, rules, services);
  checker.reset();
  checker.run();
  return { ...parsed, repository, checker, services };
}

/** All problems of a fixture, in the order of its files. */
export function problemsOf({ files, checker }: FixtureRepository): readonly Problem[] {
  return [...new Set([...files.keys(), CONFIG_FILE])].flatMap((file) => checker.problemsOf(file));
}

/**
 * Every problem of a fixture must be noted in it, and every note must be a problem:
 * `#  ^^^ [severity] code[: words]`. The words must occur in the message, pieces between `…` in this order. An empty
 * span is noted with one caret; one that goes on in later lines with carets to the end of its first.
 */
export function checkProblems(fixture: string, options?: FixtureOptions): void {
  const opened = openFixture(fixture, options);
  const found = problemsOf(opened).map((problem) => ({ problem, note: noteOf(opened, problem) }));
  const left = [...found];
  const missed: string[] = [];
  for (const note of opened.notes) {
    const i = left.findIndex((candidate) => samePlace(candidate.note, note) && says(note.label, candidate.problem));
    if (i >= 0) left.splice(i, 1);
    else missed.push(describeNote(note));
  }
  const surplus = left.map(({ problem, note }) =>
    describeNote({ ...note, label: `${problem.severity} ${problem.code}: ${problem.message}` }),
  );
  assert.deepEqual({ missed, surplus }, { missed: [], surplus: [] });
}

/** The codes that the notes of a fixture of problems expect. */
export function expectedCodes(fixture: string): string[] {
  return parseFixture(fixture).notes.map((note) => NOTED.exec(note.label)?.[2] ?? note.label);
}

const NOTED = /^(?:(error|warning|information) )?([a-z-]+)(?:: (.*))?$/;

function says(label: string, problem: Problem): boolean {
  const [, severity, code, words] = NOTED.exec(label) ?? [];
  if (code !== problem.code || (severity !== undefined && severity !== problem.severity)) return false;
  let from = 0;
  for (const piece of (words ?? '').split('…')) {
    const at = problem.message.indexOf(piece.trim(), from);
    if (at < 0) return false;
    from = at + piece.trim().length;
  }
  return true;
}

/**
 * What the name under the cursor leads to must be what the fixture notes with `#  ^^^ target`, in this order, and
 * nothing else.
 */
export function checkDefinition(fixture: string): void {
  const opened = openFixture(fixture);
  const { file, offset } = cursorOf(opened);
  const found = definitionsAt(opened.repository, yamlOf(opened), file, offset);
  checkPlaces(opened, found, 'target');
}

/** The uses of the name under the cursor must be noted with `#  ^^^ use`, its declaration with `#  ^^^ declaration`. */
export function checkReferences(fixture: string): void {
  const opened = openFixture(fixture);
  const { file, offset } = cursorOf(opened);
  const all = referencesAt(opened.repository, yamlOf(opened), file, offset, true);
  const uses = referencesAt(opened.repository, yamlOf(opened), file, offset, false);
  checkPlaces(opened, uses, 'use');
  const declarations = opened.notes.filter((note) => note.label === 'declaration').map(describeNote);
  const more = all
    .filter((place) => !uses.some((use) => use.file === place.file && use.span.start === place.span.start))
    .map((place) => describeNote({ ...noteAt(opened, place.file, place.span), label: 'declaration' }));
  assert.deepEqual(more, declarations);
}

/** The outline of a fixture's only file, as lines `name · detail · kind`, indented by two spaces a level. */
export function checkSymbols(fixture: string, outline: string): void {
  const opened = openFixture(fixture);
  const [file, text] = [...opened.files][0]!;
  const lines = (nodes: readonly OutlineNode[], indent: string): string[] =>
    nodes.flatMap((node) => [
      [indent + node.name, node.detail, node.kind].filter((part) => part !== '').join(' · '),
      ...lines(node.children, `${indent}  `),
    ]);
  assert.equal(
    lines(documentSymbols(opened.repository, file, readYaml(text)), '').join('\n'),
    outline.replace(/^\n|\n$/g, ''),
  );
}

/** The trees of a fixture's files. */
export function yamlOf({ files }: Fixture): (file: string) => YamlFile {
  return (file) => readYaml(files.get(file) ?? '');
}

export function cursorOf(fixture: Fixture): NonNullable<Fixture['cursor']> {
  if (!fixture.cursor) throw new Error('The fixture has no cursor');
  return fixture.cursor;
}

/** Places must be noted with a label, in this order, and nothing else may be. */
export function checkPlaces(
  fixture: FixtureRepository,
  places: readonly { readonly file: string; readonly span: Span }[],
  label: string,
): void {
  const expected = fixture.notes.filter((note) => note.label === label).map(describeNote);
  const found = places.map((place) => describeNote({ ...noteAt(fixture, place.file, place.span), label }));
  assert.deepEqual(found, expected);
}

function noteOf(fixture: Fixture, problem: Problem): Note {
  const text = fixture.files.get(problem.file) ?? '';
  return noteAt(
    fixture,
    problem.file,
    spanOfPlace(problem.place, () => readYaml(text)),
  );
}

/** How a fixture would note a span: in one line, and with one caret at least. */
function noteAt(fixture: Fixture, file: string, span: Span): Note {
  const lines = new LineIndex(fixture.files.get(file) ?? '');
  const { start, end } = lines.range(span);
  const lineLength = lines.lineEnd(start.line) - lines.lineStart(start.line);
  const last = end.line > start.line ? lineLength : end.character;
  return { file, line: start.line, start: start.character, end: Math.max(last, start.character + 1), label: '' };
}

function samePlace(a: Note, b: Note): boolean {
  return a.file === b.file && a.line === b.line && a.start === b.start && a.end === b.end;
}

function describeNote({ file, line, start, end, label }: Note): string {
  return `${file}:${line + 1}:${start + 1}-${end + 1} ${label}`;
}
