import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writePlan } from '../../client/src/git';
import type { RefusalCode, WriteRequest } from '../../client/src/git';
import { describeCases, type Case } from '../support/gitCases';
import type { Dialect } from '../support/gitDialects';
import { assertRefusal, request } from '../support/gitDelivery';
import { killAt } from '../support/gitProcess';
import { newFolder, newRepository, type TestRepository } from '../support/gitRepository';

function refusedAfter(
  code: RefusalCode,
  arrange: (repository: TestRepository, dialect: Dialect) => Promise<unknown>,
  extra: Partial<WriteRequest> = {},
): Case {
  return async (dialect) => {
    const repository = await newRepository(dialect);
    await arrange(repository, dialect);
    const before = await repository.snapshot();
    assertRefusal(await writePlan({ ...request(repository), ...extra }), code);
    assert.deepEqual(await repository.snapshot(), before);
  };
}

describeCases('git: edit only', {
  'writes the files and stages nothing': async (dialect) => {
    const repository = await newRepository(dialect);
    const before = await repository.snapshot();
    const outcome = await writePlan(request(repository));
    assert.deepEqual(outcome, { kind: 'written', files: [dialect.edit.file, dialect.create.file] });
    const after = await repository.snapshot();
    assert.deepEqual(
      [after.head, after.refs, after.index, after.leftovers],
      [before.head, before.refs, before.index, []],
    );
    for (const { file, after: text } of [dialect.edit, dialect.create]) {
      assert.equal((await repository.read(file)).toString(), text);
    }
    assert.deepEqual(await writePlan(request(repository)), outcome, 'what is as planned counts as written');
  },

  'goes on top of edits that are not committed': async (dialect) => {
    const repository = await newRepository(dialect);
    const { file, before, after } = dialect.edit;
    await repository.write(file, `${before}# mine\n`);
    const files = [{ file, before: `${before}# mine\n`, after: `${after}# mine\n` }];
    assert.deepEqual(await writePlan({ ...request(repository), files }), { kind: 'written', files: [file] });
    assert.equal((await repository.read(file)).toString(), `${after}# mine\n`);
  },

  'needs no Git': async (dialect) => {
    const folder = await newFolder();
    const outcome = await writePlan({ folder, files: [dialect.create] });
    assert.equal(outcome.kind, 'written', JSON.stringify(outcome));
    assert.equal(await readFile(join(folder, dialect.create.file), 'utf8'), dialect.create.after);
  },

  'deletes files': async (dialect) => {
    const repository = await newRepository(dialect);
    const before = (await repository.read(dialect.other)).toString();
    const files = [{ file: dialect.other, before, after: null }];
    assert.equal((await writePlan({ ...request(repository), files })).kind, 'written');
    assert.equal(existsSync(join(repository.root, dialect.other)), false);
  },

  'refused: changed since the plan': refusedAfter('file-changed', (repository, { edit }) =>
    repository.write(edit.file, `${edit.before}# mine\n`),
  ),

  'refused: exists': refusedAfter('file-exists', (repository, { create }) => repository.write(create.file, 'mine\n')),

  'refused: gone': refusedAfter('file-missing', (repository, { edit }) => rm(join(repository.root, edit.file))),

  'refused: read-only': refusedAfter('read-only-file', (repository, { edit }) =>
    chmod(join(repository.root, edit.file), 0o400),
  ),

  'refused: a link out of the folder': refusedAfter('symlink', async (repository, { create }) => {
    const parent = dirname(join(repository.root, create.file));
    await rm(parent, { recursive: true, force: true });
    await symlink('/tmp', parent);
  }),

  'refused: outside the folder': async (dialect) => {
    const repository = await newRepository(dialect);
    const files = [dialect.edit, { ...dialect.create, file: '../out.yaml' }];
    assertRefusal(await writePlan({ ...request(repository), files }), 'path-outside');
    assert.equal((await repository.read(dialect.edit.file)).toString(), dialect.edit.before);
  },

  'refused: cancelled': refusedAfter('cancelled', () => Promise.resolve(), { signal: AbortSignal.abort() }),

  'refused: unsaved editor': async (dialect) => {
    const repository = await newRepository(dialect);
    const unsaved = [dialect.create.file];
    assertRefusal(await writePlan({ ...request(repository), unsaved }), 'unsaved-editor');
  },

  'puts back what it wrote when a later file cannot be written': async (dialect) => {
    const repository = await newRepository(dialect);
    const before = await repository.snapshot();
    const target = join(repository.root, dialect.create.file);
    // The file appears after everything was checked.
    const onProgress = (): void => {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, 'mine\n');
    };
    assertRefusal(await writePlan({ ...request(repository), onProgress }), 'file-exists');
    assert.equal(await readFile(target, 'utf8'), 'mine\n');
    await rm(target);
    if (!(dirname(dialect.create.file) in before.files)) await rm(dirname(target), { recursive: true });
    assert.deepEqual(await repository.snapshot(), before);
  },

  'killed: every file is whole, and the same plan again goes through': async (dialect) => {
    for (const step of ['temporary-written', 'file-written', 'files-written']) {
      const repository = await newRepository(dialect);
      const killed = await killAt(step, { run: 'write', request: request(repository) });
      assert.equal(killed.signal, 'SIGKILL', JSON.stringify(killed));
      assert.equal((await writePlan(request(repository))).kind, 'written');
      for (const { file, after } of [dialect.edit, dialect.create]) {
        assert.equal((await repository.read(file)).toString(), after);
        const names = await readdir(dirname(join(repository.root, file)));
        assert.deepEqual(
          names.filter((name) => name.endsWith('.tmp')),
          [],
        );
      }
    }
  },

  'leaves temporary files of a process that still runs alone': async (dialect) => {
    const repository = await newRepository(dialect);
    const folder = dirname(join(repository.root, dialect.edit.file));
    const foreign = [`.openchoreo-gitops-${process.ppid}-00.tmp`, '.openchoreo-gitops-x.tmp', 'my.tmp'];
    for (const name of foreign) await writeFile(join(folder, name), 'theirs');
    assert.equal((await writePlan(request(repository))).kind, 'written');
    const names = await readdir(folder);
    assert.deepEqual(
      foreign.filter((name) => names.includes(name)),
      foreign,
    );
  },

  'makes folders that others make at the same time': async (dialect) => {
    const folder = await newFolder();
    const files = ['a/b/c/one.yaml', 'a/b/d/two.yaml'].map((file) => ({ ...dialect.create, file }));
    await mkdir(join(folder, 'a'));
    const outcomes = await Promise.all(files.map((planned) => writePlan({ folder, files: [planned] })));
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['written', 'written'],
    );
  },
});
