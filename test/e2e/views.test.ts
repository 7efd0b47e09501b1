import assert from 'node:assert/strict';
import { openWorkspace, until, type Workbench } from './support';

const PINS = 'Environment Pins';

describe('the views', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkspace('current');
    await workbench.container('OpenChoreo GitOps');
  });

  after(async () => {
    await workbench.close();
  });

  it('group the pins by environment and back', async () => {
    await workbench.treeRow(PINS, ['shop', 'cart', 'production']);
    await workbench.shot('views-component');
    await workbench.viewAction(PINS, 'Group by Environment');
    const row = await workbench.treeRow(PINS, ['production', 'shop', 'cart']);
    assert.match((await row.textContent()) ?? '', /2 behind staging/);
    await workbench.shot('views-environment');
  });

  it('shot', async () => {
    await workbench.palette('OpenChoreo GitOps: Filter Pins…');
    await workbench.quick.option('behind').waitFor();
    await workbench.shot('views-filter');
    await workbench.quick.pick('behind');
    await workbench.quick.confirm();
    await new Promise((r) => setTimeout(r, 1500));
    await workbench.shot('views-filtered');
    const row = await workbench.treeRow(PINS, ['production', 'shop', 'cart']);
    await row.hover();
    await new Promise((r) => setTimeout(r, 2500));
    await workbench.shot('views-tooltip');
    await workbench.palette('View: Show Explorer');
    await workbench.openFile('namespaces/default/projects/shop/components/cart/release-bindings/cart-production.yaml');
    await new Promise((r) => setTimeout(r, 1500));
    await workbench.shot('views-explorer');
    await workbench.output('OpenChoreo GitOps');
    await workbench.shot('views-log');
  });
});
