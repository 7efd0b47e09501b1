import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, sampleName } from './support';

describe(`the extension in the ${sampleName} repository`, () => {
  it('activates', async () => {
    const extension = await activated();
    assert.equal(extension.isActive, true);
  });

  it('opens the view Environment Pins', async () => {
    const commands = await vscode.commands.getCommands(true);
    assert.ok(
      commands.includes('openchoreoGitops.pins.focus'),
      'package.json contributes no view openchoreoGitops.pins',
    );
    await vscode.commands.executeCommand('openchoreoGitops.pins.focus');
  });
});
