import { Draft } from '../../analysis/promotion/draft';
import { listBesidePeers } from '../../analysis/promotion/kustomization';
import type { PlannedFile } from '../../protocol';
import { difference } from '../../yaml/editSteps';
import type { FileChange, FixContext } from './fix';

/** A new file, listed where a kustomization lists its neighbours one by one; undefined where that one cannot be edited. */
export function writeListed(
  context: FixContext,
  kind: string,
  file: string,
  text: string,
): readonly FileChange[] | undefined {
  const draft = new Draft(context);
  draft.write(file, text);
  const blocker = listBesidePeers(draft, file, () => context.view.ofKind(kind).map((other) => other.file));
  return blocker ? undefined : toChanges(draft.files());
}

/** The files of a plan as changes. Plans of fixes delete nothing. */
export function toChanges(files: readonly PlannedFile[]): readonly FileChange[] {
  return files.flatMap(({ file, before, after }): FileChange[] => {
    if (after === null) return [];
    return before === null
      ? [{ kind: 'create', file, text: after }]
      : [{ kind: 'edit', file, edits: [difference(before, after)] }];
  });
}
