import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { Checker } from '../../../server/src/analysis/checker';
import { spanOfPlace } from '../../../server/src/analysis/locateProblem';
import { definitionsAt } from '../../../server/src/features/definition';
import { codeLenses, lensText } from '../../../server/src/features/codeLens/codeLenses';
import { documentHighlights } from '../../../server/src/features/documentHighlights';
import { documentLinks } from '../../../server/src/features/documentLinks';
import { documentSymbols, type OutlineNode } from '../../../server/src/features/documentSymbols';
import { foldingRanges } from '../../../server/src/features/foldingRanges';
import { inlayHints } from '../../../server/src/features/inlayHints';
import { describePins } from '../../../server/src/features/pinTable';
import { referencesAt } from '../../../server/src/features/references';
import { selectionRanges } from '../../../server/src/features/selectionRanges';
import { LineIndex } from '../../../server/src/base/lineIndex';
import type { Span } from '../../../server/src/base/span';
import type { YamlFile } from '../../../server/src/yaml/node';
import { CONFIG_FILE } from '../../../server/src/repository/config';
import { Repository } from '../../../server/src/repository/repository';
import { readYaml } from '../../../server/src/yaml/read';
import { readFolder, sampleFolder, SAMPLES } from '../../support/samples';

/** A few small files of the samples, so that texts stand among others that they refer to. */
const REAL = SAMPLES.flatMap((sample) =>
  [...readFolder(sampleFolder(sample))].filter(([file, text]) => file.endsWith('.yaml') && text.length < 1500),
);
const AROUND = REAL.filter((_, i) => i % 4 === 0);

const TEXTS = new Map(REAL);

const repository = new Repository();
for (const [file, text] of AROUND) repository.setFile(file, text);
const checker = new Checker(repository);
checker.reset();
checker.run();

/** Hands a text to everything that reads texts, and asks about every place that can go wrong. */
function handIn(text: string): void {
  checker.fileChanged('edited.yaml', repository.setFile('edited.yaml', text));
  checker.run();
  const yaml = readYaml(text);
  for (const problem of checker.problemsOf('edited.yaml')) {
    const { start, end } = spanOfPlace(problem.place, () => yaml);
    assert.ok(
      0 <= start && start <= end && end <= text.length + 1,
      `${problem.code} at ${start}-${end} of ${text.length}`,
    );
  }
  const check = (nodes: readonly OutlineNode[]): void => {
    for (const { span, nameSpan, children, name } of nodes) {
      assert.ok(
        span.start <= nameSpan.start && nameSpan.end <= span.end && name !== '',
        JSON.stringify({ span, nameSpan, name }),
      );
      check(children);
    }
  };
  check(documentSymbols(repository, 'edited.yaml', yaml));
  checkPlaces(text, yaml);
  const treeOf = (file: string) => (file === 'edited.yaml' ? yaml : readYaml(TEXTS.get(file) ?? ''));
  for (let offset = 0; offset <= text.length; offset += 1 + Math.floor(text.length / 10)) {
    definitionsAt(repository, treeOf, 'edited.yaml', offset);
    referencesAt(repository, treeOf, 'edited.yaml', offset, true);
    documentHighlights(repository, treeOf, 'edited.yaml', offset);
    let inner: Span | undefined;
    for (const outer of selectionRanges(yaml, text, offset)) {
      assert.ok(outer.start <= offset && offset <= outer.end, JSON.stringify({ outer, offset }));
      if (inner) assert.ok(outer.start <= inner.start && inner.end <= outer.end, JSON.stringify({ outer, inner }));
      inner = outer;
    }
    assert.deepEqual(inner, { start: 0, end: text.length });
  }
}

/** What is shown beside a text must stand in it. */
function checkPlaces(text: string, yaml: YamlFile): void {
  const lines = new LineIndex(text);
  for (const { startLine, endLine } of foldingRanges(yaml, text, lines))
    assert.ok(
      0 <= startLine && startLine < endLine && endLine < lines.lineCount,
      JSON.stringify({ startLine, endLine }),
    );
  for (const { offset } of inlayHints(repository, 'edited.yaml', yaml, { start: 0, end: text.length }))
    assert.ok(offset <= text.length);
  for (const { span } of documentLinks(repository, 'edited.yaml', yaml, { names: true }))
    assert.ok(span.start <= span.end && span.end <= text.length + 1, JSON.stringify(span));
  for (const lens of codeLenses(repository, 'edited.yaml'))
    lensText({ view: repository.view }, repository, 'edited.yaml', lens);
}

