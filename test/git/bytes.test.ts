import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { commitPlan, undoCommit } from '../../client/src/git';
import { describeCases, type Case } from '../support/gitCases';
import { assertCommits, assertRefused, request } from '../support/gitDelivery';
import { newRepository, type TestRepository } from '../support/gitRepository';

const crlf = (text: string | null): string => (text ?? '').replaceAll('\n', '\r\n');

/** The dialect's plan as it is in a working tree with CRLF line ends. */
function windowsPlan({
  edit,
  create,
}: TestRepository['dialect']): { file: string; before: string | null; after: string }[] {
  return [
    { file: edit.file, before: crlf(edit.before), after: crlf(edit.after) },
    { file: create.file, before: null, after: crlf(create.after) },
  ];
}

/** Commit and undo on files that Git converts: disk holds the plan's bytes, and Git sees no other change. */
function converted(arrange: (repository: TestRepository) => Promise<void>, stored: (text: string) => string): Case {
  return async (dialect) => {
    const repository = await newRepository(dialect);
    await arrange(repository);
    // As a fresh clone has it.
    await repository.git('rm', '-rq', '--cached', '.');
    await repository.git('reset', '-q', '--hard');
    const before = await repository.snapshot();
    const files = windowsPlan(dialect);
    const outcome = await commitPlan(request(repository, { files }));
    assert.ok(outcome.kind === 'committed', JSON.stringify(outcome));
    for (const { file, after } of files) {
      assert.equal((await repository.read(file)).toString(), after);
      assert.equal(await repository.git('cat-file', 'blob', `HEAD:${file}`), stored(after));
    }
    assert.equal(await repository.git('status', '--porcelain'), '');
    const undo = { folder: repository.root, commit: outcome.commit, parent: outcome.parent, files };
    assert.deepEqual(await undoCommit(undo), { kind: 'undone' });
    assert.deepEqual({ ...(await repository.snapshot()), files: {} }, { ...before, files: {} });
  };
}

async function attributes(repository: TestRepository, text: string): Promise<void> {
  await repository.write('.gitattributes', text);
  await repository.git('add', '.gitattributes');
  await repository.git('commit', '-qm', 'attributes');
}

const lf = (text: string): string => text.replaceAll('\r\n', '\n');

const hostile = [
  ...[
    '-f.yaml',
    '--amend',
    '--',
    '-',
    '*.yaml',
    '[a-z].yaml',
    '?.yaml',
    ':(glob)**',
    ':!README.md',
    ':',
    '~.yaml',
    '@',
    'HEAD',
  ],
  ...[
    'sp ace .yaml',
    ' lead',
    'trail ',
    'a"b\'c`d.yaml',
    '$(touch pwned).yaml',
    ';touch pwned',
    '%s%n',
    '#x',
    '!x',
    '\\b\\n',
    '&|<>',
  ],
  ...['new\nline.yaml', 'tab\t.yaml', 'bell\u0007', 'ünï-配置-🚀.yaml', 'e\u0301.yaml', '\u202egpj.yaml'],
];

