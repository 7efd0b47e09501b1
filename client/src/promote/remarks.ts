/** What a plan has to say, as rows below what can be done with it. */
import { ThemeIcon } from 'vscode';
import type { FileLine } from '../../../server/src/protocol';
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
