/** Tells why something was not done: cause, next step, and a button that helps with it. */
import { commands, env, l10n, window } from 'vscode';
import { openFileLine } from '../commands/open';
import type { Refusal, RefusalCode } from '../git';
import type { Services } from '../services';

interface WayOut {
  readonly title: string;
  readonly run: () => Thenable<unknown> | void;
}

/** Refusals for which VS Code has the place to go on. */
const places: Partial<Record<RefusalCode, { readonly view: string; readonly argument?: string }>> = {
  'git-missing': { view: 'workbench.action.openSettings', argument: 'git.path' },
  'git-too-old': { view: 'workbench.action.openSettings', argument: 'git.path' },
  'dirty-file': { view: 'workbench.view.scm' },
  'untracked-file': { view: 'workbench.view.scm' },
  'unmerged-files': { view: 'workbench.view.scm' },
  'merge-in-progress': { view: 'workbench.view.scm' },
  'rebase-in-progress': { view: 'workbench.view.scm' },
};

/** Refusals after which another plan, made from the files as they are now, may work. */
const outdated: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  ...(['file-changed', 'file-exists', 'file-missing', 'base-moved', 'base-differs', 'race-lost'] as const),
]);

/**
 * @param folder URI of the folder that the refusal's files are relative to
 * @param planAgain starts over with the same subject
 */
export async function showRefusal(
  refusal: Refusal,
  folder: string,
  { log }: Services,
  planAgain?: () => Thenable<unknown>,
): Promise<void> {
  const { code, message, nextStep, detail, files } = refusal;
  if (code === 'cancelled') {
    void window.showInformationMessage([message, nextStep].join(' '));
    return;
  }
  log.error(`${code}: ${message} ${nextStep}${detail === undefined ? '' : `\n${detail}`}`);
  const ways: WayOut[] = [];
  if (planAgain !== undefined && outdated.has(code)) {
    ways.push({ title: l10n.t('Plan Again'), run: planAgain });
  }
  const [file] = files ?? [];
  if (file !== undefined) {
    ways.push({ title: l10n.t('Open File'), run: () => openFileLine(folder, { file, line: 1 }) });
  }
  const place = places[code];
  if (place !== undefined) {
    const title = place.argument === undefined ? l10n.t('Open Source Control') : l10n.t('Open Settings');
    ways.push({ title, run: () => openPlace(place) });
  }
  ways.push({ title: l10n.t('Show Log'), run: () => log.show() });

  const words = detail === undefined ? [message, nextStep] : [message, `“${shortened(detail)}”`, nextStep];
  const chosen = await window.showWarningMessage(words.join(' '), ...ways.map(({ title }) => title));
  await ways.find(({ title }) => title === chosen)?.run();
}

/** In a remote window only that machine's settings say which program is run there. */
function openPlace({ view, argument }: { readonly view: string; readonly argument?: string }): Thenable<unknown> {
  return argument !== undefined && env.remoteName !== undefined
    ? commands.executeCommand('workbench.action.openRemoteSettings', { query: `@id:${argument}` })
    : commands.executeCommand(view, argument);
}

/** Notifications show little: the last words are those that name the cause, and the log has them all. */
function shortened(detail: string): string {
  const limit = 300;
  const text = detail.trim().replace(/\s+/g, ' ');
  return text.length <= limit ? text : `…${text.slice(-limit)}`;
}
