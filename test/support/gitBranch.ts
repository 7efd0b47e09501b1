/** Requests for delivery by a branch, and the checks that most cases end with. */
import assert from 'node:assert/strict';
import { deliverBranch, findBase } from '../../client/src/git';
import type { Base, BranchRequest, PlannedFile, Pushed, Refusal, RefusalCode } from '../../client/src/git';
import { assertRefusal, message } from './gitDelivery';
import { git, gitAll, type Snapshot, type TestRepository } from './gitRepository';

export const branch = 'promote/staging-20261128';

/** The base, fetched; fails where there is none. */
export async function baseOf(repository: TestRepository, baseBranch: string | null = null): Promise<Base> {
  const base = await findBase({ folder: repository.root, baseBranch });
  assert.equal(base.kind, 'base', JSON.stringify(base));
  return base;
}

/** The dialect's whole plan, on the base as it is now. Planned again it is the same. */
export async function branchRequest(
  repository: TestRepository,
  extra: Partial<BranchRequest> = {},
): Promise<BranchRequest> {
  const { edit, create } = repository.dialect;
  const files = [edit, create];
  return {
    ...{
      folder: repository.root,
      base: extra.base ?? (await baseOf(repository)),
      files,
      message,
      branch,
      signOff: false,
    },
    replan: () => Promise.resolve({ kind: 'planned', files, message }),
    ...extra,
  };
}

/** What a delivery by a branch leaves alone in any case: everything but that branch and what was fetched. */
export function untouched(snapshot: Snapshot): Omit<Snapshot, 'refs'> & { readonly refs: readonly string[] } {
  const isOurs = (line: string): boolean => line.startsWith('refs/remotes/') || line.includes('refs/heads/promote');
  // How far the current branch is behind follows from what was fetched.
  const status = snapshot.status.replace(/^# branch\.ab .*\n/m, '');
  return { ...snapshot, status, refs: snapshot.refs.split('\n').filter((line) => line !== '' && !isOurs(line)) };
}

/** Deliver, expecting one commit of exactly these files on the base, pushed, and nothing else changed. */
export async function assertPushes(repository: TestRepository, extra: Partial<BranchRequest> = {}): Promise<Pushed> {
  const asked = await branchRequest(repository, extra);
  const before = untouched(await repository.snapshot());
  const outcome = await deliverBranch(asked);
  assert.equal(outcome.kind, 'pushed', JSON.stringify(outcome));
  if (outcome.kind !== 'pushed') throw new Error('unreachable');
  await assertOnRemote(repository, outcome, outcome.files);
  assert.deepEqual(untouched(await repository.snapshot()), before);
  return outcome;
}

/** The branch is on the remote and here, one commit ahead of its base, with exactly these files. */
export async function assertOnRemote(
  { root, remote }: TestRepository,
  { branch: name, commit, base }: Pushed,
  files: readonly PlannedFile[],
): Promise<void> {
  const ref = `refs/heads/${name}`;
  const blobs = files.filter(({ after }) => after !== null);
  const [tip = '', parents = '', changed = '', ...contents] = await gitAll(remote, [
    ['rev-parse', ref],
    ['show', '-s', '--format=%P', ref],
    ['-c', 'core.quotePath=false', 'show', '--format=', '--name-only', '--no-renames', ref],
    ...blobs.map(({ file }) => ['cat-file', 'blob', `${ref}:${file}`]),
  ]);
  assert.equal(tip.trim(), commit);
  assert.equal(parents.trim(), base.commit);
  assert.deepEqual(changed.split('\n').filter(Boolean).toSorted(), files.map(({ file }) => file).toSorted());
  for (const [index, { after }] of blobs.entries()) assert.equal(contents[index], after);
  assert.equal((await git(root, 'rev-parse', ref)).trim(), commit);
}

/** Deliver, expecting this refusal, and that HEAD, refs, index, status and every byte are as before, here and there. */
export async function assertNotPushed(
  repository: TestRepository,
  code: RefusalCode,
  extra: Partial<BranchRequest> = {},
): Promise<Refusal> {
  const asked = await branchRequest(repository, extra);
  const before = await repository.snapshot();
  const there = await branchesOf(repository.remote);
  const refusal = assertRefusal(await deliverBranch(asked), code);
  assert.deepEqual(await repository.snapshot(), before);
  assert.deepEqual(await branchesOf(repository.remote), there);
  return refusal;
}

export async function branchesOf(remote: string): Promise<string> {
  return git(remote, 'for-each-ref', '--format=%(refname) %(objectname)').catch(() => '');
}

/** Somebody else's commit on a branch of the remote. */
export async function commitElsewhere(
  repository: TestRepository,
  file: string,
  content: string,
  name = 'main',
): Promise<string> {
  const { remote } = repository;
  const input = `data ${Buffer.byteLength(content)}\n${content}`;
  const stream = [
    `commit refs/heads/${name}`,
    'committer Bea <bea@example.com> 1790000000 +0000',
    'data 5\nOther',
    ...(await git(remote, 'rev-parse', '--verify', '-q', `refs/heads/${name}`).catch(() => ''))
      .split('\n')
      .filter(Boolean)
      .map((from) => `from ${from}`),
    `M 100644 inline ${file}`,
    input,
    '',
  ].join('\n');
  await gitWith(remote, stream, 'fast-import', '--quiet', '--force');
  return (await git(remote, 'rev-parse', `refs/heads/${name}`)).trim();
}

async function gitWith(folder: string, input: string, ...args: string[]): Promise<void> {
  const { spawn } = await import('node:child_process');
  await new Promise<void>((resolve, reject) => {
    const child = spawn('git', args, { cwd: folder, stdio: ['pipe', 'ignore', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`git ${args.join(' ')}: ${code}`))));
    child.stdin.end(input);
  });
}
