import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deleteBranch, deliverBranch, findBase, readCommitFiles } from '../../client/src/git';
import {
  assertNotPushed,
  assertOnRemote,
  assertPushes,
  baseOf,
  branch,
  branchesOf,
  branchRequest,
  commitElsewhere,
  untouched,
} from '../support/gitBranch';
import { describeCases } from '../support/gitCases';
import { assertRefusal, message } from '../support/gitDelivery';
import { git, newFolder, newRepository, repositoryAt } from '../support/gitRepository';

/** Signs like GPG would: reads what is to be signed, says so on the status pipe, prints a signature. */
const fakeGpg = `#!/bin/sh
cat > /dev/null
echo "[GNUPG:] SIG_CREATED " >&2
printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nsigned\\n-----END PGP SIGNATURE-----\\n'
`;

describeCases('git: a plan becomes a branch on the remote', {
  'of one commit on the base, while files, index and current branch are in use for something else': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    await repository.git('switch', '-q', '-c', 'topic');
    await repository.write('README.md', 'Committed here.\n');
    await repository.git('commit', '-qam', 'Not on main');
    await repository.write(dialect.edit.file, `# mine\n${dialect.edit.before}# unfinished\n`);
    await repository.write(dialect.create.file, 'mine as well\n');
    await repository.write('docs/notes.md', 'Staged.\n');
    await repository.git('add', 'docs/notes.md');
    await repository.git('rm', '-q', '--cached', dialect.other);
    const pushed = await assertPushes(repository);
    assert.equal(pushed.branch, branch);
    assert.equal(pushed.base.branch, 'main');
    const numbers = await repository.git('show', '--format=', '--numstat', pushed.commit, '--', dialect.edit.file);
    assert.match(numbers, /^1\t1\t/);
    assert.equal(await repository.git('show', '-s', '--format=%B', pushed.commit), `${message}\n`);
    assert.equal((await repository.git('reflog', 'show', '-1', '--format=%gs', branch)).trim().length > 0, true);
    await repository.git('fsck', '--strict');
  },

  'in the middle of a merge, with HEAD detached, and on a branch without commits': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    await repository.git('switch', '-q', '--detach');
    await assertPushes(repository);
    await repository.git('switch', '-q', '-c', 'side', 'HEAD~1');
    await repository.write('docs/notes.md', 'Otherwise.\n');
    await repository.git('commit', '-qam', 'Side');
    await repository.git('merge', 'main').catch(() => '');
    assert.match(await repository.git('status'), /You have unmerged paths/);
    assert.equal((await assertPushes(repository)).branch, `${branch}-2`);
    await repository.git('merge', '--abort');
    await repository.git('switch', '-q', '--orphan', 'nothing');
    assert.equal((await assertPushes(repository)).branch, `${branch}-3`);
  },

  'from a subfolder, a linked worktree, a submodule and a shallow clone of one branch': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    const { edit, create } = dialect;
    const [top = ''] = edit.file.split('/');
    const inside = [edit, create].map((planned) => ({ ...planned, file: planned.file.slice(top.length + 1) }));
    const below = await deliverBranch(
      await branchRequest(repository, { folder: join(repository.root, top), files: inside }),
    );
    assert.ok(below.kind === 'pushed', JSON.stringify(below));
    await assertOnRemote(repository, below, [edit, create]);

    const linked = join(dirname(repository.root), 'linked');
    await repository.git('worktree', 'add', '-q', '-b', 'side', linked);
    await assertPushes(repositoryAt(linked, dialect, repository.remote));

    const folder = await newFolder();
    await git(folder, 'init', '-q');
    await git(folder, 'submodule', '--quiet', 'add', repository.remote, 'gitops');
    await git(folder, 'clone', '-q', '--depth=1', `file://${repository.remote}`, 'shallow');
    for (const name of ['gitops', 'shallow']) {
      const clone = repositoryAt(join(folder, name), dialect, repository.remote);
      await clone.git('config', 'user.name', 'Ada');
      await clone.git('config', 'user.email', 'ada@example.com');
      await assertPushes(clone);
    }
  },

  'signed, signed off and by who the repository says': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    const gpg = join(await newFolder(), 'gpg');
    await writeFile(gpg, fakeGpg, { mode: 0o755 });
    await repository.git('config', 'gpg.program', gpg);
    await repository.git('config', 'commit.gpgSign', 'true');
    await repository.git('config', 'user.signingKey', 'ABCD');
    const { commit } = await assertPushes(repository, {
      signOff: true,
      message: '# subject: it stays  \n\n\n\nBody.\n\nOpenChoreo-Release: x\n\n',
    });
    const raw = await repository.git('cat-file', 'commit', commit);
    assert.match(raw, /^gpgsig -----BEGIN PGP SIGNATURE-----$/m);
    assert.match(raw, /^author Ada Promoter <ada@example.com>/m);
    const body = await repository.git('show', '-s', '--format=%B', commit);
    const trailers = 'OpenChoreo-Release: x\nSigned-off-by: Ada Promoter <ada@example.com>';
    assert.equal(body.trim(), `# subject: it stays\n\nBody.\n\n${trailers}`);
  },

  'with line ends as the base has them, and new files as Git would store them': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    const crlf = (text: string | null): string => (text ?? '').replaceAll('\n', '\r\n');
    await repository.git('config', 'core.autocrlf', 'true');
    await commitElsewhere(repository, dialect.edit.file, crlf(dialect.edit.before));
    await commitElsewhere(repository, '.gitattributes', '*.yaml text eol=crlf\n');
    const edit = { ...dialect.edit, before: crlf(dialect.edit.before), after: crlf(dialect.edit.after) };
    const create = { ...dialect.create, after: crlf(dialect.create.after) };
    const outcome = await deliverBranch(await branchRequest(repository, { files: [edit, create] }));
    assert.ok(outcome.kind === 'pushed', JSON.stringify(outcome));
    await assertOnRemote(repository, outcome, [edit, dialect.create]);
    const numbers = await repository.git('show', '--format=', '--numstat', outcome.commit, '--', edit.file);
    assert.match(numbers, /^1\t1\t/);
  },

  'whose base is what is configured, else the default branch of the remote, else what is followed': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    const live = await commitElsewhere(repository, dialect.edit.file, dialect.edit.before ?? '', 'release/live');
    const configured = await baseOf(repository, 'release/live');
    assert.deepEqual([configured.branch, configured.commit], ['release/live', live]);
    await git(repository.remote, 'symbolic-ref', 'HEAD', 'refs/heads/release/live');
    assert.equal((await baseOf(repository)).branch, 'release/live');
    await repository.git('remote', 'rename', 'origin', 'upstream');
    await repository.git('remote', 'add', 'fork', '../nowhere.git');
    assert.equal((await baseOf(repository, 'upstream/main')).remote, 'upstream');
    await git(repository.remote, 'symbolic-ref', 'HEAD', 'refs/heads/gone');
    await repository.git('remote', 'set-head', 'upstream', '--delete').catch(() => '');
    const followed = await baseOf(repository);
    assert.deepEqual([followed.remote, followed.branch], ['upstream', 'main']);
  },

  'by VS Code’s Git, which moves no tracking branch in a clone of another one': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    await repository.git('config', 'remote.origin.fetch', '+refs/heads/other:refs/remotes/origin/other');
    await repository.git('update-ref', '-d', 'refs/remotes/origin/main');
    const tip = await commitElsewhere(repository, 'README.md', 'Newer.\n');
    const transport = {
      fetch: async (remote: string, name: string) => {
        await repository.git('fetch', '-q', remote, name);
      },
      push: async (remote: string, name: string) => {
        await repository.git('push', '-q', remote, name);
      },
    };
    const base = await findBase({ folder: repository.root, baseBranch: 'main', transport });
    assert.ok(base.kind === 'base' && base.commit === tip, JSON.stringify(base));
    await assertPushes(repository, { base, transport });
  },

  'by VS Code’s Git, which fetches from another remote meanwhile': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    const other = join(dirname(repository.root), 'other.git');
    await git(dirname(repository.root), 'clone', '-q', '--bare', repository.remote, other);
    await commitElsewhere({ ...repository, remote: other }, 'README.md', 'Of the other one.\n');
    await repository.git('remote', 'add', 'another', other);
    const transport = {
      fetch: async (remote: string, name: string) => {
        await repository.git('fetch', '-q', remote, name);
        await repository.git('fetch', '-q', 'another');
      },
      push: () => Promise.resolve(),
    };
    const base = await findBase({ folder: repository.root, baseBranch: 'main', transport });
    assert.ok(base.kind === 'base' && base.commit === (await repository.head()), JSON.stringify(base));
  },

  'and deleted again while nobody went on with it': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    const before = [await repository.snapshot(), await branchesOf(repository.remote)];
    const pushed = await assertPushes(repository);
    const request = { folder: repository.root, branch, commit: pushed.commit, remote: 'origin' };
    await repository.git('worktree', 'add', '-q', join(dirname(repository.root), 'there'), branch);
    assertRefusal(await deleteBranch(request), 'branch-in-use');
    await repository.git('worktree', 'remove', join(dirname(repository.root), 'there'));
    assert.deepEqual(await deleteBranch(request), { kind: 'deleted' });
    assert.deepEqual([await repository.snapshot(), await branchesOf(repository.remote)], before);
    assert.deepEqual(await deleteBranch(request), { kind: 'deleted' });

    const again = await assertPushes(repository);
    const theirs = await commitElsewhere(repository, 'README.md', 'Reviewed.\n', branch);
    assertRefusal(await deleteBranch({ ...request, commit: again.commit }), 'branch-changed');
    assert.match(await branchesOf(repository.remote), new RegExp(`refs/heads/${branch} ${theirs}`));
  },

  'whose base can be read: code owners, templates': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    await commitElsewhere(repository, '.github/CODEOWNERS', '* @ada\n');
    await commitElsewhere(repository, 'CODEOWNERS', '* @bea\n');
    const { commit } = await baseOf(repository);
    const wanted = (path: string): boolean => path.endsWith('CODEOWNERS');
    const files = await readCommitFiles(repository.root, commit, ['', '.github', 'missing'], wanted);
    assert.deepEqual(
      [...files],
      [
        ['.github/CODEOWNERS', '* @ada\n'],
        ['CODEOWNERS', '* @bea\n'],
      ],
    );
  },
});

