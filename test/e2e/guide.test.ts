import assert from 'node:assert/strict';
import { sharedWorkspace, until, type Workbench } from './support';

describe('the walkthrough', () => {
  let workbench: Workbench;

  const step = (id: string) => workbench.page.locator(`.getting-started-step[data-step-id$="firstPromotion#${id}"]`);
  const isDone = async (id: string): Promise<boolean> =>
    (await step(id).locator('.codicon-getting-started-step-checked').count()) > 0;

  before(async () => {
    workbench = await sharedWorkspace();
    // Beside it there is no room for the pictures.
    await workbench.palette('View: Toggle Primary Side Bar Visibility');
    await workbench.palette('Welcome: Open Walkthrough...');
    await workbench.quick.pick('Promote with OpenChoreo GitOps');
    await workbench.page.locator('.getting-started-step').first().waitFor();
  });

  it('shows a picture with each of its six steps', async () => {
    // One more step, or one less, is never six; VS Code lays them out one after the other.
    await until('six steps', async () => (await workbench.page.locator('.getting-started-step').count()) === 6);
    for (const id of ['open', 'pins', 'problems', 'promote', 'releases', 'ci']) {
      await step(id).click();
      await workbench.webview().locator(`svg[id="${id}"] text`).first().waitFor();
      await workbench.shot(`walkthrough-${id}`);
    }
  });

  it('shows the pins when its button is pressed, and has done two steps then', async () => {
    await step('pins').click();
    await step('pins').getByRole('button', { name: 'Show Environment Pins' }).click();
    await workbench.treeRow('Environment Pins', ['shop', 'cart']);
    for (const id of ['open', 'pins']) await until(`${id} to be done`, async () => await isDone(id));
    assert.equal(await isDone('promote'), false);
  });
});
