/** Which pins the view is narrowed to: by state, environment and owner. Knows nothing of VS Code. */
import type { Localizer } from '../localizer';
import { environmentOrder } from './environmentOrder';
import { brokenStates, isAhead } from './pinText';
import { entriesOf } from './pinTree';
import type { FolderPins, PinEntry } from './pinTree';

/** One kind of thing to narrow the view to; several of one kind widen it again, different kinds must all be met. */
export type FilterPart =
  | { readonly kind: 'state'; readonly value: FilterState }
  | { readonly kind: 'environment' | 'project' | 'owner'; readonly value: string };

export type PinFilter = readonly FilterPart[];

const states = {
  behind: ({ row }: PinEntry): boolean => row.state === 'behind' && !isAhead(row),
  broken: ({ row }: PinEntry): boolean => brokenStates.has(row.state),
  'not-deployed': ({ row }: PinEntry): boolean => row.state === 'not-deployed',
  undeployed: ({ row }: PinEntry): boolean => row.state === 'undeployed',
  uncommitted: ({ row }: PinEntry): boolean => row.uncommitted,
} as const;

export type FilterState = keyof typeof states;

export const filterStates = Object.keys(states) as readonly FilterState[];

const stateNames: Readonly<Record<FilterState, (l10n: Localizer) => string>> = {
  behind: (l10n) => l10n.t('behind'),
  broken: (l10n) => l10n.t('broken'),
  'not-deployed': (l10n) => l10n.t('not deployed'),
  undeployed: (l10n) => l10n.t('undeployed'),
  uncommitted: (l10n) => l10n.t('uncommitted'),
};

const valueOf: Readonly<Record<'environment' | 'project' | 'owner', (entry: PinEntry) => string>> = {
  environment: ({ row }) => row.environment,
  project: ({ row }) => row.project ?? '',
  owner: ({ labels }) => labels.owner,
};

/** Whether the view shows this pin. */
export function passes(filter: PinFilter, entry: PinEntry): boolean {
  const kinds = new Set(filter.map(({ kind }) => kind));
  return [...kinds].every((kind) => filter.some((part) => part.kind === kind && meets(part, entry)));
}

function meets(part: FilterPart, entry: PinEntry): boolean {
  return part.kind === 'state' ? states[part.value](entry) : valueOf[part.kind](entry) === part.value;
}

/** What can be chosen: only what would leave something to see. Environments stand in the order of the pipelines. */
export function filterChoices(folders: readonly FolderPins[]): readonly FilterPart[] {
  const entries = folders.flatMap(entriesOf);
  const pipelines = folders.flatMap(({ view }) => view.pipelines);
  const distinct = (kind: 'project' | 'owner', among = entries): readonly FilterPart[] =>
    [...new Set(among.map(valueOf[kind]))].filter(Boolean).map((value) => ({ kind, value }));
  return [
    ...filterStates.filter((state) => entries.some(states[state])).map((value) => ({ kind: 'state', value }) as const),
    ...environmentOrder(pipelines, [...new Set(entries.map(valueOf.environment))]).map(
      (value) => ({ kind: 'environment', value }) as const,
    ),
    ...distinct('project'),
    // The project's own releases go by the project's name already.
    ...distinct(
      'owner',
      entries.filter(({ row }) => row.family !== 'project'),
    ),
  ];
}

export function filterLabel(part: FilterPart, l10n: Localizer): string {
  return part.kind === 'state' ? stateNames[part.value](l10n) : part.value;
}

/** The filter beside the view's title; empty without one. */
export function filterText(filter: PinFilter, l10n: Localizer): string {
  return filter.length === 0 ? '' : l10n.t('only {0}', filter.map((part) => filterLabel(part, l10n)).join(', '));
}

/** What was remembered may come from another version, and name states that there are no more. */
export function readFilter(value: unknown): PinFilter {
  return Array.isArray(value) ? value.filter(isPart) : [];
}

function isPart(part: unknown): part is FilterPart {
  if (typeof part !== 'object' || part === null || !('kind' in part) || !('value' in part)) {
    return false;
  }
  const { kind, value } = part;
  return kind === 'state'
    ? filterStates.some((state) => state === value)
    : typeof kind === 'string' && kind in valueOf && typeof value === 'string';
}
