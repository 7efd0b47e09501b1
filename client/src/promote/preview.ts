/** Shows what a plan would change, in the diff editor, over exactly its files. */
import { TabInputTextDiff, window } from 'vscode';
import type { Plan } from '../../../server/src/protocol';
import { openDiffs } from '../diffs';
import { planScheme } from '../virtualTexts';
import type { VirtualTexts } from '../virtualTexts';

let previews = 0;

export interface DiffShow {
  /** Of the tab, where several files share it. */
  readonly title: string;
  /** What stands behind the name of a file: that it is planned, or the commit. */
  readonly stage: string;
  /** True while a question about the diff is about to be asked. */
  readonly preserveFocus: boolean;
}

/** Opens the diff of a plan; a file that is new or goes has an empty side. */
export async function showDiff(
  plan: Plan,
  { title, stage, preserveFocus }: DiffShow,
  texts: VirtualTexts,
): Promise<void> {
  const id = String(++previews);
  const pairs = plan.files.map(({ file, before, after }) => ({
    path: file,
    title: `${file.slice(file.lastIndexOf('/') + 1)} (${stage})`,
    before: texts.set(planScheme, `/${file}`, before ?? '', `${id}-before`),
    after: texts.set(planScheme, `/${file}`, after ?? '', `${id}-after`),
  }));
  await openDiffs(pairs, { title, preserveFocus });
}

/** Closes the previews that are still open: what they show has become true, or was given up. */
export async function closePreviews(): Promise<void> {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs).filter(({ input }) => isPreview(input));
  if (tabs.length > 0) {
    await window.tabGroups.close(tabs, true);
  }
}

/** The multi-file diff editor has no class in the stable API; its input holds one diff a file. */
function isPreview(input: unknown): boolean {
  const diffs = isMultiDiff(input) ? input.textDiffs : [input];
  return diffs.some((diff) => diff instanceof TabInputTextDiff && diff.modified.scheme === planScheme);
}

function isMultiDiff(input: unknown): input is { readonly textDiffs: readonly unknown[] } {
  return typeof input === 'object' && input !== null && 'textDiffs' in input && Array.isArray(input.textDiffs);
}
