import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { enterGitSandbox, type GitSandbox } from '../support/gitEnvironment';
import { commit, gitIn } from '../support/pastRepository';
import { readFolder, SAMPLES, type SampleName } from '../support/samples';
import { copyOfSample } from '../support/temporary';
import { assertGolden, runCli } from './runCli';

const PINS: Readonly<
  Record<SampleName, { file: string; owner: string; environment: string; release: string; earlier: string }>
> = {
  current: {
    file: 'namespaces/default/projects/shop/components/cart/release-bindings/cart-production.yaml',
    owner: 'shop/cart',
    environment: 'production',
    release: 'cart-20261102-1',
    earlier: 'cart-20261109-1',
  },
  proposal: {
    file: 'projects/travel/components/booking-api/env-bindings/production/release-pin.yaml',
    owner: 'travel/booking-api',
    environment: 'production',
    release: 'booking-api-20251006-1',
    earlier: 'booking-api-20251013-1',
  },
};

for (const sample of SAMPLES)
  describe(`openchoreo-gitops history and rollback in the ${sample} repository`, function () {
    this.timeout(60_000);
    const { file, owner, environment, release, earlier } = PINS[sample];
    const folder = copyOfSample(sample);
    const text = readFolder(folder).get(file)!;
    let sandbox: GitSandbox;

    before(() => {
      sandbox = enterGitSandbox();
      gitIn(folder, 'init', '-q');
      commit(folder, 'Begin', { [file]: text.replace(release, earlier) });
      commit(folder, 'Hold back, "for now", it is said', { [file]: text });
    });
    after(() => sandbox.restore());

    /** What one run prints; ids and times of commits left out. */
    const golden = (name: string, args: readonly string[]) => {
      const { code, stdout, stderr } = runCli(args, { cwd: folder });
      const shown = `${stdout}--- stderr\n${stderr}--- exit ${code}\n`
        .replace(/\b[0-9a-f]{40}\b/g, 'COMMIT')
        .replace(/\b[0-9a-f]{8}(?= {2})/g, 'COMMIT  ')
        .replace(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d\.\d{3})?Z/g, 'TIME');
      assertGolden(`${sample}/${name}`, shown.replaceAll('\r', '\\r'));
    };

    for (const format of ['table', 'json', 'csv'])
      it(`history --format ${format}`, () => {
        golden(`history.${format}`, ['history', '--owner', owner, '--environment', environment, '--format', format]);
      });

    it('rollback', () => {
      const about = ['--owner', owner, '--environment', environment];
      golden('rollback.text', ['rollback', ...about]);
      golden('rollback.json', ['rollback', ...about, '--format', 'json']);
      golden('rollback.never', ['rollback', ...about, '--to', 'nowhere']);
      const { code } = runCli(['rollback', ...about, '--write'], { cwd: folder });
      assert.equal(code, 0);
      assert.equal(readFolder(folder).get(file), text.replace(release, earlier));
    });
  });

describe('openchoreo-gitops history and rollback', function () {
  this.timeout(60_000);

  it('say how they are used', () => {
    const bad = (...args: string[]) => {
      const { code, stderr } = runCli(args);
      assert.equal(code, 2);
      return stderr;
    };
    assert.match(bad('rollback', '--owner', 'a/b'), /--owner PROJECT\/NAME --environment ENV/);
    assert.match(bad('history', '--format', 'xml'), /must be one of table, json, csv/);
    assert.match(bad('history', '--family', 'x'), /must be one of component/);
    assert.match(bad('promote', '--all', '--families', 'component,x'), /--families x: must be one of/);
    const outside = copyOfSample('proposal');
    assert.match(bad('history', outside), /has no Git history/);
  });
});
