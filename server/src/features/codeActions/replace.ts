import type { Problem } from '../../analysis/problem';
import { t } from '../../base/l10n';
import { setScalar } from '../../yaml/edit';
import { renameKey } from '../../yaml/editValue';
import type { Fix, FixContext } from './fix';
import { inDocument } from './inDocument';
import { locateProblem, type ProblemPlace } from './subject';

/** The name that a rule says was meant, in place of what stands there. */
export function meantText(context: FixContext, problem: Problem): readonly Fix[] {
  const text = problem.data?.replacement;
  return text === undefined ? [] : changeTo(context, problem, text, { preferred: true });
}

/** Quotes around a text that means something else without them. */
export function quoted(context: FixContext, problem: Problem): readonly Fix[] {
  const text = problem.data?.replacement;
  return text === undefined
    ? []
    : changeTo(context, problem, text, { preferred: true, title: t`Put quotes around ${text}` });
}

/** Another text in place of the key or value that a problem is about. */
export function changeTo(
  context: FixContext,
  problem: Problem,
  text: string,
  { title, at, ...more }: Pick<Fix, 'preferred' | 'choice'> & { title?: string; at?: ProblemPlace } = {},
): readonly Fix[] {
  const { path, on } = at ?? locateProblem(context, problem);
  const isKey = on === 'key';
  return inDocument(
    context,
    problem,
    title ?? (isKey ? t`Rename to "${text}"` : t`Change to "${text}"`),
    (...place) => (isKey ? renameKey(...place, path, text) : setScalar(...place, path, text)),
    more,
  );
}
