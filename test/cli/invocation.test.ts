import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runCli } from './runCli';

const sample = path.resolve(__dirname, '../repos/current');
const cart = 'namespaces/default/projects/shop/components/cart/release-bindings/cart-production.yaml';

describe('how openchoreo-gitops is called', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'ocg-cli-'));
    cpSync(sample, folder, { recursive: true });
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('says its version, and its help, with exit code 0', () => {
    assert.match(runCli(['--version']).stdout, /^\d+\.\d+\.\d+\n$/);
    for (const args of [
      ['--help'],
      ['check', '--help'],
      ['pins', '-h'],
      ['promote', '--help'],
      ['release', '--help'],
    ]) {
      const { code, stdout } = runCli(args);
      assert.equal(code, 0, args.join(' '));
      assert.match(stdout, /usage: openchoreo-gitops/);
    }
  });

  for (const [args, why] of [
    [['chekc'], /no verb "chekc"/],
    [['check', '--fromat', 'json'], /fromat/],
    [['check', '--format', 'xml'], /--format xml: must be one of/],
    [['check', 'one', 'two'], /one folder at most/],
    [['check', '/no/such/folder'], /cannot read the folder/],
    [['promote', '.'], /say what to promote/],
    [['promote', '.', '--owner', 'cart'], /PROJECT\/NAME/],
  ] as const) {
    it(`answers ${args.join(' ')} with one line and exit code 2`, () => {
      const { code, stdout, stderr } = runCli(args, { cwd: folder });
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, why);
      assert.equal(stderr.trim().split('\n').length, 1, stderr);
    });
  }

  it('looks for the root upwards, and takes a given folder as the root as it stands', () => {
    const below = path.join(folder, 'namespaces/default/projects/shop');
    const found = JSON.parse(runCli(['check', '--format', 'json'], { cwd: below }).stdout) as {
      summary: { manifests: number };
    };
    assert.equal(found.summary.manifests, 90);
    const given = JSON.parse(runCli(['check', '.', '--format', 'json'], { cwd: below }).stdout) as typeof found;
    assert.ok(given.summary.manifests < 90);
  });

  it('fails on the severity that is asked for', () => {
    assert.equal(runCli(['check', folder]).code, 0);
    assert.equal(runCli(['check', folder, '--fail-on', 'information']).code, 1);
  });

  it('shows only the pins of a project and an environment', () => {
    const { stdout } = runCli(['pins', folder, '--project', 'shop', '--environment', 'production', '--format', 'json']);
    const { pins } = JSON.parse(stdout) as { pins: { project: string; environment: string }[] };
    assert.ok(pins.length > 0);
    assert.ok(pins.every((pin) => pin.project === 'shop' && pin.environment === 'production'));
  });

  it('writes a promotion: one line of one file, which Git sees as such; then there is nothing to do', () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
        cwd: folder,
        encoding: 'utf8',
      });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'as it was');
    const before = readFileSync(path.join(folder, cart), 'utf8');
    assert.equal(runCli(['promote', folder, '--owner', 'shop/cart', '--to', 'production']).code, 0);
    assert.equal(readFileSync(path.join(folder, cart), 'utf8'), before);
    const { code, stderr } = runCli(['promote', folder, '--owner', 'shop/cart', '--to', 'production', '--write']);
    assert.equal(code, 0, stderr);
    assert.equal(git('diff', '--numstat').trim(), `1\t1\t${cart}`);
    const again = runCli([
      'promote',
      folder,
      '--owner',
      'shop/cart',
      '--to',
      'production',
      '--write',
      '--format',
      'json',
    ]);
    assert.equal((JSON.parse(again.stdout) as { status: string }).status, 'nothing-to-do');
  });

  it('prints a diff that git apply takes, for a changed and for a new file', () => {
    execFileSync('git', ['init', '-q'], { cwd: folder });
    for (const args of [
      ['--owner', 'shop/cart', '--to', 'production'],
      ['--owner', 'shop/checkout', '--to', 'production'],
    ]) {
      const { stdout } = runCli(['promote', folder, ...args]);
      const { status, stderr } = spawnSync('git', ['apply', '--check', '-'], {
        cwd: folder,
        input: stdout,
        encoding: 'utf8',
      });
      assert.equal(status, 0, stderr);
    }
  });

  it('is not confused by a folder that Git ignores it in, by hostile names, or by no manifests at all', () => {
    const odd = path.join(folder, "-odd 'name\u00e9");
    mkdirSync(odd);
    writeFileSync(path.join(odd, 'a b.yaml'), 'kind: nothing\n');
    const { code, stdout } = runCli(['check', odd]);
    assert.equal(code, 0);
    assert.match(stdout, /No problems in 0 manifests of 1 file/);
    assert.match(runCli(['pins', odd]).stdout, /No pins/);
  });
});
