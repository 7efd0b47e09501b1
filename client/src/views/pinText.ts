/** The words and signs for one pin: what its row, its tooltip and a screen reader say. Knows nothing of VS Code. */
import type { PinRow, PinState } from '../../../server/src/protocol';
import type { Localizer } from '../localizer';
import { ageText, dateText } from './age';
import type { Moment } from './age';
import type { PinEntry } from './pinTree';

/** A codicon and the theme colour it takes. The shapes differ from each other: no state is told by colour alone. */
export interface StateLook {
  readonly icon: string;
  readonly color?: string;
}

export const stateLooks: Readonly<Record<PinState, StateLook>> = {
  current: { icon: 'pass', color: 'testing.iconPassed' },
  behind: { icon: 'arrow-circle-up', color: 'charts.yellow' },
  'missing-release': { icon: 'error', color: 'list.errorForeground' },
  'not-deployed': { icon: 'circle-large-outline' },
  undeployed: { icon: 'circle-slash' },
  'no-release': { icon: 'question', color: 'list.warningForeground' },
  ambiguous: { icon: 'warning', color: 'list.warningForeground' },
};

/** The states in which something has to be mended before the pin means anything. */
export const brokenStates: ReadonlySet<PinState> = new Set<PinState>(['missing-release', 'no-release', 'ambiguous']);

type Saying = (row: PinRow, source: string | null, l10n: Localizer) => string;

const shortSayings: Readonly<Record<PinState, Saying>> = {
  current: (_row, _source, l10n) => l10n.t('current'),
  behind: behindText,
  'missing-release': (_row, _source, l10n) => l10n.t('release not found'),
  'not-deployed': (_row, _source, l10n) => l10n.t('not deployed'),
  undeployed: (_row, _source, l10n) => l10n.t('undeployed'),
  'no-release': (_row, _source, l10n) => l10n.t('no release'),
  ambiguous: (_row, _source, l10n) => l10n.t('several bindings'),
};

const sentences: Readonly<Record<PinState, Saying>> = {
  current: (_row, source, l10n) =>
    source === null ? l10n.t('Nothing to catch up with.') : l10n.t('Pins the same release as {0}.', source),
  behind: (_row, source, l10n) =>
    source === null ? l10n.t('A newer release is on its way.') : l10n.t('{0} pins another release.', source),
  'missing-release': (row, _source, l10n) =>
    l10n.t('The release {0} is not in this repository.', row.release ?? l10n.t('(none)')),
  'not-deployed': (_row, _source, l10n) => l10n.t('No binding deploys it to this environment.'),
  undeployed: (_row, _source, l10n) => l10n.t('The binding says that it is to be undeployed.'),
  'no-release': (_row, _source, l10n) => l10n.t('The binding names no release.'),
  ambiguous: (_row, _source, l10n) => l10n.t('Several bindings deploy it to this environment; only one may.'),
};

function behindText(row: PinRow, source: string | null, l10n: Localizer): string {
  if (source === null) {
    return l10n.t('behind');
  }
  if (row.behind === null) {
    return l10n.t('behind {0}', source);
  }
  return isAhead(row) ? l10n.t('newer than {0}', source) : l10n.t('{0} behind {1}', row.behind, source);
}

/** The pin differs from its source's, but none of the owner's releases lies between: it was pinned past the source. */
export function isAhead(row: PinRow): boolean {
  return row.state === 'behind' && row.behind === 0;
}

/** The state in two or three words, such as `2 behind staging`. */
export function stateText({ row, labels }: PinEntry, l10n: Localizer): string {
  return shortSayings[row.state](row, labels.source, l10n);
}

/** The state in a sentence. */
export function stateSentence({ row, labels }: PinEntry, l10n: Localizer): string {
  return sentences[row.state](row, labels.source, l10n);
}

/**
 * The part of an image reference that tells two releases apart: its tag, else the start of its digest.
 *
 * @example `imageTag('ghcr.io/acme/shop:v1.4')` is `'v1.4'`; without tag and digest it is null.
 */
export function imageTag(image: string | null): string | null {
  const name = image?.slice(image.lastIndexOf('/') + 1) ?? '';
  const [tagged = '', digest] = name.split('@');
  const tag = tagged.split(':')[1];
  return tag ?? digest?.slice(0, 'sha256:'.length + 12) ?? null;
}

/**
 * What stands beside the environment's name. Side bars are narrow, and what comes last is cut off: the state leads where
 * it calls for something, the release where all is well.
 */
export function pinDescription(entry: PinEntry, l10n: Localizer, moment: Moment): string {
  const { row, labels } = entry;
  const state = stateText(entry, l10n);
  const content = [row.release, imageTag(row.image)];
  const parts = row.state === 'current' ? [...content, state] : [state, ...content];
  // A pin that is not committed has its age from the value before.
  const age = row.uncommitted || labels.since === undefined ? null : ageText(labels.since, moment, 'narrow');
  return [...parts, row.uncommitted ? l10n.t('uncommitted') : age].filter(Boolean).join(' · ');
}

/** The row as a screen reader says it. */
export function pinAccessibleLabel(entry: PinEntry, name: string, l10n: Localizer, moment: Moment): string {
  const { row, labels } = entry;
  const parts = [
    name,
    stateText(entry, l10n),
    row.release === null ? null : l10n.t('release {0}', row.release),
    row.image === null ? null : l10n.t('image {0}', row.image),
    row.uncommitted ? l10n.t('uncommitted') : null,
    row.uncommitted || labels.since === undefined ? null : l10n.t('pinned {0}', ageText(labels.since, moment, 'long')),
  ];
  return parts.filter(Boolean).join(', ');
}

export interface TooltipLine {
  readonly title: string;
  readonly value: string;
}

/** The facts of the tooltip, one a line, below its heading and {@link stateSentence}. */
export function pinTooltip({ row, labels }: PinEntry, l10n: Localizer, moment: Moment): readonly TooltipLine[] {
  const lines: (TooltipLine | null)[] = [
    row.release === null ? null : { title: l10n.t('Release'), value: row.release },
    row.image === null ? null : { title: l10n.t('Image'), value: row.image },
    labels.source === null ? null : { title: l10n.t('Compared with'), value: labels.source },
    row.binding === null
      ? null
      : { title: l10n.t('Binding'), value: `${row.binding.name} (${row.binding.file}:${row.binding.line})` },
    labels.since === undefined
      ? null
      : {
          title: row.uncommitted ? l10n.t('Last committed') : l10n.t('Pinned'),
          value: `${ageText(labels.since, moment, 'long')} (${dateText(labels.since, moment.language)})`,
        },
    row.uncommitted ? { title: l10n.t('Git'), value: l10n.t('The binding differs from the last commit.') } : null,
  ];
  return lines.filter((line) => line !== null);
}

/** How many pins lag behind their sources, and how many have to be mended. */
export function countPins(entries: readonly PinEntry[]): { readonly behind: number; readonly broken: number } {
  return {
    behind: entries.filter(({ row }) => row.state === 'behind' && !isAhead(row)).length,
    broken: entries.filter(({ row }) => brokenStates.has(row.state)).length,
  };
}

/** What a project or an owner sums up, such as `2 behind · 1 broken`; empty when all is well. */
export function summaryText(entries: readonly PinEntry[], l10n: Localizer): string {
  const { behind, broken } = countPins(entries);
  return [behind > 0 ? l10n.t('{0} behind', behind) : '', broken > 0 ? l10n.t('{0} broken', broken) : '']
    .filter(Boolean)
    .join(' · ');
}
