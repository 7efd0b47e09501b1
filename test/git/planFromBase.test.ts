import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { openBase } from '../../server/src/lsp/baseRepository';
import { describePins } from '../../server/src/features/pinTable';
import type { PromoteRequest } from '../../server/src/protocol';
import { FLOWS, type SampleFlow } from '../support/flows';
import { enterGitSandbox, type GitSandbox } from '../support/gitEnvironment';
import { cloneSample, planIn, type SampleClone } from '../support/gitSample';
import { openFiles, readFolder, sampleFolder } from '../support/samples';

let sandbox: GitSandbox;

before(() => (sandbox = enterGitSandbox()));
after(() => sandbox.restore());

for (const flow of FLOWS) describe(`plans from a commit of the ${flow.sample} repository`, () => plans(flow));

function plans({ sample, fromTree }: SampleFlow): void {
  const { project, name, environment, file, before: old, after: wanted } = fromTree;
  const request = (clone: SampleClone, more: Partial<PromoteRequest> = {}): PromoteRequest => ({
    ...{ kind: 'promote', owners: [{ project, name }], to: environment, delivery: 'branch', base: clone.head() },
    ...more,
  });
  const read = (clone: SampleClone, name: string) => readFileSync(path.join(clone.root, name), 'utf8');

  it('leave out everything that only the working tree has, and say so', async () => {
    const clone = cloneSample(sandbox, sample);
    const committed = read(clone, file);
    clone.write(file, `# mine, unfinished\n${committed.replace(/environment: .*/, 'environment: elsewhere')}`);
    const plan = await planIn(clone, request(clone));
    assert.equal(plan.status, 'ready', JSON.stringify(plan.blockers));
    assert.deepEqual(plan.files, [{ file, before: committed, after: committed.replace(old, wanted) }]);
    assert.deepEqual(
      plan.warnings.filter(({ code }) => code === 'differs-here').map(({ link }) => link?.file),
      [file],
    );
    assert.deepEqual([plan.checks?.before.error, plan.checks?.after.error], [0, 0]);
    assert.ok((plan.checks?.files ?? 0) > 20);
  });

  it('are those of that commit, although the branch and the disk have gone on', async () => {
    const clone = cloneSample(sandbox, sample);
    const base = clone.head();
    const committed = read(clone, file);
    clone.write(file, committed.replace(old, wanted));
    clone.git('commit', '-qam', 'Promoted here');
    rmSync(path.join(clone.root, file));
    const plan = await planIn(clone, request(clone, { base }));
    assert.deepEqual(
      plan.files.map((planned) => [planned.file, planned.before === committed]),
      [[file, true]],
    );
    assert.deepEqual((await planIn(clone, request(clone))).status, 'nothing-to-do');
  });

  it('know a commit exactly as if it were checked out', async () => {
    const clone = cloneSample(sandbox, sample);
    const first = clone.head();
    clone.write('.openchoreo-gitops.yaml', 'rules: { unreferenced-release: error }\n');
    clone.write(file, read(clone, file).replace(old, wanted));
    clone.write('more/broken.yaml', 'apiVersion: openchoreo.dev/v1alpha1\nkind: Component\nmetadata: {\n');
    clone.git('add', '-A');
    clone.git('mv', file, `${path.posix.dirname(file)}/moved.yaml`);
    clone.git('commit', '-qm', 'Moved');
    const session = await clone.open();
    try {
      const base = await openBase(session, first);
      assert.ok(base);
      base.checker.run();
      const fresh = openFiles(readFolder(sampleFolder(sample)));
      assert.deepEqual(describePins(base.repository, undefined), describePins(fresh.repository, undefined));
      const files = [...fresh.repository.files.fileNames()].sort();
      assert.deepEqual([...base.repository.files.fileNames()].sort(), files);
      for (const each of files)
        assert.deepEqual(
          base.checker.problemsOf(each).map(({ code, message, place }) => [code, message, place]),
          fresh.checker.problemsOf(each).map(({ code, message, place }) => [code, message, place]),
          each,
        );
      assert.equal(session.repository.config.rules['unreferenced-release'], 'error', 'the session is as it was');
    } finally {
      session.dispose();
    }
  });

  it('stop at a release that only the working tree has, and take its file along when asked to', async () => {
    const clone = cloneSample(sandbox, sample);
    const plan = await planIn(clone, request(clone));
    const release = plan.items[0]!.release;
    const { releases, home } = await releaseFile(clone, release);
    clone.git('rm', '-q', '--cached', releases);
    clone.git('commit', '-qm', 'Nobody has this release yet');
    const stopped = await planIn(clone, request(clone));
    assert.deepEqual(
      stopped.blockers.map(({ code, choices }) => [code, choices?.map(({ sets, value }) => [sets, value])]),
      [['only-local', [['include', releases]]]],
    );
    const taken = await planIn(clone, request(clone, { include: [releases] }));
    assert.equal(taken.status, 'ready', JSON.stringify(taken.blockers));
    const created = taken.files.find((planned) => planned.file === releases);
    assert.deepEqual(created, { file: releases, before: null, after: home });
    assert.equal(taken.files.find((planned) => planned.file === file)?.after, read(clone, file).replace(old, wanted));
  });

  it('list a file that comes along where its neighbours are listed', async () => {
    const clone = cloneSample(sandbox, sample);
    const { release } = (await planIn(clone, request(clone))).items[0]!;
    const { releases } = await releaseFile(clone, release);
    const list = `${path.posix.dirname(releases)}/kustomization.yaml`;
    const head = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n';
    clone.write(list, `${head}  - other.yaml\n`);
    clone.git('add', '-A');
    clone.git('rm', '-q', '--cached', releases);
    clone.git('commit', '-qm', 'Listed one by one');
    const taken = await planIn(clone, request(clone, { include: [releases] }));
    assert.equal(taken.status, 'ready', JSON.stringify(taken.blockers));
    assert.deepEqual(
      taken.files.map((planned) => planned.file),
      [file, list, releases].sort(),
    );
    const listed = taken.files.find((planned) => planned.file === list)?.after;
    assert.equal(listed, `${head}  - other.yaml\n  - ${path.posix.basename(releases)}\n`);
  });

  it('stop at a binding that only the working tree has, and change it on its way when asked to', async () => {
    const clone = cloneSample(sandbox, sample);
    const text = read(clone, file);
    clone.git('rm', '-q', '--cached', file);
    clone.git('commit', '-qm', 'Nobody has this binding yet');
    const stopped = await planIn(clone, request(clone));
    assert.deepEqual(
      stopped.blockers.map(({ choices }) => choices?.map(({ value }) => value)),
      [[file]],
    );
    const taken = await planIn(clone, request(clone, { include: [file] }));
    assert.deepEqual(
      taken.files.filter((planned) => planned.file === file),
      [{ file, before: null, after: text.replace(old, wanted) }],
    );
  });

  it('refuse what is no commit, what cannot come along, and Restricted Mode', async () => {
    const clone = cloneSample(sandbox, sample);
    const codes = async (more: Partial<PromoteRequest>, trusted = true) =>
      (await planIn(clone, request(clone, more), trusted)).blockers.map(({ code }) => code);
    assert.deepEqual(await codes({ base: '--all' }), ['unknown-base']);
    assert.deepEqual(await codes({ base: 'f'.repeat(40) }), ['unknown-base']);
    assert.deepEqual(await codes({}, false), ['restricted-mode']);
    const include = ['../outside.yaml', 'README.md', file];
    assert.deepEqual(await codes({ include }), ['cannot-take', 'cannot-take', 'cannot-take']);
  });
}

async function releaseFile(clone: SampleClone, release: string): Promise<{ releases: string; home: string }> {
  const releases = clone.git('grep', '-lE', `^ +name: ["']?${release}["']?$`).split('\n');
  assert.equal(releases.length, 1, releases.join());
  return { releases: releases[0]!, home: readFileSync(path.join(clone.root, releases[0]!), 'utf8') };
}
