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

/** A promotion that was started: over once its result is there, whether or not anybody answers its notification. */
let underWay: Promise<void> = Promise.resolve();

/** Starts Promote on the row, once, and waits until its last question is about to be asked: the preview is open then. */
async function startPromotion(row: PinNode): Promise<void> {
  let over = false;
  underWay = Promise.resolve(vscode.commands.executeCommand<void>('openchoreoGitops.promote', row)).finally(() => {
    over = true;
  });
  await until('the preview', () => {
    assert.ok(!over, 'the promotion ended without a question');
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
    // Also where a test failed half-way: the next one must find no question that takes its answers.
    await answerUntil(leave, 'the preview to close', () => previews().length === 0);
    await underWay;
    await vscode.workspace
      .getConfiguration('openchoreoGitops')
      .update('promotion.delivery', undefined, vscode.ConfigurationTarget.Global);
    git('reset', '--hard', '--quiet', first);
    // A server that starts reads what is there now; one that runs hears of it some time later.
    await vscode.commands.executeCommand('openchoreoGitops.restartServer');
  });

  it('changes nothing when the question is left', async () => {
    await startPromotion(rowOf(flow));
    await answerUntil(leave, 'the preview to close', () => previews().length === 0);
    await underWay;
    assert.equal(git('rev-parse', 'HEAD'), first);
    assert.equal(git('status', '--porcelain'), '');
  });

  it('commits one changed line, and closes the preview', async () => {
    await startPromotion(rowOf(flow));
    await answerUntil(accept, 'the commit', () => git('rev-parse', 'HEAD') !== first);
    await underWay;
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
    await underWay;
    assert.equal(git('rev-parse', 'HEAD'), first);
    assert.equal(git('diff', '--numstat'), `1\t1\t${flow.file}`);
    await until('the file in the editor, at the changed line', () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.lineAt(editor.selection.active.line).text === flow.after;
    });
    // Its text would stand before the file that is put back on the disk.
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
