import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { buildFor } from '../../server/src/analysis/release/currentRelease';
import { sameContent } from '../../server/src/analysis/release/equality';
import { releaseManifest } from '../../server/src/analysis/release/planRelease';
import { Sources } from '../../server/src/analysis/release/sources';
import { ownersIn } from '../../server/src/analysis/owners';
import { asMap } from '../../server/src/analysis/values';
import { applyEdits } from '../../server/src/base/textEdit';
import type { Plan } from '../../server/src/protocol';
import { setScalar } from '../../server/src/yaml/edit';
import { emitYaml } from '../../server/src/yaml/emit';
import { readYaml } from '../../server/src/yaml/read';
import { toValue } from '../../server/src/yaml/value';
import { applyPlan, changedFiles, open, planOf, readCases, type OccCase, type Run } from './occCases';

/** Characters that are line breaks to YAML 1.1, raw or escaped. */
const SEPARATORS = /[\u0085\u2028\u2029]|\\[NLP]/;

/** What became of a case: a plan a command, and the files after all of them. */
interface Outcome {
  readonly plans: readonly Plan[];
  readonly changed: ReadonlyMap<string, string>;
}

/** Cases in which ours does otherwise than occ, on purpose; each checks what ours does instead. */
const OURS: Readonly<Record<string, (given: OccCase, outcome: Outcome) => void>> = {
  'cr-strings': sameButForLineSeparators,
  'cr-zero-values': refusesWhatItCouldWrite,
  'cr-other-ns-type': (_, { plans }) => assertBlocked(plans[0]!, 'missing-manifest', /in namespace other/),
  'cr-lexicographic-10': (_, outcome) => assertReused(outcome, 'cart-20261122-10'),
  'cr-prefix-sibling': (_, outcome) => assertReused(outcome, 'cart-20261122-1'),
  'cr-name-skip': (given, { plans, changed }) => {
    assertSameFiles(given, changed);
    assert.equal(plans[1]!.status, 'nothing-to-do');
    assert.equal(plans[1]!.items[0]?.release, 'cart-20261122-1');
  },
  'cr-type-extra-slash': (_, { plans }) => assertBlocked(plans[0]!, 'invalid-type-name', /"a\/b\/web"/),
  'cr-port-overflow': (_, { plans }) => assertBlocked(plans[0]!, 'out-of-range', /99999999999/),
  'rb-promote-dangling': (_, { plans }) => assertBlocked(plans[0]!, 'missing-release', /"does-not-exist"/),
  'rb-update-same-name': (given, outcome) => {
    assertOnePin(given, outcome, 0);
    assert.ok(outcome.plans[0]!.warnings.some((warning) => warning.code === 'target-undeployed'));
  },
  'rb-update-other-filename-single': (given, outcome) => assertOnePin(given, outcome, 0),
  'rb-update-other-filename-bulk': (given, outcome) => assertOnePin(given, outcome, 0),
  'rb-multidoc-single': (given, outcome) => assertOnePin(given, outcome, 1),
  'rb-multidoc-bulk': (given, outcome) => assertOnePin(given, outcome, 1),
  'rb-noop-rewrites': (_, { plans, changed }) => {
    assert.equal(plans[0]!.status, 'nothing-to-do');
    assert.equal(changed.size, 0);
  },
  'pl-split-source': pinsEveryTarget,
  'pl-two-roots': pinsEveryTarget,
  'pl-legacy-target-string': pinsEveryTarget,
  'wl-update-image': keepsAllButTheImage,
  'wl-multidoc': keepsAllButTheImage,
};

