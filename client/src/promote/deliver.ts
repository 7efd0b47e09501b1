/** Carries out a plan that was confirmed: one promotion at a time, with progress, and cancellable until it is done. */
import * as path from 'node:path';
import { ProgressLocation, Uri, window, workspace } from 'vscode';
import type { PlannedFile } from '../../../server/src/protocol';
import { commitPlan, writePlan } from '../git';
import type { CommitOutcome, WriteOutcome } from '../git';
import { gitPath } from '../gitExtension';
import { signOffSetting } from '../settings';
import type { Delivery, PlannedChange } from './planning';

/** The end of the promotion that is under way. */
let last: Promise<unknown> = Promise.resolve();

/** Starts when every delivery before it has ended, however that went. */
export function oneAtATime<T>(deliver: () => Promise<T>): Promise<T> {
  const next = last.then(deliver, deliver);
  last = next.catch(() => undefined);
  return next;
}

export function deliver(change: PlannedChange, delivery: Delivery | undefined): Promise<CommitOutcome | WriteOutcome> {
  const { title, plan } = change;
  const { files } = plan;
  const folder = Uri.parse(change.folder);
  return oneAtATime(async () =>
    window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      async (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        const request = {
          folder: folder.fsPath,
          files,
          unsaved: unsavedFiles(folder, files),
          onProgress: (message: string) => progress.report({ message }),
          signal: abort.signal,
        };
        return delivery === 'edit'
          ? writePlan(request)
          : commitPlan({
              ...request,
              message: plan.commitMessage,
              signOff: signOffSetting(folder),
              gitPath: await gitPath(),
            });
      },
    ),
  );
}

/** The planned files that an editor holds unsaved changes of. */
export function unsavedFiles(folder: Uri, files: readonly PlannedFile[]): readonly string[] {
  const unsaved = new Set(workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri.fsPath));
  return files.map(({ file }) => file).filter((file) => unsaved.has(path.join(folder.fsPath, file)));
}
