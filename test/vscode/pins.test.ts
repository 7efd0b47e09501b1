import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FLOWS } from '../support/flows';
import { activated, repositoryFile, sampleName, until } from './support';

const reference = FLOWS.find(({ sample }) => sample === sampleName)?.reference;

describe(`pins in the editor, in the ${sampleName} repository`, () => {
  before(async () => {
    await activated();
  });

  it('lead to the release that they name', async () => {
    assert.ok(reference);
    const document = await vscode.workspace.openTextDocument(repositoryFile(reference.file));
    const position = document.positionAt(document.getText().indexOf(reference.line) + reference.line.length - 2);
    const found = await until('the definition', async () => {
      const links = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        position,
      );
      return links[0];
    });
    const uri = 'targetUri' in found ? found.targetUri : found.uri;
    assert.ok(uri.path.endsWith(`/${reference.declaredIn}`), uri.path);
  });

  it('are underlined while they name what does not exist', async () => {
    assert.ok(reference);
    const document = await vscode.workspace.openTextDocument(repositoryFile(reference.file));
    const editor = await vscode.window.showTextDocument(document);
    const start = document.getText().indexOf(reference.release);
    const range = new vscode.Range(document.positionAt(start), document.positionAt(start + reference.release.length));
    const errors = (): vscode.Diagnostic[] =>
      vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
    await editor.edit((edit) => edit.replace(range, `${reference.release}9`));
    const [error] = await until('the error', () => (errors().length > 0 ? errors() : undefined));
    assert.match(error?.message ?? '', new RegExp(`did you mean "${reference.release}"`));
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until('no error', () => errors().length === 0);
  });
});
