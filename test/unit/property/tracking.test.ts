import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { Checker } from '../../../server/src/analysis/checker';
import { spanOfPlace } from '../../../server/src/analysis/locateProblem';
import type { Problem } from '../../../server/src/analysis/problem';
import { describePins } from '../../../server/src/features/pinTable';
import { CONFIG_FILE } from '../../../server/src/repository/config';
import { Repository } from '../../../server/src/repository/repository';
import { readYaml } from '../../../server/src/yaml/read';
import { change, type Change } from '../../support/randomFiles';
import { openFiles } from '../../support/samples';

/** A problem as plain data: two runs have two objects for one manifest. */
function plain(problem: Problem, text: string): unknown {
  const { place, related, ...rest } = problem;
  return {
    ...rest,
    span: spanOfPlace(place, () => readYaml(text)),
    related: related.map((other) =>
      other.kind === 'manifest' ? [other.manifest.file, other.manifest.key, other.message] : other,
    ),
  };
}

/** Everything that is concluded from a repository. */
function conclusions(files: ReadonlyMap<string, string>, repository: Repository, checker: Checker): unknown {
  const names = [...files.keys(), CONFIG_FILE].sort();
  return {
    problems: names.map((file) => [
      file,
      checker.problemsOf(file).map((problem) => plain(problem, files.get(file) ?? '')),
    ]),
    pins: describePins(repository),
    manifests: [...repository.files.manifests()].map(({ file, key }) => `${file} ${key}`).sort(),
    uses: [...repository.files.manifests()]
      .map((manifest) => [
        manifest.file,
        manifest.key,
        repository.view.usesOf(manifest).map((use) => [use.manifest.file, use.manifest.key, use.reference.span]),
      ])
      .sort(),
  };
}

/** A session in small: hands changes on, and lets the checker look at what is due. */
class Session {
  readonly files = new Map<string, string>();
  readonly repository = new Repository();
  readonly checker = new Checker(this.repository);

  apply(step: Change): void {
    if (step.kind === 'config') {
      if (step.text === undefined) this.files.delete(CONFIG_FILE);
      else this.files.set(CONFIG_FILE, step.text);
      this.repository.setConfig(step.text);
      for (const [file, text] of this.files) if (file !== CONFIG_FILE) this.repository.setFile(file, text);
      this.checker.reset();
    } else {
      if (step.text === undefined) this.files.delete(step.file);
      else this.files.set(step.file, step.text);
      this.checker.fileChanged(step.file, this.repository.setFile(step.file, step.text));
    }
  }
}

describe('what is concluded after edits', function () {
  this.timeout(60_000);

  it('is what a fresh look at the same files concludes', () => {
    const steps = fc.array(fc.record({ step: change, runs: fc.constantFrom('all', 'one', 'none') }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(steps, (list) => {
        const session = new Session();
        for (const { step, runs } of list) {
          session.apply(step);
          if (runs !== 'none') session.checker.run(() => runs === 'one', step.kind === 'file' ? step.file : undefined);
        }
        session.checker.run();
        const fresh = openFiles(session.files);
        assert.deepEqual(
          conclusions(session.files, session.repository, session.checker),
          conclusions(session.files, fresh.repository, fresh.checker),
        );
      }),
      { numRuns: 120 },
    );
  });

  it('does not depend on the order in which files are read', () => {
    const files = fc.uniqueArray(change, {
      minLength: 2,
      maxLength: 6,
      selector: (step) => (step.kind === 'file' ? step.file : ''),
    });
    fc.assert(
      fc.property(files, (list) => {
        const texts = list.flatMap((step) =>
          step.kind === 'file' && step.text !== undefined ? [[step.file, step.text] as const] : [],
        );
        const forth = new Map(texts);
        const back = new Map([...texts].reverse());
        const [a, b] = [openFiles(forth), openFiles(back)];
        assert.deepEqual(conclusions(forth, a.repository, a.checker), conclusions(forth, b.repository, b.checker));
      }),
      { numRuns: 40 },
    );
  });
});
