/** What to do when the server's process ends unasked: start it again, but not for ever. */
import { commands, l10n, window } from 'vscode';
import type { CloseHandlerResult, ErrorHandler, ErrorHandlerResult, Message } from 'vscode-languageclient/node';
import { CloseAction, ErrorAction } from './library';
import type { ServerState } from './serverState';

const allowedCrashes = 4;
const withinMilliseconds = 3 * 60 * 1000;

export class CrashHandler implements ErrorHandler {
  private crashes: number[] = [];

  /** @param tell called as soon as the process has ended */
  constructor(private readonly tell: (state: ServerState) => void) {}

  error(_error: Error, _message: Message | undefined, count: number | undefined): ErrorHandlerResult {
    return { action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true };
  }

  closed(): CloseHandlerResult {
    const now = Date.now();
    this.crashes = [...this.crashes.filter((time) => now - time < withinMilliseconds), now];
    if (this.crashes.length <= allowedCrashes) {
      this.tell('starting');
      return { action: CloseAction.Restart, handled: true };
    }
    this.tell('ended');
    void offerRestart(this.crashes.length);
    return { action: CloseAction.DoNotRestart, handled: true };
  }
}

async function offerRestart(crashes: number): Promise<void> {
  const restart = l10n.t('Restart Language Server');
  const showLog = l10n.t('Show Log');
  const chosen = await window.showErrorMessage(
    l10n.t(
      'The OpenChoreo GitOps language server ended {0} times within three minutes and was not started again.',
      crashes,
    ),
    restart,
    showLog,
  );
  if (chosen !== undefined) {
    await commands.executeCommand(chosen === restart ? 'openchoreoGitops.restartServer' : 'openchoreoGitops.showLog');
  }
}