const HEAD = 'apiVersion: openchoreo.dev/v1alpha1\n';
const sign = fc.constantFrom(
  ...'{}[],:#&*!|>\'"%@`-?\t \n\r\\',
  '\r\n',
  '<<: ',
  '---\n',
  '...\n',
  '*a',
  '&a ',
  '${',
  '{{',
  '😀',
  '\0',
  '\u2028',
  '\ufeff',
);

describe('no text makes the engine throw', function () {
  this.timeout(60_000);

  it('whatever characters it has', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(sign, { maxLength: 60 }).map((s) => s.join('')),
    );
    fc.assert(
      fc.property(texts, fc.boolean(), (text, ours) => handIn(ours ? `${HEAD}kind: Component\n${text}` : text)),
      { numRuns: 120 },
    );
  });

  it('whatever is changed in a manifest', () => {
    const edits = fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        remove: fc.nat(12),
        insert: fc.array(sign, { maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...REAL), edits, ([, text], changes) => {
        let edited = text;
        for (const { at, remove, insert } of changes) {
          const offset = Math.floor(at * edited.length);
          edited = edited.slice(0, offset) + insert.join('') + edited.slice(offset + remove);
        }
        handIn(edited);
      }),
      { numRuns: 80 },
    );
  });

  it('wherever a manifest is cut off', () => {
    const [, text] = REAL.find(([file]) => file.endsWith('storefront-production.yaml'))!;
    for (let length = 0; length <= text.length; length++) handIn(text.slice(0, length));
  });

  it('whatever the values of a manifest are', () => {
    const kinds = [
      'Project',
      'Component',
      'Workload',
      'ReleaseBinding',
      'DeploymentPipeline',
      'ComponentRelease',
      'ReleasePin',
      'Release',
      'ComponentType',
      'ResourceReleaseBinding',
      'AuthzRoleBinding',
      'ConfigurationGroup',
    ];
    const leaf = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom('web', 'default', '', '${x}', '/'),
    );
    const keys = [
      'owner',
      'projectName',
      'componentName',
      'name',
      'kind',
      'environment',
      'releaseName',
      'traits',
      'dependencies',
      'endpoints',
      'promotionPaths',
      'targetEnvironmentRefs',
      'workload',
      'container',
      'env',
      '__proto__',
      'length',
    ];
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        leaf,
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.constantFrom(...kinds), value, value, (kind, metadata, spec) =>
        handIn(
          JSON.stringify({
            apiVersion: 'openchoreo.dev/v1alpha1',
            kind,
            metadata: { name: 'web', labels: metadata },
            spec,
          }),
        ),
      ),
      { numRuns: 120 },
    );
  });

  it('as the configuration either', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string({ unit: 'binary' }),
          fc.array(sign).map((s) => `external: [${s.join('')}]`),
        ),
        (text) => {
          const own = new Repository();
          own.setConfig(text);
          own.setFile('a.yaml', AROUND[0]![1]);
          const ownChecker = new Checker(own);
          ownChecker.reset();
          ownChecker.run();
          for (const problem of ownChecker.problemsOf(CONFIG_FILE)) spanOfPlace(problem.place, () => readYaml(text));
        },
      ),
      { numRuns: 80 },
    );
  });

  it('and the pin table can be made of whatever is there', () => {
    const text = fc.array(fc.constantFrom(...REAL), { maxLength: 6 });
    fc.assert(
      fc.property(text, (files) => {
        const own = new Repository();
        files.forEach(([, content], i) => own.setFile(`${i}.yaml`, content));
        const { table, labels } = describePins(own);
        assert.equal(table.pins.length, labels.length);
      }),
      { numRuns: 40 },
    );
  });
});
