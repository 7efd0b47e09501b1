import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { sharedWorkspace, until, type Workbench } from './support';

/** Files that the rename of the component changes: nine of its own, and two workloads that depend on it. */
const CHANGED = 11;
const COMPONENTS = 'namespaces/default/projects/shop/components';

describe('rename, by mouse and keyboard', () => {
  let workbench: Workbench;
  const isThere = (file: string) => existsSync(path.join(workbench.folder, file));

  before(async () => {
    workbench = await sharedWorkspace();
    await workbench.container('OpenChoreo GitOps');
    // Tells that the repository has been read.
    await workbench.treeRow('Environment Pins', ['shop', 'cart', 'production']);
  });

  // The last that share the window: what comes next starts and ends all language servers.
  after(async () => {
    await workbench.close();
  });

  it('of a component is previewed, and then changes everything that carries its name', async () => {
    await workbench.openFile(`${COMPONENTS}/cart/component.yaml`);
    await workbench
      .editorLine(/name:.cart/)
      .getByText('cart', { exact: true })
      .click();
    await workbench.page.keyboard.press('F2');
    const box = workbench.page.locator('.rename-box input');
    await box.waitFor();
    assert.equal(await box.inputValue(), 'cart');
    await box.fill('basket');
    await workbench.page.keyboard.press('Enter');
    await workbench.dialog().getByText('A cluster deletes the 9 objects').waitFor();
    await workbench.shot('rename-question');
    await workbench.dialog().getByRole('button', { name: 'Preview' }).click();
    const preview = workbench.page.locator('.bulk-edit-panel');
    await preview.getByText('component.yaml').first().waitFor();
    await workbench.shot('rename-preview');
    await preview.getByRole('button', { name: 'Apply' }).click();
    await until('the folder is renamed', () => isThere(`${COMPONENTS}/basket/releases/basket-20261116-1.yaml`));
    await until('the texts are saved', () =>
      workbench.read(`${COMPONENTS}/checkout/workload.yaml`).includes('component: basket'),
    );
    await until('the old folder is gone', () => !isThere(`${COMPONENTS}/cart`));
    assert.ok(workbench.read(`${COMPONENTS}/basket/releases/basket-20261116-1.yaml`).includes('componentName: basket'));
    await workbench.treeRow('Environment Pins', ['shop', 'basket', 'production']);
    await until('no error', async () => (await workbench.problems()).every(({ severity }) => severity === 'Info'));
    await workbench.shot('rename-done');
  });

  it('is taken back by one undo, every byte and every path', async () => {
    await workbench.openFile(`${COMPONENTS}/basket/component.yaml`);
    await workbench.editorLine(/name:.basket/).click();
    await workbench.page.keyboard.press('Control+Z');
    // The files move back one by one, in the order of their paths; the folder is removed when all have.
    await until('the first file is back', () => isThere(`${COMPONENTS}/cart/component.yaml`));
    await until('the last file is back', () => isThere(`${COMPONENTS}/cart/workload.yaml`));
    await until('the new folder is gone', () => !isThere(`${COMPONENTS}/basket`));
    // VS Code leaves to the user when what it took back is saved.
    await until(
      'every text is back',
      async () =>
        (await workbench.page.locator('.tab.dirty').count()) === CHANGED &&
        (await workbench.page.locator('.tab').count()) === CHANGED,
    );
    await workbench.shot('rename-undone');
    await workbench.palette('File: Save All Files');
    await until('everything is as it was committed', () => workbench.git('status', '--porcelain') === '');
    await workbench.treeRow('Environment Pins', ['shop', 'cart', 'production']);
  });

  it('of an environment is carried out at once when asked for, and kustomize still finds its file', async () => {
    const platform = 'namespaces/default/platform';
    await workbench.openFile(`${platform}/environments/load-test.yaml`);
    await workbench
      .editorLine(/name:.load-test/)
      .getByText('load-test', { exact: true })
      .click();
    await workbench.page.keyboard.press('F2');
    await workbench.page.locator('.rename-box input').fill('stress');
    await workbench.page.keyboard.press('Enter');
    await workbench.dialog().getByRole('button', { name: 'Rename', exact: true }).click();
    await until('the file is renamed', () => isThere(`${platform}/environments/stress.yaml`));
    await until('the list is saved', () =>
      workbench.read(`${platform}/kustomization.yaml`).includes('- environments/stress.yaml\n'),
    );
    assert.ok(!isThere(`${platform}/environments/load-test.yaml`));
    await workbench.treeRow('Environment Pins', ['shop', 'cart', 'stress']);
  });
});
