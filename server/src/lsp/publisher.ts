import type { Diagnostic } from 'vscode-languageserver/node';

/** Where a session hands the diagnostics of a file. */
export type PublishPort = Pick<Publisher, 'publish'>;

/** What was sent last for a file. */
interface Sent {
  /** The diagnostics as JSON text. */
  readonly text: string;
  readonly version: number | undefined;
}

const NOTHING: Sent = { text: '[]', version: undefined };

/** Sends the diagnostics of files, and only when they differ from what was sent last. */
export class Publisher {
  private readonly sent = new Map<string, Sent>();

  constructor(private readonly send: (uri: string, diagnostics: Diagnostic[], version?: number) => void) {}

  /**
   * @param version of the open document that the diagnostics are about: an editor that asks for versions is told of a new
   *   one even when nothing else is new, so that it knows that what it shows still holds.
   */
  publish(uri: string, diagnostics: Diagnostic[], version?: number): void {
    const text = JSON.stringify(diagnostics);
    const last = this.sent.get(uri) ?? NOTHING;
    const isNewVersion = version !== undefined && version !== last.version;
    if (diagnostics.length === 0 && version === undefined) this.sent.delete(uri);
    else this.sent.set(uri, { text, version });
    if (text !== last.text || isNewVersion) this.send(uri, diagnostics, version);
  }

  /** Takes back what was sent for every file that the filter takes. */
  clear(belongs: (uri: string) => boolean): void {
    for (const uri of [...this.sent.keys()]) if (belongs(uri)) this.publish(uri, []);
  }
}
