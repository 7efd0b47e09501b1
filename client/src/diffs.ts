/** Opens texts beside each other: one pair in the diff editor, several in the multi-file diff editor. */
import { Uri, commands } from 'vscode';

export interface TextPair {
  /** Names the pair where several share a tab: a path with `/`. */
  readonly path: string;
  /** Of its own tab. */
  readonly title: string;
  readonly before: Uri;
  readonly after: Uri;
}

export interface DiffOptions {
  /** Of the tab that several pairs share. */
  readonly title: string;
  /** True while a question about the diff is asked. */
  readonly preserveFocus: boolean;
}

export async function openDiffs(pairs: readonly TextPair[], { title, preserveFocus }: DiffOptions): Promise<void> {
  const open = async (pair: TextPair, preview: boolean): Promise<void> => {
    await commands.executeCommand('vscode.diff', pair.before, pair.after, pair.title, { preserveFocus, preview });
  };
  const [first, ...others] = pairs;
  if (first === undefined || others.length === 0) {
    return first && open(first, true);
  }
  try {
    const resources = pairs.map(({ path, before, after }) => [
      Uri.from({ scheme: 'file', path: `/${path}` }),
      before,
      after,
    ]);
    await commands.executeCommand('vscode.changes', title, resources);
  } catch {
    // Without the multi-file diff editor each pair gets a tab of its own.
    for (const pair of pairs) {
      await open(pair, false);
    }
  }
}
