import assert from 'node:assert/strict';
import { fileChange } from '../../client/src/git';
import { describeCases } from '../support/gitCases';
import { newFolder, newRepository } from '../support/gitRepository';

describeCases('git: what a commit of the past did to a file', {
  'changed, renamed with a change, added, deleted': async (dialect) => {
    const repository = await newRepository(dialect);
    const commits: string[] = [];
    const commit = async (): Promise<void> => {
      await repository.git('add', '--all');
      await repository.git('commit', '-q', '-m', 'change');
      commits.push(await repository.head());
    };
    const lines = Array.from({ length: 12 }, (_each, index) => `line ${index}`).join('\n');
    await repository.write('pins/ä pin.yaml', `${lines}\nr-1\n`);
    await commit();
    await repository.write('pins/ä pin.yaml', `${lines}\nr-2\n`);
    await commit();
    await repository.git('mv', 'pins/ä pin.yaml', 'pins/moved.yaml');
    await repository.write('pins/moved.yaml', `${lines}\nr-3\n`);
    await commit();
    await repository.git('rm', '-q', 'pins/moved.yaml');
    await commit();

    const told = await Promise.all(
      ['ä pin.yaml', 'ä pin.yaml', 'moved.yaml', 'moved.yaml'].map(async (name, index) => {
        const found = await fileChange(repository.root, commits[index] ?? '', `pins/${name}`);
        assert.ok(found.kind === 'change');
        const last = (text: string | null): string | null => text?.trimEnd().split('\n').at(-1) ?? null;
        return [found.fileBefore, last(found.before), last(found.after)];
      }),
    );
    assert.deepEqual(told, [
      ['pins/ä pin.yaml', null, 'r-1'],
      ['pins/ä pin.yaml', 'r-1', 'r-2'],
      ['pins/ä pin.yaml', 'r-2', 'r-3'],
      ['pins/moved.yaml', 'r-3', null],
    ]);
  },

  'in the first commit, from a folder inside, and nowhere': async (dialect) => {
    const repository = await newRepository(dialect);
    await repository.git('checkout', '-q', '--orphan', 'fresh');
    await repository.git('rm', '-rfq', '.');
    await repository.write('below/a.yaml', 'a\n');
    await repository.git('add', '--all');
    await repository.git('commit', '-q', '-m', 'first');
    const found = await fileChange(`${repository.root}/below`, await repository.head(), 'a.yaml');
    assert.deepEqual(found, { kind: 'change', fileBefore: 'a.yaml', before: null, after: 'a\n' });
    const outside = await fileChange(await newFolder(), await repository.head(), 'a.yaml');
    assert.equal(outside.kind === 'refused' && outside.code, 'no-repository');
  },
});