describeCases('git: bytes and names', {
  'CRLF on disk, LF in Git (core.autocrlf=true)': converted(async (repository) => {
    await repository.git('config', 'core.autocrlf', 'true');
  }, lf),

  'CRLF on disk, LF in Git (.gitattributes eol=crlf)': converted(
    (repository) => attributes(repository, '*.yaml text eol=crlf\n'),
    lf,
  ),

  'CRLF on disk, made by a filter of the repository': converted(async (repository) => {
    await repository.git('config', 'filter.lines.clean', "tr -d '\\r'");
    await repository.git('config', 'filter.lines.smudge', "sed 's/$/\\r/'");
    await attributes(repository, '*.yaml filter=lines\n');
  }, lf),

  'CRLF in Git, although core.autocrlf is on now': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.write(dialect.edit.file, crlf(dialect.edit.before));
    await repository.git('-c', 'core.autocrlf=false', 'commit', '-qam', 'CRLF');
    await repository.git('config', 'core.autocrlf', 'true');
    const files = windowsPlan(dialect).slice(0, 1);
    const outcome = await commitPlan(request(repository, { files }));
    assert.ok(outcome.kind === 'committed', JSON.stringify(outcome));
    assert.equal(await repository.git('cat-file', 'blob', `HEAD:${dialect.edit.file}`), files[0]?.after);
    assert.match(await repository.git('show', '--format=', '--numstat'), /^1\t1\t/);
  },

  'a byte order mark, which the editor’s text does not have': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.write(dialect.edit.file, `\ufeff${dialect.edit.before}`);
    await repository.git('commit', '-qam', 'BOM');
    const outcome = await commitPlan(request(repository));
    assert.ok(outcome.kind === 'committed', JSON.stringify(outcome));
    assert.equal((await repository.read(dialect.edit.file)).toString(), `\ufeff${dialect.edit.after}`);
    assert.equal((await repository.read(dialect.create.file)).toString(), dialect.create.after);
    const undo = {
      folder: repository.root,
      commit: outcome.commit,
      parent: outcome.parent,
      files: request(repository).files,
    };
    assert.deepEqual(await undoCommit(undo), { kind: 'undone' });
    assert.equal((await repository.read(dialect.edit.file)).toString(), `\ufeff${dialect.edit.before}`);
  },

  'a byte order mark in the plan': async (dialect) => {
    const repository = await newRepository(dialect);
    const { file, before, after } = dialect.edit;
    await repository.write(file, `\ufeff${before}`);
    await repository.git('commit', '-qam', 'BOM');
    await assertCommits(repository, { files: [{ file, before: `\ufeff${before}`, after: `\ufeff${after}` }] });
  },

  'no final newline, NUL, and nothing at all': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.write('bare.yaml', 'a: 1');
    await repository.git('add', '.');
    await repository.git('commit', '-qm', 'bare');
    const files = [
      { file: 'bare.yaml', before: 'a: 1', after: 'a: 2' },
      { file: 'nul.yaml', before: null, after: 'a: \0' },
      { file: 'empty.yaml', before: null, after: '' },
    ];
    await assertCommits(repository, { files });
  },

  'hostile names, created and then changed': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.write('z.yaml', 'no part of any plan\n');
    await repository.write('README.md', 'Changed.\n');
    const created = hostile.map((name) => ({
      file: `n/${name}`,
      before: null,
      after: `name: ${JSON.stringify(name)}\n`,
    }));
    const both = [...created, ...created.map((planned) => ({ ...planned, file: planned.file.slice(2) }))];
    const first = await commitPlan(request(repository, { files: both }));
    assert.ok(first.kind === 'committed', JSON.stringify(first));
    assert.deepEqual(await names(repository), both.map(({ file }) => file).toSorted());
    const changed = both.map(({ file, after }) => ({ file, before: after, after: `${after}# changed\n` }));
    const second = await commitPlan(request(repository, { files: changed }));
    assert.ok(second.kind === 'committed', JSON.stringify(second));
    assert.deepEqual(await names(repository), both.map(({ file }) => file).toSorted());
    const undo = { folder: repository.root, commit: second.commit, parent: second.parent, files: changed };
    assert.deepEqual(await undoCommit(undo), { kind: 'undone' });
    assert.equal(await repository.git('status', '--porcelain'), ' M README.md\n?? z.yaml\n');
    assert.equal(existsSync(join(repository.root, 'pwned')), false);
  },

  'hostile names, when it fails': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.hook('pre-commit', 'exit 1');
    const files = hostile.map((name) => ({ file: `n/${name}`, before: null, after: 'x\n' }));
    await assertRefused(repository, 'hook-failed', { files });
  },

  'a folder with a hostile name': async (dialect) => {
    const repository = await newRepository(dialect);
    const folder = 'new\nline :(top) *\ntrue\n';
    const planned = { file: '-x.yaml', before: null, after: 'x\n' };
    await repository.write(`${folder}/keep.yaml`, 'x\n');
    const outcome = await commitPlan(request(repository, { folder: join(repository.root, folder), files: [planned] }));
    assert.ok(outcome.kind === 'committed', JSON.stringify(outcome));
    assert.deepEqual(await names(repository), [`${folder}/-x.yaml`]);
  },
});

async function names(repository: TestRepository): Promise<string[]> {
  const changed = await repository.git('show', '--format=', '--name-only', '-z', '--no-renames');
  return changed
    .split('\0')
    .filter((name) => name !== '')
    .toSorted();
}