/** What a blocker must say, where the error says more than that there is one. */
const SAYS: Readonly<Record<string, RegExp>> = {
  'cr-cluster-type-missing': /ClusterComponentType "web"/,
  'cr-dup-instance': /"data"/,
  'cr-embedded-collide': /"data"/,
  'cr-env-int': /`spec\.container\.env\[1\]\.value`/,
  'cr-label-y': /`metadata\.labels\.\w+`/,
  'cr-port-string': /`spec\.endpoints\.http\.port`/,
  'cr-trait-kind-mismatch': /ClusterTrait:alert.*Trait:pvc, Trait:alert/,
  'cr-trait-missing': /Trait "pvc"/,
  'cr-traits-not-allowed': /allows no traits/,
  'cr-type-kind-unknown': /"Foo"/,
  'cr-wrong-project': /"shop".*"other"/,
  'ix-list-kind': /List/,
  'rb-match-legacy': /older occ/,
};

describe('conformance: what occ generates', () => {
  const cases = readCases();

  it('has its cases', () => assert.ok(cases.length >= 50, `${cases.length} cases`));

  for (const given of cases) {
    // Ours edits workloads in the editor; it has no command that makes them.
    if (given.runs.every((run) => run.noun === 'workload') && !OURS[given.name]) continue;
    it(given.name, () => {
      const outcome = play(given);
      const ours = OURS[given.name];
      if (ours) ours(given, outcome);
      else {
        given.runs.forEach((run, i) => assertAsOcc(given, run, outcome.plans[i]!));
        assertSameFiles(given, outcome.changed);
      }
    });
  }

  for (const given of cases)
    for (const [file, text] of given.written)
      if (!SEPARATORS.test(text))
        it(`${given.name}: ${file} comes out as it is when it is read and written`, () => {
          assert.equal(emitYaml(toValue(readYaml(text).documents[0]?.root)), text);
        });
});

function play({ before, runs }: OccCase): Outcome {
  let files = before;
  const plans: Plan[] = [];
  for (const run of runs) {
    if (run.noun === 'workload') continue;
    const plan = planOf(files, run);
    plans.push(plan);
    if (!run.options.has('--dry-run')) files = applyPlan(files, plan);
  }
  return { plans, changed: changedFiles(before, files) };
}

function assertAsOcc({ name }: OccCase, run: Run, plan: Plan): void {
  if (run.failed) {
    assert.equal(plan.status, 'blocked', `occ said: ${run.output}`);
    const said = plan.blockers.map((blocker) => blocker.message).join('\n');
    assert.match(said, SAYS[name] ?? /./);
    return;
  }
  const status = /^Skipped \(unchanged\)/m.test(run.output) ? 'nothing-to-do' : 'ready';
  assert.equal(plan.status, status, plan.blockers.map((blocker) => blocker.message).join('\n'));
  if (run.options.has('--dry-run')) assert.ok(`${run.output}\n`.includes(plan.files[0]!.after!), plan.files[0]!.after!);
}

/** The same files, byte for byte. A folder on the command line has no counterpart: there the name alone counts. */
function assertSameFiles({ before, runs, written }: OccCase, changed: ReadonlyMap<string, string>): void {
  const own = new Map(changed);
  for (const [file, text] of written) {
    const given = runs.some((run) => run.noun === 'releasebinding' && run.options.has('--output-path'));
    const name = file.slice(file.lastIndexOf('/') + 1);
    const path = own.has(file) || !given ? file : [...own.keys()].find((path) => path.endsWith(`/${name}`));
    assert.ok(!before.has(file), `occ has rewritten ${file}`);
    assert.equal(own.get(path ?? file), text, file);
    own.delete(path ?? file);
  }
  assert.deepEqual([...own.keys()], [], 'written by ours alone');
}

function assertBlocked(plan: Plan, code: string, message: RegExp): void {
  assert.equal(plan.status, 'blocked');
  assert.ok(
    plan.blockers.some((blocker) => blocker.code === code && message.test(blocker.message)),
    JSON.stringify(plan.blockers),
  );
}

function assertReused({ plans, changed }: Outcome, release: string): void {
  assert.equal(plans[0]!.status, 'nothing-to-do', JSON.stringify(plans[0]!.blockers));
  assert.deepEqual(
    plans[0]!.items.map((item) => [item.action, item.release]),
    [['none', release]],
  );
  assert.equal(changed.size, 0);
}

