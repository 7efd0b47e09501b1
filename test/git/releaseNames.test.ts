import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { releaseNames } from '../../server/src/node/releaseNames';
import { enterGitSandbox, type GitSandbox } from '../support/gitEnvironment';

describe('names of releases on all branches', () => {
  let folder: string;
  let sandbox: GitSandbox;
  const git = (root: string, ...args: string[]) =>
    execFileSync('git', ['-C', root, '-c', 'user.name=Tester', '-c', 'user.email=tester@example.com', ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const write = (root: string, file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
    git(root, 'add', file);
  };
  const manifest = (name: string) =>
    `apiVersion: openchoreo.dev/v1alpha1\nkind: ComponentRelease\nmetadata:\n  labels: { a: b }\n  name: ${name}\n`;

  before(() => {
    sandbox = enterGitSandbox();
    folder = path.join(sandbox.folder, 'names');
    mkdirSync(folder);
    const origin = path.join(folder, 'origin');
    git(folder, 'init', '-q', '-b', 'main', origin);
    git(origin, 'config', 'uploadpack.allowFilter', 'true');
    write(origin, 'releases/cart-20261122-1.yaml', manifest('cart-20261122-1'));
    git(origin, 'commit', '-qm', 'first');
    git(origin, 'checkout', '-qb', 'topic');
    write(origin, 'releases/cart-20261122-2.yaml', manifest('cart-20261122-2'));
    write(
      origin,
      'grüße/odd name.yml',
      `# two\n${manifest('cart-20261122-3')}---\nkind: Release\nmetadata: { labels: {}, name: "cart-v4" }\n---\nkind: Trait\nmetadata: { name: no-release }\n`,
    );
    git(origin, 'commit', '-qm', 'second');
    git(origin, 'checkout', '-q', 'main');
    git(folder, 'clone', '-q', origin, path.join(folder, 'clone'));
    git(folder, 'clone', '-q', '--filter=blob:none', `file://${origin}`, path.join(folder, 'partial'));
  });
  after(() => {
    sandbox.restore();
  });

  it('are those of files, and those that manifests of other branches say', async () => {
    const names = [...(await releaseNames(path.join(folder, 'clone')))].sort();
    assert.deepEqual(names, ['cart-20261122-1', 'cart-20261122-2', 'cart-20261122-3', 'cart-v4', 'odd name']);
  });

  it('are those of files in a partial clone, and nothing is fetched', async () => {
    const partial = path.join(folder, 'partial');
    git(partial, 'remote', 'set-url', 'origin', path.join(folder, 'gone'));
    assert.deepEqual([...(await releaseNames(partial))].sort(), ['cart-20261122-1', 'cart-20261122-2', 'odd name']);
  });

  it('are none where there is no Git, and none before the first commit', async () => {
    const empty = path.join(folder, 'empty');
    mkdirSync(empty);
    assert.deepEqual([...(await releaseNames(empty))], []);
    git(empty, 'init', '-q');
    assert.deepEqual([...(await releaseNames(empty))], []);
  });
});
