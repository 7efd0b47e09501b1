import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RefusalCode } from '../../client/src/git';
import { describeCases, type Case } from '../support/gitCases';
import type { Dialect } from '../support/gitDialects';
import { assertRefused } from '../support/gitDelivery';
import { newRepository, type TestRepository } from '../support/gitRepository';

/** A state of one planned file in which the plan is not carried out. */
function refusedAfter(
  code: RefusalCode,
  arrange: (repository: TestRepository, dialect: Dialect) => Promise<unknown>,
): Case {
  return async (dialect) => {
    const repository = await newRepository(dialect);
    await arrange(repository, dialect);
    await assertRefused(repository, code);
  };
}

/** A path that is refused by its name alone. */
function refusedPath(code: RefusalCode, ...paths: string[]): Case {
  return async (dialect) => {
    const repository = await newRepository(dialect);
    for (const file of paths)
      await assertRefused(repository, code, { files: [dialect.edit, { ...dialect.create, file }] });
    assert.deepEqual((await readdir(dirname(repository.root))).toSorted(), ['clone', 'remote.git']);
  };
}

describeCases('git: a planned file that is not written', {
  'changed and not staged': refusedAfter('dirty-file', (repository, { edit }) =>
    repository.write(edit.file, `${edit.before}# mine\n`),
  ),

  'changed and staged': refusedAfter('dirty-file', async (repository, { edit }) => {
    await repository.write(edit.file, `${edit.before}# mine\n`);
    await repository.git('add', edit.file);
  }),

  'staged, and put back on disk': refusedAfter('dirty-file', async (repository, { edit }) => {
    await repository.write(edit.file, `${edit.before}# mine\n`);
    await repository.git('add', edit.file);
    await repository.write(edit.file, edit.before ?? '');
  }),

  'deleted and not committed': refusedAfter('dirty-file', (repository, { edit }) =>
    rm(join(repository.root, edit.file)),
  ),

  'planned for edits that are not committed': async (dialect) => {
    const repository = await newRepository(dialect);
    const before = `${dialect.edit.before}# mine\n`;
    await repository.write(dialect.edit.file, before);
    const refusal = await assertRefused(repository, 'dirty-file', { files: [{ ...dialect.edit, before }] });
    assert.deepEqual(refusal.files, [dialect.edit.file]);
    assert.match(refusal.nextStep, /Commit, stash or discard/);
  },

  'unsaved in an editor': async (dialect) => {
    const repository = await newRepository(dialect);
    const refusal = await assertRefused(repository, 'unsaved-editor', { unsaved: ['README.md', dialect.edit.file] });
    assert.deepEqual(refusal.files, [dialect.edit.file]);
  },

  'created by somebody, not committed': refusedAfter('file-exists', (repository, { create }) =>
    repository.write(create.file, 'mine\n'),
  ),

  'created by "Edit only" before': refusedAfter('untracked-file', (repository, { create }) =>
    repository.write(create.file, create.after ?? ''),
  ),

  'created and committed by somebody': refusedAfter('file-exists', async (repository, { create }) => {
    await repository.write(create.file, 'mine\n');
    await repository.git('add', create.file);
    await repository.git('commit', '-qm', 'mine');
  }),

  'announced to Git by somebody': refusedAfter('dirty-file', async (repository, { create }) => {
    await repository.write(create.file, 'mine\n');
    await repository.git('add', '--intent-to-add', create.file);
    await rm(join(repository.root, create.file));
  }),

  'changed, but not known to Git': refusedAfter('untracked-file', async (repository, { edit }) => {
    await repository.git('rm', '-q', '--cached', edit.file);
    await repository.git('commit', '-qm', 'forget');
  }),

  'changed and committed since the plan': refusedAfter('file-changed', async (repository, { edit }) => {
    await repository.write(edit.file, `${edit.before}# theirs\n`);
    await repository.git('commit', '-qam', 'theirs');
  }),

  'deleted and committed since the plan': refusedAfter('file-missing', async (repository, { edit }) => {
    await repository.git('rm', '-q', edit.file);
    await repository.git('commit', '-qm', 'theirs');
  }),

  'one of two already as planned': refusedAfter('file-changed', async (repository, { edit }) => {
    await repository.write(edit.file, edit.after ?? '');
    await repository.git('commit', '-qam', 'theirs');
  }),

  'not UTF-8': async (dialect) => {
    const repository = await newRepository(dialect);
    const latin = Buffer.concat([Buffer.from(dialect.edit.before ?? ''), Buffer.from('# caf\xe9\n', 'latin1')]);
    await repository.write(dialect.edit.file, latin);
    await repository.git('commit', '-qam', 'latin');
    const before = latin.toString('utf8');
    await assertRefused(repository, 'not-utf8', { files: [{ ...dialect.edit, before, after: `${before}more\n` }] });
  },

  'read-only': refusedAfter('read-only-file', (repository, { edit }) => chmod(join(repository.root, edit.file), 0o444)),

  ignored: async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.write('.gitignore', `*.tmp\n/${dialect.create.file}\n!README.md\n`);
    const refusal = await assertRefused(repository, 'ignored-file');
    assert.deepEqual(refusal.files, [dialect.create.file]);
    assert.match(refusal.detail ?? '', /^\.gitignore:2: /);
  },

  'tracked, although a rule would ignore it, is fine; and a rule with ! allows': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.write('.gitignore', `*.yaml\n!${dialect.create.file}\n`);
    await assertRefused(repository, 'cancelled', { signal: AbortSignal.abort() });
    // Only the case below is refused: the plan's own two files pass.
    const files = [dialect.edit, dialect.create, { ...dialect.create, file: 'other.yaml' }];
    assert.deepEqual((await assertRefused(repository, 'ignored-file', { files })).files, ['other.yaml']);
  },

  'assumed unchanged': refusedAfter('hidden-from-git', (repository, { edit }) =>
    repository.git('update-index', '--assume-unchanged', edit.file),
  ),

  'marked "skip worktree"': refusedAfter('hidden-from-git', (repository, { edit }) =>
    repository.git('update-index', '--skip-worktree', edit.file),
  ),

  'outside the sparse checkout, to be changed': refusedAfter('outside-sparse-checkout', (repository) =>
    repository.git('sparse-checkout', 'set', '--cone', 'docs'),
  ),

  'outside the sparse checkout, to be created': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.git('sparse-checkout', 'set', '--cone', 'docs');
    await assertRefused(repository, 'outside-sparse-checkout', { files: [dialect.create] });
  },

  'a link to another file': refusedAfter('symlink', async (repository, { edit }) => {
    await rename(join(repository.root, edit.file), join(repository.root, 'real.yaml'));
    await symlink(join(repository.root, 'real.yaml'), join(repository.root, edit.file));
    await repository.git('add', '-A');
    await repository.git('commit', '-qm', 'link');
  }),

  'a link that leads nowhere': refusedAfter('symlink', async (repository, { create }) => {
    await mkdir(dirname(join(repository.root, create.file)), { recursive: true });
    await symlink('../../nowhere.yaml', join(repository.root, create.file));
  }),

  'a link, in a clone that has links as files': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.git('config', 'core.symlinks', 'false');
    const oid = (await repository.git('hash-object', '-w', '--', dialect.edit.file)).trim();
    await repository.git('update-index', '--cacheinfo', `120000,${oid},${dialect.edit.file}`);
    await repository.git('commit', '-qm', 'link');
    await assertRefused(repository, 'symlink');
  },

  'with a name that is too long': async (dialect) => {
    const repository = await newRepository(dialect);
    const refusal = await assertRefused(repository, 'file-unreadable', {
      files: [dialect.edit, { ...dialect.create, file: `${'x'.repeat(300)}.yaml` }],
    });
    assert.match(refusal.detail ?? '', /ENAMETOOLONG/);
  },

  'below a folder that leads out of the repository': async (dialect) => {
    const repository = await newRepository(dialect);
    const folder = dirname(join(repository.root, dialect.edit.file));
    const outside = join(dirname(repository.root), 'outside');
    await rename(folder, outside);
    await symlink(outside, folder);
    await repository.git('add', '-A');
    await repository.git('commit', '-qm', 'link');
    const before = await readdir(outside);
    await assertRefused(repository, 'symlink', { files: [dialect.edit] });
    const beside = `${dirname(dialect.edit.file)}/new.yaml`;
    await assertRefused(repository, 'symlink', { files: [{ ...dialect.create, file: beside }] });
    assert.deepEqual(await readdir(outside), before);
    const name = dialect.edit.file.split('/').at(-1) ?? '';
    assert.equal(await readFile(join(outside, name), 'utf8'), dialect.edit.before);
  },

  'below a file': refusedAfter('parent-not-folder', async (repository, { create }) => {
    const parent = dirname(join(repository.root, create.file));
    await rm(parent, { recursive: true, force: true });
    await writeFile(parent, 'a file\n');
    await repository.git('add', '-A');
    await repository.git('commit', '-qm', 'file', '--allow-empty');
    // The file to be changed lies in the same folder for one dialect: only the new one is looked at.
  }),

  'a folder': refusedAfter('not-a-file', (repository, { create }) =>
    mkdir(join(repository.root, create.file), { recursive: true }),
  ),

  'in a submodule': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.git('submodule', '--quiet', 'add', repository.remote, 'library');
    await repository.git('commit', '-qm', 'submodule');
    const files = [dialect.edit, { ...dialect.create, file: 'library/new.yaml' }];
    await assertRefused(repository, 'nested-repository', { files });
    // Where it is not checked out only Git knows.
    await repository.git('submodule', '--quiet', 'deinit', '-f', 'library');
    await assertRefused(repository, 'nested-repository', { files });
  },

  'that differs from another one only in case': async (dialect) => {
    const repository = await newRepository(dialect);
    const shouted = (file: string): string => file.replace(/[^/]+$/, (name) => name.toUpperCase());
    const refused = { ...dialect.create, file: shouted(dialect.edit.file) };
    await assertRefused(repository, 'case-collision', { files: [refused] });
    const folder = { ...dialect.create, file: dialect.create.file.toUpperCase() };
    await assertRefused(repository, 'case-collision', { files: [folder] });
    const twin = { ...dialect.create, file: shouted(dialect.create.file) };
    await assertRefused(repository, 'duplicate-path', { files: [dialect.create, twin] });
  },

  'planned twice': async (dialect) => {
    const repository = await newRepository(dialect);
    await assertRefused(repository, 'duplicate-path', { files: [dialect.edit, dialect.create, dialect.edit] });
  },

  'outside the folder': refusedPath(
    'path-outside',
    ...[
      '../escaped.yaml',
      'a/../../escaped.yaml',
      '/tmp/escaped.yaml',
      '',
      '.',
      'a//b.yaml',
      './a.yaml',
      'a/',
      'nul\0.yaml',
    ],
  ),

  'inside Git’s own folder': refusedPath(
    'git-internal-path',
    '.git/hooks/pre-commit',
    'a/.GIT/config',
    'GIT~1/config',
    '.git',
  ),
});
