/** Requests of the two dialects, and the checks that most cases of delivery by Git end with. */
import assert from 'node:assert/strict';
import { commitPlan } from '../../client/src/git';
import type { CommitOutcome, CommitRequest, Refusal, RefusalCode } from '../../client/src/git';
import type { PlannedFile } from '../../server/src/protocol';
import { gitAll, type TestRepository } from './gitRepository';

export const message = 'promote(shop/orders): orders-20261101-2 to staging\n\nOpenChoreo-Release: orders-20261101-2\n';

/** The dialect's whole plan: one file changed, one created. */
export function request(repository: TestRepository, extra: Partial<CommitRequest> = {}): CommitRequest {
  const { edit, create } = repository.dialect;
  return { folder: repository.root, files: [edit, create], message, signOff: false, ...extra };
}

/** Deliver, expecting this refusal, and that HEAD, refs, index, status and every byte are as before. */
export async function assertRefused(
  repository: TestRepository,
  code: RefusalCode,
  extra: Partial<CommitRequest> = {},
): Promise<Refusal> {
  const before = await repository.snapshot();
  const outcome = await commitPlan(request(repository, extra));
  const refusal = assertRefusal(outcome, code);
  assert.deepEqual(await repository.snapshot(), before);
  return refusal;
}

export function assertRefusal(outcome: { readonly kind: string } | Refusal, code: RefusalCode): Refusal {
  assert.equal(outcome.kind, 'refused', JSON.stringify(outcome));
  const refusal = outcome as Refusal;
  assert.equal(refusal.code, code, JSON.stringify(refusal));
  for (const words of [refusal.message, refusal.nextStep]) {
    assert.match(words, /\.$|"$/, 'a refusal is a sentence');
    assert.doesNotMatch(words, /\{\w+\}/, 'no placeholder is left');
  }
  return refusal;
}

/** Deliver, expecting one commit of exactly these files on top of the HEAD before. */
export async function assertCommits(
  repository: TestRepository,
  extra: Partial<CommitRequest> = {},
): Promise<Extract<CommitOutcome, { kind: 'committed' }>> {
  const head = await repository.head();
  const asked = request(repository, extra);
  const outcome = await commitPlan(asked);
  assert.equal(outcome.kind, 'committed', JSON.stringify(outcome));
  if (outcome.kind !== 'committed') throw new Error('unreachable');
  assert.equal(outcome.parent, head);
  assert.equal(outcome.commit, await repository.head());
  await assertHolds(repository, outcome.commit, asked.files);
  assert.deepEqual((await repository.snapshot()).leftovers, []);
  return outcome;
}

/** The commit changes these files and no others, to the planned content, in Git and on disk. */
export async function assertHolds(
  repository: TestRepository,
  commit: string,
  files: readonly PlannedFile[],
): Promise<void> {
  const blobs = files.filter(({ after }) => after !== null);
  const [changed = '', ...contents] = await gitAll(repository.root, [
    ['-c', 'core.quotePath=false', 'show', '--format=', '--name-only', '--no-renames', commit],
    ...blobs.map(({ file }) => ['cat-file', 'blob', `${commit}:${file}`]),
  ]);
  const names = changed.split('\n').filter((name) => name !== '');
  assert.deepEqual(names.toSorted(), files.map(({ file }) => file).toSorted());
  for (const [index, { file, after }] of blobs.entries()) {
    assert.equal(contents[index], after);
    assert.equal((await repository.read(file)).toString('utf8'), after);
  }
}
