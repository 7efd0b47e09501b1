/** The commands that change pins and releases, or read their past. */
export { compareEnvironments, compareWith } from './compareEnvironments';
export { createRelease } from './createRelease';
export { pinRelease } from './pinRelease';
export { promote } from './promote';
export { promoteEnvironment } from './promoteEnvironment';
export { rollBack } from './rollBack';
export { showPinHistory } from './showPinHistory';
export { redeploy, undeploy } from './undeploy';
