import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';

export { until } from '../testbed/until';

/** Which sample repository is open: `current` or `proposal`. The suite runs once over each. */
export const sampleName = process.env['OPENCHOREO_SAMPLE'] ?? 'current';

/** The extension under test, activated. */
export async function activated(): Promise<vscode.Extension<unknown>> {
  const extension = vscode.extensions.getExtension('openchoreo-gitops.openchoreo-gitops');
  assert.ok(extension, 'the extension is not installed');
  await extension.activate();
  return extension;
}

/** The root of the opened copy of the sample repository, a path of this machine. */
export function repositoryRoot(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return folder.uri.fsPath;
}

/** The URI of a file of the opened repository; `file` is relative, with `/`. */
export function repositoryFile(file: string): vscode.Uri {
  return vscode.Uri.file(path.join(repositoryRoot(), file));
}
