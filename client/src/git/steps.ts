/**
 * The steps of a delivery, in order, at each of which the process may die. Tests kill it there; what is left behind then
 * must be complete files, and be put right by the next delivery.
 */
export type Step =
  | 'journal-taken'
  | 'checked'
  | 'journal-written'
  | 'folders-made'
  | 'temporary-written'
  | 'file-linked'
  | 'file-written'
  | 'files-written'
  | 'announced'
  | 'commit-starting'
  | 'commit-made'
  | 'commit-verified'
  | 'putting-back'
  | 'head-put-back'
  | 'index-put-back'
  | 'file-put-back'
  | 'files-put-back'
  | 'undo-files-written'
  | 'undo-index-written'
  | 'undo-head-moved'
  | 'branch-index-written'
  | 'branch-commit-made'
  | 'branch-journal-written'
  | 'branch-made'
  | 'branch-pushed';

/** Die here if a test says so. OPENCHOREO_TEST_BUILD is a constant in bundles, so shipped ones lack this altogether. */
export function reached(step: Step): void {
  if (process.env.OPENCHOREO_TEST_BUILD === '1' && process.env.OPENCHOREO_KILL_STEP === step) {
    process.kill(process.pid, 'SIGKILL');
  }
}
