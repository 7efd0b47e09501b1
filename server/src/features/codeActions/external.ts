import type { Problem } from '../../analysis/problem';
import { t } from '../../base/l10n';
import { insertItem } from '../../yaml/edit';
import { editConfig } from './configEdits';
import type { Fix, FixContext } from './fix';

/** Says in the configuration that what is missing exists outside the repository. */
export function declaredExternal(context: FixContext, problem: Problem): readonly Fix[] {
  const { missing } = problem.data ?? {};
  if (!missing) return [];
  const entry = `${missing.kind}/${missing.name}`;
  const changes = () =>
    editConfig(context, (...place) => insertItem(...place, ['external'], entry), `external:\n  - ${entry}\n`);
  return [{ title: t`Declare ${entry} as managed outside this repository`, changes }];
}
