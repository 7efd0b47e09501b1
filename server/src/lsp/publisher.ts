import type { Diagnostic } from 'vscode-languageserver/node';

/** Where a session hands the diagnostics of a file. */
export type PublishPort = Pick<Publisher, 'publish'>;

/** Sends the diagnostics of files, and only when they differ from what was sent last. */
export class Publisher {
  private readonly sent = new Map<string, string>();

  constructor(private readonly send: (uri: string, diagnostics: Diagnostic[]) => void) {}

  publish(uri: string, diagnostics: Diagnostic[]): void {
    const text = JSON.stringify(diagnostics);
    if ((this.sent.get(uri) ?? '[]') === text) return;
    if (diagnostics.length === 0) this.sent.delete(uri);
    else this.sent.set(uri, text);
    this.send(uri, diagnostics);
  }

  /** Takes back what was sent for every file that the filter takes. */
  clear(belongs: (uri: string) => boolean): void {
    for (const uri of [...this.sent.keys()]) if (belongs(uri)) this.publish(uri, []);
  }
}
