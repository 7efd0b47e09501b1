import { traitKindIn, typeOfComponent } from '../../analysis/componentTypes';
import { entriesAt, kindAndName, textOf } from '../../analysis/entries';
import type { Problem } from '../../analysis/problem';
import { asMap, asText } from '../../analysis/values';
import { t } from '../../base/l10n';
import { valueAt, type Path } from '../../base/path';
import type { Manifest } from '../../repository/manifest';
import { insertItem } from '../../yaml/edit';
import { inSteps } from '../../yaml/editSteps';
import { setValue } from '../../yaml/editValue';
import type { Fix, FixContext } from './fix';
import { editsIn, inDocument } from './inDocument';
import { inManifest, locateProblem, manifestOf } from './subject';

/** The kind that a workflow without one has. */
const WORKFLOW_KIND = 'ClusterWorkflow';
/** How many allowed ones are offered at most. */
const MOST = 5;

/** A trait of the other kind, where the type allows that one, and to allow the trait in the type. */
export function allowedTrait(context: FixContext, problem: Problem): readonly Fix[] {
  const { component, entry, path } = subjectOf(context, problem);
  const type = component && typeOfComponent(context.view, component);
  const name = asText(entry['name']);
  if (!component || !type || name === undefined) return [];
  const kindOfEntry = asText(entry['kind']) ?? 'Trait';
  const sameName = entriesAt(type, 'spec.allowedTraits').filter((allowed) => textOf(allowed, 'name') === name);
  return [
    ...sameName.flatMap((allowed) => {
      const kind = textOf(allowed, 'kind') ?? traitKindIn(type);
      return inDocument(
        context,
        problem,
        t`Use ${kind} "${name}"`,
        (...place) => setValue(...place, [...path, 'kind'], kind),
        {
          choice: true,
        },
      );
    }),
    ...allowIn(context, type, 'allowedTraits', { kind: kindOfEntry, name }),
  ];
}

/** The workflows that the type allows, and to allow this one in the type. */
export function allowedWorkflow(context: FixContext, problem: Problem): readonly Fix[] {
  const { component, entry, path } = subjectOf(context, problem);
  const type = component && typeOfComponent(context.view, component);
  const name = asText(entry['name']);
  if (!component || !type || name === undefined) return [];
  const allowed = entriesAt(type, 'spec.allowedWorkflows').filter(({ value }) => kindAndName(value, WORKFLOW_KIND));
  return [
    ...allowed.slice(0, MOST).flatMap(({ value }) => {
      const kind = asText(value['kind']) ?? WORKFLOW_KIND;
      const other = asText(value['name'])!;
      const isSaid = asText(entry['kind']) !== undefined || kind !== WORKFLOW_KIND;
      return inDocument(
        context,
        problem,
        t`Use ${kind} "${other}"`,
        (...place) =>
          inSteps(...place, [
            (...at) => setValue(...at, [...path, 'name'], other),
            ...(isSaid ? [(...at: typeof place) => setValue(...at, [...path, 'kind'], kind)] : []),
          ]),
        { choice: true, ...(allowed.length === 1 && { preferred: true }) },
      );
    }),
    ...allowIn(context, type, 'allowedWorkflows', { kind: asText(entry['kind']) ?? WORKFLOW_KIND, name }),
  ];
}

/** The map in which the name stands that a problem is about. */
function subjectOf(context: FixContext, problem: Problem) {
  const component = manifestOf(context, problem);
  const path: Path = locateProblem(context, problem).path.slice(0, -1);
  const entry = component ? asMap(valueAt(component.value, inManifest(component, path))) : {};
  return { component, entry, path };
}

function allowIn(
  context: FixContext,
  type: Manifest,
  list: string,
  entry: { readonly kind: string; readonly name: string },
): readonly Fix[] {
  // The server refuses a namespaced one in a type of the whole cluster.
  if (type.kind.scope === 'cluster' && !entry.kind.startsWith('Cluster')) return [];
  const edits = editsIn(context, type.file, type.document, (...place) =>
    insertItem(...place, [...type.base, 'spec', list], entry),
  );
  if (!edits) return [];
  const title = t`Allow ${entry.kind} "${entry.name}" in ${type.kind.kind} "${type.name}"`;
  return [{ title, choice: true, changes: () => [{ kind: 'edit', file: type.file, edits }] }];
}
