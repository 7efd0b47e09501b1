import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { flow, rowOf } from '../rows';
import { activated, repositoryRoot, until } from '../support';

describe('Restricted Mode', () => {
  it('reads the repository: the index becomes complete', async () => {
    await activated();
    await vscode.commands.executeCommand('openchoreoGitops.showIndexStatus');
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, /Workspace: Restricted Mode/);
    await until('the manifests', async () => {
      await vscode.commands.executeCommand('openchoreoGitops.showIndexStatus');
      return /OpenChoreo manifests: [1-9]/.test(vscode.window.activeTextEditor?.document.getText() ?? '');
    });
  });

  it('does not promote: no preview, no commit', async () => {
    await activated();
    const head = (): string => execFileSync('git', ['rev-parse', 'HEAD'], { cwd: repositoryRoot(), encoding: 'utf8' });
    const before = head();
    await vscode.commands.executeCommand('openchoreoGitops.promote', rowOf(flow));
    const schemes = vscode.workspace.textDocuments.map(({ uri }) => uri.scheme);
    assert.ok(!schemes.includes('openchoreo-gitops-plan'), schemes.join());
    assert.equal(head(), before);
  });
});
