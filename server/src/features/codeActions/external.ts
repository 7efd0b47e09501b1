import type { Problem } from '../../analysis/problem';
import { t } from '../../base/l10n';
import { insertItem } from '../../yaml/edit';
import { inConfig } from './configEdits';
import type { Fix, FixContext } from './fix';

/** Says in the configuration that what is missing exists outside the repository. */
export function declaredExternal(context: FixContext, problem: Problem): readonly Fix[] {
  const { missing } = problem.data ?? {};
  if (!missing) return [];
  const entry = `${missing.kind}/${missing.name}`;
  return inConfig(
    context,
    t`Declare ${entry} as managed outside this repository`,
    (...place) => insertItem(...place, ['external'], entry),
    `external:\n  - ${entry}\n`,
  );
}
