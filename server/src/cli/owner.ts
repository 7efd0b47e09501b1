import { familyNamed, RELEASE_FAMILIES } from '../model/releaseFamilies';
import type { OwnerSelector } from '../protocol';
import { oneOf, UsageError } from './verb';

/** Options by which a verb is told which owners it is about. */
export const OWNER_OPTIONS = {
  owner: { type: 'string', multiple: true },
  project: { type: 'string' },
  all: { type: 'boolean' },
  namespace: { type: 'string' },
} as const;

/** The values of those options. */
export interface OwnerValues {
  readonly owner?: readonly string[] | undefined;
  readonly project?: string | undefined;
  readonly all?: boolean | undefined;
  readonly namespace?: string | undefined;
}

/** What a request says about its owners. */
export interface OwnerFields {
  readonly owners?: readonly OwnerSelector[];
  readonly project?: string;
  readonly all?: boolean;
  readonly namespace?: string;
}

/**
 * The owners of a request from the options.
 *
 * @param doing what the verb does to them, for the message.
 * @throws UsageError unless exactly one of `--owner`, `--project` and `--all` is given.
 */
export function ownersOf(values: OwnerValues, doing: string, family?: string): OwnerFields {
  const { owner, project, all, namespace } = values;
  if ([owner, project, all].filter((value) => value !== undefined).length !== 1)
    throw new UsageError(`say what to ${doing}: --owner PROJECT/NAME, --project P, or --all, and only one of them`);
  return {
    ...(owner && { owners: owner.map((text) => selector(text, family)) }),
    ...(project !== undefined && { project }),
    ...(all && { all }),
    ...(namespace !== undefined && { namespace }),
  };
}

/** `PROJECT/NAME`, `/NAME`, or `PROJECT` for the project family. */
export function selector(text: string, family: string | undefined): OwnerSelector {
  const slash = text.indexOf('/');
  if (slash < 0) {
    if (family === undefined || familyNamed(family)?.family !== 'project')
      throw new UsageError(`--owner ${text}: write PROJECT/NAME, or /NAME where no manifest names the project`);
    return { project: text, name: text, family };
  }
  const project = text.slice(0, slash);
  return {
    project: project === '' ? null : project,
    name: text.slice(slash + 1),
    ...(family !== undefined && { family }),
  };
}

/** The value of `--family`, where it is given. */
export function familyOption(value: string | undefined): string | undefined {
  return value === undefined ? undefined : familyName('family', value);
}

/** The name of a family, as the value of an option. */
export function familyName(option: string, value: string): string {
  return oneOf(
    option,
    value,
    RELEASE_FAMILIES.map((family) => family.family),
  );
}
