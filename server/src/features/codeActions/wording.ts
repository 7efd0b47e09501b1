import type { Problem } from '../../analysis/problem';
import { labelValueFault, objectNameFault } from '../../analysis/schema/names';
import { entriesAt, textOf } from '../../analysis/entries';
import { asList, asText } from '../../analysis/values';
import { t } from '../../base/l10n';
import { valueAt } from '../../base/path';
import { insertItem } from '../../yaml/edit';
import type { Fix, FixContext } from './fix';
import { editsIn } from './inDocument';
import { removed, itemRemoved } from './remove';
import { changeTo } from './replace';
import { inManifest, locateProblem, manifestOf } from './subject';

/** A URL without its scheme gets one. */
export function schemeAdded(context: FixContext, problem: Problem): readonly Fix[] {
  const value = textOfProblem(context, problem);
  const isHost = value !== undefined && /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:\/\S*)?$/i.test(value);
  return isHost ? changeTo(context, problem, `https://${value}`, { choice: true, preferred: true }) : [];
}

/** A name or label that Kubernetes refuses, with the letters that it takes. */
export function takenName(context: FixContext, problem: Problem): readonly Fix[] {
  const value = textOfProblem(context, problem);
  const { path, on } = locateProblem(context, problem);
  if (value === undefined || on === 'key') return [];
  const isName = path.at(-1) === 'name' && path.at(-2) === 'metadata';
  const isLabel = path.at(-2) === 'labels' && path.at(-3) === 'metadata';
  const fault = isName ? objectNameFault : isLabel ? labelValueFault : undefined;
  const plain = value.normalize('NFKD').replace(/\p{Mark}/gu, '');
  const text = isName
    ? plain.toLowerCase().replace(/[^a-z0-9.-]+/g, '-')
    : plain.replace(/[^A-Za-z0-9_.-]+/g, '-').slice(0, 63);
  const trimmed = text.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
  if (!fault || trimmed === '' || fault(trimmed) !== undefined) return [];
  return changeTo(context, problem, trimmed, { choice: true });
}

/** A free name for the second of two instances. */
export function freeInstanceName(context: FixContext, problem: Problem): readonly Fix[] {
  const manifest = manifestOf(context, problem);
  const name = textOfProblem(context, problem);
  const { path } = locateProblem(context, problem);
  const key = path.at(-1);
  if (!manifest || name === undefined || typeof key !== 'string') return [];
  const list = inManifest(manifest, path).slice(0, -2);
  const taken = entriesAt(manifest, list.join('.')).flatMap((entry) => textOf(entry, key) ?? []);
  for (let number = 2; number <= taken.length + 2; number++)
    if (!taken.includes(`${name}-${number}`)) return changeTo(context, problem, `${name}-${number}`, { choice: true });
  return [];
}

/** `remove` takes no value; other faults of a patch only its author can mend. */
export function valueOfRemoval(context: FixContext, problem: Problem): readonly Fix[] {
  return locateProblem(context, problem).path.at(-1) === 'value' ? removed(context, problem) : [];
}

/** The second copy of a trait in a release. */
export function secondCopy(context: FixContext, problem: Problem): readonly Fix[] {
  const manifest = manifestOf(context, problem);
  const path = manifest ? inManifest(manifest, locateProblem(context, problem).path) : [];
  return path[0] === 'spec' && path[1] === 'traits' && path.length === 4 ? itemRemoved(context, problem) : [];
}

/** An endpoint that offers what a dependency asks for, or a dependency that asks for less. */
export function widerVisibility(context: FixContext, problem: Problem): readonly Fix[] {
  const workload = manifestOf(context, problem);
  const related = problem.related[0];
  const { path } = locateProblem(context, problem);
  if (!workload || related?.kind !== 'manifest') return [];
  const target = related.manifest;
  const dependency = valueAt(workload.value, inManifest(workload, path.slice(0, -1)));
  const endpoint = asText(valueAt(dependency, ['name']));
  if (endpoint === undefined) return [];
  const list = [...target.base, 'spec', 'endpoints', endpoint, 'visibility'];
  const edits = editsIn(context, target.file, target.document, (...place) => insertItem(...place, list, 'namespace'));
  const written = asList(valueAt(target.value, list.slice(target.base.length)));
  return [
    ...(path.at(-1) === 'visibility' ? changeTo(context, problem, 'project', { choice: true }) : []),
    ...(edits && !written.includes('namespace')
      ? [
          {
            title: t`Offer "${endpoint}" of ${target.name} to the namespace`,
            choice: true as const,
            changes: () => [{ kind: 'edit' as const, file: target.file, edits }],
          },
        ]
      : []),
  ];
}

function textOfProblem(context: FixContext, problem: Problem): string | undefined {
  const manifest = manifestOf(context, problem);
  return manifest && asText(valueAt(manifest.value, inManifest(manifest, locateProblem(context, problem).path)));
}
