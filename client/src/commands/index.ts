/** The table of commands: one line for each command of package.json, with `openchoreoGitops.` before its name there. */
import { CancellationError, commands } from 'vscode';
import type { Disposable } from 'vscode';
import { inBackground, reportFailure } from '../failures';
import type { Services } from '../services';
import { checkRepository } from './checkRepository';
import { withRows } from './fileRows';
import { filterPins } from './filterPins';
import { openBinding, openOwner, openRelease } from './open';
import { reportIssue } from './reportIssue';
import { showIndexStatus } from './showIndexStatus';

export type Command = (services: Services, ...args: unknown[]) => Promise<void> | void;

/** Loaded when first needed: with them comes all that runs Git. */
const later =
  (name: keyof typeof import('./pinCommands')): Command =>
  async (services, ...args) =>
    (await import('./pinCommands'))[name](services, ...args);

export const commandTable: Readonly<Record<string, Command>> = {
  promote: later('promote'),
  promoteEnvironment: later('promoteEnvironment'),
  createRelease: later('createRelease'),
  pinRelease: later('pinRelease'),
  rollBack: later('rollBack'),
  undeploy: later('undeploy'),
  redeploy: later('redeploy'),
  compareEnvironments: later('compareEnvironments'),
  compareWith: later('compareWith'),
  showPinHistory: later('showPinHistory'),
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
        const known = await withRows(services, args);
        if (known !== undefined) {
          await run(services, ...known);
        }
      } catch (error) {
        if (error instanceof CancellationError) {
          return;
        }
        inBackground(services, reportFailure(services, error));
      }
    }),
  );
}
