import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { chmod, chown, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { commitPlan, uncommittedPaths } from '../../client/src/git';
import type { CommitRequest } from '../../client/src/git';
import { describeCases } from '../support/gitCases';
import { assertCommits, assertHolds, assertRefusal, assertRefused, request } from '../support/gitDelivery';
import { runChild } from '../support/gitProcess';
import { newRepository, type TestRepository } from '../support/gitRepository';

/** Do something at the moment between the checks and the writing, or between that and the commit. */
function when(text: RegExp, act: () => void): Pick<CommitRequest, 'onProgress'> {
  return {
    onProgress: (progress) => {
      if (text.test(progress)) act();
    },
  };
}

/** Plans of one new file each. */
const single = (repository: TestRepository, file: string): CommitRequest => ({
  ...request(repository),
  files: [{ file, before: null, after: `name: ${file}\n` }],
});

/** A user who is not root: for tests of permissions that run as root. */
const nobody = 65534;

/** Run a delivery for which permissions count: as root under another user, to whom the repository is given. */
async function asOrdinaryUser(repository: TestRepository, asked: CommitRequest): Promise<{ readonly kind: string }> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    await chmod(dirname(dirname(repository.root)), 0o755);
    execFileSync('chown', ['-R', `${nobody}:${nobody}`, repository.root]);
  }
  const { outcome, stderr } = await runChild({ run: 'commit', request: asked, ...(isRoot ? { uid: nobody } : {}) });
  if (isRoot) execFileSync('chown', ['-R', '0:0', repository.root]);
  assert.ok(outcome, stderr);
  return outcome;
}

