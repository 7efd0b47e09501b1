/** Tells of an error that nobody expected: its message, with the rest in the log. */
import { CancellationError, l10n, window } from 'vscode';
import type { Services } from './services';

export async function reportFailure({ log }: Services, error: unknown): Promise<void> {
  log.error(error instanceof Error ? error : String(error));
  const showLog = l10n.t('Show Log');
  const cause = error instanceof Error ? error.message : String(error);
  const chosen = await window.showErrorMessage(l10n.t('OpenChoreo GitOps could not do this: {0}', cause), showLog);
  if (chosen === showLog) {
    log.show();
  }
}

/**
 * Lets a command end while something is still shown that the user may answer or not, so that whoever runs commands one
 * after the other gets on. What goes wrong is told as that of a command is.
 */
export function inBackground(services: Services, work: Promise<void>): void {
  void work.catch((error: unknown) =>
    error instanceof CancellationError ? undefined : reportFailure(services, error),
  );
}
