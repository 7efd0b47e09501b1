/** Read-only documents that exist only in the editor: the two sides of a plan or of something else compared, the index status. */
import { Disposable, EventEmitter, Uri, workspace } from 'vscode';
import type { TextDocumentContentProvider } from 'vscode';

export const planScheme = 'openchoreo-gitops-plan';
/** What is compared without being planned: a change of the past, two environments. */
export const comparedScheme = 'openchoreo-gitops-compared';
export const statusScheme = 'openchoreo-gitops-status';

export class VirtualTexts implements TextDocumentContentProvider, Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new EventEmitter<Uri>();
  private readonly disposables: Disposable[];

  readonly onDidChange = this.changed.event;

  constructor() {
    this.disposables = [
      this.changed,
      ...[planScheme, comparedScheme, statusScheme].map((scheme) =>
        workspace.registerTextDocumentContentProvider(scheme, this),
      ),
      // An editor that was closed for good gives its text back; a diff that is still shown keeps both.
      workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())),
    ];
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  /** @param path absolute; its end gives the language, the whole of it is what the editor's title shows */
  set(scheme: string, path: string, text: string, query = ''): Uri {
    const uri = Uri.from({ scheme, path, query });
    const known = this.texts.get(uri.toString());
    this.texts.set(uri.toString(), text);
    if (known !== undefined && known !== text) {
      this.changed.fire(uri);
    }
    return uri;
  }

  dispose(): void {
    Disposable.from(...this.disposables).dispose();
  }
}
