/** The status bar entry: how the pins of the repository stand. Only there where manifests of OpenChoreo's are. */
import { Disposable, MarkdownString, StatusBarAlignment, l10n, window } from 'vscode';
import type { Answers } from '../answers';
import type { ServerState } from '../server/serverState';
import { statusText, unknownText } from './statusText';
import type { StatusText } from './statusText';
import { entriesOf } from './pinTree';
import type { FolderPins } from './pinTree';

export function showStatus(answers: Answers): Disposable {
  const item = window.createStatusBarItem('openchoreoGitops.status', StatusBarAlignment.Left, 1);
  item.name = l10n.t('OpenChoreo Environment Pins');
  item.command = 'openchoreoGitops.pins.focus';
  let shown = false;
  const show = ({ text, spoken }: StatusText, tooltip: MarkdownString | string): void => {
    item.text = text;
    item.accessibilityInformation = { label: spoken, role: 'button' };
    item.tooltip = tooltip;
    item.show();
    shown = true;
  };
  const update = async (): Promise<void> => {
    const folders = (await answers.pins()).filter(({ view }) => view.pins.length > 0);
    if (folders.length === 0) {
      item.hide();
      shown = false;
      return;
    }
    show(statusText(folders.flatMap(entriesOf), l10n), tooltip(folders));
  };
  const stand = (state: ServerState): void => {
    const unknown = unknownText(state, l10n);
    // Where nothing was said nothing has to be taken back.
    if (unknown !== undefined && (shown || state === 'ended')) {
      show(unknown, unknown.spoken);
    }
  };
  return Disposable.from(
    item,
    // Where it fails because the server has ended, that is said already.
    answers.onDidSettle(() => void update().catch(() => undefined)),
    answers.onDidChangeState(stand),
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
