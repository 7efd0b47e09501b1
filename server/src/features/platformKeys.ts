import type { PlatformVersion } from '../analysis/platformVersion';
import { t, translated } from '../base/l10n';
import { code, escapeMarkdown } from './fieldText';

/** A label or annotation of the platform, as schemas/annotations-and-labels.json lists them. */
export interface PlatformKey {
  readonly key: string;
  /** Kinds that it is for; `*`: every kind that no other entry of the same key names. */
  readonly kinds: readonly string[];
  readonly use: 'manifest' | 'template' | 'generated';
  readonly values?: readonly string[];
  /** The kind of the object that the value names. */
  readonly refersTo?: string;
  readonly since?: string;
  readonly until?: string;
  readonly era?: 'proposal';
  readonly required?: boolean;
  /** The key is the beginning of many. */
  readonly prefix?: boolean;
  readonly description: string;
}

export interface PlatformKeys {
  readonly labels: readonly PlatformKey[];
  readonly annotations: readonly PlatformKey[];
}

export type KeySection = keyof PlatformKeys;

/** The keys that people write into the metadata of a kind, those it needs first. */
export function platformKeysFor(
  table: PlatformKeys,
  section: KeySection,
  kind: string,
  version: PlatformVersion,
): readonly PlatformKey[] {
  const inForce = table[section].filter(
    (entry) =>
      entry.use === 'manifest' &&
      ((entry.era === undefined && entry.until === undefined) || version === 'proposal') &&
      !(entry.since !== undefined && version !== 'proposal' && entry.since > version),
  );
  const named = new Set(inForce.filter(({ kinds }) => kinds.includes(kind)).map(({ key }) => key));
  return inForce
    .filter(({ key, kinds }) => (named.has(key) ? kinds.includes(kind) : kinds.includes('*')))
    .sort((a, b) => Number(b.required ?? false) - Number(a.required ?? false));
}

/** The entry of a key on a kind, whatever its use: for telling what a key means. */
export function platformKey(
  table: PlatformKeys,
  section: KeySection,
  kind: string,
  key: string,
): PlatformKey | undefined {
  const entries = table[section].filter((entry) => (entry.prefix ? key.startsWith(entry.key) : key === entry.key));
  return entries.find(({ kinds }) => kinds.includes(kind)) ?? entries.find(({ kinds }) => kinds.includes('*'));
}

/** What a key is for, as Markdown. */
export function platformKeyMarkdown({ key, prefix, values, since, description, use }: PlatformKey): string {
  const facts = [
    ...(values ? [t`Values: ${values.map((value) => code(value)).join(', ')}.`] : []),
    ...(since ? [t`Since OpenChoreo ${since}.`] : []),
    ...(use === 'generated' ? [t`Set by the platform itself: no use in Git.`] : []),
  ];
  const head = `**${escapeMarkdown(prefix ? `${key}…` : key)}**`;
  return [head, translated(description), ...(facts.length > 0 ? [facts.join(' ')] : [])].join('\n\n');
}