describeCases('git: no branch is pushed', {
  'without a remote, without a base branch, and where several remotes might be meant': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    const find = (baseBranch: string | null = null) => findBase({ folder: repository.root, baseBranch });
    const before = await repository.snapshot();
    assertRefusal(await find('gone'), 'no-base-branch');
    assertRefusal(await find('--upload-pack=touch x'), 'no-base-branch');
    assert.deepEqual(await repository.snapshot(), before);
    await repository.git('remote', 'rename', 'origin', 'one');
    await repository.git('remote', 'add', 'two', '../two.git');
    await repository.git('branch', '--unset-upstream');
    const refusal = assertRefusal(await find(), 'several-remotes');
    assert.match(refusal.message, /one, two/);
    await repository.git('remote', 'remove', 'one');
    await repository.git('remote', 'remove', 'two');
    assertRefusal(await find(), 'no-remote');
  },

  'when the remote does not answer, before or after the plan': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    const base = await baseOf(repository);
    await rm(repository.remote, { recursive: true });
    assertRefusal(await findBase({ folder: repository.root, baseBranch: null }), 'fetch-failed');
    await assertNotPushed(repository, 'fetch-failed', { base });
    const words = "fatal: could not read Username for 'https://example.com': terminal prompts disabled";
    await repository.git('config', 'protocol.ext.allow', 'always');
    await repository.git('remote', 'set-url', 'origin', `ext::sh -c echo% "${words.replaceAll(' ', '% ')}"% >&2`);
    await assertNotPushed(repository, 'credentials-missing', { base });
  },

  'when VS Code’s Git cannot fetch or push': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    const fails = (stderr: string) => () =>
      Promise.reject(Object.assign(new Error('Failed to execute git'), { stderr }));
    const rejected = ' ! [remote rejected] x -> x (protected branch hook declined)';
    const push = fails(rejected);
    const fetch = async (): Promise<void> => {
      await repository.git('fetch', '-q', 'origin', 'main');
    };
    await assertNotPushed(repository, 'push-rejected', { transport: { fetch, push } });
    const offline = fails('fatal: unable to access: Could not resolve host');
    await assertNotPushed(repository, 'fetch-failed', { transport: { fetch: offline, push } });
  },

  'when the remote goes away between fetch and push': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    await repository.git('remote', 'set-url', '--push', 'origin', '../nowhere.git');
    await assertNotPushed(repository, 'push-failed');
  },

  'that the remote refuses, or the hook before the push': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    const hook = join(repository.remote, 'hooks/pre-receive');
    await mkdir(dirname(hook), { recursive: true });
    await writeFile(hook, '#!/bin/sh\necho "GL-HOOK-ERR: protected name"; exit 1\n', {
      mode: 0o755,
    });
    const refused = await assertNotPushed(repository, 'push-rejected');
    assert.match(refused.detail ?? '', /protected name/);
    await rm(hook);
    await repository.hook('pre-push', 'echo "not on Fridays" >&2; exit 1');
    const hooked = await assertNotPushed(repository, 'push-hook-failed');
    assert.match(hooked.detail ?? '', /not on Fridays/);
  },

  'without an identity, and when it cannot be signed': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    await repository.git('config', '--unset', 'user.email');
    await assertNotPushed(repository, 'missing-identity');
    await repository.git('config', 'user.email', 'ada@example.com');
    await repository.git('config', 'commit.gpgSign', 'true');
    await repository.git('config', 'gpg.program', 'false');
    await assertNotPushed(repository, 'signing-failed');
  },

  'of files that are not on the base as planned, or cannot be there': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    const { edit, create, other } = dialect;
    const refuse = async (code: Parameters<typeof assertNotPushed>[1], ...files: (typeof edit)[]) =>
      assertNotPushed(repository, code, { files });
    await refuse('base-differs', { ...edit, before: `${edit.before}#` });
    await refuse('base-differs', { ...create, before: '' });
    await refuse('base-differs', { ...create, file: other });
    await refuse('parent-not-folder', { ...create, file: `${other}/x.yaml` });
    await refuse('not-a-file', { ...create, file: dirname(other) });
    await refuse('case-collision', { ...create, file: other.toUpperCase() });
    // What comes along from the working tree is what is saved there; of the others nothing is taken from it.
    await assertNotPushed(repository, 'unsaved-editor', { unsaved: [edit.file, create.file] });
    await refuse('path-outside', { ...create, file: '../x.yaml' });
    await refuse('git-internal-path', { ...create, file: '.git/hooks/x' });
    await repository.git('update-index', '--add', '--cacheinfo', `160000,${await repository.head()},sub`);
    await repository.git('commit', '-qm', 'Submodule');
    await repository.git('push', '-q');
    await refuse('nested-repository', { ...create, file: 'sub/x.yaml' });
  },

  'that was cancelled': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    const abort = new AbortController();
    const onProgress = (text: string): void => {
      if (text.startsWith('Making')) abort.abort();
    };
    await assertNotPushed(repository, 'cancelled', { onProgress, signal: abort.signal });
  },
});

