/** The table of commands: one line for each command of package.json, with `openchoreoGitops.` before its name there. */
import { commands, l10n, window } from 'vscode';
import type { Disposable } from 'vscode';
import type { Services } from '../services';
import { checkRepository } from './checkRepository';
import { filterPins } from './filterPins';
import { openBinding, openOwner, openRelease } from './open';
import { reportIssue } from './reportIssue';
import { showIndexStatus } from './showIndexStatus';

export type Command = (services: Services, ...args: unknown[]) => Promise<void> | void;

export const commandTable: Readonly<Record<string, Command>> = {
  // Loaded when first needed: with it comes all that writes and commits.
  promote: async (services, invokedOn) => (await import('./promote')).promote(services, invokedOn),
  checkRepository,
  openBinding,
  openOwner,
  openRelease,
  showIndexStatus,
  reportIssue,
  refresh: async ({ answers, setUp }) => {
    answers.forget();
    await setUp.look();
  },
  groupByComponent: ({ pins }) => pins.group('component'),
  groupByEnvironment: ({ pins }) => pins.group('environment'),
  filterPins,
  clearPinFilter: ({ pins }) => pins.narrow([]),
  restartServer: ({ server }) => server.restart(),
  showLog: ({ log }) => log.show(),
};

/** Registers them all. One that fails says so, names the log, and leaves the cause there. */
export function registerCommands(services: Services): Disposable[] {
  return Object.entries(commandTable).map(([name, run]) =>
    commands.registerCommand(`openchoreoGitops.${name}`, async (...args: unknown[]) => {
      try {
        await run(services, ...args);
      } catch (error) {
        await reportFailure(services, error);
      }
    }),
  );
}

async function reportFailure({ log }: Services, error: unknown): Promise<void> {
  log.error(error instanceof Error ? error : String(error));
  const showLog = l10n.t('Show Log');
  const cause = error instanceof Error ? error.message : String(error);
  const chosen = await window.showErrorMessage(l10n.t('OpenChoreo GitOps could not do this: {0}', cause), showLog);
  if (chosen === showLog) {
    log.show();
  }
}
