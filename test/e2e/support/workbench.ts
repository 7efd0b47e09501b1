import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import {
  copySample,
  folderUrl,
  hermeticGit,
  metExtensions,
  patience,
  startServer,
  temporaryFolder,
  until,
  workbenchStarted,
  type RunningServer,
  type Sample,
  type Trust,
} from '../../testbed';
import { problemPanel, problemRows, type ProblemRow } from './problems';
import { QuickInput } from './quickInput';
import { currentSession, shotsFolder } from './session';
import { row, rows, tree, type TreeRow } from './tree';

export interface WorkspaceOptions {
  /** Trusted unless said otherwise; `ask`: with VS Code's dialog. */
  readonly trust?: Trust;
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Settings of this machine, such as `git.path`. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Changes the copy of the repository, after its first commit, before it is opened. */
  readonly prepare?: (folder: string) => void;
  /** Subfolders, or URIs, to open as a workspace of several folders, in place of the folder; `[]`: open nothing at all. */
  readonly folders?: readonly string[];
  /** The display language of VS Code, English when absent; its own texts stay English. */
  readonly language?: string;
  /** Size of the window; 1280 × 800 when absent. */
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** Without what is drawn again and again and asserted by nobody. */
const calmSettings = {
  'breadcrumbs.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  // Commands used lately would come first, and push away what is about to be clicked.
  'workbench.commandPalette.history': 0,
};

/** One key for what a test wants to be rid of. */
const tidyKey = 'Control+Shift+F9';
const keybindings = [
  {
    key: tidyKey.toLowerCase().replace('control', 'ctrl'),
    command: 'runCommands',
    args: {
      commands: ['workbench.action.closeQuickOpen', 'workbench.action.closeAllEditors', 'notifications.clearAll'],
    },
  },
];

const open = new Set<Workbench>();

/** All workbenches that have been opened and not yet closed. */
export function openWorkbenches(): Workbench[] {
  return [...open];
}

/** Closes what a spec file has left open. */
export async function closeWorkbenches(): Promise<void> {
  for (const workbench of openWorkbenches()) await workbench.close();
}

/**
 * Opens a fresh copy of a sample repository, with a server, a profile and a browser window of its own, and waits until
 * the workbench is there. The extension may still be starting: wait for what you need.
 *
 * @param sample `empty`: a folder without any file, no Git repository
 */
export async function openWorkspace(sample: Sample | 'empty', options: WorkspaceOptions = {}): Promise<Workbench> {
  const { browser, extensionsDir } = currentSession();
  // Its name is what VS Code shows as the name of the workspace.
  const folder = path.join(temporaryFolder(), 'gitops');
  mkdirSync(folder);
  if (sample !== 'empty') copySample(sample, folder);
  options.prepare?.(folder);
  const server = await startServer({
    trust: options.trust ?? true,
    extensionsDir,
    settings: { ...calmSettings, ...options.settings },
    keybindings,
    builtIn: metExtensions,
    machineSettings: options.machineSettings ?? {},
    env: { ...hermeticGit, ...options.env },
  });
  const context = await browser.newContext({ viewport: options.viewport ?? { width: 1280, height: 800 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const workbench = new Workbench(page, folder, server);
  open.add(workbench);
  // What the language packs of a desktop would set before anything else.
  if (options.language !== undefined)
    await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(options.language)}`);
  await page.goto(addressOf(server.url, folder, options.folders));
  await workbenchStarted(page);
  return workbench;
}

let shared: Workbench | undefined;

/**
 * A window on the sample repository `current` that spec files share which leave its repository as it was, and the last of which need not.
 * Tidied, with nothing but what {@link openWorkspace} sets.
 */
export async function sharedWorkspace(): Promise<Workbench> {
  if (shared === undefined || !open.has(shared)) shared = await openWorkspace('current');
  else await shared.tidy();
  return shared;
}

function addressOf(url: string, folder: string, folders: readonly string[] | undefined): string {
  if (folders === undefined) return folderUrl(url, folder);
  if (folders.length === 0) return `${url}?ew=true`;
  const file = path.join(path.dirname(folder), 'several.code-workspace');
  const entry = (name: string): object => (name.includes(':') ? { uri: name } : { path: path.join(folder, name) });
  writeFileSync(file, JSON.stringify({ folders: folders.map(entry) }));
  return `${url}?workspace=${encodeURIComponent(file)}`;
}

/** One window of VS Code. Every method waits up to a minute for what it needs, and throws when that does not come. */
export class Workbench {
  /** The palette, quick picks and input boxes. */
  readonly quick: QuickInput;

  constructor(
    /** For what these methods do not cover. */
    readonly page: Page,
    /** The opened repository, a path of this machine. */
    readonly folder: string,
    private readonly server: RunningServer,
  ) {
    this.quick = new QuickInput(page);
  }

  /** Runs a command of the palette by its exact title, `OpenChoreo GitOps: Promote…`. */
  async palette(title: string): Promise<void> {
    await this.quick.command(title);
  }

  /** Closes all editors and notifications, and the quick input: they cover what is clicked, or are taken for new ones. */
  async tidy(): Promise<void> {
    const left = this.page
      .locator('.editor-group-container .tab, .notification-toast, .quick-input-widget')
      .filter({ visible: true });
    await until('the window to be tidy', async () => {
      if ((await left.count()) === 0) return true;
      await this.page.keyboard.press(tidyKey);
      // Not again too soon: what comes late would close what the test does next.
      return await left
        .first()
        .waitFor({ state: 'hidden', timeout: 15_000 })
        .then(() => true);
    });
  }

  /** Leaves menus and questions that a failed test has left open, so that the next can begin. */
  async recover(): Promise<void> {
    const left = this.page.locator('.quick-input-widget, .monaco-menu').filter({ visible: true });
    for (let tries = 0; tries < 5 && (await left.count()) > 0; tries++) {
      await this.page.keyboard.press('Escape');
      await this.page.waitForTimeout(500);
    }
  }

  /** Shows a view container by the name of its icon in the activity bar; does not hide it when it is shown already. */
  async container(name: string): Promise<void> {
    // A badge adds to the name: "OpenChoreo GitOps - 3 behind".
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: new RegExp(`^${escape(name)}( |$)`) });
    await tab.waitFor();
    // The whole tab, since a badge may cover its icon.
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    // Else its tooltip stays over the view.
    await this.page.mouse.move(640, 300);
  }

  /** The tree of a view, once it is there. */
  async view(name: string): Promise<Locator> {
    const found = tree(this.page, name);
    await found.waitFor();
    return found;
  }

  /** The rows of a tree view that are in sight, from top to bottom. */
  async treeRows(view: string): Promise<TreeRow[]> {
    await this.view(view);
    return await rows(this.page, view);
  }

  /** The row at a path of labels, `['doclet', 'postgres', 'staging']`; the rows above it get expanded. */
  async treeRow(view: string, labels: readonly string[]): Promise<Locator> {
    return await row(this.page, view, labels);
  }

  /** Clicks an inline action of a tree row, by the title of its command. */
  async rowAction(view: string, labels: readonly string[], action: string): Promise<void> {
    const found = await this.treeRow(view, labels);
    await found.hover();
    await found.getByRole('button', { name: action, exact: true }).click();
  }

  /** Clicks an item of a tree row's context menu. */
  async rowMenu(view: string, labels: readonly string[], item: string): Promise<void> {
    // A row that is drawn anew in this moment may close its menu.
    await until(`the menu item ${item}`, async () => {
      const found = await this.treeRow(view, labels);
      await found.click({ button: 'right', timeout: 5000 });
      return await this.menuItem(item)
        .waitFor({ timeout: 5000 })
        .then(() => true);
    });
    await this.choose(item);
  }

  /** Clicks an item of the menu that is opening. */
  async choose(item: string): Promise<void> {
    const entry = this.menuItem(item);
    await entry.waitFor();
    // A menu that has only just opened takes no click; one that took it may still be there for a while.
    await until(`the menu to take a click on ${item}`, async () => {
      if (!(await entry.isVisible())) return true;
      await entry.click({ timeout: 2000 });
      return await entry.waitFor({ state: 'hidden', timeout: 2000 }).then(() => true);
    });
  }

  /** Clicks a button in a view's title bar. */
  async viewAction(view: string, action: string): Promise<void> {
    const pane = this.page.locator('.pane', { has: await this.view(view) });
    // The only view of a container shows its buttons in the title of the side bar.
    const sideBar = this.page.locator('.part.sidebar', { has: pane }).locator('.composite.title');
    const title =
      (await sideBar.getByRole('button', { name: action, exact: true }).count()) > 0
        ? sideBar
        : pane.locator('.pane-header');
    await title.hover();
    await title.getByRole('button', { name: action, exact: true }).click();
  }

  /** The text that stands in a view without rows, and its buttons. */
  welcome(view: string): Locator {
    return this.page
      .locator('.pane', { has: this.page.locator('.pane-header').filter({ hasText: view }) })
      .locator('.welcome-view-content');
  }

  /** Clicks a button of the text that stands in a view without rows. */
  async welcomeButton(view: string, button: string): Promise<void> {
    await this.welcome(view).getByRole('button', { name: button, exact: true }).click();
  }

  /** The entry of a file or folder in the Explorer, once it is in sight. */
  explorerEntry(name: string): Locator {
    return this.page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: name });
  }

  /** An item of the open menu. */
  menuItem(name: string): Locator {
    return this.page.getByRole('menuitem', { name, exact: true });
  }

  /** Opens a file of the repository by quick open; `file` is relative, with `/`. */
  async openFile(file: string): Promise<void> {
    await this.quick.file(file);
    await this.page.locator(`.tab.active[data-resource-name="${path.basename(file)}"]`).waitFor();
    await this.page.locator('.editor-instance .view-line').first().waitFor();
  }

  /** The line of the active editor that holds a text. */
  editorLine(text: string | RegExp): Locator {
    // The editor shows blanks as no-break spaces.
    const wanted = typeof text === 'string' ? new RegExp(escape(text).replaceAll(' ', '[ \u00a0]')) : text;
    return this.page
      .locator('.editor-group-container.active .editor-instance .view-line')
      .filter({ hasText: wanted })
      .first();
  }

  /** The shown text of the active editor, as far as it is scrolled into sight. */
  async editorText(): Promise<string> {
    const lines = await this.page
      .locator('.editor-group-container.active .editor-instance .view-line')
      .evaluateAll((elements) =>
        elements
          .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? '' }))
          .sort((a, b) => a.top - b.top)
          .map(({ text }) => text),
      );
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  /** Puts the cursor at the end of a line of the active editor, and types there. */
  async typeAtEndOf(line: string | RegExp, text: string): Promise<void> {
    await this.editorLine(line).click();
    await this.page.keyboard.press('End');
    await this.page.keyboard.type(text);
  }

  /** Saves the active editor, and waits until it is no longer dirty. */
  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.editor-group-container.active .tab.active:not(.dirty)').waitFor();
  }

  /** Opens the Problems panel and returns its problems; ask again with `until` while the extension still works. */
  async problems(): Promise<ProblemRow[]> {
    const panel = problemPanel(this.page);
    await until('the Problems panel', async () => {
      if (await panel.isVisible()) return true;
      await this.page.keyboard.press('Control+Shift+M');
      return await panel.waitFor({ timeout: 5000 }).then(() => true);
    });
    return await problemRows(this.page);
  }

  /** Waits for a problem whose message holds a text. */
  async problem(text: string): Promise<ProblemRow> {
    return await until(`the problem "${text}"`, async () =>
      (await this.problems()).find(({ message }) => message.includes(text)),
    );
  }

  /** The notification that holds a text. VS Code hides it after some ten seconds. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-toast').filter({ hasText: text });
  }

  /** Clicks a button of the notification that holds a text; of one that was hidden meanwhile, in the list of them all. */
  async answer(text: string | RegExp, button: string): Promise<void> {
    const shown = this.page
      .locator('.notification-toast, .notifications-center .monaco-list-row')
      .filter({ hasText: text });
    await until(`a click on ${button}`, async () => {
      if ((await shown.count()) === 0) await this.palette('Notifications: Show Notifications');
      await shown.first().getByRole('button', { name: button, exact: true }).click({ timeout: 5000 });
      return true;
    });
  }

  /** The modal dialog. */
  dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** The status bar entry that holds a text. */
  statusBar(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text });
  }

  /** The document inside the webview that is shown. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** Shows an Output channel and returns its text as far as it is in sight. */
  async output(channel: string): Promise<string> {
    await this.palette('Output: Show Output Channels...');
    await this.quick.pick(channel);
    const lines = this.page.locator('.output-view .view-line');
    await lines.first().waitFor();
    return (await lines.allTextContents()).join('\n').replaceAll('\u00a0', ' ');
  }

  /** Runs Git in the opened repository and returns what it prints, trimmed. */
  git(...args: string[]): string {
    const env = { ...process.env, ...hermeticGit };
    return execFileSync('git', args, { cwd: this.folder, encoding: 'utf8', env }).trim();
  }

  /** A file of the repository as it stands on disk; `file` is relative, with `/`. */
  read(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }

  /** Writes a file of the repository from outside VS Code; its folder must exist. */
  write(file: string, text: string): void {
    writeFileSync(path.join(this.folder, file), text);
  }

  /** Takes a picture of the window: `test/e2e/.shots/NAME.png`. */
  async shot(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(shotsFolder, `${name}.png`) });
  }

  /** Closes the window, ends its server and removes the copy of the repository. */
  async close(): Promise<void> {
    open.delete(this);
    await this.page.context().close();
    await this.server.stop();
    rmSync(path.dirname(this.folder), { recursive: true, force: true });
  }
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