describeCases('git: a race for the base or for the name is run again', {
  'planned anew on the base as it has become': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    const { edit, create } = dialect;
    const base = await baseOf(repository);
    const before = `# moved\n${edit.before}`;
    const moved = { ...edit, before, after: `# moved\n${edit.after}` };
    await commitElsewhere(repository, edit.file, before);
    const seen: string[] = [];
    const outcome = await assertPushes(repository, {
      base,
      replan: async ({ commit }) => {
        seen.push(commit);
        // Once more, between plan and commit.
        if (seen.length === 1) await commitElsewhere(repository, 'README.md', 'Others are at work.\n');
        return { kind: 'planned', files: [moved, create], message };
      },
    });
    assert.equal(outcome.base.commit, seen.at(-1));
    assert.notEqual(outcome.base.commit, base.commit);
  },

  'but not when the change is no longer the one that was agreed to': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    const base = await baseOf(repository);
    await commitElsewhere(repository, dialect.edit.file, dialect.edit.after ?? '');
    await baseOf(repository);
    const refusal = await assertNotPushed(repository, 'base-moved', {
      base,
      replan: async () => ({ kind: 'outdated', why: 'it is promoted already.' }),
    });
    assert.match(refusal.message, /promoted already/);
    await assertNotPushed(repository, 'base-differs', { base });
  },

  'under the next name that is free here and there': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    await repository.git('branch', branch);
    await commitElsewhere(repository, 'README.md', 'Theirs.\n', `${branch}-2`);
    const theirs = await branchesOf(repository.remote);
    const { branch: name } = await assertPushes(repository);
    assert.equal(name, `${branch}-3`);
    const now = await branchesOf(repository.remote);
    assert.deepEqual(
      theirs.split('\n').filter((line) => !now.includes(line)),
      [],
    );
  },

  'also when the name is taken while the push is on its way, or a part of it is a branch': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    await commitElsewhere(repository, 'README.md', 'Ready.\n', 'ready');
    const take = `git -C '${repository.remote}' update-ref refs/heads/${branch} refs/heads/ready`;
    await repository.hook('pre-push', `test -e .git/took || { touch .git/took; ${take}; }`);
    assert.equal((await assertPushes(repository)).branch, `${branch}-2`);
    await repository.git('branch', '-D', '-q', `${branch}-2`);
    await git(repository.remote, 'update-ref', '-d', `refs/heads/${branch}`);
    await git(repository.remote, 'update-ref', '-d', `refs/heads/${branch}-2`);
    await repository.git('fetch', '-q', '--prune');
    await repository.git('branch', 'promote');
    assert.equal((await assertPushes(repository)).branch, branch.replaceAll('/', '-'));
  },

  'a bounded number of times': async (dialect) => {
    const repository = await newRepository(dialect, 'own');
    await repository.hook('pre-push', `read ref x; git -C '${repository.remote}' update-ref "\${ref}" main~1; exit 0`);
    const before = untouched(await repository.snapshot());
    assertRefusal(await deliverBranch(await branchRequest(repository)), 'race-lost');
    const after = await repository.snapshot();
    assert.deepEqual(untouched(after), before);
    assert.doesNotMatch(after.refs, /refs\/heads\/promote/);
  },
});
