import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'mocha';
import { isMap } from '../../server/src/analysis/schema/json';
import type { KindSchema } from '../../server/src/analysis/schema/schemaNode';
import { schemaStore } from '../../server/src/analysis/schema/schemaStore';
import { admissionErrors } from '../../server/src/analysis/schema/serverErrors';
import { validateManifest } from '../../server/src/analysis/schema/validateManifest';
import { schemaFiles } from '../../server/src/node/schemaFiles';
import { resolveAlias } from '../../server/src/yaml/locate';
import type { YamlNode } from '../../server/src/yaml/node';
import { readYaml } from '../../server/src/yaml/read';
import { resolveKey, resolveScalar } from '../../server/src/yaml/scalar';
import { toValue } from '../../server/src/yaml/value';
import { admissionVectors, DATA, lines, type Vector } from './admissionVectors';

const VERSIONS = { 'v1.0.0': '1.0', 'v1.1.6': '1.1', 'v1.2.3': '1.2' } as const;
type Tag = keyof typeof VERSIONS;
const schemas = schemaStore(schemaFiles(resolve(import.meta.dirname, '../../schemas')));

/** How often the engine and the API server agree, and where they do not. */
class Tally {
  private judged = 0;
  private agreed = 0;
  private rejected = 0;
  private samePaths = 0;
  private readonly rest = new Map<string, string[]>();

  constructor(private readonly title: string) {}

  verdict(id: string, group: string, expected: string, actual: string): void {
    this.judged++;
    if (expected === actual) this.agreed++;
    else this.note(`verdict, ${group}`, `${id} should be ${expected}`);
  }

  paths(id: string, group: string, expected: readonly string[], actual: readonly string[]): void {
    this.rejected++;
    const text = (paths: readonly string[]) => [...new Set(paths)].sort().join(', ');
    if (text(expected) === text(actual)) this.samePaths++;
    else this.note(`paths, ${group}`, `${id}: ${text(expected)} ≠ ${text(actual)}`);
  }

  private note(group: string, text: string): void {
    this.rest.set(group, [...(this.rest.get(group) ?? []), text]);
  }

  demand(verdicts: number, paths: number): void {
    const share = (part: number, whole: number) => (whole === 0 ? 100 : (100 * part) / whole);
    const same = share(this.agreed, this.judged);
    const at = share(this.samePaths, this.rejected);
    console.log(
      `      ${this.title}: verdict ${this.agreed}/${this.judged} (${same.toFixed(2)} %), paths ${this.samePaths}/${this.rejected} (${at.toFixed(2)} %)`,
    );
    for (const [group, texts] of this.rest) console.log(`        ${group}: ${texts.length}, e.g. ${texts[0]}`);
    assert.ok(this.judged > 0, 'there are vectors');
    assert.ok(same >= verdicts, `verdicts agree in ${same} %`);
    assert.ok(at >= paths, `paths agree in ${at} %`);
  }
}

function schemaOf(version: string, kind: string): KindSchema {
  const schema = schemas.get(version, kind);
  assert.ok(schema, `there is a schema of ${kind} ${version}`);
  return schema;
}

