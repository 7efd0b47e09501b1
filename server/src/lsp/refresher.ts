import { CodeLensRefreshRequest, InlayHintRefreshRequest, type Connection } from 'vscode-languageserver/node';
import type { ClientFeatures } from './clientFeatures';

/** How long changes gather before editors are asked to ask again: lenses that jump at each key help nobody. In ms. */
const SETTLE_MS = 400;

/** Asks the editor to ask again for what depends on other files than its own: lenses and inlay hints. */
export class Refresher {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly connection: Pick<Connection, 'sendRequest'>) {}

  refresh({ codeLens, inlayHint }: ClientFeatures['refreshes']): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      // An editor that is about to leave answers nothing.
      const ignore = () => undefined;
      if (codeLens) this.connection.sendRequest(CodeLensRefreshRequest.type).catch(ignore);
      if (inlayHint) this.connection.sendRequest(InlayHintRefreshRequest.type).catch(ignore);
    }, SETTLE_MS);
    this.timer.unref();
  }
}
