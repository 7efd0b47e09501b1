import assert from 'node:assert/strict';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { commitPlan } from '../../client/src/git';
import type { RefusalCode } from '../../client/src/git';
import { describeCases, type Case } from '../support/gitCases';
import { assertRefusal, assertRefused, message, request } from '../support/gitDelivery';
import { git, newFolder, newRepository, type TestRepository } from '../support/gitRepository';

/** A state in which no commit is made, by how one gets into it. */
function refusedAfter(
  code: RefusalCode,
  arrange: (repository: TestRepository) => Promise<unknown>,
  says?: RegExp,
): Case {
  return async (dialect) => {
    const repository = await newRepository(dialect);
    await arrange(repository);
    const refusal = await assertRefused(repository, code);
    if (says) assert.match(`${refusal.message} ${refusal.nextStep} ${refusal.detail ?? ''}`, says);
  };
}

/** Two branches that change the same line of a file which is no part of the plan. */
async function diverge(repository: TestRepository): Promise<void> {
  await repository.git('switch', '-qc', 'side');
  await repository.write('README.md', 'Side.\n');
  await repository.git('commit', '-qam', 'side');
  await repository.git('switch', '-q', 'main');
  await repository.write('README.md', 'Main.\n');
  await repository.git('commit', '-qam', 'main');
}

/** Run a Git command that stops half-way; fails when it does not. */
async function stops(repository: TestRepository, ...args: string[]): Promise<void> {
  await assert.rejects(repository.git(...args));
}

