import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { commitPlan, undoCommit } from '../../client/src/git';
import type { RefusalCode, UndoRequest } from '../../client/src/git';
import { describeCases, type Case } from '../support/gitCases';
import type { Dialect } from '../support/gitDialects';
import { assertRefusal, request } from '../support/gitDelivery';
import { newRepository, type Snapshot, type TestRepository } from '../support/gitRepository';

interface Promoted {
  readonly repository: TestRepository;
  readonly undo: UndoRequest;
  readonly before: Snapshot;
}

/** A promotion that has just been committed. */
async function promoted(
  dialect: Dialect,
  arrange?: (repository: TestRepository) => Promise<unknown>,
): Promise<Promoted> {
  const repository = await newRepository(dialect, 'own');
  await arrange?.(repository);
  const before = await repository.snapshot();
  const outcome = await commitPlan(request(repository));
  assert.ok(outcome.kind === 'committed', JSON.stringify(outcome));
  const { commit, parent } = outcome;
  return { repository, before, undo: { folder: repository.root, commit, parent, files: request(repository).files } };
}

function refusedAfter(
  code: RefusalCode,
  arrange: (promoted: Promoted) => Promise<unknown>,
  change: (undo: UndoRequest) => Partial<UndoRequest> = () => ({}),
): Case {
  return async (dialect) => {
    const done = await promoted(dialect);
    await arrange(done);
    const before = await done.repository.snapshot();
    const undo = { ...done.undo, ...change(done.undo) };
    const refusal = assertRefusal(await undoCommit(undo), code);
    assert.doesNotMatch(refusal.message + refusal.nextStep, /undefined/);
    assert.deepEqual(await done.repository.snapshot(), before);
  };
}

const nothing = (): Promise<void> => Promise.resolve();

describeCases('git: undo', {
  'brings back HEAD, index and files, and leaves all else': async (dialect) => {
    const { repository, undo, before } = await promoted(dialect, async (arranged) => {
      await arranged.write('README.md', 'Staged.\n');
      await arranged.git('add', 'README.md');
      await arranged.write('docs/notes.md', 'Changed.\n');
      await arranged.write('docs/mine.md', 'Untracked.\n');
    });
    assert.deepEqual(await undoCommit(undo), { kind: 'undone' });
    assert.deepEqual(await repository.snapshot(), before);
    // And once more, there and back.
    const again = await commitPlan(request(repository));
    assert.ok(again.kind === 'committed', JSON.stringify(again));
    assert.deepEqual(await undoCommit({ ...undo, commit: again.commit }), { kind: 'undone' });
    assert.deepEqual(await repository.snapshot(), before);
  },

  'of the first commit of a branch': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.git('switch', '-q', '--orphan', 'fresh');
    const before = await repository.snapshot();
    const files = [dialect.create];
    const outcome = await commitPlan(request(repository, { files }));
    assert.ok(outcome.kind === 'committed', JSON.stringify(outcome));
    const { commit, parent } = outcome;
    assert.deepEqual(await undoCommit({ folder: repository.root, commit, parent, files }), { kind: 'undone' });
    assert.deepEqual(await repository.snapshot(), before);
  },

  'of a deletion': async (dialect) => {
    const repository = await newRepository(dialect);
    await chmod(join(repository.root, dialect.other), 0o644);
    const before = await repository.snapshot();
    const content = (await repository.read(dialect.other)).toString();
    const files = [{ file: dialect.other, before: content, after: null }];
    const outcome = await commitPlan(request(repository, { files }));
    assert.ok(outcome.kind === 'committed', JSON.stringify(outcome));
    const { commit, parent } = outcome;
    assert.deepEqual(await undoCommit({ folder: repository.root, commit, parent, files }), { kind: 'undone' });
    assert.deepEqual(await repository.snapshot(), before);
  },

  'refused: pushed': refusedAfter('already-pushed', ({ repository }) => repository.git('push', '-q', 'origin', 'main')),

  'refused: pushed to another branch': refusedAfter('already-pushed', ({ repository }) =>
    repository.git('push', '-q', 'origin', 'main:promote/staging'),
  ),

  'refused: no longer the tip': refusedAfter('not-the-tip', ({ repository }) =>
    repository.git('commit', '-q', '--allow-empty', '-m', 'more'),
  ),

  'refused: another branch is checked out': refusedAfter('not-the-tip', async ({ repository }) => {
    await repository.git('switch', '-qc', 'side');
    await repository.git('commit', '-q', '--allow-empty', '-m', 'more');
  }),

  'refused: a file was changed since': refusedAfter('dirty-file', ({ repository }) =>
    repository.write(repository.dialect.edit.file, 'mine\n'),
  ),

  'refused: a file was changed and staged since': refusedAfter('dirty-file', async ({ repository }) => {
    await repository.write(repository.dialect.create.file, 'mine\n');
    await repository.git('add', repository.dialect.create.file);
  }),

  'refused: a file was put back by hand': refusedAfter('dirty-file', ({ repository }) =>
    repository.git('checkout', '-q', 'HEAD~1', '--', repository.dialect.edit.file),
  ),

  'refused: an editor has unsaved changes': refusedAfter('unsaved-editor', nothing, ({ files }) => ({
    unsaved: files.map(({ file }) => file),
  })),

  'refused: a merge is in progress': refusedAfter('merge-in-progress', async ({ repository }) => {
    await repository.git('branch', 'side', 'HEAD~1');
    await repository.git('switch', '-q', 'side');
    await repository.write('README.md', 'Side.\n');
    await repository.git('commit', '-qam', 'side');
    await repository.git('switch', '-q', 'main');
    await repository.git('merge', '-q', '--no-ff', '--no-commit', 'side');
  }),

  'refused: the commit holds more than the plan': refusedAfter('not-this-promotion', nothing, ({ files }) => ({
    files: files.slice(0, 1),
  })),

  'refused: the plan says something else of what was before': refusedAfter(
    'not-this-promotion',
    nothing,
    ({ files }) => ({
      files: files.map((planned) => (planned.before === null ? planned : { ...planned, before: 'something else\n' })),
    }),
  ),

  'refused: another parent': refusedAfter('not-this-promotion', nothing, () => ({ parent: '' })),

  'refused: ids that are none': async (dialect) => {
    const { repository, undo } = await promoted(dialect);
    for (const commit of ['HEAD', '--exec=touch pwned', undo.commit.slice(0, 10), '']) {
      assertRefusal(await undoCommit({ ...undo, commit }), 'not-this-promotion');
    }
    assertRefusal(await undoCommit({ ...undo, parent: 'HEAD~1' }), 'not-this-promotion');
    assert.equal(await repository.head(), undo.commit);
  },

  'refused: the branch cannot be moved': async (dialect) => {
    const { repository, undo } = await promoted(dialect);
    const before = await repository.snapshot();
    await repository.hook('reference-transaction', '[ "$1" != prepared ]');
    assertRefusal(await undoCommit(undo), 'head-moved');
    assert.deepEqual(await repository.snapshot(), before);
  },

  'refused: cancelled': refusedAfter('cancelled', nothing, () => ({ signal: AbortSignal.abort() })),
});
