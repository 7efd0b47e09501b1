/** Asks which component, project or resource a command is about. */
import { ThemeIcon } from 'vscode';
import { familyIcon } from '../views/pinRow';
import { groupByOwner } from '../views/pinTree';
import type { PinEntry } from '../views/pinTree';
import { ask, section } from './ask';
import type { Choice } from './ask';
import type { Step } from './steps';
import { ownerName } from './subject';

/** The part of a command's state that says what it is about. */
export interface Owned {
  /** All pins of the workspace, as they were when the command was invoked. */
  readonly entries: readonly PinEntry[];
  /** The pins of the owner in all environments. */
  readonly owner: readonly PinEntry[] | undefined;
}

export interface OwnerGroup {
  /** Empty where there is only this group. */
  readonly heading: string;
  readonly owners: readonly (readonly PinEntry[])[];
}

export interface OwnerQuestion<S> {
  readonly title: (state: S) => string;
  readonly placeholder: () => string;
  /** Whom to offer, likeliest first. */
  readonly groups: (owners: readonly (readonly PinEntry[])[]) => readonly OwnerGroup[];
  readonly describe: (owner: readonly PinEntry[]) => string;
}

export function ownerStep<S extends Owned>({ title, placeholder, groups, describe }: OwnerQuestion<S>): Step<S> {
  return {
    asks: true,
    needed: ({ owner }) => owner === undefined,
    run: (state, position) => {
      const choices = groups(groupByOwner(state.entries)).flatMap(({ heading, owners }) => {
        const rows = owners.map((owner) => ownerChoice<S>(owner, describe(owner), { ...state, owner }));
        return heading === '' ? rows : section(heading, rows);
      });
      return ask({ title: title(state), placeholder: placeholder(), choices }, position);
    },
  };
}

/** A row for an owner. */
export function ownerChoice<T>(owner: readonly PinEntry[], description: string, value: T): Choice<T> {
  return { label: ownerName(owner), iconPath: new ThemeIcon(familyIcon(owner[0]?.row.family)), description, value };
}
