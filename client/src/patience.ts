/** What takes long is shown, and can be cancelled; what does not is not, since a notification that flashes by only disturbs. */
import { CancellationError, CancellationTokenSource, ProgressLocation, window } from 'vscode';
import type { CancellationToken } from 'vscode';

const patienceMilliseconds = 1000;

/**
 * @param work is told of a cancellation, and need not heed it
 * @throws CancellationError when the user cancels: a command ends then, without a word
 */
export async function shownWhenLong<T>(title: string, work: (token: CancellationToken) => Thenable<T>): Promise<T> {
  const source = new CancellationTokenSource();
  const cancelled = new Promise<never>((_resolve, reject) => {
    source.token.onCancellationRequested(() => reject(new CancellationError()));
  });
  const result = Promise.race([work(source.token), cancelled]);
  const ended = result.then(
    () => undefined,
    () => undefined,
  );
  const location = ProgressLocation.Notification;
  const timer = setTimeout(() => {
    void window.withProgress({ location, title, cancellable: true }, (_progress, token) => {
      token.onCancellationRequested(() => source.cancel());
      return ended;
    });
  }, patienceMilliseconds);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
    source.dispose();
  }
}
