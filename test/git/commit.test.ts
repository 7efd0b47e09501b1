import assert from 'node:assert/strict';
import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { commitPlan } from '../../client/src/git';
import { describeCases } from '../support/gitCases';
import { assertCommits, message, request } from '../support/gitDelivery';
import { git, newFolder, repositoryAt } from '../support/gitRepository';
import { newRepository } from '../support/gitRepository';

/** Signs like GPG would: reads what is to be signed, says so on the status pipe, prints a signature. */
const fakeGpg = `cat > /dev/null
echo "[GNUPG:] SIG_CREATED " >&2
printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nsigned\\n-----END PGP SIGNATURE-----\\n'`;

describeCases('git: a plan becomes one commit', {
  'of exactly the planned files, with one changed line for a changed pin': async (dialect) => {
    const repository = await newRepository(dialect);
    const outcome = await assertCommits(repository);
    const numbers = await repository.git('show', '--format=', '--numstat', outcome.commit, '--', dialect.edit.file);
    assert.match(numbers, /^1\t1\t/);
    assert.equal(outcome.branch, 'main');
    assert.equal(await repository.git('show', '-s', '--format=%B', outcome.commit), `${message}\n`);
    assert.equal(await repository.git('status', '--porcelain'), '');
    // What may be undone or pushed next is ahead of the remote by one.
    assert.match(await repository.git('status', '-sb'), /ahead 1\b/);
  },

  'and other staged, changed and untracked files stay as they are': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.write('README.md', 'Staged.\n');
    await repository.git('add', 'README.md');
    await repository.write('README.md', 'Staged, then changed.\n');
    await repository.write('docs/notes.md', 'Changed.\n');
    await repository.write('docs/new.md', 'Untracked.\n');
    await repository.write('docs/added.md', 'Added.\n');
    await repository.git('add', 'docs/added.md');
    await repository.git('rm', '-q', '--cached', dialect.other);
    const status = await repository.git('status', '--porcelain=v1', '-uall');
    await assertCommits(repository);
    assert.equal(await repository.git('status', '--porcelain=v1', '-uall'), status);
    assert.equal(await repository.git('show', ':README.md'), 'Staged.\n');
  },

  'in a subfolder of the Git tree, with paths relative to it': async (dialect) => {
    const repository = await newRepository(dialect);
    const [top = '', ...rest] = dialect.edit.file.split('/');
    const inside = (file: string): string => file.slice(top.length + 1);
    assert.ok(rest.length > 0);
    const { edit, create } = dialect;
    const files = [edit, create].map((planned) => ({ ...planned, file: inside(planned.file) }));
    const outcome = await commitPlan(request(repository, { folder: join(repository.root, top), files }));
    assert.equal(outcome.kind, 'committed');
    const changed = await repository.git('show', '--format=', '--name-only', 'HEAD');
    assert.deepEqual(changed.trim().split('\n').toSorted(), [edit.file, create.file].toSorted());
  },

  'in a linked worktree, whose index and branch are its own': async (dialect) => {
    const repository = await newRepository(dialect);
    const main = await repository.snapshot();
    const root = join(dirname(repository.root), 'linked');
    await repository.git('worktree', 'add', '-q', '-b', 'side', root);
    const linked = repositoryAt(root, dialect, repository.remote);
    const outcome = await assertCommits(linked);
    assert.equal(outcome.branch, 'side');
    const after = await repository.snapshot();
    assert.deepEqual({ ...after, refs: main.refs }, main);
  },

  'in a submodule, saying that the superproject does not know yet': async (dialect) => {
    const repository = await newRepository(dialect);
    const folder = await newFolder();
    await git(folder, 'init', '-q');
    await git(folder, 'submodule', '--quiet', 'add', repository.remote, 'gitops');
    const submodule = repositoryAt(join(folder, 'gitops'), dialect, repository.remote);
    await submodule.git('config', 'user.name', 'Ada');
    await submodule.git('config', 'user.email', 'ada@example.com');
    const outcome = await assertCommits(submodule);
    assert.match(outcome.notes?.join() ?? '', /submodule/);
  },

  'in a shallow clone': async (dialect) => {
    const repository = await newRepository(dialect);
    const root = join(dirname(repository.root), 'shallow');
    await git(repository.root, 'clone', '-q', '--depth=1', `file://${repository.remote}`, root);
    const shallow = repositoryAt(root, dialect, repository.remote);
    await shallow.git('config', 'user.name', 'Ada');
    await shallow.git('config', 'user.email', 'ada@example.com');
    assert.equal((await shallow.git('rev-parse', '--is-shallow-repository')).trim(), 'true');
    await assertCommits(shallow);
  },

  'as the first of a branch, where nothing else is staged': async (dialect) => {
    const folder = await newFolder();
    await git(folder, 'init', '-q');
    await git(folder, 'config', 'user.name', 'Ada');
    await git(folder, 'config', 'user.email', 'ada@example.com');
    const outcome = await commitPlan({ folder, files: [dialect.create], message, signOff: false });
    assert.equal(outcome.kind === 'committed' && outcome.parent, '', JSON.stringify(outcome));
    assert.equal((await git(folder, 'ls-files')).trim(), dialect.create.file);
  },

  'with SHA-256 object names': async (dialect) => {
    const folder = await newFolder();
    await git(folder, 'init', '-q', '--object-format=sha256');
    await git(folder, 'config', 'user.name', 'Ada');
    await git(folder, 'config', 'user.email', 'ada@example.com');
    const first = await commitPlan({ folder, files: [dialect.create], message, signOff: false });
    assert.equal(first.kind === 'committed' && first.commit.length, 64, JSON.stringify(first));
    const repository = repositoryAt(folder, dialect, '');
    const { file, after: before } = dialect.create;
    await assertCommits(repository, {
      files: [
        { file, before, after: `${before}# more\n` },
        { ...dialect.edit, before: null },
      ],
    });
  },

  'signed off where asked, whatever the message begins its lines with': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.git('config', 'core.commentChar', 'p');
    const text = '--amend\n\n# a heading, not a comment\npromote\n\nOpenChoreo-Release: x\n';
    const outcome = await assertCommits(repository, { message: text, signOff: true });
    const body = await repository.git('show', '-s', '--format=%B', outcome.commit);
    assert.equal(body, `${text}Signed-off-by: Ada Promoter <ada@example.com>\n\n`);
  },

  'in UTF-8, whatever encoding Git is told to use': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.git('config', 'i18n.commitEncoding', 'ISO-8859-1');
    const outcome = await assertCommits(repository, { message: 'Größe: 配置\n' });
    assert.match(await repository.git('cat-file', 'commit', outcome.commit), /\n\nGröße: 配置\n$/);
  },

  'with the hooks run, which may change the message': async (dialect) => {
    const repository = await newRepository(dialect);
    const log = join(dirname(repository.root), 'hooks.log');
    for (const name of ['pre-commit', 'prepare-commit-msg', 'post-commit'])
      await repository.hook(name, `echo ${name} >> '${log}'`);
    await repository.hook('commit-msg', `echo 'Change-Id: I1' >> "$1"`);
    const outcome = await assertCommits(repository);
    assert.match(await repository.git('show', '-s', '--format=%B', outcome.commit), /\nChange-Id: I1\n/);
    const ran = await git(dirname(repository.root), 'hash-object', 'hooks.log').then(() =>
      repository.git('-C', '..', 'grep', '-h', '--no-index', '.', '--', 'hooks.log'),
    );
    assert.deepEqual(ran.trim().split('\n'), ['pre-commit', 'prepare-commit-msg', 'post-commit']);
  },

  'with hooks from core.hooksPath, in the characters of the user': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.git('config', 'core.hooksPath', 'hooks');
    await repository.hook('commit-msg', `printf 'Locale: %s|%s\\n' "$LC_ALL" "$LC_MESSAGES" >> "$1"`);
    const outcome = await commitPlan(request(repository));
    assert.equal(outcome.kind, 'committed', JSON.stringify(outcome));
    assert.match(await repository.git('show', '-s', '--format=%B'), /\nLocale: \|C\n/);
  },

  'signed, where the user has signing on': async (dialect) => {
    const repository = await newRepository(dialect);
    const program = join(dirname(repository.root), 'gpg');
    await writeFile(program, `#!/bin/sh\n${fakeGpg}\n`, { mode: 0o755 });
    await repository.git('config', 'commit.gpgSign', 'true');
    await repository.git('config', 'gpg.program', program);
    const outcome = await assertCommits(repository);
    assert.match(await repository.git('cat-file', 'commit', outcome.commit), /\ngpgsig -----BEGIN PGP SIGNATURE/);
  },

  'that keeps the mode of a changed file, and the owner': async (dialect) => {
    const repository = await newRepository(dialect);
    const path = join(repository.root, dialect.edit.file);
    await chmod(path, 0o755);
    await repository.git('commit', '-qam', 'executable');
    const before = await stat(path);
    const outcome = await assertCommits(repository);
    const after = await stat(path);
    assert.deepEqual([after.mode, after.uid, after.gid], [before.mode, before.uid, before.gid]);
    assert.match(await repository.git('ls-tree', outcome.commit, dialect.edit.file), /^100755 /);
  },

  'that deletes a file, with the folders it leaves empty': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.write('old/releases/gone.yaml', 'gone\n');
    await repository.git('add', '.');
    await repository.git('commit', '-qm', 'old');
    await assertCommits(repository, {
      files: [{ file: 'old/releases/gone.yaml', before: 'gone\n', after: null }, dialect.edit],
    });
    await assert.rejects(stat(join(repository.root, 'old')), { code: 'ENOENT' });
  },

  'and none where every file already is as planned and committed': async (dialect) => {
    const repository = await newRepository(dialect);
    await assertCommits(repository);
    const before = await repository.snapshot();
    assert.deepEqual(await commitPlan(request(repository)), { kind: 'nothing' });
    const same = { ...dialect.edit, after: dialect.edit.before };
    assert.deepEqual(await commitPlan(request(repository, { files: [same] })), { kind: 'nothing' });
    assert.deepEqual(await commitPlan(request(repository, { files: [] })), { kind: 'nothing' });
    assert.deepEqual(await repository.snapshot(), before);
  },

  'where a folder is new, and where it exists': async (dialect) => {
    const repository = await newRepository(dialect);
    await mkdir(join(repository.root, 'a/b'), { recursive: true });
    const files = ['a/b/one.yaml', 'a/b/c/two.yaml', 'three.yaml'].map((file) => ({ ...dialect.create, file }));
    await assertCommits(repository, { files });
  },

  'of a hundred files with long names': async (dialect) => {
    const repository = await newRepository(dialect);
    // Together longer than one command line may be on Windows.
    const name = 'long-name-'.repeat(22);
    const files = Array.from({ length: 100 }, (_, index) => ({ ...dialect.create, file: `many/${name}${index}.yaml` }));
    const outcome = await commitPlan(request(repository, { files }));
    assert.equal(outcome.kind, 'committed', JSON.stringify(outcome));
    assert.equal((await repository.git('show', '--format=', '--name-only')).trim().split('\n').length, 100);
  },
});