describeCases('git: a repository in which no commit is made', {
  'merge in progress': refusedAfter('merge-in-progress', async (repository) => {
    await diverge(repository);
    await stops(repository, 'merge', '-q', 'side');
  }),

  'merge resolved, but not committed': refusedAfter('merge-in-progress', async (repository) => {
    await diverge(repository);
    await stops(repository, 'merge', '-q', 'side');
    await repository.write('README.md', 'Both.\n');
    await repository.git('add', 'README.md');
  }),

  'rebase in progress': refusedAfter('rebase-in-progress', async (repository) => {
    await diverge(repository);
    await stops(repository, 'rebase', '-q', 'side');
  }),

  'git am in progress': refusedAfter('rebase-in-progress', async (repository) => {
    await diverge(repository);
    await repository.git('format-patch', '-q', '-1', 'side', '-o', '..');
    await stops(repository, 'am', '-q', '../0001-side.patch');
  }),

  'cherry-pick in progress': refusedAfter('cherry-pick-in-progress', async (repository) => {
    await diverge(repository);
    await stops(repository, 'cherry-pick', 'side');
  }),

  'revert in progress': refusedAfter('revert-in-progress', async (repository) => {
    await diverge(repository);
    await repository.write('README.md', 'Main again.\n');
    await repository.git('commit', '-qam', 'again');
    await stops(repository, 'revert', 'HEAD~1');
  }),

  'bisect in progress': refusedAfter('bisect-in-progress', (repository) => repository.git('bisect', 'start')),

  'conflicts left by a stash': refusedAfter(
    'unmerged-files',
    async (repository) => {
      await repository.write('README.md', 'Stashed.\n');
      await repository.git('stash', '-q');
      await repository.write('README.md', 'Main.\n');
      await repository.git('commit', '-qam', 'main');
      await stops(repository, 'stash', 'pop', '-q');
    },
    /README\.md/,
  ),

  'detached HEAD': refusedAfter(
    'detached-head',
    (repository) => repository.git('checkout', '-q', '--detach'),
    /git switch/,
  ),

  'no identity': refusedAfter(
    'missing-identity',
    async (repository) => {
      await repository.git('config', '--unset', 'user.name');
      await repository.git('config', '--unset', 'user.email');
    },
    /user\.email/,
  ),

  'another Git at work': refusedAfter(
    'index-locked',
    (repository) => writeFile(join(repository.root, '.git/index.lock'), ''),
    /index\.lock exists.*delete it yourself/s,
  ),

  'another user’s repository': async (dialect) => {
    const repository = await newRepository(dialect);
    // GIT_TEST_ASSUME_DIFFERENT_OWNER makes Git see another owner without anybody having to be root.
    const program = join(dirname(repository.root), 'git-as-stranger');
    await writeFile(program, '#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec git "$@"\n', { mode: 0o755 });
    const refusal = await assertRefused(repository, 'unsafe-directory', { gitPath: program });
    assert.match(refusal.nextStep, new RegExp(`safe\\.directory "${repository.root}"`));
    assert.match(refusal.detail ?? '', /dubious ownership/);
  },

  'Git missing': async (dialect) => {
    const repository = await newRepository(dialect);
    const refusal = await assertRefused(repository, 'git-missing', { gitPath: '/nowhere/bin/git' });
    assert.match(refusal.detail ?? '', /ENOENT/);
  },

  'a Git that is not executable': async (dialect) => {
    const repository = await newRepository(dialect);
    await assertRefused(repository, 'git-missing', { gitPath: join(repository.root, 'README.md') });
  },

  'Git too old': async (dialect) => {
    const repository = await newRepository(dialect);
    const program = join(dirname(repository.root), 'git with a space');
    await writeFile(program, '#!/bin/sh\necho git version 2.24.4\n', { mode: 0o755 });
    const refusal = await assertRefused(repository, 'git-too-old', { gitPath: program });
    assert.match(refusal.message, /2\.24\.4/);
  },

  'no repository': async (dialect) => {
    const folder = await newFolder();
    await writeFile(join(folder, 'a.yaml'), 'a');
    const outcome = await commitPlan({ folder, files: [dialect.create], message, signOff: false });
    assertRefusal(outcome, 'no-repository');
    assertRefusal(
      await commitPlan({ folder: join(folder, 'gone'), files: [dialect.create], message, signOff: false }),
      'no-repository',
    );
  },

  'bare repository': async (dialect) => {
    const { remote: folder } = await newRepository(dialect);
    assertRefusal(await commitPlan({ folder, files: [dialect.create], message, signOff: false }), 'bare-repository');
  },

  'the .git folder itself': async (dialect) => {
    const repository = await newRepository(dialect);
    await assertRefused(repository, 'no-repository', { folder: join(repository.root, '.git/objects') });
  },

  'a damaged repository': async (dialect) => {
    const repository = await newRepository(dialect);
    await writeFile(join(repository.root, '.git/index'), 'damaged');
    const outcome = await commitPlan(request(repository));
    assert.match(assertRefusal(outcome, 'repository-unreadable').detail ?? '', /index/);
    assert.equal((await repository.read(dialect.edit.file)).toString(), dialect.edit.before);
  },

  'first commit of a branch for which other files are staged': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.git('switch', '-q', '--orphan', 'fresh');
    await repository.write('README.md', 'Staged.\n');
    await repository.git('add', 'README.md');
    await assertRefused(repository, 'unborn-staged', { files: [dialect.create] });
  },

  'empty message': async (dialect) => {
    const repository = await newRepository(dialect);
    await assertRefused(repository, 'empty-message', { message: ' \n\t\n' });
  },

  'another promotion under way in another process': async (dialect) => {
    const repository = await newRepository(dialect);
    const journal = join(repository.root, '.git/openchoreo-gitops');
    await mkdir(journal);
    // A process on another computer, of which nothing but the time of its last step is known.
    const page = { version: 1, token: 'x', pid: 1, birth: null, host: 'elsewhere', since: 'noon', undertaking: null };
    await writeFile(join(journal, 'journal.json'), JSON.stringify(page));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 300);
    await assertRefused(repository, 'cancelled', { signal: controller.signal });
    await rm(journal, { recursive: true });
  },

  'a Git folder that cannot be written': async (dialect) => {
    const repository = await newRepository(dialect);
    // A file where the journal's folder would be: root, too, cannot write into it.
    await writeFile(join(repository.root, '.git/openchoreo-gitops'), '');
    const refusal = await assertRefused(repository, 'write-failed');
    assert.match(refusal.detail ?? '', /ENOTDIR/);
  },

  'a signature that fails': async (dialect) => {
    const repository = await newRepository(dialect);
    const program = join(dirname(repository.root), 'gpg');
    await writeFile(program, '#!/bin/sh\necho "gpg: no secret key" >&2\nexit 2\n');
    await chmod(program, 0o755);
    await repository.git('config', 'commit.gpgSign', 'true');
    await repository.git('config', 'gpg.program', program);
    assert.match((await assertRefused(repository, 'signing-failed')).detail ?? '', /gpg failed to sign/);
  },

  'a commit that Git itself refuses': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.git('config', 'core.autocrlf', 'input');
    await repository.git('config', 'core.safecrlf', 'true');
    const files = [dialect.edit, { ...dialect.create, after: 'a: 1\r\n' }];
    const refusal = await assertRefused(repository, 'commit-failed', { files });
    assert.match(refusal.detail ?? '', /CRLF would be replaced by LF/);
  },

  'a branch that another Git holds': async (dialect) => {
    const repository = await newRepository(dialect);
    const lock = join(repository.root, '.git/refs/heads/main.lock');
    await writeFile(lock, '');
    assert.match((await assertRefused(repository, 'commit-failed')).detail ?? '', /main\.lock/);
    await rm(lock);
    await git(repository.root, 'fsck', '--strict');
  },
});