describeCases('git: races, limits and permissions', {
  'a file saved after the checks is not overwritten': async (dialect) => {
    const repository = await newRepository(dialect);
    const path = join(repository.root, dialect.edit.file);
    const mine = `${dialect.edit.before}# saved meanwhile\n`;
    const outcome = await commitPlan(
      request(
        repository,
        when(/^Writing/, () => writeFileSync(path, mine)),
      ),
    );
    assertRefusal(outcome, 'file-changed');
    assert.equal(await readFile(path, 'utf8'), mine);
    assert.equal(existsSync(join(repository.root, dialect.create.file)), false);
    assert.equal((await repository.git('status', '--porcelain', '-uall')).trim(), `M ${dialect.edit.file}`);
  },

  'a file created after the checks is not overwritten, and what was written goes back': async (dialect) => {
    const repository = await newRepository(dialect);
    const path = join(repository.root, dialect.create.file);
    const appear = (): void => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, 'mine\n');
    };
    assertRefusal(await commitPlan(request(repository, when(/^Writing/, appear))), 'file-exists');
    assert.equal(await readFile(path, 'utf8'), 'mine\n');
    assert.equal((await repository.read(dialect.edit.file)).toString(), dialect.edit.before);
    assert.equal((await repository.git('status', '--porcelain', '-uall')).trim(), `?? ${dialect.create.file}`);
  },

  'a folder that becomes a link after the checks is not followed': async (dialect) => {
    const repository = await newRepository(dialect);
    const folder = dirname(join(repository.root, dialect.edit.file));
    const outside = join(dirname(repository.root), 'outside');
    const replace = (): void => {
      renameSync(folder, outside);
      symlinkSync(outside, folder);
    };
    const asked = request(repository, { files: [dialect.edit], ...when(/^Writing/, replace) });
    assertRefusal(await commitPlan(asked), 'symlink');
    const names = await readdir(outside);
    assert.deepEqual(
      names.filter((name) => name.endsWith('.tmp')),
      [],
    );
    const name = dialect.edit.file.split('/').at(-1) ?? '';
    assert.equal(await readFile(join(outside, name), 'utf8'), dialect.edit.before);
  },

  'a folder that vanishes after the checks': async (dialect) => {
    const repository = await newRepository(dialect);
    const folder = dirname(join(repository.root, dialect.edit.file));
    const vanish = (): void => rmSync(folder, { recursive: true });
    const asked = request(repository, { files: [dialect.edit], ...when(/^Writing/, vanish) });
    const refusal = assertRefusal(await commitPlan(asked), 'write-failed');
    assert.match(refusal.detail ?? '', /ENOENT/);
    assert.deepEqual((await repository.snapshot()).leftovers, []);
  },

  'a file saved while the hooks run: its content is kept': async (dialect) => {
    const repository = await newRepository(dialect);
    const before = await repository.snapshot();
    const path = join(repository.root, dialect.edit.file);
    const mine = `${dialect.edit.after}# saved meanwhile\n`;
    const outcome = await commitPlan(
      request(
        repository,
        when(/^Committing/, () => writeFileSync(path, mine)),
      ),
    );
    const refusal = assertRefusal(outcome, 'hook-changed-commit');
    assert.deepEqual(await repository.snapshot(), before);
    const kept = /git cat-file blob ([0-9a-f]+)/.exec(refusal.detail ?? '')?.[1] ?? '';
    assert.equal(await repository.git('cat-file', 'blob', kept), mine);
  },

  'cancelled at every word of progress': async (dialect) => {
    const repository = await newRepository(dialect);
    for (const text of [/^Checking/, /^Writing/, /^Committing/]) {
      const controller = new AbortController();
      const extra = { signal: controller.signal, ...when(text, () => controller.abort()) };
      await assertRefused(repository, 'cancelled', extra);
    }
    await assertRefused(repository, 'cancelled', { signal: AbortSignal.abort() });
    await assertCommits(repository);
  },

  'another Git that holds the index for a moment is waited for': async (dialect) => {
    const repository = await newRepository(dialect);
    const lock = join(repository.root, '.git/index.lock');
    await writeFile(lock, '');
    const release = pause(400).then(() => rm(lock));
    await assertCommits(repository);
    await release;
  },

  'another Git that takes the index after the checks is waited for': async (dialect) => {
    const repository = await newRepository(dialect);
    const lock = join(repository.root, '.git/index.lock');
    let release: Promise<void> | undefined;
    const take = (): void => {
      writeFileSync(lock, '');
      release = pause(400).then(() => rm(lock));
    };
    const outcome = await commitPlan(request(repository, when(/^Committing/, take)));
    assert.equal(outcome.kind, 'committed', JSON.stringify(outcome));
    await release;
  },

  'another Git that never lets go of the index: files go back': async (dialect) => {
    const repository = await newRepository(dialect);
    const lock = join(repository.root, '.git/index.lock');
    const files = [dialect.edit];
    const before = await repository.snapshot();
    const outcome = await commitPlan(
      request(repository, { files, ...when(/^Committing/, () => writeFileSync(lock, '')) }),
    );
    assertRefusal(outcome, 'index-locked');
    assert.equal(await readFile(lock, 'utf8'), '', 'a lock of somebody else stays');
    await rm(lock);
    assert.deepEqual(await repository.snapshot(), before);
  },

  'the same, with an announced file: the next delivery puts it back': async (dialect) => {
    const repository = await newRepository(dialect);
    const lock = join(repository.root, '.git/index.lock');
    const outcome = await commitPlan(
      request(
        repository,
        when(/^Committing/, () => writeFileSync(lock, '')),
      ),
    );
    const refusal = assertRefusal(outcome, 'put-back-failed');
    assert.deepEqual(refusal.files, ['index']);
    await rm(lock);
    await assertCommits(repository);
  },

  'at the same time in one process: one after the other': async (dialect) => {
    const repository = await newRepository(dialect);
    const names = ['one.yaml', 'two.yaml', 'three.yaml'];
    const outcomes = await Promise.all(names.map((name) => commitPlan(single(repository, name))));
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['committed', 'committed', 'committed'],
    );
    assert.equal((await repository.git('rev-list', '--count', 'origin/main..HEAD')).trim(), '3');
    // The same plan twice: one commit, by whichever comes to the lock first.
    const twice = await Promise.all([commitPlan(request(repository)), commitPlan(request(repository))]);
    assert.deepEqual(twice.map(({ kind }) => kind).toSorted(), ['committed', 'nothing']);
    assert.equal((await repository.git('rev-list', '--count', 'origin/main..HEAD')).trim(), '4');
  },

  'at the same time in several processes: one after the other': async (dialect) => {
    const repository = await newRepository(dialect);
    const names = ['one.yaml', 'two.yaml', 'three.yaml'];
    const ended = await Promise.all(
      names.map((name) => runChild({ run: 'commit', request: single(repository, name) })),
    );
    assert.deepEqual(
      ended.map(({ outcome }) => outcome?.kind),
      ['committed', 'committed', 'committed'],
    );
    assert.equal((await repository.git('rev-list', '--count', 'origin/main..HEAD')).trim(), '3');
    assert.equal(await repository.git('status', '--porcelain'), '');
    assert.deepEqual((await repository.snapshot()).leftovers, []);
  },

  'with variables of a parent Git in the environment': async (dialect) => {
    const repository = await newRepository(dialect);
    const environment = {
      ...{ GIT_DIR: '/nowhere/.git', GIT_WORK_TREE: '/nowhere', GIT_INDEX_FILE: '/nowhere/index', GIT_PREFIX: 'x/' },
      ...{
        GIT_AUTHOR_DATE: '1999-01-01T00:00:00Z',
        GIT_LITERAL_PATHSPECS: '0',
        GIT_GLOB_PATHSPECS: '1',
        GIT_TRACE: '1',
      },
      ...{
        GIT_EDITOR: 'false',
        EDITOR: 'false',
        GIT_PAGER: 'false',
        PAGER: 'false',
        LC_ALL: 'C.UTF-8',
        GIT_NAMESPACE: 'x',
      },
      ...{ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'user.name', GIT_CONFIG_VALUE_0: 'From Environment' },
    };
    const { outcome, stderr } = await runChild({ run: 'commit', request: request(repository) }, { environment });
    assert.equal(outcome?.kind, 'committed', JSON.stringify(outcome) + stderr);
    await assertHolds(repository, await repository.head(), request(repository).files);
    // Configuration in variables is the user's; a date of another commit is not.
    const [author, year] = (await repository.git('show', '-s', '--date=format:%Y', '--format=%an|%ad'))
      .trim()
      .split('|');
    assert.equal(author, 'From Environment');
    assert.notEqual(year, '1999');
  },

  'no room: nothing is changed': async (dialect) => {
    const repository = await newRepository(dialect);
    const before = await repository.snapshot();
    const big = { ...dialect.create, after: '# '.padEnd(60_000, 'x') };
    // A limit of the process on the size of files stands for a full disk.
    const asked = request(repository, { files: [dialect.edit, big] });
    const { outcome, stderr } = await runChild({ run: 'commit', request: asked }, { shell: 'ulimit -f 64' });
    assertRefusal(outcome ?? { kind: stderr }, 'disk-full');
    assert.deepEqual(await repository.snapshot(), before);
  },

  'a folder in which this user may not write': async (dialect) => {
    const repository = await newRepository(dialect);
    const folder = dirname(join(repository.root, dialect.edit.file));
    await chmod(folder, 0o555);
    const before = await repository.snapshot();
    const refusal = assertRefusal(await asOrdinaryUser(repository, request(repository)), 'read-only-folder');
    assert.match(refusal.message, new RegExp(dirname(dialect.edit.file)));
    assert.deepEqual(await repository.snapshot(), before);
    await chmod(folder, 0o755);
  },

  'a Git folder in which this user may not write': async (dialect) => {
    const repository = await newRepository(dialect);
    await chmod(join(repository.root, '.git'), 0o555);
    const before = await repository.snapshot();
    assertRefusal(await asOrdinaryUser(repository, request(repository)), 'git-dir-read-only');
    assert.deepEqual(await repository.snapshot(), before);
    await chmod(join(repository.root, '.git'), 0o755);
  },

  'objects that this user may not write: everything goes back': async (dialect) => {
    const repository = await newRepository(dialect);
    const objects = join(repository.root, '.git/objects');
    for (const name of await readdir(objects)) await chmod(join(objects, name), 0o555);
    await chmod(objects, 0o555);
    const before = await repository.snapshot();
    const refusal = assertRefusal(await asOrdinaryUser(repository, request(repository)), 'commit-failed');
    assert.match(refusal.detail ?? '', /insufficient permission|unable to/);
    assert.deepEqual(await repository.snapshot(), before);
    for (const name of ['', ...(await readdir(objects))]) await chmod(join(objects, name), 0o755);
  },

  'a file of another user keeps its owner': async (dialect) => {
    const repository = await newRepository(dialect);
    const path = join(repository.root, dialect.edit.file);
    const owner = process.getuid?.() === 0 ? nobody : (process.getuid?.() ?? 0);
    await chown(path, owner, process.getgid?.() ?? 0);
    await assertCommits(repository);
    const listed = execFileSync('ls', ['-n', path], { encoding: 'utf8' });
    assert.equal(listed.split(/\s+/)[2], String(owner));
  },

  'what is uncommitted is told': async (dialect) => {
    const repository = await newRepository(dialect);
    const { edit, create, other } = dialect;
    const paths = [edit.file, create.file, other, 'README.md', 'docs/none.md'];
    assert.deepEqual(await uncommittedPaths(repository.root, paths), new Set());
    await repository.write(edit.file, 'changed\n');
    await repository.write(create.file, 'new\n');
    await repository.write('README.md', 'staged\n');
    await repository.git('add', 'README.md');
    await repository.write('docs/other.md', 'not asked for\n');
    const expected = new Set([edit.file, create.file, 'README.md']);
    assert.deepEqual(await uncommittedPaths(repository.root, paths), expected);
    const many = Array.from({ length: 300 }, (_, index) => `no/${index}.yaml`);
    assert.deepEqual(await uncommittedPaths(repository.root, [...many, ...paths]), expected);
    const [top = '', ...rest] = edit.file.split('/');
    assert.deepEqual(await uncommittedPaths(join(repository.root, top), [rest.join('/')]), new Set([rest.join('/')]));
    assert.deepEqual(await uncommittedPaths(dirname(repository.root), paths), new Set());
    assert.deepEqual(await uncommittedPaths(repository.root, paths, '/nowhere/git'), new Set());
  },
});
