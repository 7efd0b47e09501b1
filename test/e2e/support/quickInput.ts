import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { until } from '../../testbed';

/**
 * The widget at the top of the window that VS Code uses for the palette, quick open, quick picks and input boxes. It is
 * one and the same element for all of them, so each method first waits until it shows what is meant.
 */
export class QuickInput {
  /** The widget itself. */
  readonly widget: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator('.quick-input-widget');
  }

  /** Runs a command of the palette by its exact title. */
  async command(title: string): Promise<void> {
    await until(`the command ${title}`, async () => {
      await this.open('F1', `>${title}`);
      return await this.taken(this.option(title));
    });
  }

  /** The titles in sight in the palette that begin like this, while it may still be looking for them; leaves it. */
  async commands(start: string): Promise<string[]> {
    await this.open('F1', `>${start}`);
    const labels = await this.labels();
    await this.escape();
    return labels.filter((label) => label.startsWith(start));
  }

  /** Opens a file of the repository by quick open; `file` is relative, with `/`. */
  async file(file: string): Promise<void> {
    const folder = path.posix.dirname(file);
    const rows = this.widget.locator('.monaco-list-row').filter({ hasText: path.posix.basename(file) });
    await until(`the file ${file}`, async () => {
      await this.open('Control+P', file);
      return await this.taken((folder === '.' ? rows : rows.filter({ hasText: folder })).first());
    });
  }

  /** Picks the row with exactly this label from the open quick pick; with several to choose, ticks it. */
  async pick(label: string): Promise<void> {
    await this.option(label).click();
  }

  /** Presses the button that confirms a quick pick with several choices. */
  async confirm(): Promise<void> {
    await this.widget.getByRole('button', { name: 'OK', exact: true }).click();
  }

  /** The labels of the open quick pick from top to bottom, once there are any. */
  async labels(): Promise<string[]> {
    await this.widget.locator('.monaco-list-row').first().waitFor();
    const labels = await this.widget.locator('.monaco-list-row').evaluateAll((elements) =>
      elements
        .map((element) => ({
          index: Number(element.getAttribute('data-index')),
          label: element.querySelector('.label-name')?.textContent ?? '',
        }))
        .sort((a, b) => a.index - b.index)
        .map(({ label }) => label),
    );
    return labels.map((label) => label.replaceAll('\u00a0', ' '));
  }

  /** The title of the open quick pick or input box, with its "(1/3)". */
  async title(): Promise<string> {
    return (await this.widget.locator('.quick-input-title').textContent()) ?? '';
  }

  /** Waits until the title holds a text: the next step of several is there. */
  async step(text: string): Promise<void> {
    await this.widget.locator('.quick-input-title').filter({ hasText: text }).waitFor();
  }

  /**
   * Answers the open input box.
   *
   * @param shown what it must hold before, since the widget may still be the quick pick of the step before
   */
  async input(shown: string, text: string): Promise<void> {
    const input = this.widget.locator('input[type=text]');
    await until(`an input box that holds "${shown}"`, async () => (await input.inputValue()) === shown);
    await input.fill(text);
    // The box that asks for a file takes no key while it still looks at the folder.
    await until(`"${text}" to be taken`, async () => {
      await input.press('Enter', { timeout: 2000 });
      return await until(
        'the next step',
        async () => !(await input.isVisible()) || (await input.inputValue()) !== text,
        2000,
      );
    });
  }

  /** Goes back one step of several. */
  async back(): Promise<void> {
    await this.widget.getByRole('button', { name: 'Back' }).click();
  }

  /** Leaves the widget. */
  async escape(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.widget.waitFor({ state: 'hidden' });
  }

  /** The row with exactly this label. */
  option(label: string): Locator {
    const name = this.page.locator('.label-name').filter({ hasText: new RegExp(`^${pattern(label)}$`) });
    return this.widget.locator('.monaco-list-row').filter({ has: name }).first();
  }

  /**
   * A key that comes while the workbench is still busy is lost, and a widget that is still there may be that of the command before, just
   * closing: hence again until it holds the text.
   */
  private async open(key: string, text: string): Promise<void> {
    const input = this.widget.locator('input[type=text]');
    await until('the quick input', async () => {
      if (!(await input.isVisible())) await this.page.keyboard.press(key);
      await input.fill(text, { timeout: 2000 });
      return (await input.isVisible()) && (await input.inputValue()) === text;
    });
  }

  /** Clicks a row; where it does not come, leaves the widget, to be opened again. */
  private async taken(row: Locator): Promise<boolean> {
    const there = await row.waitFor({ timeout: 10_000 }).then(
      () => true,
      () => false,
    );
    if (there) await row.click();
    else await this.page.keyboard.press('Escape');
    return there;
  }
}

function pattern(label: string): string {
  return label.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '[ \u00a0]');
}
