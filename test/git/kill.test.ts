import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { commitPlan, recoverInterrupted, undoCommit } from '../../client/src/git';
import { describeCases, type Case } from '../support/gitCases';
import type { Dialect } from '../support/gitDialects';
import { assertHolds, request } from '../support/gitDelivery';
import { killAt, runChild } from '../support/gitProcess';
import { newRepository, type Snapshot, type TestRepository } from '../support/gitRepository';

/** A repository in which somebody is at work beside the promotion: none of it may be lost. */
async function busyRepository(dialect: Dialect): Promise<TestRepository> {
  const repository = await newRepository(dialect);
  await repository.write('README.md', 'Staged.\n');
  await repository.git('add', 'README.md');
  await repository.write('docs/notes.md', 'Changed.\n');
  await repository.write('docs/mine.md', 'Untracked.\n');
  return repository;
}

/** Every file is whole: as before or as planned, and what is no part of the plan as it was. */
async function assertNothingLost(repository: TestRepository, before: Snapshot): Promise<void> {
  const { edit, create } = repository.dialect;
  const planned = [edit, create];
  const now = await repository.snapshot();
  for (const [path, was] of Object.entries(before.files)) {
    const plan = planned.find(({ file }) => file === path);
    if (plan) assert.ok([plan.before, plan.after].includes(await readFile(join(repository.root, path), 'utf8')), path);
    else assert.equal(now.files[path], was, path);
  }
  const created = join(repository.root, create.file);
  if (existsSync(created)) assert.equal(await readFile(created, 'utf8'), create.after);
}

const format = (file: string): string => `echo '# formatted' >> '${file}'; git add '${file}'`;

/** Killed at a step before there is a commit: put right in a new process, then the promotion goes through. */
function killedBeforeCommit(step: string, hook?: (dialect: Dialect) => string): Case {
  return async (dialect) => {
    const repository = await busyRepository(dialect);
    const before = await repository.snapshot();
    if (hook) await repository.hook('pre-commit', hook(dialect));
    const killed = await killAt(step, { run: 'commit', request: request(repository) });
    assert.equal(killed.signal, 'SIGKILL', JSON.stringify(killed));
    if (!hook) await assertNothingLost(repository, before);
    if (hook) await repository.hook('pre-commit', '');

    const recovered = await recoverInterrupted(repository.root);
    assert.notEqual(recovered.kind, 'refused', JSON.stringify(recovered));
    assert.deepEqual(await repository.snapshot(), before);
    await assertCommitsNow(repository, before);
  };
}

async function assertCommitsNow(repository: TestRepository, before: Snapshot): Promise<void> {
  const outcome = await commitPlan(request(repository));
  assert.ok(outcome.kind === 'committed', JSON.stringify(outcome));
  await assertHolds(repository, outcome.commit, request(repository).files);
  const after = await repository.snapshot();
  assert.deepEqual(after.leftovers, []);
  const others = (status: string): string[] => status.split('\n').filter((line) => !line.startsWith('#'));
  assert.deepEqual(others(after.status), others(before.status));
}

/** Killed when the commit is there: the same plan again answers with that commit. */
function killedAfterCommit(step: string): Case {
  return async (dialect) => {
    const repository = await busyRepository(dialect);
    const before = await repository.snapshot();
    const head = await repository.head();
    const killed = await killAt(step, { run: 'commit', request: request(repository) });
    assert.equal(killed.signal, 'SIGKILL', JSON.stringify(killed));
    const commit = await repository.head();
    await assertNothingLost(repository, before);
    const outcome = await commitPlan(request(repository));
    assert.deepEqual(outcome, { kind: 'committed', commit, parent: head, branch: 'main' });
    await repository.git('fsck', '--strict');
    await assertHolds(repository, commit, request(repository).files);
    assert.deepEqual((await repository.snapshot()).leftovers, []);
    assert.deepEqual(await commitPlan(request(repository)), { kind: 'nothing' });
  };
}

/** Killed during an undo: afterwards the commit is there whole, or gone whole. */
function killedInUndo(step: string, undone: boolean): Case {
  return async (dialect) => {
    const repository = await busyRepository(dialect);
    const before = await repository.snapshot();
    const made = await commitPlan(request(repository));
    assert.ok(made.kind === 'committed');
    const committed = await repository.snapshot();
    const undo = {
      folder: repository.root,
      commit: made.commit,
      parent: made.parent,
      files: request(repository).files,
    };
    const killed = await killAt(step, { run: 'undo', request: undo });
    assert.equal(killed.signal, 'SIGKILL', JSON.stringify(killed));
    await assertNothingLost(repository, before);
    assert.notEqual((await recoverInterrupted(repository.root)).kind, 'refused');
    if (!undone) {
      assert.deepEqual(await repository.snapshot(), committed);
      assert.deepEqual(await undoCommit(undo), { kind: 'undone' });
    }
    const after = await repository.snapshot();
    // An empty folder may stay: Git knows no folders.
    assert.deepEqual({ ...after, files: {} }, { ...before, files: {} });
  };
}

