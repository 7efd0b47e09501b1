import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import {
  copySample,
  installPseudoLanguage,
  languageServers,
  openWorkspace,
  pseudoLanguage,
  until,
  type Workbench,
  type WorkspaceOptions,
} from './support';

const PINS = 'Environment Pins';
const RELEASES = 'Releases';
const SET_UP = 'Before You Promote';

const shop = 'namespaces/default/projects/shop/components';
const release = (name: string): string => `${shop}/cart/releases/${name}.yaml`;

/** Opens a window for the tests of a group, with the view container shown. */
function window(
  sample: Parameters<typeof openWorkspace>[0],
  options: () => WorkspaceOptions = () => ({}),
  container = 'OpenChoreo GitOps',
): () => Workbench {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkspace(sample, options());
    await workbench.container(container);
  });
  after(async () => {
    await workbench.close();
  });
  return () => workbench;
}

/** Waits until a view without rows says this. */
async function says(workbench: Workbench, view: string, text: string): Promise<void> {
  await workbench.welcome(view).filter({ hasText: text }).waitFor();
}

describe('the views', () => {
  const open = window('current', () => ({
    prepare: (folder) => {
      // Nothing pins the newest release any more, and one pin points nowhere.
      rmSync(path.join(folder, `${shop}/catalog/releases/catalog-20261103-1.yaml`));
    },
  }));

  it('group the pins by environment, and remember it', async () => {
    const workbench = open();
    await workbench.treeRow(PINS, ['shop', 'cart', 'production']);
    await workbench.shot('views-by-component');
    await workbench.viewAction(PINS, 'Group by Environment');
    const row = await workbench.treeRow(PINS, ['production', 'shop', 'cart']);
    assert.match((await row.textContent()) ?? '', /2 behind staging/);
    await workbench.shot('views-by-environment');
    await workbench.page.reload();
    await workbench.container('OpenChoreo GitOps');
    await workbench.treeRow(PINS, ['production', 'shop', 'cart']);
  });

  it('are narrowed by a filter, which the title says and a button clears', async () => {
    const workbench = open();
    await workbench.viewAction(PINS, 'Filter Pins…');
    await workbench.quick.option('behind').waitFor();
    await workbench.shot('views-filter');
    await workbench.quick.pick('behind');
    await workbench.quick.confirm();
    await workbench.page.locator('.pane-header').filter({ hasText: 'only behind' }).waitFor();
    await until('only what is behind', async () =>
      (await workbench.treeRows(PINS)).every(({ level, description }) => level < 3 || description.includes('behind')),
    );
    await workbench.viewAction(PINS, 'Clear Filter');
    await workbench.treeRow(PINS, ['development', 'shop', 'cart']);
  });

  it('tell what a pin that lags behind has not got yet, and lead there', async () => {
    const workbench = open();
    const row = await workbench.treeRow(PINS, ['production', 'shop', 'cart']);
    const spoken = (await row.getAttribute('aria-label')) ?? '';
    assert.match(spoken, /component cart, 2 behind staging, release cart-20261102-1/);
    await row.locator('.label-name').hover();
    const hover = workbench.page.locator('.monaco-hover').filter({ hasText: 'Not here yet' });
    await hover.waitFor();
    await workbench.shot('views-tooltip');
    assert.match((await hover.textContent()) ?? '', /cart-20261116-1[\s\S]*cart-20261109-1/);
    await hover.getByText('Catch up with staging…').click();
    await workbench.quick.option('Commit').waitFor();
    await workbench.quick.escape();
  });

  it('show releases, newest first, and which of them nothing pins', async () => {
    const workbench = open();
    await workbench.page.locator('.pane-header').filter({ hasText: RELEASES }).click();
    await workbench.treeRow(RELEASES, ['shop/cart', 'cart-20261116-1']);
    const rows = (await workbench.treeRows(RELEASES)).filter(({ level }) => level === 2);
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['cart-20261116-1', 'cart-20261109-1', 'cart-20261102-1'],
    );
    assert.match(rows[0]?.description ?? '', /development, staging/);
    assert.match(rows[2]?.description ?? '', /production/);
    await workbench.treeRow(RELEASES, ['shop/catalog', 'catalog-20261120-1']);
    await workbench.shot('views-releases');
    await workbench.rowAction(RELEASES, ['shop/cart', 'cart-20261109-1'], 'Open Release');
    await workbench.page.locator('.tab.active[data-resource-name="cart-20261109-1.yaml"]').waitFor();
  });

  it('are summed up in the status bar and in a badge', async () => {
    const workbench = open();
    const status = workbench.statusBar(/\d+ behind · \d+ broken/);
    await status.waitFor();
    assert.match((await status.locator('a').getAttribute('aria-label')) ?? '', /OpenChoreo pins: \d+ behind/);
    const badge = workbench.page.locator('.activitybar').getByRole('tab', { name: /^OpenChoreo GitOps .*broken pin/ });
    await badge.waitFor();
    // Rows that stay are drawn anew by themselves; what sums them up has to change with them.
    const gone = `${shop}/catalog/releases/catalog-20261103-1.yaml`;
    workbench.write(gone, `${workbench.git('show', `HEAD:${gone}`)}\n`);
    await badge.waitFor({ state: 'detached' });
    rmSync(path.join(workbench.folder, gone));
    await badge.waitFor();
    await workbench.palette('View: Show Explorer');
    await status.locator('a').click();
    await workbench.treeRow(PINS, ['production', 'shop', 'cart']);
  });

  it('mark files in the Explorer, and offer Promote on bindings only', async () => {
    const workbench = open();
    await workbench.palette('View: Show Explorer');
    const promote = workbench.page.locator('.editor-actions').getByRole('button', { name: 'Promote…' });
    await workbench.openFile(release('cart-20261116-1'));
    await workbench.explorerEntry('cart-20261116-1.yaml').waitFor();
    assert.equal(await promote.count(), 0);
    await workbench.openFile(`${shop}/catalog/releases/catalog-20261120-1.yaml`);
    const unreferenced = workbench.explorerEntry('catalog-20261120-1.yaml');
    await until('the mark', async () =>
      ((await unreferenced.innerHTML()) ?? '').includes('No environment pins this release'),
    );
    await workbench.openFile(`${shop}/catalog/release-bindings/catalog-staging.yaml`);
    const broken = workbench.explorerEntry('catalog-staging.yaml');
    await until('the mark', async () =>
      ((await broken.innerHTML()) ?? '').includes('Pins a release that is not in this'),
    );
    await promote.waitFor();
    await workbench.shot('views-explorer');
    // What is clicked counts, not what the editor shows.
    await workbench.explorerEntry('catalog-development.yaml').click({ button: 'right' });
    await workbench.choose('Promote…');
    await workbench.quick.step('Promote shop/catalog');
    await workbench.quick.escape();
    await workbench.explorerEntry('catalog-20261120-1.yaml').click({ button: 'right' });
    await workbench.page.locator('.monaco-menu .action-label').filter({ hasText: 'Copy Path' }).first().waitFor();
    assert.equal(await workbench.menuItem('Promote…').count(), 0);
    await workbench.menuItem('OpenChoreo GitOps').hover();
    await workbench.choose('Pin Release…');
    await workbench.quick.step('Pin a release of shop/catalog');
    await workbench.quick.pick('staging');
    await workbench.quick.option('Commit').waitFor();
    await workbench.quick.escape();
  });

  it('promote several rows as one commit', async () => {
    const workbench = open();
    await workbench.container('OpenChoreo GitOps');
    const rows = ['cart', 'storefront'].map((name) => ['production', 'shop', name]);
    for (const [index, labels] of rows.entries()) {
      const row = await workbench.treeRow(PINS, labels);
      await row.click(index === 0 ? {} : { modifiers: ['Control'] });
    }
    await workbench.rowAction(PINS, rows[1]!, 'Promote…');
    await workbench.quick.option('Commit').waitFor();
    await workbench.shot('views-several-rows');
    await workbench.quick.pick('Commit');
    await workbench.notification('Committed').waitFor();
    assert.deepEqual(workbench.git('show', '--numstat', '--format=', 'HEAD').split('\n'), [
      `1\t1\t${shop}/cart/release-bindings/cart-production.yaml`,
      `1\t1\t${shop}/storefront/release-bindings/storefront-production.yaml`,
    ]);
  });
});

