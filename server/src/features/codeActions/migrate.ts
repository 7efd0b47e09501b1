import type { Problem } from '../../analysis/problem';
import { asMap } from '../../analysis/values';
import { t } from '../../base/l10n';
import { valueAt, type Path } from '../../base/path';
import { REMOVED_KINDS } from '../../model/kinds';
import { setScalar } from '../../yaml/edit';
import { inSteps } from '../../yaml/editSteps';
import { locate } from '../../yaml/locate';
import type { Fix, FixContext } from './fix';
import { inDocument } from './inDocument';
import { MIGRATIONS } from './migrations';
import { inManifest, locateProblem, manifestOf } from './subject';

/** Writes today's form of an older shape: where a problem is, or in the map that lacks what the older shape would become. */
export function migrated(context: FixContext, problem: Problem): readonly Fix[] {
  const manifest = manifestOf(context, problem);
  if (!manifest) return [];
  const own = inManifest(manifest, locateProblem(context, problem).path);
  const around = own.length === 0 ? [] : [own.slice(0, -1)];
  const below = Object.keys(asMap(valueAt(manifest.value, own))).map((key) => [...own, key]);
  const places = problem.code === 'missing-field' ? [own, ...below] : [own, ...around];
  return places.flatMap((path) => migrationsAt(context, problem, path));
}

function migrationsAt(context: FixContext, problem: Problem, path: Path): readonly Fix[] {
  const manifest = manifestOf(context, problem)!;
  const value = valueAt(manifest.value, path);
  if (value === undefined) return [];
  return MIGRATIONS.filter(
    ({ in: kinds, at }) => (kinds?.includes(manifest.kind.kind) ?? true) && fits(at, path),
  ).flatMap(({ steps, to }) => {
    const made = steps({ view: context.view, manifest, path, value });
    const [from] = path.filter((step) => typeof step === 'string').slice(-1);
    return made.length === 0
      ? []
      : inDocument(
          context,
          problem,
          t`Migrate ${from} to ${to}`,
          (...place) =>
            inSteps(
              ...place,
              made.map((step) => step(manifest.base)),
            ),
          { preferred: true },
        );
  });
}

/** Whether a dotted pattern leads to a path. */
function fits(pattern: string, path: Path): boolean {
  const isTail = pattern.startsWith('**.');
  const steps = (isTail ? pattern.slice(3) : pattern).split('.');
  const own = isTail ? path.slice(-steps.length) : path;
  return own.length === steps.length && steps.every((step, i) => step === '*' || step === String(own[i]));
}

/** The kind that a removed one is called today, where nothing but the name has changed. */
export function renamedKind(context: FixContext, problem: Problem): readonly Fix[] {
  const { document, path } = locateProblem(context, problem);
  const node = locate(context.yamlOf(problem.file).documents[document]?.root, path)?.value;
  const kind = node?.kind === 'scalar' ? node.text : '';
  const renamed = Object.hasOwn(REMOVED_KINDS, kind) ? REMOVED_KINDS[kind]?.renamed : undefined;
  if (renamed === undefined) return [];
  return inDocument(
    context,
    problem,
    t`Migrate ${kind} to ${renamed}`,
    (...place) => setScalar(...place, path, renamed),
    {
      preferred: true,
    },
  );
}
