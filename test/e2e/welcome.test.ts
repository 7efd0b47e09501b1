import assert from 'node:assert/strict';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  closedGate,
  copySample,
  languageServers,
  openWorkspace,
  until,
  temporaryFolder,
  type Gate,
  type Workbench,
} from './support';

const PINS = 'Environment Pins';
const RELEASES = 'Releases';
const SET_UP = 'Before You Promote';

const shop = 'namespaces/default/projects/shop/components';

/** Waits until a view without rows says this. */
async function says(workbench: Workbench, view: string, text: string): Promise<void> {
  await workbench.welcome(view).filter({ hasText: text }).waitFor();
}

describe('a language server that takes its time, in one of several folders', () => {
  let gate: Gate;
  let workbench: Workbench;

  const badge = () =>
    workbench.page.locator('.activitybar').getByRole('tab', { name: /^OpenChoreo GitOps .*broken pin/ });
  const message = () =>
    workbench.page.locator('.tree-explorer-viewlet-tree-view .message').filter({ hasText: 'out of date' });

  before(async () => {
    gate = closedGate();
    workbench = await openWorkspace('empty', {
      // The others hold nothing of OpenChoreo's; one is no folder of this machine at all.
      folders: ['shop', 'notes', 'elsewhere:/nowhere'],
      prepare: (folder) => {
        copySample('current', path.join(folder, 'shop'));
        rmSync(path.join(folder, `shop/${shop}/catalog/releases/catalog-20261103-1.yaml`));
        copySample('current', path.join(folder, 'notes'));
        for (const name of readdirSync(path.join(folder, 'notes')))
          rmSync(path.join(folder, 'notes', name), { recursive: true });
        writeFileSync(path.join(folder, 'notes/deployment.yaml'), 'apiVersion: apps/v1\nkind: Deployment\n');
      },
    });
    await workbench.container('OpenChoreo GitOps');
  });

  after(async () => {
    await workbench.close();
    gate.remove();
  });

  it('is said to be reading, with the log at hand', async () => {
    await says(workbench, PINS, 'Reading the manifests of this workspace');
    await workbench.shot('welcome-loading');
    await workbench.welcomeButton(PINS, 'Show Log');
    await workbench.page
      .locator('.output-view .view-line')
      .filter({ hasText: /OpenChoreo.GitOps.\d/ })
      .waitFor();
  });

  it('shows what it has read, of the one folder that has pins', async () => {
    gate.open();
    await workbench.treeRow(PINS, ['shop', 'shop', 'cart', 'production']);
    const folders = (await workbench.treeRows(PINS)).filter(({ level }) => level === 1);
    assert.deepEqual(
      folders.map(({ label }) => label),
      ['shop'],
    );
    await workbench.welcome(SET_UP).waitFor({ state: 'detached' });
    await badge().waitFor();
    await workbench.statusBar(/behind · 4 broken/).waitFor();
  });

  it('says at once that nothing is known any more when it ends, and is back by itself', async () => {
    gate.close();
    for (const pid of languageServers()) process.kill(pid, 'SIGKILL');
    await message().first().waitFor();
    await badge().waitFor({ state: 'detached' });
    await workbench.statusBar(/^\s*pins$/).waitFor();
    await workbench.shot('welcome-starting-again');
    await workbench.palette('OpenChoreo GitOps: Compare Environments…');
    await workbench.notification('Reading the pins').getByRole('button', { name: 'Cancel', exact: true }).click();
    await workbench.notification('Reading the pins').waitFor({ state: 'detached' });
    gate.open();
    await workbench.statusBar(/behind · 4 broken/).waitFor();
    await badge().waitFor();
    await workbench.treeRow(PINS, ['shop', 'shop', 'cart', 'production']);
    assert.equal(await message().count(), 0);
    assert.equal(await workbench.notification(/OpenChoreo GitOps could not/).count(), 0);
  });

  it('is given up after the fifth end, which everything says, until it is started by the button', async () => {
    let killed = new Set<number>();
    await until('the text of the failed state', async () => {
      for (const pid of languageServers().filter((each) => !killed.has(each))) {
        killed = killed.add(pid);
        process.kill(pid, 'SIGKILL');
      }
      return (await workbench.welcome(PINS).filter({ hasText: 'does not answer' }).count()) > 0;
    });
    await workbench.statusBar('pins not known').waitFor();
    assert.equal(await badge().count(), 0);
    // Nor are errors shown in the words of the library.
    assert.equal(await workbench.notification('Pending response').count(), 0);
    await workbench.shot('welcome-failed');
    await workbench.welcomeButton(PINS, 'Restart Language Server');
    await workbench.treeRow(PINS, ['shop', 'shop', 'cart', 'production']);
    await workbench.statusBar(/behind · 4 broken/).waitFor();
    await badge().waitFor();
  });
});

