/** Shows what a plan would change, in the diff editor, over exactly its files. */
import { TabInputTextDiff, Uri, commands, window } from 'vscode';
import type { Plan, PlannedFile } from '../../../server/src/protocol';
import { planScheme } from '../virtualTexts';
import type { VirtualTexts } from '../virtualTexts';

let previews = 0;

interface DiffSides {
  readonly file: string;
  readonly before: Uri;
  readonly after: Uri;
}

export interface DiffShow {
  /** Of the tab, where several files share it. */
  readonly title: string;
  /** What stands behind the name of a file: that it is planned, or the commit. */
  readonly stage: string;
  /** True while a question about the diff is about to be asked. */
  readonly preserveFocus: boolean;
}

/** Puts both sides of each file where the diff editor finds them; a file that is new or goes has an empty side. */
function sidesOf(files: readonly PlannedFile[], texts: VirtualTexts): readonly DiffSides[] {
  const id = String(++previews);
  return files.map(({ file, before, after }) => ({
    file,
    before: texts.set(planScheme, `/${file}`, before ?? '', `${id}-before`),
    after: texts.set(planScheme, `/${file}`, after ?? '', `${id}-after`),
  }));
}

/** Opens the diff of a plan: one file in the diff editor, several in the multi-file diff editor. */
export async function showDiff(
  plan: Plan,
  { title, stage, preserveFocus }: DiffShow,
  texts: VirtualTexts,
): Promise<void> {
  const sides = sidesOf(plan.files, texts);
  const [first] = sides;
  if (first === undefined) {
    return;
  }
  const open = async (pair: DiffSides, preview: boolean): Promise<void> => {
    const name = `${pair.file.slice(pair.file.lastIndexOf('/') + 1)} (${stage})`;
    await commands.executeCommand('vscode.diff', pair.before, pair.after, name, { preserveFocus, preview });
  };
  if (sides.length === 1) {
    return open(first, true);
  }
  try {
    const resources = sides.map(({ file, before, after }) => [
      Uri.from({ scheme: 'file', path: `/${file}` }),
      before,
      after,
    ]);
    await commands.executeCommand('vscode.changes', title, resources);
  } catch {
    // Without the multi-file diff editor each file gets a tab of its own.
    for (const pair of sides) {
      await open(pair, false);
    }
  }
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
