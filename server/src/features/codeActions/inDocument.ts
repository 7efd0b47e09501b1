import { locateProblem } from './subject';
import type { Problem } from '../../analysis/problem';
import type { Edits } from '../../yaml/edit';
import type { EditStep } from '../../yaml/editSteps';
import type { Fix, FixContext } from './fix';

/**
 * A fix that edits the document in which a problem is. It is worked out at once, since only that tells whether it can be made:
 * none where the document is a template or broken, where aliases share what would change, or where nothing would change.
 */
export function inDocument(
  context: FixContext,
  problem: Problem,
  title: string,
  edit: EditStep,
  more: Pick<Fix, 'preferred' | 'choice' | 'silences'> = {},
): readonly Fix[] {
  const { file } = problem;
  const edits = editsIn(context, file, locateProblem(context, problem).document, edit);
  if (!edits) return [];
  return [{ title, ...more, changes: () => [{ kind: 'edit', file, edits }] }];
}

/** The edits of one document of a file; undefined where they are refused or change nothing. */
export function editsIn(context: FixContext, file: string, document: number, edit: EditStep) {
  const text = context.textOf(file);
  const yaml = text === undefined ? undefined : context.yamlOf(file);
  const found = yaml?.documents[document];
  if (text === undefined || !yaml || !found) return undefined;
  const result: Edits = edit(text, yaml, found);
  return result.ok && result.value.length > 0 ? result.value : undefined;
}
