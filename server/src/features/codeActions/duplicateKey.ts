import type { Problem } from '../../analysis/problem';
import { t } from '../../base/l10n';
import { removeKeyAt } from '../../yaml/editDuplicate';
import type { Fix, FixContext } from './fix';
import { inDocument } from './inDocument';

/** A key that stands twice: the first goes, which does not count, or the one that the problem is at. */
export function duplicateKey(context: FixContext, problem: Problem): readonly Fix[] {
  const first = problem.related[0];
  if (problem.place.kind !== 'span' || first?.kind !== 'span') return [];
  const key = context.textOf(problem.file)?.slice(problem.place.span.start, problem.place.span.end) ?? '';
  const { start } = problem.place.span;
  return [
    ...inDocument(
      context,
      problem,
      t`Remove the first ${key}, which does not count`,
      (...place) => removeKeyAt(...place, first.span.start),
      { preferred: true },
    ),
    ...inDocument(context, problem, t`Remove this ${key}`, (...place) => removeKeyAt(...place, start)),
  ];
}