describe("conformance: the API server's verdicts", function () {
  this.timeout(600_000);

  for (const [folder, version] of Object.entries(VERSIONS)) {
    it(`objects and updates under ${folder}`, () => {
      const errorTally = new Tally(folder);
      const problemTally = new Tally(`${folder}, as people are told`);
      for (const vector of admissionVectors(folder)) {
        const schema = schemaOf(version, vector.kind);
        const errors = admissionErrors(vector.object, schema, vector.old);
        errorTally.verdict(vector.id, vector.mutation, vector.verdict, errors.length > 0 ? 'reject' : 'accept');
        if (vector.verdict === 'reject' && errors.length > 0)
          errorTally.paths(
            vector.id,
            vector.mutation,
            paths(vector),
            errors.map((error) => error.path),
          );
        if (vector.stage === 'kubectl') continue; // The kind is wrong: another rule tells people so.
        const newest = schemas.get('1.2', vector.kind);
        const problems = validateManifest(
          vector.object,
          { schema, version, ...(newest ? { newest } : {}) },
          vector.old,
        );
        problemTally.verdict(vector.id, vector.mutation, vector.verdict, problems.length > 0 ? 'reject' : 'accept');
      }
      errorTally.demand(99.5, 98);
      problemTally.demand(99.5, 100);
    });
  }

  it('documents as YAML text', () => {
    const tally = new Tally('YAML');
    const file = join(DATA, 'admission-vectors/v1.2.3/yaml-level.jsonl');
    for (const vector of lines<Vector & { readonly yaml: string }>(file)) {
      const document = readDocument(vector.yaml);
      const kind = isMap(document.value) ? String(document.value['kind']) : '';
      const schema = schemas.get('1.2', kind) ?? schemaOf('1.2', vector.kind);
      const errors = document.readable ? admissionErrors(document.value, schema) : undefined;
      const verdict = document.isEmpty ? 'skip' : errors?.length === 0 ? 'accept' : 'reject';
      tally.verdict(vector.id, vector.mutation, vector.verdict, verdict);
      if (vector.verdict === 'reject' && errors && errors.length > 0)
        tally.paths(
          vector.id,
          vector.mutation,
          paths(vector),
          errors.map((error) => error.path),
        );
    }
    // What is left is for the YAML reader: directives, an escape of JSON's, a tag of YAML 1.1.
    tally.demand(97, 98);
  });

  it('documents of real repositories', () => {
    const tally = new Tally('repositories');
    for (const row of lines<RealDocument>(join(DATA, 'admission-vectors/real-documents.jsonl'))) {
      const file = join(DATA, 'repos', row.repo, row.file);
      assert.ok(existsSync(file), file);
      const value = toValue(readYaml(readFileSync(file, 'utf8')).documents[row.doc]?.root);
      const schema = schemas.get(VERSIONS[row.version], row.kind);
      const errors = schema ? admissionErrors(value, schema) : [{ path: 'kind' }];
      tally.verdict(`${row.repo}/${row.file}`, row.kind, row.verdict, errors.length > 0 ? 'reject' : 'accept');
      if (row.verdict === 'reject' && errors.length > 0)
        tally.paths(
          `${row.repo}/${row.file}`,
          row.kind,
          paths(row),
          errors.map((error) => error.path),
        );
    }
    tally.demand(99.5, 98);
  });
});

interface RealDocument extends Pick<Vector, 'verdict' | 'errors'> {
  readonly repo: string;
  readonly file: string;
  readonly doc: number;
  readonly kind: string;
  readonly version: Tag;
}

function paths(vector: Pick<Vector, 'errors'>): string[] {
  return vector.errors.map((error) => error.path);
}

/** The first document of a text, as kubectl's decoder would have it. */
function readDocument(text: string): { value?: unknown; readable: boolean; isEmpty: boolean } {
  const file = readYaml(text);
  const root = file.documents[0]?.root;
  const broken = file.templated || file.problems.some((problem) => problem.code !== 'duplicate-key');
  if (!broken && !root) return { readable: true, isEmpty: true };
  return { value: toValue(root), readable: !broken && root?.kind === 'map' && isReadable(root), isEmpty: false };
}

/** Whether every scalar below a node means something to Go. */
function isReadable(node: YamlNode | undefined): boolean {
  const target = resolveAlias(node);
  if (!target || target.kind === 'alias') return true;
  if (target.kind === 'scalar') return resolveScalar(target).ok;
  if (target.kind === 'sequence') return target.items.every(isReadable);
  return target.pairs.every(
    ({ key, value }) =>
      key.kind !== 'map' &&
      key.kind !== 'sequence' &&
      isReadable(value) &&
      (key.kind !== 'scalar' || key.style !== 'plain' || resolveKey(key.text).ok),
  );
}
