import type { PinHistory } from '../../analysis/history/pinHistory';
import type { Manifest } from '../../repository/manifest';
import type { GitFacts } from '../../repository/ports';
import type { RepositoryView } from '../../repository/view';
import { asText, asMap, at } from '../../analysis/values';
import { t } from '../../base/l10n';
import { escapeMarkdown } from '../fieldText';
import { KIND_SUMMARIES } from './kindSummaries';

/** What a summary may look at. */
export interface SummaryContext {
  readonly view: RepositoryView;
  readonly git?: GitFacts;
  /** What Git knows of pins. */
  readonly history?: PinHistory;
  /** Unix seconds, for ages; without it days are given. */
  readonly now?: number;
  /** A link to where a manifest is declared, for the front that can open one. */
  readonly link?: (manifest: Manifest) => string | undefined;
}

/** A manifest in a few words: for a list, and for a hover. */
export interface KindSummary {
  /** What tells it from others of its kind, in a few words without Markdown; empty where its name says all. */
  brief(context: SummaryContext, manifest: Manifest): string;
  /** A few lines of Markdown. */
  lines(context: SummaryContext, manifest: Manifest): readonly string[];
}

/** What tells a manifest from others of its kind, in a few words; may be empty. */
export function briefOf(context: SummaryContext, manifest: Manifest): string {
  return summaryOf(manifest)?.brief(context, manifest) ?? '';
}

/** A manifest in at most a dozen lines of Markdown. */
export function summaryMarkdown(context: SummaryContext, manifest: Manifest): string {
  const annotations = asMap(at(manifest, 'metadata.annotations'));
  const note = asText(annotations['openchoreo.dev/description']) ?? asText(annotations['openchoreo.dev/display-name']);
  const lines = summaryOf(manifest)?.lines(context, manifest) ?? [];
  return [
    headOf(context, manifest),
    ...(note === undefined ? [] : [escapeMarkdown(note)]),
    ...(lines.length > 0 ? [lines.map((line) => `- ${line}`).join('\n')] : []),
  ].join('\n\n');
}

function headOf({ link }: SummaryContext, manifest: Manifest): string {
  const target = link?.(manifest);
  const where = target === undefined ? manifest.file : `[${escapeMarkdown(manifest.file)}](${target})`;
  const space = manifest.inNamespace === undefined ? '' : t` · namespace ${escapeMarkdown(manifest.inNamespace)}`;
  return `${manifest.kind.kind} **${escapeMarkdown(manifest.name)}**${space} · ${where}`;
}

function summaryOf(manifest: Manifest): KindSummary | undefined {
  const { kind } = manifest.kind;
  return Object.hasOwn(KIND_SUMMARIES, kind) ? KIND_SUMMARIES[kind] : undefined;
}
