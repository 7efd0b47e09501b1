import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated } from '../support';

describe('Restricted Mode', () => {
  it('is on, and the extension runs all the same', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const extension = await activated();
    assert.equal(extension.isActive, true);
  });
});
