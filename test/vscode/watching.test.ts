import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { activated, repositoryFile, repositoryRoot, until } from './support';

/** A manifest of the platform with a reference that leads nowhere. */
const broken = `apiVersion: openchoreo.dev/v1alpha1
kind: ReleaseBinding
metadata:
  name: watched-development
  namespace: default
spec:
  owner:
    projectName: watched
    componentName: nowhere
  environment: development
  releaseName: nowhere-20261101-1
`;
const folder = 'made/in/one/go';
const file = `${folder}/watched.yaml`;

function problems(): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(repositoryFile(file));
}

describe('files that change outside the editors', () => {
  before(async () => {
    await activated();
    // The first scan is over when the status says so.
    await vscode.commands.executeCommand('openchoreoGitops.checkRepository');
  });

  afterEach(() => rmSync(path.join(repositoryRoot(), 'made'), { recursive: true, force: true }));

  it('are seen in folders that were made in one go, and forgotten with them', async () => {
    mkdirSync(path.join(repositoryRoot(), folder), { recursive: true });
    writeFileSync(path.join(repositoryRoot(), file), broken);
    await until('problems of the new file', () => problems().length > 0);
    assert.equal(problems()[0]?.source, 'openchoreo-gitops');
    rmSync(path.join(repositoryRoot(), 'made'), { recursive: true });
    await until('no problems of a file that is gone', () => problems().length === 0);
  });

  it('count again when an editor that hid them is closed without saving', async () => {
    mkdirSync(path.join(repositoryRoot(), folder), { recursive: true });
    writeFileSync(path.join(repositoryRoot(), file), broken);
    await until('problems of the file on disk', () => problems().length > 0);
    const document = await vscode.workspace.openTextDocument(repositoryFile(file));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, document.lineCount, 0), '# empty\n'));
    await until('no problems in the editor', () => problems().length === 0);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until('the problems on disk again', () => problems().length > 0);
  });
});
