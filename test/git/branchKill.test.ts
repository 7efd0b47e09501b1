import assert from 'node:assert/strict';
import { deliverBranch, recoverInterrupted } from '../../client/src/git';
import type { Step } from '../../client/src/git/steps';
import { assertOnRemote, branch, branchesOf, branchRequest, untouched } from '../support/gitBranch';
import { describeCases, type Case } from '../support/gitCases';
import type { Dialect } from '../support/gitDialects';
import { killAt } from '../support/gitProcess';
import { newRepository, type TestRepository } from '../support/gitRepository';

/** A repository in which somebody is at work on the very files: none of it may be lost. */
async function busyRepository(dialect: Dialect): Promise<TestRepository> {
  const repository = await newRepository(dialect, 'own');
  await repository.write('README.md', 'Staged.\n');
  await repository.git('add', 'README.md');
  await repository.write(dialect.edit.file, `${dialect.edit.before}# mine\n`);
  await repository.write(dialect.create.file, 'mine as well\n');
  return repository;
}

/** Killed at a step; afterwards nothing is lost, nothing is left over, and the same promotion goes through. */
function killed(step: Step, expected: { readonly recovered: string; readonly branch: string }): Case {
  return async (dialect) => {
    const repository = await busyRepository(dialect);
    const asked = await branchRequest(repository);
    const before = await repository.snapshot();
    const there = await branchesOf(repository.remote);
    const { replan: _, ...request } = asked;
    const end = await killAt(step, { run: 'branch', request });
    assert.equal(end.signal, 'SIGKILL', JSON.stringify(end));
    assert.deepEqual({ ...untouched(await repository.snapshot()), leftovers: [] }, untouched(before));

    const recovered = await recoverInterrupted(repository.root);
    assert.equal(recovered.kind, expected.recovered, JSON.stringify(recovered));
    const now = await repository.snapshot();
    if (expected.recovered === 'branch-pushed') assert.deepEqual(untouched(now), untouched(before));
    else {
      assert.deepEqual(now, before);
      assert.equal(await branchesOf(repository.remote), there);
    }
    const outcome = await deliverBranch(asked);
    assert.ok(outcome.kind === 'pushed', JSON.stringify(outcome));
    assert.equal(outcome.branch, expected.branch);
    await assertOnRemote(repository, outcome, asked.files);
    assert.deepEqual(untouched(await repository.snapshot()), untouched(before));
    await repository.git('fsck', '--strict');
  };
}

/** Nothing points to what there is until then. */
const early: readonly Step[] = [
  'journal-taken',
  'branch-index-written',
  'branch-commit-made',
  'branch-journal-written',
];

describeCases('git: a delivery by a branch that is killed', {
  ...Object.fromEntries(early.map((step) => [`at ${step}`, killed(step, { recovered: 'clean', branch })])),

  'at branch-made: the branch goes, since nobody can have seen it': killed('branch-made', {
    recovered: 'branch-taken-back',
    branch,
  }),

  'at branch-pushed: the branch stays, and the next one gets another name': killed('branch-pushed', {
    recovered: 'branch-pushed',
    branch: `${branch}-2`,
  }),

  'at branch-pushed, and asked for again: the branch that is there is the answer': async (dialect) => {
    const repository = await busyRepository(dialect);
    const asked = await branchRequest(repository);
    const { replan: _, ...request } = asked;
    assert.equal((await killAt('branch-pushed', { run: 'branch', request })).signal, 'SIGKILL');
    const there = await branchesOf(repository.remote);
    const outcome = await deliverBranch(asked);
    assert.ok(outcome.kind === 'pushed' && outcome.branch === branch, JSON.stringify(outcome));
    await assertOnRemote(repository, outcome, asked.files);
    assert.equal(await branchesOf(repository.remote), there);
    assert.deepEqual((await repository.snapshot()).leftovers, []);
  },
});
