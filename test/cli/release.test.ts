import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runCli } from './runCli';

const sample = path.resolve(__dirname, '../repos/current');
const checkout = 'namespaces/default/projects/shop/components/checkout';
const file = `${checkout}/releases/checkout-20261122-1.yaml`;
const DATE = ['--date', '2026-11-22'];

describe('openchoreo-gitops release', function () {
  // Each run is a process of its own, and reads a whole repository.
  this.timeout(60_000);
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'ocg-cli-'));
    cpSync(sample, folder, { recursive: true });
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('shows the new file as a diff, then the commit message, and writes nothing', () => {
    const { code, stdout, stderr } = runCli(['release', folder, '--owner', 'shop/checkout', ...DATE]);
    assert.equal(code, 0);
    assert.ok(stdout.startsWith(`diff --git a/${file} b/${file}\nnew file mode 100644\n--- /dev/null\n`), stdout);
    assert.ok(
      stdout.endsWith('\nrelease(shop/checkout): checkout-20261122-1\n\nOpenChoreo-Release: checkout-20261122-1\n'),
    );
    assert.match(stderr, /Nothing was written/);
    assert.equal(existsSync(path.join(folder, file)), false);
  });

  it('writes it with --write; then there is nothing left to do', () => {
    const args = ['release', folder, '--owner', 'shop/checkout', '--format', 'json', ...DATE];
    const first = JSON.parse(runCli([...args, '--write']).stdout) as {
      status: string;
      files: [{ after: string }];
      items: unknown;
    };
    assert.equal(first.status, 'ready');
    assert.equal(readFileSync(path.join(folder, file), 'utf8'), first.files[0].after);
    const { code, stdout } = runCli(args);
    const again = JSON.parse(stdout) as {
      status: string;
      files: unknown[];
      items: [{ release: string; action: string }];
    };
    assert.deepEqual([code, again.status, again.files], [0, 'nothing-to-do', []]);
    assert.deepEqual([again.items[0].release, again.items[0].action], ['checkout-20261122-1', 'none']);
  });

  it('pins it as well with --pin, and promotion takes it from there', () => {
    const args = ['--owner', 'shop/checkout', '--write', '--format', 'json'];
    const cut = JSON.parse(runCli(['release', folder, ...args, '--pin', ...DATE]).stdout) as {
      items: { action: string; to: string }[];
    };
    assert.deepEqual(
      cut.items.map((item) => [item.action, item.to]),
      [
        ['create-release', ''],
        ['set-pin', 'development'],
      ],
    );
    const promoted = JSON.parse(runCli(['promote', folder, ...args, '--to', 'staging']).stdout) as {
      items: [{ release: string }];
    };
    assert.equal(promoted.items[0].release, 'checkout-20261122-1');
  });

  it('exits with 1 when it is blocked, and with 2 when it is called wrongly', () => {
    const blocked = runCli(['release', folder, '--owner', 'shop/checkout', '--name', 'Not_A_Name']);
    assert.equal(blocked.code, 1);
    assert.match(blocked.stderr, /^blocked .*"Not_A_Name".* \[invalid-name\]$/m);
    for (const args of [
      [],
      ['--all', '--project', 'shop'],
      ['--owner', 'checkout'],
      ['--family', 'component', '--all'],
    ])
      assert.equal(runCli(['release', folder, ...args]).code, 2, args.join(' '));
  });
});
