/** Roll Back…: to a release that the pin had before, chosen from its Git history. */
import { ThemeIcon, env, l10n, window } from 'vscode';
import { planRequest } from '../../../server/src/protocol';
import type { Plan, PinChange, RollbackRequest } from '../../../server/src/protocol';
import { askHistory } from '../history/askHistory';
import { commitText, whoAndWhen } from '../history/changeText';
import { earlierTimes } from '../history/earlierTimes';
import { ask } from '../promote/ask';
import { pinOf, placeOf, runOnePin, titleIn } from '../promote/onePin';
import type { OnePin, PinPlace, Words } from '../promote/onePin';
import type { Step } from '../promote/steps';
import type { LanguageServer } from '../server/languageServer';
import type { Services } from '../services';
import { isBound } from '../views/pinState';
import { invokedOn } from './invokedOn';
import { pinsToChange } from './pinsToChange';

interface Rollback extends OnePin {
  readonly change: PinChange | undefined;
  /** Whether the overrides of then come back as well; undefined while that is to be found out or asked. */
  readonly overrides: boolean | undefined;
  /** Bringing them back makes a difference. */
  readonly overridesDiffer: boolean;
  readonly restore: boolean;
  /** Another release than that of the change, where the server could not go back to that one. */
  readonly instead: string | undefined;
}

const words: Words = {
  bare: () => l10n.t('Roll Back'),
  owner: (name) => l10n.t('Roll back {0}', name),
  pin: (name, environment) => l10n.t('Roll back {0} in {1}', name, environment),
};

export async function rollBack(services: Services, row?: unknown): Promise<void> {
  const entries = await pinsToChange(services);
  if (entries === undefined) {
    return;
  }
  const { server } = services;
  await runOnePin<Rollback>(
    services,
    {
      words,
      possible: isBound,
      steps: [timeStep(server), overridesMatter(server), overridesStep],
      start: (pin) => ({
        ...pin,
        ...{ change: undefined, overrides: undefined, overridesDiffer: false, restore: false, instead: undefined },
      }),
      request: (place, state) => (state.overrides === undefined ? undefined : requestOf(place, state)),
      answer: (state, field, value) =>
        field === 'restore' ? { ...state, restore: true } : { ...state, instead: value, overrides: false },
    },
    entries,
    invokedOn(entries, row),
  );
}

function requestOf(place: PinPlace, { change, overrides, restore, instead }: Rollback): RollbackRequest | undefined {
  const fixed = { kind: 'rollback', ...place, overrides: overrides ?? false, restore, delivery: 'commit' } as const;
  if (instead !== undefined) {
    return { ...fixed, to: instead };
  }
  return change?.to == null ? undefined : { ...fixed, to: change.to, commit: change.commit };
}

function timeStep(server: LanguageServer): Step<Rollback> {
  return {
    asks: true,
    needed: (state) => placeOf(state) !== undefined && state.change === undefined,
    run: async (state, position) => {
      const title = titleIn(state, words);
      const pin = pinOf(state);
      const history = await askHistory(server, { ...placeOf(state), folder: pin?.folder ?? '' }, title);
      const earlier = earlierTimes(history?.changes ?? [], pin?.row.release ?? null);
      if (earlier.length === 0) {
        if (history !== undefined) {
          void window.showInformationMessage(l10n.t('{0}: Git knows no other release that was pinned there.', title));
        }
        return position.canGoBack ? { kind: 'back' } : { kind: 'cancel' };
      }
      const moment = { now: Date.now() / 1000, language: env.language };
      const choices = earlier.map((change) => ({
        label: change.to ?? '',
        description: whoAndWhen(change, moment),
        detail: commitText(change),
        iconPath: new ThemeIcon('history'),
        value: { ...state, change },
      }));
      const placeholder = l10n.t('Now {0}. Back to which release?', pin?.row.release ?? l10n.t('(none)'));
      return ask({ title, placeholder, choices }, position);
    },
  };
}

/** Finds out whether the overrides have changed since: if not, nobody has to be asked. */
function overridesMatter(server: LanguageServer): Step<Rollback> {
  return {
    asks: false,
    needed: ({ change, overrides, overridesDiffer }) =>
      change !== undefined && overrides === undefined && !overridesDiffer,
    run: async (state) => {
      const [without, including] = await Promise.all(
        [false, true].map(async (overrides) => {
          const place = placeOf(state);
          // As an edit: whether a commit needs a review does not matter here.
          const request = place && requestOf(place, { ...state, overrides, restore: true });
          const params = { ...request, folder: pinOf(state)?.folder, delivery: 'edit' };
          return JSON.stringify((await server.request<Plan>(planRequest, params)).files);
        }),
      );
      return {
        kind: 'answer',
        value: without === including ? { ...state, overrides: false } : { ...state, overridesDiffer: true },
      };
    },
  };
}

const overridesStep: Step<Rollback> = {
  asks: true,
  needed: ({ change, overrides, overridesDiffer }) =>
    change !== undefined && overrides === undefined && overridesDiffer,
  run: (state, position) =>
    ask(
      {
        title: titleIn(state, words),
        placeholder: l10n.t('The overrides of the binding have changed since. What goes back?'),
        choices: [
          {
            label: l10n.t('The Release Only'),
            iconPath: new ThemeIcon('package'),
            detail: l10n.t('The overrides stay as they are now.'),
            value: { ...state, overrides: false },
          },
          {
            label: l10n.t('The Release and Its Overrides'),
            iconPath: new ThemeIcon('settings-gear'),
            detail: l10n.t('The overrides become what they were in that commit.'),
            value: { ...state, overrides: true },
          },
        ],
      },
      position,
    ),
};
