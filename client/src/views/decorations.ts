/** Marks in the Explorer: release files that nothing pins, and bindings whose pin points nowhere. */
import { Disposable, EventEmitter, FileDecoration, ThemeColor, Uri, l10n, window, workspace } from 'vscode';
import type { FileDecorationProvider } from 'vscode';
import type { Answers } from '../answers';
import { fileUri } from '../pins';
import { decorationsSetting } from '../settings';
import { fileMarks } from './fileMarks';
import type { FileMark } from './fileMarks';

/** Sign and colour of each; the sign alone tells. */
const looks: Readonly<Record<FileMark['kind'], { readonly badge: string; readonly color: string }>> = {
  unreferenced: { badge: '○', color: 'descriptionForeground' },
  broken: { badge: '!', color: 'list.errorForeground' },
};

export class Decorations implements FileDecorationProvider, Disposable {
  private readonly changed = new EventEmitter<Uri[]>();
  private readonly disposables: Disposable[];
  private marks = new Map<string, FileMark>();

  readonly onDidChangeFileDecorations = this.changed.event;

  constructor(private readonly answers: Answers) {
    const look = (): void => {
      // A server that fails says so by itself, and takes the marks with it.
      this.look().catch(() => undefined);
    };
    this.disposables = [
      this.changed,
      window.registerFileDecorationProvider(this),
      answers.onDidSettle(look),
      answers.onDidChangeState((state) => {
        if (state === 'ended') {
          this.mark(new Map());
        }
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('openchoreoGitops.explorer.decorations')) {
          look();
        }
      }),
    ];
  }

  provideFileDecoration(uri: Uri): FileDecoration | undefined {
    const mark = uri.scheme === 'file' ? this.marks.get(uri.toString()) : undefined;
    if (mark === undefined) {
      return undefined;
    }
    const { badge, color } = looks[mark.kind];
    const tooltip =
      mark.kind === 'unreferenced'
        ? l10n.t('No environment pins this release')
        : l10n.t('Pins a release that is not in this repository: {0}', mark.release);
    return new FileDecoration(badge, tooltip, new ThemeColor(color));
  }

  dispose(): void {
    Disposable.from(...this.disposables).dispose();
  }

  private async look(): Promise<void> {
    this.mark(decorationsSetting() ? await this.ask() : new Map<string, FileMark>());
  }

  private mark(marks: Map<string, FileMark>): void {
    const before = this.marks;
    this.marks = marks;
    const touched = new Set([...before.keys(), ...this.marks.keys()]);
    const different = [...touched].filter((uri) => !sameMark(before.get(uri), this.marks.get(uri)));
    if (different.length > 0) {
      this.changed.fire(different.map((uri) => Uri.parse(uri)));
    }
  }

  private async ask(): Promise<Map<string, FileMark>> {
    const [pins, releases] = await Promise.all([this.answers.pins(), this.answers.releases()]);
    return new Map(
      fileMarks(pins, releases).map(({ folder, file, mark }) => [fileUri(folder, file).toString(), mark] as const),
    );
  }
}

function sameMark(one: FileMark | undefined, other: FileMark | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
