/**
 * Page objects for the packaged extension in a real VS Code, clicked and typed as a user does. A spec starts with
 * `const workbench = await openWorkspace('current')` in `before` and ends with `await workbench.close()` in `after`:
 * loading a workbench takes 4-9 s, so let the tests of one file share it. Those that need nothing of their own take
 * `sharedWorkspace()` instead, and leave it open for the next file.
 */
export { moveToForge, pageOnForge } from './forge';
export { closedGate, type Gate } from './gate';
export { languageServers } from './processes';
export { installPseudoLanguage, pseudoLanguage } from './pseudo';
export { openWorkspace, sharedWorkspace, Workbench, type WorkspaceOptions } from './workbench';
export type { TreeRow } from './tree';
export type { ProblemRow } from './problems';
export { copySample, temporaryFolder, until, type Sample } from '../../testbed';
