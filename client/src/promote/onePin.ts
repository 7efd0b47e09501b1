/** Commands about one pin: an owner in an environment. What of it is not known is asked first; then follows the plan. */
import { l10n } from 'vscode';
import type { OwnerSelector, PlanRequest } from '../../../server/src/protocol';
import type { InvokedOn } from '../commands/invokedOn';
import type { Services } from '../services';
import type { PinEntry } from '../views/pinTree';
import { ask } from './ask';
import { environmentChoice } from './askEnvironment';
import { ownerStep } from './askOwner';
import type { Owned } from './askOwner';
import type { PlanChoiceField, PlanCommand, Planning } from './planning';
import { unplanned } from './planning';
import { runPlan } from './runPlan';
import type { Step } from './steps';
import { ownerName, selectorOf } from './subject';

export interface Pinned extends Owned {
  readonly environment: string | undefined;
}

export interface OnePin extends Pinned, Planning {}

/** The title of a command, as far as it is known what it is about. */
export interface Words {
  readonly bare: () => string;
  readonly owner: (name: string) => string;
  readonly pin: (name: string, environment: string) => string;
}

export function titleIn({ owner, environment }: Pinned, words: Words): string {
  if (owner === undefined) {
    return words.bare();
  }
  const name = ownerName(owner);
  return environment === undefined ? words.owner(name) : words.pin(name, environment);
}

/** The one pin that a state is about; undefined while it is not known, or where there is none. */
export function pinOf({ owner, environment }: Pinned): PinEntry | undefined {
  return owner?.find(({ row }) => row.environment === environment);
}

/** A pin as a request names it. */
export interface PinPlace {
  readonly owner: OwnerSelector;
  readonly environment: string;
}

/** What a command is about as a request names it; undefined while it is not known. */
export function placeOf(state: Pinned): PinPlace | undefined {
  const { environment } = state;
  const owner = selectorOf(state.owner ?? []);
  return owner === undefined || environment === undefined ? undefined : { owner, environment };
}

/**
 * The questions that lead to one pin.
 *
 * @param possible which pins the command makes sense for; no others are offered
 */
export function pinSteps<S extends Pinned>(words: Words, possible: (entry: PinEntry) => boolean): readonly Step<S>[] {
  const title = (state: S): string => titleIn(state, words);
  const candidates = ({ owner = [] }: Pinned): readonly PinEntry[] => owner.filter(possible);
  const isOpen = ({ owner, environment }: Pinned): boolean => owner !== undefined && environment === undefined;
  const only: Step<S> = {
    asks: false,
    needed: (state) => isOpen(state) && candidates(state).length === 1,
    run: (state) =>
      Promise.resolve({ kind: 'answer', value: { ...state, environment: candidates(state)[0]?.row.environment } }),
  };
  const environment: Step<S> = {
    asks: true,
    needed: (state) => isOpen(state) && candidates(state).length !== 1,
    run: async (state, position) => {
      const choices = candidates(state).map(environmentChoice);
      const placeholder = l10n.t('In which environment?');
      const answer = await ask({ title: title(state), placeholder, choices }, position);
      return answer.kind === 'answer' ? { kind: 'answer', value: { ...state, environment: answer.value } } : answer;
    },
  };
  const owner = ownerStep<S>({
    title,
    placeholder: () => l10n.t('Which component?'),
    groups: (owners) => [{ heading: '', owners: owners.filter((pins) => pins.some(possible)) }],
    describe: (pins) =>
      pins
        .filter(possible)
        .map(({ row }) => row.environment)
        .join(', '),
  });
  return [owner, only, environment];
}

export interface OnePinCommand<S extends OnePin> {
  readonly words: Words;
  readonly possible: (entry: PinEntry) => boolean;
  /** What is asked between the pin and the plan. */
  readonly steps: readonly Step<S>[];
  readonly start: (pin: OnePin, invoked: InvokedOn) => S;
  /** Undefined while more is to be asked. */
  readonly request: (place: PinPlace, state: S) => PlanRequest | undefined;
  readonly answer?: (state: S, field: PlanChoiceField, value: string) => S;
}

/** Runs such a command from what it was invoked on; Back leads to the choice of something else. */
export function runOnePin<S extends OnePin>(
  services: Services,
  command: OnePinCommand<S>,
  entries: readonly PinEntry[],
  invoked: InvokedOn,
): Promise<void> {
  const { words, possible, steps, request } = command;
  const planCommand: PlanCommand<S> = {
    folder: ({ owner }) => owner?.[0]?.folder ?? '',
    title: (state) => titleIn(state, words),
    request: (state) => {
      const place = placeOf(state);
      return place && request(place, state);
    },
    answer: (state, field, value) => command.answer?.(state, field, value) ?? state,
  };
  const entry = invoked.entry !== undefined && possible(invoked.entry) ? invoked.entry : undefined;
  const blank: OnePin = { ...unplanned, entries, owner: undefined, environment: undefined };
  const known = { ...blank, owner: invoked.owner, environment: entry?.row.environment };
  return runPlan(services, planCommand, [...pinSteps<S>(words, possible), ...steps], command.start(known, invoked), {
    before: invoked.owner === undefined ? [] : [command.start(blank, {})],
    again: ({ owner, environment }) => {
      const pin = pinOf({ entries, owner, environment });
      const again = { ...(owner === undefined ? {} : { owner }), ...(pin === undefined ? {} : { entry: pin }) };
      return runOnePin(services, command, entries, again);
    },
  });
}
