import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Problem } from '../../../server/src/analysis/problem';
import { definitionsAt } from '../../../server/src/features/definition';
import { documentHighlights } from '../../../server/src/features/documentHighlights';
import { documentLinks } from '../../../server/src/features/documentLinks';
import { documentSymbols } from '../../../server/src/features/documentSymbols';
import { foldingRanges } from '../../../server/src/features/foldingRanges';
import { inlayHints } from '../../../server/src/features/inlayHints';
import { describePins } from '../../../server/src/features/pinTable';
import { referencesAt } from '../../../server/src/features/references';
import { selectionRanges } from '../../../server/src/features/selectionRanges';
import { LineIndex } from '../../../server/src/base/lineIndex';
import { spanOfPlace } from '../../../server/src/analysis/locateProblem';
import { CONFIG_FILE } from '../../../server/src/repository/config';
import { readYaml, type YamlReader } from '../../../server/src/yaml/read';
import { toValue } from '../../../server/src/yaml/value';
import { parseFixture } from '../../support/fixtureText';
import { readJson, writeJson } from '../../support/jsonReader';
import { openFiles, readFolder, sampleFolder, SAMPLES } from '../../support/samples';
import { RULE_FIXTURES } from '../rules/fixtures';

/** The same repository in JSON, as far as it can be read. */
function inJson(files: ReadonlyMap<string, string>): Map<string, string> {
  const json = new Map<string, string>();
  for (const [file, text] of files) {
    const yaml = readYaml(text);
    if (yaml.templated || yaml.problems.length > 0 || yaml.documents.length === 0) continue;
    json.set(file, writeJson(yaml.documents.map((document) => toValue(document.root))));
  }
  return json;
}

/** Everything that the engine says about a repository, read by some reader. */
function everything(files: ReadonlyMap<string, string>, reader: YamlReader): unknown {
  const { repository, checker } = openFiles(files, reader);
  const treeOf = (file: string) => reader(files.get(file)!);
  const ofFile = (file: string, text: string) => {
    const manifests = repository.files.manifestsOf(file);
    const offsets = manifests.flatMap(({ references, nameSpan }) => [
      nameSpan.start,
      ...references.map((r) => r.span.end),
    ]);
    return {
      manifests,
      problems: checker.problemsOf(file).map((problem) => plain(problem, reader, text)),
      symbols: documentSymbols(repository, file, reader(text)),
      highlights: offsets.map((offset) => documentHighlights(repository, treeOf, file, offset)),
      selections: offsets.map((offset) => selectionRanges(reader(text), text, offset)),
      folds: foldingRanges(reader(text), text, new LineIndex(text)),
      hints: inlayHints(repository, file, reader(text), { start: 0, end: text.length }),
      links: documentLinks(repository, file, reader(text), { names: true }),
      definitions: offsets.map((offset) => definitionsAt(repository, treeOf, file, offset)),
      references: offsets.map((offset) => referencesAt(repository, treeOf, file, offset, true)),
    };
  };
  return {
    files: [...files].map(([file, text]) => [file, ofFile(file, text)]),
    config: [repository.config, repository.configProblems],
    pins: describePins(repository),
  };
}

function plain(problem: Problem, reader: YamlReader, text: string): unknown {
  return { ...problem, span: spanOfPlace(problem.place, () => reader(text)) };
}

describe('the engine on a second implementation of its YAML nodes', function () {
  this.timeout(60_000);

  it('reads JSON as the real reader does', () => {
    const text = writeJson([{ a: [1, 'x"\\\n', { b: null, c: true }], 'k:,': {} }, [], 'text', 1.5]);
    const reals = readYaml(text);
    const others = readJson(text);
    assert.deepEqual(
      others.documents.map(({ index, root, broken }) => ({ index, root, broken })),
      reals.documents.map(({ index, root, broken }) => ({ index, root, broken })),
    );
  });

  for (const sample of SAMPLES)
    it(`says the same about the sample repository ${sample}`, () => {
      const files = inJson(readFolder(sampleFolder(sample)));
      assert.ok(files.size > 30);
      assert.deepEqual(everything(files, readJson), everything(files, readYaml));
    });

  it('says the same about every fixture of the rules', () => {
    let problems = 0;
    for (const { fails, passes } of RULE_FIXTURES)
      for (const [what, fixture] of [...Object.entries(fails), ...Object.entries(passes)]) {
        const files = inJson(parseFixture(fixture).files);
        const { checker } = openFiles(files, readJson);
        for (const file of [...files.keys(), CONFIG_FILE]) problems += checker.problemsOf(file).length;
        assert.deepEqual(everything(files, readJson), everything(files, readYaml), what);
      }
    assert.ok(problems > 50, `only ${problems} problems`);
  });
});
