import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, until } from './support';

/** What VS Code itself registers for each view and view container. */
const generated =
  /\.(focus|open|toggleVisibility|removeView|resetViewLocation)$|^workbench\.view\.extension\.openchoreoGitops/;

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('the commands', () => {
  it('of package.json are registered, and no others', async () => {
    const manifest = (await activated()).packageJSON as Manifest;
    const contributed = manifest.contributes.commands.map(({ command }) => command);
    const registered = (await vscode.commands.getCommands(true)).filter(
      (command) => command.startsWith('openchoreoGitops.') && !generated.test(command),
    );
    assert.deepEqual(registered.sort(), contributed.sort());
  });

  it('show the index status as a document that cannot be edited', async () => {
    await activated();
    const text = await indexStatus(/Index: complete/);
    assert.match(text, /OpenChoreo manifests: [1-9]/);
    assert.equal(vscode.window.activeTextEditor?.document.uri.scheme, 'openchoreo-gitops-status');
  });

  it('answer again after the language server was restarted', async () => {
    await activated();
    await vscode.commands.executeCommand('openchoreoGitops.restartServer');
    assert.match(await indexStatus(/Index: complete/), /OpenChoreo manifests: [1-9]/);
  });
});

/** Shows the status again and again until it says what is waited for; the status itself waits for nothing. */
async function indexStatus(wanted: RegExp): Promise<string> {
  return await until(`a status with ${wanted.source}`, async () => {
    await vscode.commands.executeCommand('openchoreoGitops.showIndexStatus');
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    return wanted.test(text) && text;
  });
}