/** One file changes, in it one document, in that the value of `releaseName` alone. */
function assertOnePin({ before, runs }: OccCase, { plans, changed }: Outcome, document: number): void {
  assert.deepEqual(
    plans.map((plan) => plan.status),
    runs.map(() => 'ready'),
    JSON.stringify(plans.map((plan) => plan.blockers)),
  );
  assert.equal(changed.size, 1);
  const [[file, text]] = [...changed] as [[string, string]];
  const documents = before.get(file)!.split(/^(?=---)/m);
  documents[document] = documents[document]!.replace(/(?<=releaseName: )[^\s#]+/, 'cart-20261122-1');
  assert.equal(text, documents.join(''));
}

/** Every target that a command names is pinned; where occ writes the file, with its bytes. */
function pinsEveryTarget({ runs, written }: OccCase, { plans, changed }: Outcome): void {
  assert.deepEqual(
    plans.map((plan) => [plan.status, ...plan.blockers.map((blocker) => blocker.message)]),
    runs.map(() => ['ready']),
  );
  for (const [file, text] of written) assert.equal(changed.get(file), text);
  assert.equal(changed.size, runs.length);
}

/** The platform would refuse the release, so none is written; but its text would be occ's. */
function refusesWhatItCouldWrite({ before, written }: OccCase, { plans, changed }: Outcome): void {
  assertBlocked(plans[0]!, 'incomplete-release', /./);
  assert.equal(changed.size, 0);
  const { repository, textOf } = open(before);
  const owner = ownersIn(repository.view).find((candidate) => candidate.name === 'cart')!;
  const built = buildFor(new Sources(repository.view, textOf, true), owner);
  assert.ok(built?.ok);
  assert.deepEqual([emitYaml(releaseManifest(owner, 'cart-20261122-1', built.value))], [...written.values()]);
}

/** occ loses U+0085 and writes line separators that newer readers do not read back; all other lines are the same. */
function sameButForLineSeparators({ written }: OccCase, { plans, changed }: Outcome): void {
  assert.equal(plans[0]!.status, 'ready', JSON.stringify(plans[0]!.blockers));
  assert.deepEqual([...changed.keys()], [...written.keys()]);
  for (const [file, text] of written) {
    const own = asMap(toValue(readYaml(changed.get(file)!).documents[0]?.root));
    const occ = asMap(toValue(readYaml(text).documents[0]?.root));
    const parameters = (value: Readonly<Record<string, unknown>>) =>
      asMap(asMap(asMap(value['spec'])['componentProfile'])['parameters']);
    const odd = Object.keys(parameters(own)).filter((key) =>
      SEPARATORS.test(JSON.stringify([key, parameters(own)[key]])),
    );
    for (const [key, value] of Object.entries(parameters(own)))
      if (!odd.includes(key)) assert.ok(sameContent(value, parameters(occ)[key]), key);
    const plain = (lines: string) => lines.split('\n').filter((line) => !SEPARATORS.test(line));
    const rest = new Set(plain(changed.get(file)!));
    const missing = plain(text).filter((line) => !rest.has(line));
    assert.ok(missing.length <= 2 * odd.length, missing.join('\n'));
  }
}

/** An image is changed in place: labels, comments, unknown fields and other documents stay. */
function keepsAllButTheImage({ before, runs }: OccCase): void {
  const image = runs[0]!.options.get('--image')!;
  const workload = open(before).repository.view.ofKind('Workload')[0]!;
  const text = before.get(workload.file)!;
  const yaml = readYaml(text);
  const edits = setScalar(text, yaml, yaml.documents[workload.document]!, ['spec', 'container', 'image'], image);
  assert.ok(edits.ok);
  assert.equal(applyEdits(text, edits.value), text.replace(/(?<=image: )\S+/, image));
}
