/** What a plan has to say, as rows below what can be done with it. */
import { ThemeIcon, l10n } from 'vscode';
import type { FileLine, Plan } from '../../../server/src/protocol';
import { openFileLine } from '../commands/open';
import { separator } from './ask';
import type { Choice } from './ask';
import type { PlannedChange, Planning } from './planning';
import { inTwoLines } from './promotion';

/** A remark with a place leads there. */
export function remarks(
  { folder, plan }: PlannedChange,
  { review }: Pick<Planning, 'review'>,
): readonly Choice<never>[] {
  const rowOf = (icon: string, message: string, link?: FileLine): Choice<never> => ({
    ...inTwoLines(message),
    iconPath: new ThemeIcon(icon),
    ...(link === undefined ? {} : { open: () => void openFileLine(folder, link) }),
  });
  const warnings = plan.warnings.filter(({ code }) => review === undefined || code !== 'needs-review');
  const rows = [
    ...(review === undefined ? [] : [rowOf('git-pull-request', review.message, review.link)]),
    ...warnings.map(({ message, link }) => rowOf('warning', message, link)),
    ...plan.notes.map((note) => rowOf('info', note)),
  ];
  return rows.length === 0 ? [] : [separator(''), ...rows];
}

/** The change as a sentence: the question may cover the diff's first lines. */
export function inOneLine(plan: Plan): string {
  const [item, ...others] = plan.items;
  if (item === undefined || others.length > 0) {
    return l10n.t('{0} files change, as the diff shows.', plan.files.length);
  }
  return item.previous === null
    ? l10n.t('{0}, where nothing was deployed.', item.release)
    : l10n.t('{0} → {1}.', item.previous, item.release);
}
