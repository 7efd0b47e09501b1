/** Show Pin History: who promoted what when, from Git; each entry opens its diff, and all can be exported. */
import { ThemeIcon, Uri, env, l10n, window, workspace } from 'vscode';
import type { HistoryResult, PinChange } from '../../../server/src/protocol';
import { openDiffs } from '../diffs';
import { inBackground } from '../failures';
import { fileChange } from '../git';
import { gitPath } from '../gitExtension';
import { askHistory } from '../history/askHistory';
import { changeText, commitText, ownerOf, whoAndWhen } from '../history/changeText';
import { historyFormats } from '../history/exportHistory';
import { ask, separator } from '../promote/ask';
import type { Choice } from '../promote/ask';
import { showRefusal } from '../promote/refusal';
import { selectorOf } from '../promote/subject';
import type { Services } from '../services';
import { comparedScheme } from '../virtualTexts';
import { dateText } from '../views/age';
import { invokedOn } from './invokedOn';
import type { InvokedOn } from './invokedOn';
import { pinsToChange } from './pinsToChange';

export async function showPinHistory(services: Services, row?: unknown): Promise<void> {
  const entries = await pinsToChange(services);
  if (entries === undefined) {
    return;
  }
  const invoked = invokedOn(entries, row);
  const folders = [...new Set(entries.map(({ folder }) => folder))];
  const wanted = invoked.owner === undefined ? folders : [invoked.owner[0]?.folder ?? ''];
  for (const folder of wanted.length === 1 ? wanted : await askFolder(wanted)) {
    await showHistory(services, folder, invoked);
  }
}

/** One of them, or none when the user leaves. */
async function askFolder(folders: readonly string[]): Promise<readonly string[]> {
  const choices = folders.map((folder) => ({
    label: workspace.getWorkspaceFolder(Uri.parse(folder))?.name ?? folder,
    iconPath: new ThemeIcon('root-folder'),
    value: folder,
  }));
  const placeholder = l10n.t('The history of which folder?');
  const answer = await ask(
    { title: l10n.t('Pin History'), placeholder, choices },
    { step: 1, total: 2, canGoBack: false },
  );
  return answer.kind === 'answer' ? [answer.value] : [];
}

async function showHistory(services: Services, folder: string, { owner, entry }: InvokedOn): Promise<void> {
  const selector = owner && selectorOf(owner);
  const name = owner?.[0]?.labels.owner;
  const title = titleOf(name, entry?.row.environment);
  const params = {
    folder,
    ...(selector && { owner: selector }),
    ...(entry && { environment: entry.row.environment }),
  };
  const history = await askHistory(services.server, params, title);
  if (history === undefined) {
    return;
  }
  const { changes } = history;
  if (changes.length === 0) {
    void window.showInformationMessage(l10n.t('{0}: no commit has changed it yet.', title));
    return;
  }
  const moment = { now: Date.now() / 1000, language: env.language };
  const rows = changes.map((change): Choice<never> => ({
    label: changeText(change, l10n),
    description: [
      name === undefined ? ownerOf(change) : '',
      entry === undefined ? change.environment : '',
      whoAndWhen(change, moment),
    ]
      .filter(Boolean)
      .join(' · '),
    detail: commitText(change),
    iconPath: new ThemeIcon('git-commit'),
    open: () => inBackground(services, openChange(services, folder, change)),
  }));
  const button = {
    iconPath: new ThemeIcon('export'),
    tooltip: l10n.t('Export as CSV or JSON…'),
    run: () => inBackground(services, exportHistory(folder, changes)),
  };
  const choices = [...rows, ...endOf(history)];
  const placeholder = l10n.t('{0} changes, newest first. Choose one to see its diff.', changes.length);
  await ask(
    { title, placeholder, choices, staysOpen: true, buttons: [button] },
    { step: 1, total: 1, canGoBack: false },
  );
}

function titleOf(name: string | undefined, environment: string | undefined): string {
  if (name === undefined) {
    return l10n.t('Pin History');
  }
  return environment === undefined
    ? l10n.t('Pin History of {0}', name)
    : l10n.t('Pin History of {0} in {1}', name, environment);
}

/** What is said below the oldest change of a clone that does not have them all. */
function endOf({ endsAt }: HistoryResult): readonly Choice<never>[] {
  if (endsAt === undefined) {
    return [];
  }
  const date = dateText(Date.parse(endsAt) / 1000, env.language);
  return [separator(l10n.t('This clone is shallow: what was before {0} is not known.', date))];
}

/** Beside the list, which stays: the next entry takes the place of this diff. */
async function openChange(services: Services, folder: string, change: PinChange): Promise<void> {
  const { commit, file } = change;
  const found = await fileChange(Uri.parse(folder).fsPath, commit, file, await gitPath());
  if (found.kind === 'refused') {
    return showRefusal(found, folder, services);
  }
  const short = commit.slice(0, 8);
  const { texts } = services;
  const pair = {
    path: file,
    title: `${file.slice(file.lastIndexOf('/') + 1)} (${short})`,
    before: texts.set(comparedScheme, `/${found.fileBefore}`, found.before ?? '', `${commit}-before`),
    after: texts.set(comparedScheme, `/${file}`, found.after ?? '', `${commit}-after`),
  };
  await openDiffs([pair], { title: short, preserveFocus: true });
}

async function exportHistory(folder: string, changes: readonly PinChange[]): Promise<void> {
  const target = await window.showSaveDialog({
    title: l10n.t('Export Pin History'),
    defaultUri: Uri.joinPath(Uri.parse(folder), 'pin-history.csv'),
    filters: { CSV: ['csv'], JSON: ['json'] },
  });
  if (target === undefined) {
    return;
  }
  const format = target.path.endsWith('.json') ? historyFormats.json : historyFormats.csv;
  await workspace.fs.writeFile(target, Buffer.from(format(changes)));
  const open = l10n.t('Open');
  const chosen = await window.showInformationMessage(
    l10n.t('Exported {0} changes to {1}.', changes.length, target.path.slice(target.path.lastIndexOf('/') + 1)),
    open,
  );
  if (chosen === open) {
    await window.showTextDocument(target);
  }
}
