/** What hovering over a pin tells: the facts, and for one that lags behind what it would catch up with, and the way. */
import { MarkdownString, env, l10n } from 'vscode';
import type { Answers } from '../answers';
import { isWaiting } from '../promote/subject';
import { pinTooltip as facts, stateSentence } from './pinText';
import type { PinEntry, PinNode } from './pinTree';
import { releasesBetween } from './releaseTree';

/** Releases that are listed before the rest is only counted. */
const listed = 10;

/** Names come from the repository's files: they are shown as text, never read as Markdown. */
export async function pinTooltip({ entry, siblings }: PinNode, answers: Answers): Promise<MarkdownString> {
  const { row, labels } = entry;
  const text = new MarkdownString('', true);
  text.appendMarkdown('**').appendText(`${labels.owner} → ${row.environment}`).appendMarkdown('**\n\n');
  text.appendText(stateSentence(entry, l10n)).appendMarkdown('\n\n');
  const moment = { now: Date.now() / 1000, language: env.language };
  for (const { title, value } of facts(entry, l10n, moment)) {
    text.appendText(`${title}: ${value}`).appendMarkdown('  \n');
  }
  // Where the releases cannot be read their view says so; all else is told here.
  const waiting = await releasesAhead(entry, siblings, answers).catch(() => []);
  if (waiting.length > 0) {
    text.appendMarkdown('\n').appendText(l10n.t('Not here yet:'));
    for (const line of waiting) {
      text.appendMarkdown('\n- ').appendText(line);
    }
  }
  if (isWaiting(entry)) {
    // Only this one command may be run from the tooltip.
    text.isTrusted = { enabledCommands: ['openchoreoGitops.promote'] };
    const node: PinNode = { kind: 'pin', id: '', entry, siblings: [] };
    const link = `command:openchoreoGitops.promote?${encodeURIComponent(JSON.stringify([node]))}`;
    const source = labels.source ?? '';
    text
      .appendMarkdown(`\n\n[$(rocket) `)
      .appendText(l10n.t('Catch up with {0}…', source))
      .appendMarkdown(`](${link})`);
  }
  return text;
}

/** One line for each release that the source runs or has passed, and this pin has not. */
async function releasesAhead(
  { folder, row, labels }: PinEntry,
  siblings: readonly PinEntry[],
  answers: Answers,
): Promise<readonly string[]> {
  const source = siblings.find((each) => each.row.environment === labels.source)?.row.release ?? null;
  if (row.state !== 'behind' || source === null) {
    return [];
  }
  const view = (await answers.releases()).find(({ uri }) => uri === folder)?.view;
  const owner = view?.owners.find(
    ({ owner: { family, namespace, project, name } }) =>
      family === row.family && namespace === row.namespace && project === row.project && name === row.name,
  );
  const between = releasesBetween(owner?.releases ?? [], row.release, source);
  const lines = between
    .slice(0, listed)
    .map(({ name, image, date }) => [name, image, date].filter(Boolean).join(' · '));
  const more = between.length - lines.length;
  return more > 0 ? [...lines, l10n.t('and {0} more', more)] : lines;
}