describe('a folder that holds nothing yet', () => {
  const open = window('empty', () => ({ settings: { 'workbench.colorTheme': 'Default Dark Modern' } }));

  it('is said to hold nothing of OpenChoreo, and not to be in a Git repository', async () => {
    const workbench = open();
    await says(workbench, PINS, 'No OpenChoreo manifests were found');
    await says(workbench, SET_UP, 'not in a Git repository');
    await workbench.shot('views-empty-dark');
    assert.equal(await workbench.statusBar('pins current').count(), 0);
  });

  it('becomes a repository by the button', async () => {
    const workbench = open();
    await workbench.welcomeButton(SET_UP, 'Initialize Git Repository');
    await workbench.welcome(SET_UP).waitFor({ state: 'detached' });
    assert.equal(workbench.git('rev-parse', '--is-inside-work-tree'), 'true');
  });

  it('shows what comes, once asked again', async () => {
    const workbench = open();
    workbench.write(
      'environment.yaml',
      'apiVersion: openchoreo.dev/v1alpha1\nkind: Environment\nmetadata: { name: development, namespace: default }\n',
    );
    await workbench.welcomeButton(PINS, 'Refresh');
    await says(workbench, PINS, 'nothing that pins a release');
    await workbench.welcomeButton(PINS, 'Check Repository');
    await workbench.page.locator('.markers-panel, .notification-toast').first().waitFor();
  });
});

