import assert from 'node:assert/strict';
import { sharedWorkspace, until, type Workbench } from './support';

const CART = 'namespaces/default/projects/shop/components/cart';

/** One window for all that an editor shows of the language service. */
describe('the language service in the editor', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await sharedWorkspace();
  });

  it('says above a binding how its pin stands, and behind the pin which image that is', async () => {
    await workbench.openFile(`${CART}/release-bindings/cart-production.yaml`);
    await lens('2 behind staging').waitFor();
    const hint = workbench.page.locator('.editor-instance .view-line', { hasText: 'releaseName' });
    await hint.filter({ hasText: '1.4.2' }).waitFor();
    await workbench.shot('language-binding');
  });

  it('leads from the lens of a release to the pins', async () => {
    const pins = workbench.page.locator('.editor-instance .view-line', { hasText: 'releaseName' }).first();
    // A lens that VS Code draws anew in this moment may lead nowhere from then on ("Actual command not found"), until the file is
    // opened again. One place is gone to, several are shown.
    await until('the pins behind the lens', async () => {
      await workbench.tidy();
      await workbench.openFile(`${CART}/releases/cart-20261116-1.yaml`);
      // At first VS Code shows the lenses of last time, which are no links.
      await lens('Pinned in').getByRole('button').click();
      return pins.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
    });
    await workbench.shot('language-pinned');
    await workbench.page.keyboard.press('Escape');
  });

  it('tells who uses a manifest and how its pins stand', async () => {
    await workbench.openFile(`${CART}/component.yaml`);
    // Else the tooltip of a tab stays over the lens.
    await workbench.page.mouse.move(700, 600);
    await lens('Used by').waitFor();
    await lens('2 behind in production').waitFor();
    await workbench.shot('language-owner');
  });

  it('explains a pin, and offers other releases in its place', async () => {
    await workbench.openFile(`${CART}/release-bindings/cart-production.yaml`);
    const pin = workbench.page.locator('.editor-instance .view-line', { hasText: 'releaseName' }).locator('span', {
      hasText: /^\s*cart-20261102-1$/,
    });
    await pin.last().hover();
    const hover = workbench.page.locator('.monaco-hover', { hasText: 'ComponentRelease' });
    await hover.filter({ hasText: 'Pinned in production' }).waitFor();
    await workbench.shot('language-hover');
    await pin.last().click();
    await workbench.page.keyboard.press('Control+Space');
    const suggestions = workbench.page.locator('.suggest-widget .monaco-list-row');
    await suggestions.first().waitFor();
    assert.match((await suggestions.first().textContent()) ?? '', /cart-20261116-1/);
    await workbench.shot('language-completion');
    await workbench.page.keyboard.press('Escape');
  });

  function lens(text: string) {
    return workbench.page.locator('.editor-instance .codelens-decoration', { hasText: text });
  }
});
