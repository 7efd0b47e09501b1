import { openWorkspace, until, type Workbench } from '../support';
import { picture, themes, widenSideBar } from './picture';

const container = 'OpenChoreo GitOps';
const view = 'Environment Pins';
const binding = 'namespaces/default/projects/shop/components/cart/release-bindings/cart-production.yaml';

const pinned = 'cart-20261102-1';

/** The comment behind the pin stays behind the cursor. */
async function cursorBehindPin(workbench: Workbench): Promise<void> {
  await workbench.editorLine('releaseName:').click();
  await workbench.page.keyboard.press('Home');
  for (const _ of `releaseName: ${pinned}`) await workbench.page.keyboard.press('ArrowRight');
}

/** What README shows, each taken in the themes that it names, in this order, in one window per theme. */
const pictures: readonly {
  readonly name: string;
  readonly in: readonly (keyof typeof themes)[];
  readonly arrange: (workbench: Workbench) => Promise<void>;
}[] = [
  {
    name: 'pins',
    in: ['light', 'dark'],
    arrange: async (workbench) => {
      await workbench.openFile(binding);
      await workbench.container(container);
      await widenSideBar(workbench, 460);
      await workbench.treeRow(view, ['shop', 'catalog', 'development']);
      const row = await workbench.treeRow(view, ['shop', 'cart', 'production']);
      await row.hover();
      await row.getByRole('button', { name: 'Promote…' }).waitFor();
    },
  },
  {
    name: 'promote',
    in: ['light'],
    arrange: async (workbench) => {
      await workbench.rowAction(view, ['shop', 'cart', 'production'], 'Promote…');
      await workbench.quick.option('Commit').waitFor();
      await workbench.page.locator('.editor-instance .line-insert').first().waitFor();
      // Away from the choices, which would be explained.
      await workbench.page.mouse.move(900, 550);
      await workbench.page.locator('.monaco-hover').first().waitFor({ state: 'hidden' });
    },
  },
  {
    name: 'problems',
    in: ['light'],
    arrange: async (workbench) => {
      await workbench.quick.escape();
      await workbench.palette('View: Close All Editors');
      await workbench.palette('View: Toggle Primary Side Bar Visibility');
      await workbench.openFile(binding);
      await cursorBehindPin(workbench);
      await workbench.page.keyboard.press('Backspace');
      await workbench.page.keyboard.type('9');
      await workbench.problem('did you mean');
      await workbench.page.keyboard.press('Control+1');
      await workbench.palette('Show or Focus Hover');
      // It has faded in by the time that the server's own words and the quick fixes are in it.
      const hover = workbench.page.locator('.monaco-hover:visible').filter({ hasText: 'Quick Fix' });
      await hover.filter({ hasText: 'in namespace' }).waitFor();
    },
  },
  {
    name: 'completion',
    in: ['light'],
    arrange: async (workbench) => {
      await workbench.palette('View: Toggle Panel Visibility');
      await cursorBehindPin(workbench);
      for (const _ of pinned) await workbench.page.keyboard.press('Backspace');
      await workbench.page.keyboard.press('Control+Space');
      await workbench.page.locator('.suggest-widget.visible .monaco-list-row').nth(1).waitFor();
    },
  },
];

for (const [name, theme] of Object.entries(themes))
  describe(`pictures for README, ${name}`, () => {
    let workbench: Workbench;

    before(async () => {
      workbench = await openWorkspace('current', picture(theme));
      await workbench.container(container);
      await until('rows of the view', async () => (await workbench.treeRows(view)).length > 0);
    });

    after(async () => {
      await workbench.close();
    });

    for (const each of pictures.filter((one) => (one.in as readonly string[]).includes(name)))
      it(each.name, async () => {
        await each.arrange(workbench);
        await workbench.shot(`${each.name}-${name}`);
      });
  });
