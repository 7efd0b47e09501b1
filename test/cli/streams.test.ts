import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import type { PinTable } from '../../server/src/protocol';
import { projectRoot } from '../support/samples';
import { copyOfSample, folderWith, temporaryFolder } from '../support/temporary';
import { runCli } from './runCli';

const cli = path.join(projectRoot, 'dist/cli.js');
const duplicates = (count: number) =>
  Array(count).fill('apiVersion: openchoreo.dev/v1alpha1\nkind: Environment\nmetadata: { name: e }\n').join('---\n');

describe('what openchoreo-gitops reads and writes', function () {
  this.timeout(60_000);

  it('has no colours where nobody looks, and none with NO_COLOR', () => {
    const folder = folderWith({ 'a.yaml': duplicates(2) });
    for (const verb of ['check', 'pins']) assert.ok(!runCli([verb, folder]).stdout.includes('\u001b'), verb);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const folder = folderWith({ 'a.yaml': duplicates(400) });
    const child = spawn(process.execPath, [cli, 'check', folder], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(stderr, '');
    assert.ok(code === 0 || code === 1, String(code));
  });

  it('writes a long report whole, into a pipe too', () => {
    const { stdout } = runCli(['check', folderWith({ 'a.yaml': duplicates(50) }), '--format', 'json']);
    const { problems } = JSON.parse(stdout) as { problems: { code: string }[] };
    assert.equal(problems.filter(({ code }) => code === 'duplicate-manifest').length, 50);
  });

  it('takes a folder inside a Git tree as it stands, with paths relative to it', () => {
    const tree = temporaryFolder('tree');
    execFileSync('git', ['init', '--quiet', tree]);
    mkdirSync(path.join(tree, 'sub/a'), { recursive: true });
    writeFileSync(path.join(tree, 'outside.yaml'), duplicates(2));
    writeFileSync(path.join(tree, 'sub/a/b.yaml'), duplicates(2));
    const { code, stdout } = runCli(['check', path.join(tree, 'sub'), '--format', 'json']);
    const { problems, summary } = JSON.parse(stdout) as { problems: { file: string }[]; summary: { files: number } };
    assert.deepEqual([code, summary.files, [...new Set(problems.map(({ file }) => file))]], [1, 1, ['a/b.yaml']]);
  });

  it('refuses a file in place of a folder, in one line', () => {
    const file = path.join(folderWith({ 'a.yaml': '' }), 'a.yaml');
    const { code, stderr } = runCli(['pins', file]);
    assert.deepEqual([code, stderr.trim().split('\n').length], [2, 1]);
  });

  it('finds nothing wrong with an empty folder', () => {
    const folder = temporaryFolder();
    assert.equal(runCli(['check', folder]).code, 0);
    const { code, stdout } = runCli(['pins', folder, '--format', 'json']);
    const { pins, pipelines } = JSON.parse(stdout) as PinTable;
    assert.deepEqual([code, pins, pipelines], [0, [], []]);
  });

  it('says that there are no problems, and of how much', () => {
    const { code, stdout } = runCli(['check', copyOfSample('proposal'), '--fail-on', 'error']);
    assert.equal(code, 0);
    assert.match(stdout, / in \d+ manifests of \d+ files \(\d+ ms\)\.\n$/);
  });
});
