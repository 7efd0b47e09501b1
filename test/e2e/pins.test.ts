import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hermeticGit } from '../testbed';
import { openWorkspace, type Workbench } from './support';

const VIEW = 'Environment Pins';
const shop = 'namespaces/default/projects/shop/components';
const production = `${shop}/cart/release-bindings/cart-production.yaml`;
const staging = `${shop}/cart/release-bindings/cart-staging.yaml`;
const gone = 'cart-20261102-1';

/** The repository some time after its first commit: production has gone on, and what it ran before is cleaned up. */
function goOn(folder: string): void {
  const binding = path.join(folder, production);
  writeFileSync(binding, readFileSync(binding, 'utf8').replace(gone, 'cart-20261116-1'));
  rmSync(path.join(folder, `${shop}/cart/releases/${gone}.yaml`));
  const env = { ...process.env, ...hermeticGit };
  execFileSync('git', ['commit', '--quiet', '--all', '--message=Go on and clean up'], { cwd: folder, env });
}

/** One window for all of it, in this order: each flow leaves a commit that the history at the end tells of. */
describe('commands about one pin', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkspace('current', { prepare: goOn });
    await workbench.container('OpenChoreo GitOps');
  });
  after(async () => {
    await workbench.close();
  });

  const menu = async (pin: readonly string[], item: string) => {
    await workbench.tidy();
    await workbench.rowMenu(VIEW, pin, item);
  };
  const row = (text: RegExp) => workbench.quick.widget.locator('.monaco-list-row').filter({ hasText: text });
  /** Says yes to the plan that is shown; answers the subject of its commit and what `git show --numstat` says of it. */
  const commit = async () => {
    await workbench.quick.pick('Commit');
    await workbench.notification('Committed').waitFor();
    assert.equal(workbench.git('status', '--porcelain'), '');
    return workbench.git('show', '--numstat', '--format=%s', 'HEAD').split('\n').filter(Boolean);
  };
  const inStaging = ['shop', 'cart', 'staging'];
  const text = () => workbench.read(staging);

  it('undeploys, naming what depends on it there, and redeploys', async () => {
    const before = text();
    await menu(inStaging, 'Undeploy…');
    await row(/depends\son\sshop\/cart.*shop\/storefront/).waitFor();
    await workbench.shot('pins-undeploy');
    assert.deepEqual(await commit(), ['undeploy(shop/cart): from staging', `1\t0\t${staging}`]);
    assert.match(text(), /^ {2}state: Undeploy$/m);
    await menu(inStaging, 'Redeploy…');
    assert.deepEqual(await commit(), ['redeploy(shop/cart): cart-20261116-1 in staging', `1\t1\t${staging}`]);
    assert.equal(text().replace('  state: Active\n', ''), before);
  });

  it('pins any release', async () => {
    await menu(inStaging, 'Pin Release…');
    await workbench.quick.pick('cart-20261109-1');
    assert.deepEqual(await commit(), ['pin(shop/cart): cart-20261109-1 in staging', `1\t1\t${staging}`]);
  });

  it('rolls back to a release that is gone, and brings it back', async () => {
    await menu(['shop', 'cart', 'production'], 'Roll Back…');
    await workbench.quick.pick(gone);
    await workbench.quick.option(`Restore ${gone} from history`).waitFor();
    await workbench.shot('pins-restore');
    await workbench.quick.pick(`Restore ${gone} from history`);
    const [subject, ...files] = await commit();
    assert.equal(subject, `rollback(shop/cart): ${gone} in production`);
    assert.deepEqual(files.map((line) => line.split('\t')[2]).sort(), [
      production,
      `${shop}/cart/releases/${gone}.yaml`,
    ]);
    assert.equal(workbench.git('diff', 'HEAD~5', 'HEAD', '--', production, `${shop}/cart/releases`), '');
  });

  it('promotes into a first environment by a release that is cut for it', async () => {
    await workbench.tidy();
    await workbench.palette('OpenChoreo GitOps: Promote…');
    await workbench.quick.pick('shop/checkout');
    await workbench.quick.pick('Show all environments…');
    await workbench.quick.pick('development');
    await workbench.quick.option('Create a release from the current state').waitFor();
    await workbench.shot('pins-cut');
    await workbench.quick.pick('Create a release from the current state');
    const [, binding, release] = await commit();
    assert.equal(binding, `1\t1\t${shop}/checkout/release-bindings/checkout-development.yaml`);
    assert.match(release ?? '', /^\d+\t0\t.*\/checkout\/releases\/checkout-\d{8}-1\.yaml$/);
  });

  it('tells all of it in the history, and exports that as CSV and JSON', async () => {
    await menu(inStaging, 'Show Pin History');
    await workbench.quick.option('cart-20261116-1 undeployed').waitFor();
    await workbench.shot('pins-history');
    const told = await workbench.quick.labels();
    assert.deepEqual(told, [
      'cart-20261116-1 → cart-20261109-1',
      'cart-20261116-1 redeployed',
      'cart-20261116-1 undeployed',
      'cart-20261116-1, the first',
    ]);
    const csv = await exportTo('history.csv');
    const [header = '', ...lines] = csv.trimEnd().split('\r\n');
    assert.match(header, /^date,family,.*,fromState,toState$/);
    assert.deepEqual(
      lines.map((line) => line.split(',').slice(-2).join(' ')),
      ['active active', 'undeployed active', 'active undeployed', ' active'],
    );
    await menu(inStaging, 'Show Pin History');
    const { changes } = JSON.parse(await exportTo('history.json')) as { changes: readonly { to: string }[] };
    assert.equal(changes.length, told.length);
    assert.equal(changes[0]?.to, 'cart-20261109-1');
  });

  /** Exports the history that is shown to a file beside the repository; answers what is in it then. */
  async function exportTo(name: string): Promise<string> {
    const file = path.join(path.dirname(workbench.folder), name);
    await workbench.quick.widget.getByRole('button', { name: 'Export as CSV or JSON…' }).click();
    await workbench.quick.input(path.join(workbench.folder, 'pin-history.csv'), file);
    await workbench.notification(`to ${name}`).waitFor();
    return readFileSync(file, 'utf8');
  }
});