describe('several folders in Restricted Mode', () => {
  const open = window('empty', () => ({
    trust: false,
    folders: ['shop', 'travel'],
    settings: { 'workbench.colorTheme': 'Default High Contrast' },
    prepare: (folder) => {
      copySample('current', path.join(folder, 'shop'));
      copySample('proposal', path.join(folder, 'travel'));
    },
  }));

  it('are read, each below its name', async () => {
    const workbench = open();
    await workbench.treeRow(PINS, ['shop', 'shop', 'cart', 'production']);
    await workbench.treeRow(PINS, ['travel', 'travel', 'search-api', 'staging']);
    await workbench.page.locator('.pane-header').filter({ hasText: RELEASES }).click();
    await workbench.treeRow(RELEASES, ['travel', 'travel/search-api', 'search-api-20251027-1']);
    await says(workbench, SET_UP, 'This workspace is in Restricted Mode');
    await workbench.shot('views-restricted-contrast');
    const offered = await until('the commands of the palette', async () => {
      const all = await workbench.quick.commands('OpenChoreo GitOps: ');
      return all.includes('OpenChoreo GitOps: Check Repository') && all;
    });
    assert.deepEqual(
      offered.filter((title) => /: (Promote|Pin|Roll|Create|Undeploy|Redeploy|Show Pin)/.test(title)),
      [],
    );
  });

  it('take promotions once they are trusted', async () => {
    const workbench = open();
    await workbench.welcomeButton(SET_UP, 'Manage Workspace Trust');
    await workbench.page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await workbench.welcome(SET_UP).waitFor({ state: 'detached' });
    // Git is asked now: VS Code forgets the rows while new ones come, and asks about everything then.
    await until('the question about the row', async () => {
      await workbench.rowAction(PINS, ['shop', 'shop', 'cart', 'production'], 'Promote…');
      const [commit, anything] = [workbench.quick.option('Commit'), workbench.quick.option('shop/cart')];
      await commit.or(anything).first().waitFor();
      if (await commit.isVisible()) return true;
      await workbench.quick.escape();
      return false;
    });
    await workbench.quick.escape();
  });
});

describe('a window without a folder', () => {
  const open = window('empty', () => ({ folders: [] }));

  it('offers to open one', async () => {
    const workbench = open();
    await says(workbench, PINS, 'No folder is open');
    // Nothing asks for it.
    assert.deepEqual(languageServers(), []);
    await workbench.shot('views-no-folder');
    await workbench.welcomeButton(PINS, 'Open Folder');
    await workbench.quick.widget.filter({ hasText: 'Open Folder' }).waitFor();
  });
});

describe('in a language that is made up, without Git', () => {
  const said = (texts: readonly string[]): readonly string[] =>
    texts.filter((text) => /[A-Za-z]{3}/.test(text) && !text.includes('⟦'));

  const windowOptions = (): WorkspaceOptions => {
    installPseudoLanguage();
    return {
      language: pseudoLanguage,
      settings: { 'git.enabled': false, 'workbench.colorTheme': 'Default Dark Modern' },
      machineSettings: { 'git.path': '/nowhere/git' },
    };
  };
  const open = window('current', windowOptions, '⟦OpenChoreo GitOps⟧');

  it('no text of the views escapes', async () => {
    const workbench = open();
    await workbench.treeRow(`⟦${PINS}⟧`, ['shop', 'cart', 'production']);
    const rows = await workbench.treeRows(`⟦${PINS}⟧`);
    const told = rows.filter(({ level }) => level === 3).map(({ description }) => description);
    assert.deepEqual(said(told), []);
    assert.deepEqual(said(rows.map(({ spoken }) => spoken)), []);
    await workbench.statusBar('⟦').waitFor();
    await says(workbench, `⟦${SET_UP}⟧`, '⟦Promoting needs Git');
    await workbench.shot('views-pseudo-dark');
  });

  it('nor of menus, questions and notifications', async () => {
    const workbench = open();
    const row = await workbench.treeRow(`⟦${PINS}⟧`, ['shop', 'cart', 'production']);
    await row.click({ button: 'right' });
    const items = workbench.page.locator('.monaco-menu .action-label');
    await items.first().waitFor();
    assert.deepEqual(said(await items.allTextContents()), []);
    await workbench.page.keyboard.press('Escape');
    await workbench.rowAction(`⟦${PINS}⟧`, ['shop', 'checkout', 'production'], '⟦Promote…⟧');
    await workbench.quick.step('⟦');
    await workbench.shot('views-pseudo-question');
    assert.deepEqual(said(await workbench.quick.labels()), []);
    await workbench.quick.pick('⟦Commit⟧');
    const refused = workbench.notification('/nowhere/git');
    await refused.waitFor();
    assert.match(
      (await refused.textContent()) ?? '',
      /⟦Git could not be started \(\/nowhere\/git\)\.⟧[\s\S]*⟦Install Git/,
    );
    const problems = (await workbench.problems()).map(({ message }) => message);
    assert.ok(problems.length > 0);
    assert.deepEqual(said(problems), []);
    await workbench.container('⟦OpenChoreo GitOps⟧');
    await workbench.welcomeButton(`⟦${SET_UP}⟧`, '⟦Set the Path of Git⟧');
    await workbench.page.locator('.settings-editor').filter({ hasText: 'Git: Path' }).waitFor();
  });
});

describe('when the windows are closed', () => {
  it('no language server is left', async () => {
    await until('their end', () => languageServers().length === 0);
  });
});
