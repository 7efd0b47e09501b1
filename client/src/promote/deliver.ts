/** Carries out a plan that was confirmed: one promotion at a time, with progress, and cancellable until it is done. */
import * as path from 'node:path';
import { ProgressLocation, Uri, window, workspace } from 'vscode';
import type { PlannedFile } from '../../../server/src/protocol';
import { commitPlan, writePlan } from '../git';
import type { CommitOutcome, Transport, WriteOutcome } from '../git';
import { gitPath, gitTransport } from '../gitExtension';
import { signOffSetting } from '../settings';
import type { PlannedChange } from './planning';

/** The end of the promotion that is under way. */
let last: Promise<unknown> = Promise.resolve();

/** Starts when every delivery before it has ended, however that went. */
export function oneAtATime<T>(deliver: () => Promise<T>): Promise<T> {
  const next = last.then(deliver, deliver);
  last = next.catch(() => undefined);
  return next;
}

/** What every way of delivery is given. */
export interface Work {
  readonly folder: string;
  readonly signOff: boolean;
  readonly gitPath: string;
  readonly transport: Transport | undefined;
  readonly onProgress: (message: string) => void;
  readonly signal: AbortSignal;
}

/** Runs a delivery when it is its turn, with its progress shown. */
export function carryOut<T>(change: PlannedChange, work: (work: Work) => Promise<T>): Promise<T> {
  const folder = Uri.parse(change.folder);
  return oneAtATime(async () =>
    window.withProgress(
      { location: ProgressLocation.Notification, title: change.title, cancellable: true },
      async (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        return work({
          folder: folder.fsPath,
          signOff: change.plan.signOff ?? signOffSetting(folder),
          gitPath: await gitPath(),
          transport: await gitTransport(folder),
          onProgress: (message) => progress.report({ message }),
          signal: abort.signal,
        });
      },
    ),
  );
}

/** Commits the plan on the current branch, or only writes its files. */
export function deliver(change: PlannedChange, delivery: 'commit' | 'edit'): Promise<CommitOutcome | WriteOutcome> {
  const { files, commitMessage: message } = change.plan;
  return carryOut<CommitOutcome | WriteOutcome>(change, (work) => {
    const request = { ...work, files, unsaved: unsavedFiles(Uri.parse(change.folder), files) };
    return delivery === 'edit' ? writePlan(request) : commitPlan({ ...request, message });
  });
}

/** The planned files that an editor holds unsaved changes of. */
export function unsavedFiles(folder: Uri, files: readonly PlannedFile[]): readonly string[] {
  const unsaved = new Set(workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri.fsPath));
  return files.map(({ file }) => file).filter((file) => unsaved.has(path.join(folder.fsPath, file)));
}
