/**
 * A process of its own for deliveries: to be killed at a step, to run as another user, or beside others. Reads a job as
 * JSON from its last argument and prints the outcome.
 */
import { commitPlan, deliverBranch, recoverInterrupted, undoCommit, writePlan } from '../../client/src/git';
import type { BranchRequest, CommitRequest, UndoRequest } from '../../client/src/git';

export type Job =
  | { readonly run: 'commit'; readonly request: CommitRequest; readonly uid?: number }
  | { readonly run: 'write'; readonly request: CommitRequest; readonly uid?: number }
  | { readonly run: 'undo'; readonly request: UndoRequest; readonly uid?: number }
  /** Planned again, the change is the same. */
  | { readonly run: 'branch'; readonly request: Omit<BranchRequest, 'replan'>; readonly uid?: number }
  | { readonly run: 'recover'; readonly request: { readonly folder: string }; readonly uid?: number };

function carryOut(job: Job): Promise<unknown> {
  if (job.run === 'commit') return commitPlan(job.request);
  if (job.run === 'write') return writePlan(job.request);
  if (job.run === 'undo') return undoCommit(job.request);
  if (job.run === 'branch') {
    const { files, message } = job.request;
    return deliverBranch({ ...job.request, replan: () => Promise.resolve({ kind: 'planned', files, message }) });
  }
  return recoverInterrupted(job.request.folder);
}

const job = JSON.parse(process.argv.at(-1) ?? '') as Job;
if (job.uid !== undefined) {
  process.setgid?.(job.uid);
  process.setuid?.(job.uid);
}
void carryOut(job).then((outcome) => process.stdout.write(JSON.stringify(outcome)));
