import assert from 'node:assert/strict';
import { openWorkspace, type Workbench } from './support';

describe('the packaged extension', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkspace('current');
  });

  after(async () => {
    await workbench.close();
  });

  it('shows the view Environment Pins', async () => {
    await workbench.container('OpenChoreo GitOps');
    const view = await workbench.view('Environment Pins');
    await workbench.shot('environment-pins');
    assert.ok(await view.isVisible());
  });
});
