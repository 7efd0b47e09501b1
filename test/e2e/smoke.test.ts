import assert from 'node:assert/strict';
import { openWorkspace, until, type Workbench } from './support';

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
    const rows = await until('rows of the view', async () => {
      const shown = await workbench.treeRows('Environment Pins');
      return shown.length > 0 && shown;
    });
    await workbench.shot('environment-pins');
    assert.equal(rows[0]?.level, 1);
  });
});
