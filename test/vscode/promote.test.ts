import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { PinNode } from '../../client/src/views/pinTree';
import { flow, rowOf } from './rows';
import { activated, repositoryFile, repositoryRoot, sampleName, until } from './support';

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: repositoryRoot(), encoding: 'utf8' }).trim();
}

function previews(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === 'openchoreo-gitops-plan',
    );
}

/**
 * Starts Promote on the row and waits until its last question is asked: the preview is open then. Again where nothing
 * opens: the test before has put the files back, and until the server has seen that, there is nothing to promote.
 */
async function startPromotion(row: PinNode): Promise<void> {
  await until('the preview', async () => {
    // Promote ends with a notification that nobody answers here.
    void vscode.commands.executeCommand('openchoreoGitops.promote', row);
    const end = Date.now() + 5000;
    while (previews().length === 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100));
    return previews().length === 1;
  });
}

/** Runs what a key in the question is bound to, again and again, since nothing tells when the question is there. */
async function answerUntil(command: string, what: string, done: () => boolean): Promise<void> {
  await until(what, async () => {
    if (done()) return true;
    await vscode.commands.executeCommand(command);
    return done();
  });
}

const accept = 'workbench.action.acceptSelectedQuickOpenItem';
const leave = 'workbench.action.closeQuickOpen';

describe(`promoting in the ${sampleName} repository`, () => {
  let first: string;

  before(async () => {
    await activated();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    first = git('rev-parse', 'HEAD');
  });

  afterEach(async () => {
    await vscode.workspace
      .getConfiguration('openchoreoGitops')
      .update('promotion.delivery', undefined, vscode.ConfigurationTarget.Global);
    git('reset', '--hard', '--quiet', first);
  });

  it('changes nothing when the question is left', async () => {
    await startPromotion(rowOf(flow));
    await answerUntil(leave, 'the preview to close', () => previews().length === 0);
    assert.equal(git('rev-parse', 'HEAD'), first);
    assert.equal(git('status', '--porcelain'), '');
  });

  it('commits one changed line, and closes the preview', async () => {
    await startPromotion(rowOf(flow));
    await answerUntil(accept, 'the commit', () => git('rev-parse', 'HEAD') !== first);
    assert.equal(git('rev-parse', 'HEAD^'), first);
    assert.equal(git('log', '-1', '--format=%s'), flow.subject);
    assert.equal(git('show', '--numstat', '--format=', 'HEAD'), `1\t1\t${flow.file}`);
    assert.equal(git('status', '--porcelain'), '');
    assert.equal(previews().length, 0);
  });

  it('writes the file and commits nothing where the setting says so', async () => {
    await vscode.workspace
      .getConfiguration('openchoreoGitops')
      .update('promotion.delivery', 'edit', vscode.ConfigurationTarget.Global);
    await startPromotion(rowOf(flow));
    const text = (): string => readFileSync(repositoryFile(flow.file).fsPath, 'utf8');
    await answerUntil(accept, 'the edited file', () => text().includes(flow.after));
    assert.equal(git('rev-parse', 'HEAD'), first);
    assert.equal(git('diff', '--numstat'), `1\t1\t${flow.file}`);
    await until('the file in the editor, at the changed line', () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.lineAt(editor.selection.active.line).text === flow.after;
    });
  });
});
