/** A real VS Code for tests and for `npm start`, where desktop VS Code cannot be had. docs: CONTRIBUTING.md. */
export { folderUrl, launchBrowser, patience, workbenchStarted } from './browser';
export { chromiumAdvice, chromiumPath, projectRoot } from './paths';
export { addRemote, copySample, samples, type Sample } from './sample';
export {
  hermeticGit,
  installExtension,
  metExtensions,
  startServer,
  temporaryFolder,
  type RunningServer,
  type ServerOptions,
  type Trust,
} from './server';
export { ensureTestbed } from './setup';
export { until } from './until';