const beforeCommit = [
  ...['journal-taken', 'checked', 'journal-written', 'folders-made', 'temporary-written'],
  ...['file-written', 'files-written', 'announced', 'commit-starting'],
];
const puttingBack = ['putting-back', 'head-put-back', 'index-put-back', 'file-put-back', 'files-put-back'];
const inUndo = ['temporary-written', 'undo-files-written', 'undo-index-written'];

describeCases('git: a delivery that is killed', {
  ...Object.fromEntries(beforeCommit.map((step) => [`at ${step}`, killedBeforeCommit(step)])),

  ...Object.fromEntries(
    puttingBack.map((step) => [
      `at ${step}, when a hook had refused`,
      killedBeforeCommit(step, ({ edit }) => `${format(edit.file)}; exit 1`),
    ]),
  ),

  ...Object.fromEntries(
    puttingBack.map((step) => [
      `at ${step}, when a hook had changed the commit`,
      killedBeforeCommit(step, ({ edit }) => format(edit.file)),
    ]),
  ),

  ...Object.fromEntries(['commit-made', 'commit-verified'].map((step) => [`at ${step}`, killedAfterCommit(step)])),

  ...Object.fromEntries(inUndo.map((step) => [`at ${step} of an undo`, killedInUndo(step, false)])),

  'at the end of an undo': killedInUndo('undo-head-moved', true),

  'between the link of a new file and the end of its temporary': async (dialect) => {
    const repository = await busyRepository(dialect);
    const before = await repository.snapshot();
    const only = request(repository, { files: [dialect.create] });
    assert.equal((await killAt('file-linked', { run: 'commit', request: only })).signal, 'SIGKILL');
    const outcome = await commitPlan(only);
    assert.ok(outcome.kind === 'committed', JSON.stringify(outcome));
    assert.equal((await repository.git('status', '--porcelain=v1', '-uall')).split('\n').length, 4);
    assert.equal(before.leftovers.length, 0);
  },

  'while a hook runs: Git goes on alone, and the next delivery waits for it': async (dialect) => {
    const repository = await busyRepository(dialect);
    const before = await repository.snapshot();
    // The hook kills the process that started Git.
    await repository.hook('pre-commit', 'kill -9 $(ps -o ppid= -p $PPID); sleep 1');
    const killed = await runChild({ run: 'commit', request: request(repository) });
    assert.equal(killed.signal, 'SIGKILL', JSON.stringify(killed));
    await assertNothingLost(repository, before);
    await pause(100);
    await repository.hook('pre-commit', '');
    const outcome = await commitPlan(request(repository));
    assert.ok(outcome.kind === 'committed', JSON.stringify(outcome));
    await assertHolds(repository, outcome.commit, request(repository).files);
    assert.deepEqual((await repository.snapshot()).leftovers, []);
  },

  'not at all, except in test builds': async (dialect) => {
    const repository = await newRepository(dialect);
    const environment = { OPENCHOREO_TEST_BUILD: '', OPENCHOREO_KILL_STEP: 'checked' };
    const { signal, outcome } = await runChild({ run: 'commit', request: request(repository) }, { environment });
    assert.deepEqual([signal, outcome?.kind], [null, 'committed']);
  },

  'is put right only where nobody worked since': async (dialect) => {
    const repository = await busyRepository(dialect);
    await killAt('announced', { run: 'commit', request: request(repository) });
    await repository.write(dialect.edit.file, `${dialect.edit.after}# and mine\n`);
    const recovered = await recoverInterrupted(repository.root);
    assert.deepEqual(recovered, { kind: 'put-back', files: [dialect.create.file], left: [dialect.edit.file] });
    assert.equal((await repository.read(dialect.edit.file)).toString(), `${dialect.edit.after}# and mine\n`);
    assert.equal(existsSync(join(repository.root, dialect.create.file)), false);
    assert.deepEqual((await repository.snapshot()).leftovers, []);
  },

  'and committed by hand afterwards is not touched': async (dialect) => {
    const repository = await busyRepository(dialect);
    await killAt('announced', { run: 'commit', request: request(repository) });
    await repository.git('add', '-A');
    await repository.git('commit', '-qm', 'by hand');
    const before = await repository.snapshot();
    const recovered = await recoverInterrupted(repository.root);
    assert.equal(recovered.kind, 'clean', JSON.stringify(recovered));
    assert.deepEqual(await repository.snapshot(), { ...before, leftovers: [] });
  },
});
