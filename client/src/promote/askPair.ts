/** Asks for two environments: those that a promotion path joins first, any two on request. */
import { ThemeIcon, Uri, l10n, workspace } from 'vscode';
import { groupByOwner } from '../views/pinTree';
import type { PinEntry } from '../views/pinTree';
import { ask } from './ask';
import type { Choice } from './ask';
import { differing, environmentsOf, promotionPaths } from './paths';
import type { EnvironmentPair, PromotionPath } from './paths';
import type { Step } from './steps';

/** The part of a command's state that says between which environments. */
export interface Paired {
  readonly entries: readonly PinEntry[];
  /** Set where only these paths can be meant. */
  readonly among: readonly PromotionPath[] | undefined;
  readonly pair: PromotionPath | undefined;
  /** Any two environments are asked for, one after the other. */
  readonly free: boolean;
  /** The first of them. */
  readonly start: Omit<EnvironmentPair, 'to'> | undefined;
}

export function unpaired(entries: readonly PinEntry[], among?: readonly PromotionPath[]): Paired {
  const [only, ...others] = among ?? [];
  const pair = others.length === 0 ? only : undefined;
  return { entries, among, pair, free: (among ?? promotionPaths(entries)).length === 0, start: undefined };
}

/** @param title what the command is called while nothing is known */
export function pairSteps<S extends Paired>(title: () => string): readonly Step<S>[] {
  const path: Step<S> = {
    asks: true,
    needed: ({ pair, free }) => pair === undefined && !free,
    run: (state, position) => {
      const other: Choice<S> = {
        label: l10n.t('Other environments…'),
        iconPath: new ThemeIcon('list-unordered'),
        value: { ...state, free: true },
      };
      const paths = state.among ?? promotionPaths(state.entries);
      const choices = [...paths.map((each) => pathChoice(state, each)), other];
      return ask({ title: title(), placeholder: l10n.t('Between which environments?'), choices }, position);
    },
  };
  const from: Step<S> = {
    asks: true,
    needed: ({ pair, free, start }) => pair === undefined && free && start === undefined,
    run: (state, position) => {
      const folders = [...new Set(state.entries.map(({ folder }) => folder))];
      const choices = folders.flatMap((folder) =>
        environmentsOf(state.entries, folder).map((environment): Choice<S> => ({
          ...environmentRow(environment, folderName(state.entries, folder)),
          value: { ...state, start: { folder, from: environment } },
        })),
      );
      return ask({ title: title(), placeholder: l10n.t('From which environment?'), choices }, position);
    },
  };
  const to: Step<S> = {
    asks: true,
    needed: ({ pair, start }) => pair === undefined && start !== undefined,
    run: (state, position) => {
      const { folder, from: first } = state.start ?? { folder: '', from: '' };
      const choices = environmentsOf(state.entries, folder)
        .filter((environment) => environment !== first)
        .map((environment): Choice<S> => {
          const pair = { folder, from: first, to: environment };
          const value = { ...state, pair: { ...pair, differing: differing(groupByOwner(state.entries), pair) } };
          return { ...environmentRow(environment, ''), value };
        });
      return ask({ title: `${title()}: ${first}`, placeholder: l10n.t('To which environment?'), choices }, position);
    },
  };
  return [path, from, to];
}

function pathChoice<S extends Paired>(state: S, path: PromotionPath): Choice<S> {
  const { folder, from, to, differing: waiting } = path;
  const count =
    waiting.length === 0 ? l10n.t('the same releases') : l10n.t('{0} with different releases', waiting.length);
  return {
    ...environmentRow(`${from} → ${to}`, [count, folderName(state.entries, folder)].filter(Boolean).join(' · ')),
    value: { ...state, pair: path },
  };
}

function environmentRow(label: string, description: string): Choice<never> {
  return { label, description, iconPath: new ThemeIcon('server-environment') };
}

/** Said only where there are several. */
function folderName(entries: readonly PinEntry[], folder: string): string {
  const several = entries.some((entry) => entry.folder !== folder);
  return several ? (workspace.getWorkspaceFolder(Uri.parse(folder))?.name ?? '') : '';
}
