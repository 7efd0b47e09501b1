/** How long a branch with forty promotions takes, beside `git commit` of the same change. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deliverBranch, findBase } from '../../client/src/git';
import type { Base } from '../../client/src/git';
import { describePins } from '../../server/src/features/pinTable';
import type { FolderSession } from '../../server/src/lsp/folderSession';
import { planFor } from '../../server/src/lsp/plans';
import type { OwnerSelector, Plan, PromoteRequest } from '../../server/src/protocol';
import { enterGitSandbox } from '../support/gitEnvironment';
import { openSession } from '../support/gitSample';
import { median, report, withCorpus } from './corpus';

const COMPONENTS = 40;
const ROUNDS = 5;
/** A branch may take so many times as long as the bare commit. */
const TARGET = 3;

function git(folder: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 }).trim();
}

async function timed<T>(run: () => Promise<T> | T): Promise<readonly [T, number]> {
  const start = performance.now();
  const result = await run();
  return [result, performance.now() - start];
}

/** Forty components that lag behind in one environment. */
function behind(session: FolderSession): { readonly to: string; readonly owners: OwnerSelector[] } {
  const { table } = describePins(session.repository, undefined);
  const waiting = table.pins.filter(({ family, state }) => family === 'component' && state === 'behind');
  const [to, pins] = [...groups(waiting)].sort((a, b) => b[1].length - a[1].length)[0] ?? ['', []];
  if (pins.length < COMPONENTS) throw new Error(`Only ${pins.length} components are behind in ${to}`);
  return { to, owners: pins.slice(0, COMPONENTS).map(({ project, name }) => ({ project, name })) };
}

function groups<T extends { readonly environment: string }>(pins: readonly T[]): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const pin of pins) map.set(pin.environment, [...(map.get(pin.environment) ?? []), pin]);
  return map;
}

/** The same change by `git commit` alone, in a clone without anything else. */
function commitAlone(root: string, clone: string, plan: Plan): number {
  git(root, 'clone', '-q', root, clone);
  git(clone, 'config', 'user.name', 'Ada');
  git(clone, 'config', 'user.email', 'ada@example.com');
  for (const { file, after } of plan.files) writeFileSync(path.join(clone, file), after ?? '');
  const paths = plan.files.map(({ file }) => file);
  const start = performance.now();
  git(clone, 'commit', '-q', '-m', plan.commitMessage, '--', ...paths);
  return performance.now() - start;
}

function check(remote: string, branch: string, plan: Plan): void {
  const lines = git(remote, 'diff', '--numstat', `main..${branch}`).split('\n');
  const isExact = lines.length === COMPONENTS && lines.every((line) => /^1\t1\t/.test(line));
  if (!isExact || plan.files.length !== COMPONENTS)
    throw new Error(`Not ${COMPONENTS} files, one line each: ${lines.join()}`);
}

async function main(): Promise<void> {
  const sandbox = enterGitSandbox();
  await withCorpus('medium', async (root) => {
    const remote = path.join(sandbox.folder, 'remote.git');
    mkdirSync(remote);
    git(remote, 'init', '-q', '--bare');
    git(root, 'init', '-q');
    git(root, 'config', 'user.name', 'Ada');
    git(root, 'config', 'user.email', 'ada@example.com');
    git(root, 'add', '-A');
    git(root, 'commit', '-qm', 'Corpus');
    git(root, 'remote', 'add', 'origin', remote);
    git(root, 'push', '-qu', 'origin', 'main');
    const session = await openSession(root);
    const { to, owners } = behind(session);
    const request: PromoteRequest = { kind: 'promote', owners, to, delivery: 'branch' };
    const first = await planFor(session, request, true);
    if (first.status !== 'ready') throw new Error(JSON.stringify(first.blockers.slice(0, 3)));
    // The same files are being worked on, and others.
    for (const { file } of first.files) appendFileSync(path.join(root, file), '# not finished\n');
    appendFileSync(path.join(root, 'README.md'), 'Staged.\n');
    git(root, 'add', 'README.md');
    session.dispose();
    const dirty = await openSession(root);
    const status = git(root, 'status', '--porcelain');

    const figures = {
      plan: [] as number[],
      fetch: [] as number[],
      made: [] as number[],
      whole: [] as number[],
      commit: [] as number[],
    };
    for (let round = 0; round < ROUNDS; round++) {
      const [base, fetch] = await timed(() => findBase({ folder: root, baseBranch: null }));
      if (base.kind !== 'base') throw new Error(base.message);
      const [plan, planning] = await timed(() => planFor(dirty, { ...request, base: base.commit }, true));
      const [{ branch, made }, whole] = await timed(() => deliver(root, base, plan, `promote/${round}`));
      check(remote, branch, plan);
      figures.commit.push(commitAlone(root, path.join(sandbox.folder, `clone-${round}`), plan));
      figures.plan.push(planning);
      figures.fetch.push(fetch);
      figures.made.push(made);
      figures.whole.push(whole);
    }
    if (git(root, 'status', '--porcelain') !== status) throw new Error('The working tree is not as it was');
    dirty.dispose();
    const commit = median(figures.commit);
    report('git commit of 40 pins alone', commit, 'ms');
    report('plan from the base of 40 promotions, first', figures.plan[0]!, 'ms');
    report('plan from the base of 40 promotions, warm', median(figures.plan.slice(1)), 'ms');
    report('fetch of the base, local remote', median(figures.fetch), 'ms');
    report('the branch, until it is pushed', median(figures.made), 'ms', TARGET * commit);
    report('the whole of it, with fetch and push', median(figures.whole), 'ms');
  });
  sandbox.restore();
}

/** `made`: how long it takes from the fetched base to the branch that is about to be pushed. */
async function deliver(root: string, base: Base, plan: Plan, name: string): Promise<{ branch: string; made: number }> {
  let begun = 0;
  let made = 0;
  const outcome = await deliverBranch({
    ...{ folder: root, base, branch: name, files: plan.files, message: plan.commitMessage, signOff: false },
    replan: () => Promise.resolve({ kind: 'outdated', why: 'The base moved' }),
    onProgress(text) {
      if (text.startsWith('Making')) begun = performance.now();
      if (text.startsWith('Pushing')) made = performance.now() - begun;
    },
  });
  if (outcome.kind !== 'pushed') throw new Error(JSON.stringify(outcome));
  return { branch: outcome.branch, made };
}

void main();
