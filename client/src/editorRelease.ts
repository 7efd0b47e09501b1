/** Which releases stand in a file, as rows of the Releases view, so that commands know only rows. */
import { workspace } from 'vscode';
import type { TextEditor, Uri } from 'vscode';
import type { Answers } from './answers';
import { releaseTree } from './views/releaseTree';
import type { ReleaseNode } from './views/releaseTree';

/** The releases that are declared in a file, in its order. */
export async function releasesIn(answers: Answers, uri: Uri): Promise<readonly ReleaseNode[]> {
  const folder = workspace.getWorkspaceFolder(uri);
  if (folder === undefined) {
    return [];
  }
  const file = uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1);
  const answer = (await answers.releases()).find((each) => each.uri === folder.uri.toString());
  return releaseTree(answer === undefined ? [] : [answer])
    .flatMap((node) => (node.kind === 'release-owner' ? node.children : []))
    .filter(({ release }) => release.file === file)
    .sort((a, b) => a.release.line - b.release.line);
}

/** The release in which the cursor of this editor is; before the first one that one is meant. */
export async function editorRelease(
  answers: Answers,
  editor: TextEditor | undefined,
): Promise<ReleaseNode | undefined> {
  const releases = editor === undefined ? [] : await releasesIn(answers, editor.document.uri);
  const line = (editor?.selection.active.line ?? 0) + 1;
  return releases.findLast(({ release }) => release.line <= line) ?? releases[0];
}
