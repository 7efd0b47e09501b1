import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { RULES } from '../../../server/src/analysis/rules';
import type { Rule } from '../../../server/src/analysis/rule';
import { openFiles } from '../../support/samples';
import { MEDIUM, SMALL, syntheticFiles, type SyntheticSize } from '../../support/synthetic';
import { Checker } from '../../../server/src/analysis/checker';

const BINDING = 'p1/p1-c1/bindings/e1.yaml';

/**
 * Who looks at a binding: the component's other bindings (several for one environment, a skipped one), its releases
 * (whether anything pins them), and the bindings of what depends on it (whether it is deployed beside them).
 */
const REACH_OF_BINDING = [
  ...['e0', 'e1', 'e2'].flatMap((environment) => [
    `p1/p1-c1/bindings/${environment}.yaml`,
    `p1/p1-c2/bindings/${environment}.yaml`,
  ]),
  'p1/p1-c1/releases/1.yaml',
  'p1/p1-c1/releases/2.yaml',
  // The owner and what depends on it ask in which environments it is bound.
  'p1/p1-c1/component.yaml',
  'p1/p1-c1/workload.yaml',
  'p1/p1-c2/workload.yaml',
];

/** A repository in which every run of a rule is noted as `file code`. */
function watched(size: SyntheticSize) {
  const files = syntheticFiles(size);
  const { repository } = openFiles(files);
  const ran = new Map<string, number>();
  const rules = RULES.map((rule): Rule =>
    rule.kind === 'manifest'
      ? {
          ...rule,
          check: (view, manifest, report, services) => {
            ran.set(manifest.file, (ran.get(manifest.file) ?? 0) + 1);
            rule.check(view, manifest, report, services);
          },
        }
      : rule,
  );
  const checker = new Checker(repository, rules);
  checker.reset();
  checker.run();
  return {
    files,
    problems: () =>
      [...files.keys()].flatMap((file) =>
        checker.problemsOf(file).map(({ code, message }) => `${file} ${code} ${message}`),
      ),
    /** Edits a file, and says in which files rules ran and how many runs the checker counted. */
    edit(file: string, change: (text: string) => string) {
      ran.clear();
      const before = checker.runs;
      checker.fileChanged(file, repository.setFile(file, change(files.get(file)!)));
      checker.run();
      const runs = checker.runs - before;
      assert.equal(
        runs,
        [...ran.values()].reduce((sum, count) => sum + count, 0),
      );
      return { files: [...ran.keys()].sort(), runs };
    },
  };
}

const small = watched(SMALL);
const medium = watched(MEDIUM);

/** An edit must reach these files and no others, with equally many runs whatever the size of the repository. */
function checkReach(file: string, change: (text: string) => string, reached: readonly string[]): void {
  const results = [small, medium].map((repository) => {
    const result = repository.edit(file, change);
    repository.edit(file, (text) => text);
    return result;
  });
  assert.deepEqual(results[0]!.files, [...reached].sort());
  assert.deepEqual(results[1], results[0]);
}

describe('rules that run after a keystroke', function () {
  this.timeout(60_000);

  it('start from a repository without errors', () => {
    const errors = watched(SMALL)
      .problems()
      .filter((line) => / (unresolved|duplicate|ambiguous|release-of)-/.test(line));
    assert.deepEqual(errors, []);
  });

  it('are those of the file alone when a comment or the layout changes', () => {
    checkReach(BINDING, (text) => `# a comment\n${text}`, [BINDING]);
    checkReach('platform/e1.yaml', (text) => `${text}# a comment\n`, ['platform/e1.yaml']);
    checkReach('p1/p1-c1/releases/1.yaml', (text) => text.replaceAll(',', ',\n  '), ['p1/p1-c1/releases/1.yaml']);
  });

  it('are those of a binding, and of what refers to it, when its pin changes', () => {
    checkReach(BINDING, (text) => text.replace('p1-c1-20260101-1', 'p1-c1-20260101-2'), REACH_OF_BINDING);
    // Releases ask whether anything pins them: a pin that leads nowhere is news to all of its owner's.
    checkReach(BINDING, (text) => text.replace('p1-c1-20260101-1', 'p1-c1-2026010'), REACH_OF_BINDING);
  });

  it('are those of a release and of the bindings that pin it', () => {
    const { files } = small.edit('p1/p1-c1/releases/1.yaml', (text) => text.replace('p1-c1:1', 'p1-c1:2'));
    small.edit('p1/p1-c1/releases/1.yaml', (text) => text);
    const bindings = ['p1/p1-c1/bindings/e1.yaml', 'p1/p1-c1/bindings/e2.yaml'];
    for (const file of ['p1/p1-c1/releases/1.yaml', ...bindings]) assert.ok(files.includes(file), file);
    assert.deepEqual(
      files.filter((file) => !file.startsWith('p1/')),
      [],
    );
  });

  it('are none when the same text comes again, but its own', () => {
    checkReach(BINDING, (text) => text, [BINDING]);
  });

  it('find the new problem and lose the old one', () => {
    const repository = watched(SMALL);
    const before = repository.problems();
    repository.edit(BINDING, (text) => text.replace('"environment":"e1"', '"environment":"nowhere"'));
    const lines = repository.problems().filter((line) => !before.includes(line));
    assert.ok(
      lines.some((line) => line.startsWith(`${BINDING} unresolved-reference`)),
      lines.join('\n'),
    );
    repository.edit(BINDING, (text) => text);
    assert.deepEqual(repository.problems(), before);
  });
});
