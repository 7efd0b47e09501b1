import { openWorkspace, until } from '../support';

describe('pictures for the README', () => {
  it('pins.png', async () => {
    const workbench = await openWorkspace('current', { viewport: { width: 1100, height: 640 } });
    await workbench.container('OpenChoreo GitOps');
    await until('rows of the view', async () => (await workbench.treeRows('Environment Pins')).length > 0);
    await workbench.shot('pins');
    await workbench.close();
  });
});
