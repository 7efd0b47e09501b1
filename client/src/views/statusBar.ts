/** The status bar entry: how the pins of the repository stand. Only there where manifests of OpenChoreo's are. */
import { Disposable, MarkdownString, StatusBarAlignment, l10n, window } from 'vscode';
import type { Answers } from '../answers';
import { statusText } from './statusText';
import { entriesOf } from './pinTree';
import type { FolderPins } from './pinTree';

export function showStatus(answers: Answers): Disposable {
  const item = window.createStatusBarItem('openchoreoGitops.status', StatusBarAlignment.Left, 1);
  item.name = l10n.t('OpenChoreo Environment Pins');
  item.command = 'openchoreoGitops.pins.focus';
  const update = async (): Promise<void> => {
    const folders = (await answers.pins()).filter(({ view }) => view.pins.length > 0);
    if (folders.length === 0) {
      item.hide();
      return;
    }
    const { text, spoken } = statusText(folders.flatMap(entriesOf), l10n);
    item.text = text;
    item.accessibilityInformation = { label: spoken, role: 'button' };
    item.tooltip = tooltip(folders);
    item.show();
  };
  // A server that fails says so by itself; the entry goes, since what it said may no longer be true.
  return Disposable.from(
    item,
    answers.onDidSettle(() => void update().catch(() => item.hide())),
  );
}

/** One line a folder. Folders have names that users gave: shown as text. */
function tooltip(folders: readonly FolderPins[]): MarkdownString {
  const text = new MarkdownString();
  folders.forEach((folder, index) => {
    const { spoken } = statusText(entriesOf(folder), l10n);
    text
      .appendMarkdown(index === 0 ? '' : '\n\n')
      .appendText(folders.length === 1 ? spoken : `${folder.name}: ${spoken}`);
  });
  return text;
}
