import assert from 'node:assert/strict';
import { gitEnvironment } from '../../client/src/git/environment';
import { chunks, saysLocked } from '../../client/src/git/gitIndex';
import { parseIndex, parseStatus, parseTreeChanges } from '../../client/src/git/parse';
import { refusePaths } from '../../client/src/git/paths';
import { birthMark, mayStillRun } from '../../client/src/git/processes';
import { refuse } from '../../client/src/git/refusals';
import { refuseFailedWrite } from '../../client/src/git/replaceFile';
import { inTurn } from '../../client/src/git/serialise';

const nul = (...parts: string[]): Buffer => Buffer.from(parts.map((part) => `${part}\0`).join(''));
const oid = (digit: string): string => digit.repeat(40);

describe('git: plumbing', () => {
  it('status: headers, changed, conflicted and untracked files, names with spaces and newlines', () => {
    const status = parseStatus(
      nul(
        `# branch.oid ${oid('a')}`,
        '# branch.head main',
        '# branch.upstream origin/main',
        '# branch.ab +3 -1',
        `1 .M N... 100644 100644 100644 ${oid('b')} ${oid('b')} a b\nc.yaml`,
        `1 .A N... 000000 000000 100644 ${oid('0')} ${oid('0')} new.yaml`,
        `u UU N... 100644 100644 100644 100644 ${oid('1')} ${oid('2')} ${oid('3')} in conflict`,
        '? # branch.head x',
      ),
    );
    assert.deepEqual(status, {
      ...{ head: oid('a'), branch: 'main', upstream: 'origin/main', ahead: 3, behind: 1 },
      entries: [
        { kind: 'changed', path: 'a b\nc.yaml', xy: '.M' },
        { kind: 'changed', path: 'new.yaml', xy: '.A' },
        { kind: 'unmerged', path: 'in conflict', xy: 'UU' },
        { kind: 'untracked', path: '# branch.head x', xy: '??' },
      ],
    });
    const unborn = parseStatus(nul('# branch.oid (initial)', '# branch.head (detached)'));
    assert.deepEqual([unborn.head, unborn.branch, unborn.ahead], [null, null, null]);
  });

  it('index: entries and their marks', () => {
    const line = (tag: string, path: string): string => `${tag} 100644 ${oid('c')} 0\t${path}`;
    const entries = parseIndex(
      nul(line('H', 'a\tb'), line('h', 'assumed'), line('S', 'skipped'), `M 100755 ${oid('d')} 2\tx`),
    );
    assert.deepEqual(
      entries.map(({ path, hidden, stage, mode }) => [path, hidden, stage, mode]),
      [
        ['a\tb', false, 0, '100644'],
        ['assumed', true, 0, '100644'],
        ['skipped', true, 0, '100644'],
        ['x', false, 2, '100755'],
      ],
    );
  });

  it('tree changes: added, deleted, modified', () => {
    const change = (from: string, to: string, letter: string): string =>
      `:${from === '0' ? '000000' : '100644'} ${to === '0' ? '000000' : '100644'} ${oid(from)} ${oid(to)} ${letter}`;
    const changes = parseTreeChanges(
      nul(change('0', '1', 'A'), 'a', change('1', '0', 'D'), ':b', change('1', '2', 'M'), 'c'),
    );
    assert.deepEqual(
      changes.map(({ path, oldOid, newOid }) => [path, oldOid, newOid]),
      [
        ['a', null, oid('1')],
        [':b', oid('1'), null],
        ['c', oid('1'), oid('2')],
      ],
    );
  });

  it('environment: no prompt, no editor, no locks on reads, nothing of a parent Git', () => {
    const base = {
      PATH: '/bin',
      git_dir: '/x',
      GIT_INDEX_FILE: '/x',
      GIT_TRACE2: '1',
      GIT_SSH_COMMAND: 'ssh -i key',
      LANG: 'de_DE.UTF-8',
    };
    const read = gitEnvironment('read', base);
    assert.deepEqual(read, {
      ...{ PATH: '/bin', GIT_SSH_COMMAND: 'ssh -i key', LANG: 'de_DE.UTF-8', LC_ALL: 'C', LANGUAGE: '' },
      ...{ GIT_TERMINAL_PROMPT: '0', GIT_EDITOR: 'true', GIT_SEQUENCE_EDITOR: 'true', GIT_PAGER: 'cat' },
      GIT_OPTIONAL_LOCKS: '0',
    });
    assert.equal(gitEnvironment('write', base)['GIT_OPTIONAL_LOCKS'], undefined);
    const hooks = gitEnvironment('hooks', { ...base, LC_ALL: 'fr_FR.UTF-8' });
    assert.deepEqual([hooks['LC_ALL'], hooks['LC_CTYPE'], hooks['LC_MESSAGES']], [undefined, 'fr_FR.UTF-8', 'C']);
  });

  it('failed writes: what the system says decides the refusal', () => {
    const codes = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EACCES', 'EPERM', 'EROFS', 'EEXIST', 'EIO'];
    const refused = codes.map((code) =>
      refuseFailedWrite('a/b.yaml', Object.assign(new Error(`${code}: no`), { code })),
    );
    assert.deepEqual(
      refused.map(({ code }) => code),
      [
        ...['disk-full', 'disk-full', 'disk-full', 'read-only-folder', 'read-only-folder', 'read-only-folder'],
        ...['file-exists', 'write-failed'],
      ],
    );
    assert.deepEqual(
      refused.map(({ detail }) => detail),
      codes.map((code) => `${code}: no`),
    );
  });

  it('refusals: files are named, three at most; empty detail is none', () => {
    const files = ['a', 'b', 'c', 'd', 'e'];
    const refusal = refuse('dirty-file', {}, { files, detail: ' \n' });
    assert.equal(refusal.message, 'a, b, c and 2 more has changes that are not committed.');
    assert.deepEqual([refusal.files, refusal.detail], [files, undefined]);
    assert.match(refuse('git-too-old', { version: '{files}' }).message, /^Git \{files\} is too old/);
  });

  it('paths: folders that differ in case collide as well', () => {
    const plan = (...paths: string[]): ReturnType<typeof refusePaths> =>
      refusePaths(paths.map((file) => ({ file, before: null, after: '' })));
    assert.equal(plan('a/one.yaml', 'a/two.yaml', 'b/one.yaml'), null);
    assert.equal(plan('a/one.yaml', 'A/two.yaml')?.code, 'duplicate-path');
    assert.equal(plan('caf\u00e9.yaml', 'cafe\u0301.yaml')?.code, 'duplicate-path');
    assert.equal(plan('..a/...yaml', '.gitignore', '.github/x.yaml', 'git/x.yaml'), null);
    assert.equal(plan('a/.git./x.yaml')?.code, 'git-internal-path');
  });

  it('long lists of paths are split, and none is lost', () => {
    const paths = Array.from({ length: 1000 }, (_, index) => `${'x'.repeat(100)}${index}`);
    const parts = [...chunks(paths)];
    assert.deepEqual(parts.flat(), paths);
    assert.ok(parts.length > 4 && parts.every((part) => part.join(' ').length < 32_000));
    assert.deepEqual([...chunks([])], []);
  });

  it('processes: the living and the dead', () => {
    assert.equal(mayStillRun(process.pid, Date.now()), true);
    assert.equal(mayStillRun(process.pid, Date.now() - 365 * 86_400_000), false, 'the id was used before');
    assert.equal(mayStillRun(process.ppid, 0), true);
    assert.equal(mayStillRun(2 ** 22 + 1, Date.now()), false);
    assert.notEqual(birthMark(process.pid), birthMark(1));
    assert.equal(birthMark(2 ** 22 + 1), null);
  });

  it('turns: one after the other, also after a failure, which is a refusal', async () => {
    const order: string[] = [];
    const run =
      (name: string, fails = false) =>
      async (): Promise<string> => {
        order.push(`${name} begins`);
        await Promise.resolve();
        order.push(`${name} ends`);
        if (fails) throw new Error('Git said no');
        return name;
      };
    const results = await Promise.all([inTurn('x', run('a', true)), inTurn('x', run('b')), inTurn('y', run('c'))]);
    assert.deepEqual(results[0], refuse('repository-unreadable', {}, { detail: 'Git said no' }));
    assert.deepEqual(results.slice(1), ['b', 'c']);
    assert.ok(order.indexOf('a ends') < order.indexOf('b begins'));
  });

  it('Git’s words for a lock of the index', () => {
    assert.equal(saysLocked("fatal: Unable to create '/r/.git/index.lock': File exists.\n"), true);
    assert.equal(saysLocked("fatal: Unable to create '/r/.git/refs/heads/main.lock': File exists."), false);
  });
});
