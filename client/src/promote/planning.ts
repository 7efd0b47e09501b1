/** What every command that changes the repository by a plan shares: its plan, and how that is delivered. */
import type { Plan, PlanChoice, PlanMessage, PlanRequest, PlannedFile } from '../../../server/src/protocol';
import type { Base } from '../git';

export type Delivery = 'commit' | 'branch' | 'edit';

/** The part of a command's state that is about the plan. */
export interface Planning {
  readonly plan: Plan | undefined;
  /** Why a direct commit is refused, where review is required. */
  readonly review: PlanMessage | undefined;
  readonly delivery: Delivery | undefined;
  /** What a branch starts from; the plan is then made from it. */
  readonly base: Base | undefined;
  /** Files that only the working tree has and that a branch takes along. */
  readonly include: readonly string[];
  /** The files as the user said yes to them, when choosing the branch or to its own preview. */
  readonly accepted: readonly PlannedFile[] | undefined;
}

export const unplanned: Planning = {
  ...{ plan: undefined, review: undefined, delivery: undefined, base: undefined },
  ...{ include: [], accepted: undefined },
};

/** The fields of a request that a choice sets for the command itself. */
export type PlanChoiceField = Exclude<NonNullable<PlanChoice['sets']>, 'include'>;

/** A command as the planning steps see it: what to ask the server for, and the words. */
export interface PlanCommand<S extends Planning> {
  /** URI of the folder. */
  readonly folder: (state: S) => string;
  /** What the command does, as far as it is known: `Promote doclet/postgres: staging → production`. */
  readonly title: (state: S) => string;
  /** Undefined while more is to be asked. How it is delivered, the planning steps fill in. */
  readonly request: (state: S) => PlanRequest | undefined;
  /** The state after a choice that lifts a blocker: sets the field of the request. */
  readonly answer: (state: S, field: PlanChoiceField, value: string) => S;
  /** The state that asks for a release to be cut, where the server offers that; absent: never. */
  readonly cut?: (state: S) => S;
  /** The state without some owners, as `PROJECT/NAME`, so that the others can go on; undefined where none would remain. */
  readonly without?: (state: S, owners: readonly string[]) => S | undefined;
}

/** A plan and what it is called, for whoever shows it or carries it out. */
export interface PlannedChange {
  readonly folder: string;
  readonly title: string;
  readonly plan: Plan;
}

/** The change that a state holds; undefined without a plan. */
export function changeOf<S extends Planning>(command: PlanCommand<S>, state: S): PlannedChange | undefined {
  const { plan } = state;
  return plan && { folder: command.folder(state), title: command.title(state), plan };
}

/** Whether two plans change the same files in the same way. */
export function sameFiles(one: readonly PlannedFile[], other: readonly PlannedFile[] | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
