import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { commitPlan } from '../../client/src/git';
import { describeCases } from '../support/gitCases';
import { assertCommits, assertRefusal, assertRefused, request } from '../support/gitDelivery';
import { newRepository, type TestRepository } from '../support/gitRepository';

/** A script that appends a line to a file, as a formatter would. */
const format = (file: string): string => `echo '# formatted' >> '${file}'`;

describeCases('git: hooks that get in the way', {
  'refuse before the commit': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.hook('pre-commit', 'echo "\u001b[31mno releases on Sunday\u001b[0m" >&2; exit 1');
    const refusal = await assertRefused(repository, 'hook-failed');
    assert.equal(refusal.detail, 'no releases on Sunday');
  },

  'refuse without a word': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.hook('pre-commit', 'exit 1');
    assert.equal((await assertRefused(repository, 'hook-failed')).detail, undefined);
  },

  'refuse the message': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.hook('commit-msg', 'echo "a ticket number, please"; exit 3');
    assert.match((await assertRefused(repository, 'hook-failed')).detail ?? '', /a ticket number, please/);
    await repository.hook('commit-msg', ': > "$1"');
    assert.match((await assertRefused(repository, 'hook-failed')).detail ?? '', /empty commit message/);
  },

  'refuse while the message is prepared': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.hook('prepare-commit-msg', 'echo prepared; exit 1');
    await assertRefused(repository, 'hook-failed');
  },

  'refuse to let the branch move': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.hook('reference-transaction', 'if [ "$1" = prepared ]; then echo frozen >&2; exit 1; fi');
    assert.match((await assertRefused(repository, 'hook-failed')).detail ?? '', /frozen/);
  },

  'cannot be run': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.hook('pre-commit', '');
    await writeFile(join(repository.root, '.git/hooks/pre-commit'), '#!/nowhere/sh\n');
    await assertRefused(repository, 'hook-failed');
  },

  'format a planned file and stop, as pre-commit does': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.hook('pre-commit', `${format(dialect.edit.file)}; echo "files were modified"; exit 1`);
    const refusal = await assertRefused(repository, 'hook-failed');
    // What the hook had written is not lost.
    const kept = /git cat-file blob ([0-9a-f]+)/.exec(refusal.detail ?? '')?.[1] ?? '';
    assert.equal(await repository.git('cat-file', 'blob', kept), `${dialect.edit.after}# formatted\n`);
  },

  'format a planned file into the commit': async (dialect) => {
    for (const { file } of [dialect.edit, dialect.create]) {
      const repository = await newRepository(dialect);
      await repository.hook('pre-commit', `echo formatting; ${format(file)}; git add '${file}'`);
      const refusal = await assertRefused(repository, 'hook-changed-commit');
      assert.deepEqual(refusal.files, [file]);
      assert.match(refusal.detail ?? '', /formatting/);
    }
  },

  'delete a planned file': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.hook('pre-commit', `git rm -q -f --cached '${dialect.create.file}'; rm '${dialect.edit.file}'`);
    await assertRefused(repository, 'hook-changed-commit');
  },

  'change the mode of a planned file': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.hook('pre-commit', `git update-index --chmod=+x '${dialect.edit.file}'`);
    await assertRefused(repository, 'hook-changed-commit');
  },

  'add other files to the commit, made by the hook': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.hook(
      'pre-commit',
      'echo index > index.txt; echo "Changed." > README.md; git add index.txt README.md',
    );
    const refusal = await assertRefused(repository, 'hook-changed-commit');
    assert.deepEqual(refusal.files?.toSorted(), ['README.md', 'index.txt']);
  },

  'add files of the user to the commit: these stay': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.write('mine.txt', 'untracked\n');
    await repository.write('README.md', 'changed\n');
    await repository.write('docs/notes.md', 'staged\n');
    await repository.git('add', 'docs/notes.md');
    await repository.hook('pre-commit', 'git add -A');
    await assertRefused(repository, 'hook-changed-commit');
  },

  'add ignored files to the commit: these stay': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.write('.gitignore', '*.log\n');
    await repository.write('my.log', 'mine\n');
    await repository.hook('pre-commit', 'git add -f my.log');
    assert.match((await assertRefused(repository, 'hook-changed-commit')).detail ?? '', /Left as it is: my\.log/);
  },

  'on the first commit of a branch': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.git('switch', '-q', '--orphan', 'fresh');
    const files = [dialect.create];
    await repository.hook('pre-commit', 'exit 1');
    await assertRefused(repository, 'hook-failed', { files });
    await repository.hook('pre-commit', `${format(dialect.create.file)}; git add '${dialect.create.file}'`);
    await assertRefused(repository, 'hook-changed-commit', { files });
  },

  'push the changed commit before it can be taken back': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    await repository.hook('pre-commit', `${format(dialect.edit.file)}; git add '${dialect.edit.file}'`);
    await repository.hook('post-commit', 'git push -q origin main');
    const outcome = await commitPlan(request(repository));
    const head = await repository.head();
    const refusal = assertRefusal(outcome, 'hook-pushed-commit');
    assert.match(refusal.message, new RegExp(head.slice(0, 10)));
    assert.equal((await repository.git('status', '--porcelain')).trim(), '');
    assert.deepEqual((await repository.snapshot()).leftovers, []);
  },

  'change a file after it was committed as planned: only said': async (dialect) => {
    const repository = await newRepository(dialect);
    const head = await repository.head();
    await repository.hook('post-commit', format(dialect.edit.file));
    const outcome = await commitPlan(request(repository));
    assert.ok(outcome.kind === 'committed' && outcome.parent === head, JSON.stringify(outcome));
    assert.match(outcome.notes?.join() ?? '', /changed again afterwards/);
    assert.equal(await repository.git('show', `HEAD:${dialect.edit.file}`), dialect.edit.after);
  },

  'commit more after the planned commit: the right one is found': async (dialect) => {
    const repository = await newRepository(dialect);
    const head = await repository.head();
    const again = 'if [ ! -e ../once ]; then touch ../once; git commit -q --allow-empty -m more; fi';
    await repository.hook('post-commit', again);
    const outcome = await commitPlan(request(repository));
    assert.ok(outcome.kind === 'committed' && outcome.parent === head, JSON.stringify(outcome));
    assert.equal(outcome.commit, (await repository.git('rev-parse', 'HEAD~1')).trim());
  },

  'see the planned files in the index, by globs of their own': async (dialect) => {
    const repository = await newRepository(dialect);
    const log = join(dirname(repository.root), 'seen.log');
    await repository.hook('pre-commit', `git diff --cached --name-only -- '*.yaml' > '${log}'`);
    await assertCommits(repository);
    const seen = (await readFile(log, 'utf8')).trim().split('\n');
    assert.deepEqual(seen.toSorted(), [dialect.edit.file, dialect.create.file].toSorted());
  },

  'add files in a subfolder: named as the request does': async (dialect) => {
    const repository = await newRepository(dialect);
    const [top = ''] = dialect.edit.file.split('/');
    const inside = (file: string): string => file.slice(top.length + 1);
    const files = [{ ...dialect.edit, file: inside(dialect.edit.file) }];
    await repository.hook(
      'pre-commit',
      `echo x > '${top}/new.txt'; echo x > new.txt; git add '${top}/new.txt' new.txt`,
    );
    const refusal = await assertRefused(repository, 'hook-changed-commit', {
      folder: join(repository.root, top),
      files,
    });
    assert.deepEqual(refusal.files, ['new.txt', 'new.txt']);
  },

  'wait for input or an editor: there is none': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.hook(
      'pre-commit',
      'read -r line; if [ -n "$line" ]; then exit 1; fi; $(git var GIT_EDITOR) nothing',
    );
    await assertCommits(repository);
  },

  'leave a process behind that holds the output': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.hook('post-commit', 'sleep 8 &');
    const started = Date.now();
    await assertCommits(repository);
    assert.ok(Date.now() - started < 7500);
  },

  'run when the user cancels': async (dialect) => {
    const repository = await newRepository(dialect);
    const running = join(dirname(repository.root), 'running');
    await repository.hook('pre-commit', `touch '${running}'; sleep 20; ${format(dialect.edit.file)}`);
    const before = await repository.snapshot();
    const controller = new AbortController();
    const started = Date.now();
    const delivery = commitPlan(request(repository, { signal: controller.signal }));
    while (!existsSync(running)) await pause(20);
    controller.abort();
    assertRefusal(await delivery, 'cancelled');
    assert.ok(Date.now() - started < 15_000, 'the hook is not waited for');
    assert.deepEqual(await repository.snapshot(), before);
  },

  'another program commits while they run: both commits stay': async (dialect) => {
    const repository = await newRepository(dialect);
    const head = await repository.head();
    await repository.hook('pre-commit', plumbingCommit('docs/notes.md'));
    const outcome = await commitPlan(request(repository));
    // Git itself notices that the branch moved under its commit.
    const refusal = assertRefusal(outcome, 'commit-failed');
    assert.match(refusal.detail ?? '', /cannot lock ref/);
    assert.equal((await repository.git('rev-parse', 'HEAD~1')).trim(), head);
    await assertUntouched(repository);
  },
});

/** Commits a change of one file behind Git's back: neither index nor hooks are involved. */
function plumbingCommit(file: string): string {
  return [
    'blob=$(echo theirs | git hash-object -w --stdin)',
    'export GIT_INDEX_FILE=.git/theirs',
    'git read-tree HEAD',
    `git update-index --cacheinfo 100644,$blob,${file}`,
    'commit=$(git commit-tree -p HEAD -m theirs $(git write-tree))',
    'git update-ref HEAD $commit',
    'rm .git/theirs',
  ].join('\n');
}

async function assertUntouched({ root, dialect }: TestRepository): Promise<void> {
  assert.equal(await readFile(join(root, dialect.edit.file), 'utf8'), dialect.edit.before);
  assert.equal(existsSync(join(root, dialect.create.file)), false);
}
