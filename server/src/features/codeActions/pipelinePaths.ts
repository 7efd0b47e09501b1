import { promotionPaths } from '../../analysis/pipelinePaths';
import type { Problem } from '../../analysis/problem';
import { t } from '../../base/l10n';
import { valueAt } from '../../base/path';
import { insertItem } from '../../yaml/edit';
import { removeItem } from '../../yaml/editList';
import { inSteps, type EditStep } from '../../yaml/editSteps';
import type { Fix, FixContext } from './fix';
import { inDocument } from './inDocument';
import { removeAt } from './remove';
import { inManifest, locateProblem, manifestOf } from './subject';

/** Takes the target out of its path that a problem is at. */
export function targetRemoved(context: FixContext, problem: Problem): readonly Fix[] {
  const { path } = locateProblem(context, problem);
  const item = path.lastIndexOf('targetEnvironmentRefs') + 1;
  return item === 0 ? [] : removeAt(context, problem, path.slice(0, item + 1), { choice: true });
}

/** Puts the targets of a second path of a source into its first, and takes the second away. */
export function pathsMerged(context: FixContext, problem: Problem): readonly Fix[] {
  const pipeline = manifestOf(context, problem);
  const { path } = locateProblem(context, problem);
  const own = pipeline ? inManifest(pipeline, path) : [];
  const second = own[2];
  if (!pipeline || own[3] !== 'sourceEnvironmentRef' || typeof second !== 'number') return [];
  const paths = promotionPaths(pipeline);
  const name = paths[second]?.source?.name;
  const first = paths.findIndex(({ source }) => source?.name === name);
  if (name === undefined || first < 0 || first >= second) return [];
  const known = new Set(paths[first]?.targets.map((target) => target.name));
  const list = [...pipeline.base, 'spec', 'promotionPaths', first, 'targetEnvironmentRefs'];
  const added = (paths[second]?.targets ?? []).filter((target) => !known.has(target.name));
  const steps = added.map((target): EditStep => {
    const item = valueAt(pipeline.value, target.path.at(-1) === 'name' ? target.path.slice(0, -1) : target.path);
    return (...place) => insertItem(...place, list, item);
  });
  return inDocument(
    context,
    problem,
    t`Put the targets of both paths from "${name}" into one`,
    (...place) =>
      inSteps(...place, [...steps, (...at) => removeItem(...at, [...pipeline.base, 'spec', 'promotionPaths', second])]),
    { preferred: true },
  );
}
