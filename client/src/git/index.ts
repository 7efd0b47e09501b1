/** Delivery of plans by Git: what the rest of the client uses of this folder. */
export { deleteBranch } from './branch/deleteBranch';
export { deliverBranch } from './branch/deliverBranch';
export { findBase } from './branch/findBase';
export { readCommitFiles } from './branch/readCommit';
export { commitPlan } from './commitPlan';
export { fileChange } from './fileChange';
export { inspectRepository } from './inspect';
export { recoverInterrupted } from './recover';
export { undoCommit } from './undoCommit';
export { uncommittedPaths } from './uncommittedPaths';
export { writePlan } from './writePlan';
export type * from './types';
