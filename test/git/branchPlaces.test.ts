import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deliverBranch } from '../../client/src/git';
import { isBranchName } from '../../client/src/git/branch/names';
import { assertNotPushed, assertOnRemote, assertPushes, branchRequest } from '../support/gitBranch';
import { describeCases } from '../support/gitCases';
import { git, newFolder, newRepository, repositoryAt } from '../support/gitRepository';

const hostile = [
  'a b.yaml',
  '-x.yaml',
  "it's $(touch pwned).yaml",
  'quo"te\\.yaml',
  'new\nline.yaml',
  'ü😀.yaml',
  ':(top)*.yaml',
];

describeCases('git: branches in repositories of every sort', {
  'with SHA-256 objects': async (dialect) => {
    const folder = await newFolder();
    await git(folder, 'init', '-q', '--bare', '--object-format=sha256', 'remote.git');
    await git(folder, 'init', '-q', '--object-format=sha256', 'clone');
    const repository = repositoryAt(join(folder, 'clone'), dialect, join(folder, 'remote.git'));
    await repository.git('config', 'user.name', 'Ada');
    await repository.git('config', 'user.email', 'ada@example.com');
    await repository.write(dialect.edit.file, dialect.edit.before ?? '');
    await repository.git('add', '-A');
    await repository.git('commit', '-qm', 'The beginning');
    await repository.git('remote', 'add', 'origin', '../remote.git');
    await repository.git('push', '-q', '-u', 'origin', 'main');
    assert.equal((await assertPushes(repository)).commit.length, 64);
  },

  'whose sparse checkout leaves the files out': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    await repository.git('sparse-checkout', 'set', '--cone', '--sparse-index', 'docs');
    await assertPushes(repository);
  },

  'fetched without the contents of files': async (dialect) => {
    const source = await newRepository(dialect, 'own');
    await git(source.remote, 'config', 'uploadpack.allowFilter', 'true');
    await git(source.remote, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
    const folder = await newFolder();
    await git(folder, 'clone', '-q', '--no-checkout', '--filter=blob:none', `file://${source.remote}`, 'clone');
    const repository = repositoryAt(join(folder, 'clone'), dialect, source.remote);
    await repository.git('config', 'user.name', 'Ada');
    await repository.git('config', 'user.email', 'ada@example.com');
    await assertPushes(repository);
  },

  'with files of hostile names, new and changed': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    const created = hostile.map((name) => ({
      file: `n w/${name}`,
      before: null,
      after: `name: ${JSON.stringify(name)}\n`,
    }));
    const first = await deliverBranch(await branchRequest(repository, { files: created }));
    assert.ok(first.kind === 'pushed', JSON.stringify(first));
    await git(repository.remote, 'update-ref', 'refs/heads/main', first.commit);
    const changed = created.map(({ file, after }) => ({ file, before: after, after: `${after}# changed\n` }));
    const second = await deliverBranch(await branchRequest(repository, { files: changed }));
    assert.ok(second.kind === 'pushed', JSON.stringify(second));
    const listed = await repository.git(
      '-c',
      'core.quotePath=false',
      'ls-tree',
      '-rz',
      '--name-only',
      second.commit,
      '--',
      'n w/',
    );
    assert.deepEqual(listed.split('\0').filter(Boolean).toSorted(), changed.map(({ file }) => file).toSorted());
    for (const { file, after } of changed)
      assert.equal(await repository.git('cat-file', 'blob', `${second.commit}:${file}`), after);
  },

  'with new files that a filter stores, as Git LFS does': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    await repository.git('config', 'filter.upper.clean', 'tr a-z A-Z');
    await repository.git('config', 'filter.upper.smudge', 'tr A-Z a-z');
    await repository.write('.gitattributes', '*.yaml filter=upper\n');
    const outcome = await deliverBranch(await branchRequest(repository, { files: [dialect.create] }));
    assert.ok(outcome.kind === 'pushed', JSON.stringify(outcome));
    const stored = await repository.git('cat-file', 'blob', `${outcome.commit}:${dialect.create.file}`);
    assert.equal(stored, dialect.create.after?.toUpperCase());
  },

  'with settings that change what a push does': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    for (const [key, value] of [
      ['push.recurseSubmodules', 'only'],
      ['push.default', 'nothing'],
      ['push.followTags', 'true'],
      ['push.autoSetupRemote', 'true'],
      ['fetch.prune', 'true'],
      ['fetch.recurseSubmodules', 'true'],
      ['remote.pushDefault', 'elsewhere'],
      ['branch.autoSetupMerge', 'always'],
      ['core.logAllRefUpdates', 'false'],
      ['commit.template', 'missing.txt'],
      ['commit.cleanup', 'scissors'],
      ['i18n.commitEncoding', 'ISO-8859-1'],
      ['core.commentChar', 'O'],
      ['color.ui', 'always'],
      ['diff.noprefix', 'true'],
      ['core.quotePath', 'true'],
    ] as const)
      await repository.git('config', key, value);
    await repository.git('tag', '-a', '-m', 'mine', 'mine');
    await assertPushes(repository);
    assert.equal(await git(repository.remote, 'tag'), '');
  },

  'but not when VS Code’s Git pushes nothing and is content': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    const fetch = async (remote: string, name: string): Promise<void> => {
      await repository.git('fetch', '-q', remote, name);
    };
    await assertNotPushed(repository, 'push-failed', { transport: { fetch, push: () => Promise.resolve() } });
  },

  'pushed to the place that the remote says for it': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    const fork = join(dirname(repository.root), 'fork.git');
    await git(dirname(repository.root), 'clone', '-q', '--bare', repository.remote, fork);
    await repository.git('remote', 'set-url', '--push', 'origin', fork);
    const pushed = await deliverBranch(await branchRequest(repository));
    assert.ok(pushed.kind === 'pushed', JSON.stringify(pushed));
    await assertOnRemote({ ...repository, remote: fork }, pushed, pushed.files);
  },
});

describeCases('git: branches that cannot be called that', {
  'are refused before anything is made': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    await assertNotPushed(repository, 'invalid-branch-name', { branch: 'a b' });
    for (const name of [
      '',
      '-f',
      'a..b',
      'a\nb',
      'a/',
      '/a',
      'a.lock',
      '@',
      'a~1',
      'HEAD',
      'a:b',
      '.a',
      'a//b',
      'a/.b',
    ])
      assert.equal(isBranchName(name), false, name);
  },

  'but every name that Git takes is': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    for (const branch of ["promote/it's-$HOME", 'promote/-ü😀#"a&b|c;d"']) {
      const pushed = await assertPushes(repository, { branch });
      assert.equal(pushed.branch, branch);
    }
  },

  'where a hook of the working tree is in the way it is not run': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    for (const name of ['pre-commit', 'commit-msg', 'prepare-commit-msg', 'post-commit', 'post-checkout'])
      await repository.hook(name, 'exit 1');
    await mkdir(join(repository.root, 'hooks'), { recursive: true });
    await writeFile(join(repository.root, 'hooks/post-index-change'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    await assertPushes(repository);
  },
});