describe('a repository that is not as it should be', () => {
  const home = temporaryFolder();
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkspace('current', {
      // As if somebody else owned the folder: to make it so takes root. VS Code writes Git's settings.
      env: { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1', GIT_CONFIG_GLOBAL: path.join(home, 'gitconfig') },
      prepare: (folder) => {
        for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
          if (entry.name === 'releases') rmSync(path.join(entry.parentPath, entry.name), { recursive: true });
      },
    });
    await workbench.container('OpenChoreo GitOps');
  });

  after(async () => {
    await workbench.close();
    rmSync(home, { recursive: true });
  });

  it('can be said to be safe, where another user owns it', async () => {
    await says(workbench, SET_UP, 'Git does not trust this folder');
    await workbench.shot('welcome-unsafe');
    await workbench.welcomeButton(SET_UP, 'Manage Unsafe Repositories');
    await workbench.quick.widget.locator('.monaco-list-row').filter({ hasText: workbench.folder }).click();
    await workbench.welcome(SET_UP).waitFor({ state: 'detached' });
  });

  it('has no releases yet, and the first can be created', async () => {
    await workbench.page.locator('.pane-header').filter({ hasText: RELEASES }).click();
    await says(workbench, RELEASES, 'No component of this workspace has a release yet');
    await workbench.shot('welcome-no-releases');
    await workbench.welcomeButton(RELEASES, 'Create Release…');
    await workbench.quick.option('shop/cart').waitFor();
    await workbench.quick.escape();
  });

  it('has no pin that the filter lets through, and the filter can be cleared', async () => {
    const file = `${shop}/cart/release-bindings/cart-production.yaml`;
    const committed = workbench.read(file);
    workbench.write(file, committed.replace('cart-20261102-1', 'cart-20261109-1'));
    const row = await workbench.treeRow(PINS, ['shop', 'cart', 'production']);
    await until('the change', async () => ((await row.textContent()) ?? '').includes('uncommitted'));
    await workbench.viewAction(PINS, 'Filter Pins…');
    await workbench.quick.pick('uncommitted');
    await workbench.quick.confirm();
    await workbench.page.locator('.pane-header').filter({ hasText: 'only uncommitted' }).waitFor();
    workbench.write(file, committed);
    await says(workbench, PINS, 'No pin matches the filter');
    await workbench.shot('welcome-no-match');
    await workbench.welcomeButton(PINS, 'Clear Filter');
    await workbench.treeRow(PINS, ['shop', 'cart', 'production']);
  });

  it('cannot be read by Git, and the log says why', async () => {
    const committed = workbench.read('.git/config');
    workbench.write('.git/config', '[core\n');
    await workbench.palette('OpenChoreo GitOps: Refresh');
    await says(workbench, SET_UP, 'Git cannot read this repository');
    await workbench.shot('welcome-unusable');
    await workbench.welcomeButton(SET_UP, 'Show Log');
    await workbench.page
      .locator('.output-view .view-line')
      .filter({ hasText: /bad.config.line/ })
      .first()
      .waitFor();
    workbench.write('.git/config', committed);
    await workbench.palette('OpenChoreo GitOps: Refresh');
    await workbench.welcome(SET_UP).waitFor({ state: 'detached' });
  });
});

describe('a workspace whose files are on no disk', () => {
  it('has nothing of this extension, which VS Code turns off, and says why', async () => {
    const workbench = await openWorkspace('empty', { folders: ['elsewhere:/repository'] });
    await workbench.container('Extensions');
    const entry = workbench.page.locator('.extension-list-item').filter({ hasText: 'OpenChoreo GitOps' });
    await entry.click();
    await workbench.shot('welcome-virtual');
    await workbench.page
      .locator('.extension-editor')
      .filter({ hasText: "The language server and Git need the repository's files on a disk" })
      .waitFor();
    assert.equal(
      await workbench.page
        .locator('.activitybar')
        .getByRole('tab', { name: /^OpenChoreo GitOps/ })
        .count(),
      0,
    );
    assert.deepEqual(languageServers(), []);
    await workbench.close();
  });
});
