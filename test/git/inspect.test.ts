import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inspectRepository, recoverInterrupted } from '../../client/src/git';
import type { Repository } from '../../client/src/git';
import { describeCases } from '../support/gitCases';
import { git, newFolder, newRepository } from '../support/gitRepository';

async function inspected(folder: string): Promise<Repository> {
  const state = await inspectRepository(folder);
  if (state.kind === 'refused') throw new Error(JSON.stringify(state));
  return state;
}

describeCases('git: how a repository stands', {
  'on a branch that is ahead of and behind its upstream': async (dialect) => {
    const repository = await newRepository(dialect);
    const { gitVersion, ...state } = await inspected(repository.root);
    assert.match(gitVersion, /^\d+\.\d+/);
    assert.deepEqual(state, {
      ...{ kind: 'repository', folder: repository.root, root: repository.root, prefix: '' },
      ...{ gitDir: join(repository.root, '.git'), head: await repository.head(), branch: 'main', unborn: false },
      ...{ detached: false, operation: null, upstream: 'origin/main', ahead: 0, behind: 0, shallow: false },
      ...{ linkedWorktree: false, superproject: null, locked: false },
    });
    await repository.git('reset', '-q', '--hard', 'HEAD~1');
    await repository.git('commit', '-q', '--allow-empty', '-m', 'one');
    await repository.git('commit', '-q', '--allow-empty', '-m', 'two');
    const { ahead, behind } = await inspected(repository.root);
    assert.deepEqual([ahead, behind], [2, 1]);
  },

  'without an upstream, detached, unborn': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.git('switch', '-qc', 'feature/ünï');
    const side = await inspected(repository.root);
    assert.deepEqual([side.branch, side.upstream, side.ahead, side.behind], ['feature/ünï', null, null, null]);
    await repository.git('checkout', '-q', '--detach');
    const detached = await inspected(repository.root);
    assert.deepEqual([detached.branch, detached.detached], [null, true]);
    await repository.git('switch', '-q', '--orphan', 'fresh');
    const unborn = await inspected(repository.root);
    assert.deepEqual([unborn.branch, unborn.unborn, unborn.head, unborn.detached], ['fresh', true, null, false]);
  },

  'in a subfolder, a worktree, a submodule': async (dialect) => {
    const repository = await newRepository(dialect);
    const docs = await inspected(join(repository.root, 'docs'));
    assert.deepEqual([docs.root, docs.prefix], [repository.root, 'docs/']);
    const linked = join(dirname(repository.root), 'linked');
    await repository.git('worktree', 'add', '-q', '--detach', linked);
    const worktree = await inspected(linked);
    assert.deepEqual([worktree.root, worktree.linkedWorktree], [linked, true]);
    const outer = await newFolder();
    await git(outer, 'init', '-q');
    await git(outer, 'submodule', '--quiet', 'add', repository.remote, 'inner');
    const submodule = await inspected(join(outer, 'inner'));
    assert.deepEqual([submodule.superproject, submodule.linkedWorktree], [outer, false]);
  },

  'locked, shallow, in the middle of something': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.git('bisect', 'start');
    await writeFile(join(repository.root, '.git/index.lock'), '');
    const state = await inspected(repository.root);
    assert.deepEqual([state.operation, state.locked], ['bisect', true]);
    const shallow = join(dirname(repository.root), 'shallow');
    await git(repository.root, 'clone', '-q', '--depth=1', `file://${repository.remote}`, shallow);
    assert.equal((await inspected(shallow)).shallow, true);
  },

  'reading leaves the repository alone, even its index': async (dialect) => {
    const repository = await newRepository(dialect);
    // Git would refresh the index here, were it not told to take no locks.
    await repository.write('README.md', (await repository.read('README.md')).toString());
    const before = await repository.git('hash-object', '.git/index');
    await inspected(repository.root);
    assert.equal(await repository.git('hash-object', '.git/index'), before);
  },

  'nothing to recover is clean; an empty or damaged journal is no obstacle': async (dialect) => {
    const repository = await newRepository(dialect);
    const before = await repository.snapshot();
    assert.deepEqual(await recoverInterrupted(repository.root), { kind: 'clean' });
    const folder = join(repository.root, '.git/openchoreo-gitops');
    await mkdir(folder);
    assert.deepEqual(await recoverInterrupted(repository.root), { kind: 'clean' });
    assert.deepEqual(await repository.snapshot(), before);
    assert.equal((await recoverInterrupted(dirname(repository.root))).kind, 'refused');
  },
});
