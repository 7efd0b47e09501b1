import assert from 'node:assert/strict';
import path from 'node:path';
import { FLOWS, type PromotionFlow, type SampleFlow } from '../support/flows';
import { moveToForge, openWorkspace, pageOnForge, until, type Workbench } from './support';

const VIEW = 'Environment Pins';

for (const flow of FLOWS) describe(`the ${flow.sample} repository, by mouse and keyboard`, () => flows(flow));

/** One window for all flows of a sample, in this order: each leaves the repository as the next one needs it. */
function flows({ sample, reference, rows, fromTree, fromPalette, bulk, release }: SampleFlow): void {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkspace(sample);
    await workbench.container('OpenChoreo GitOps');
  });

  after(async () => {
    await workbench.close();
  });

  it('shows which release each environment runs and where one lags behind', async () => {
    for (const [path, text] of rows) {
      const row = await workbench.treeRow(VIEW, path);
      assert.match((await row.textContent()) ?? '', new RegExp(text), path.join(' › '));
    }
    await workbench.shot(`${sample}-pins`);
  });

  it('opens the binding of a row that is clicked', async () => {
    const row = await workbench.treeRow(VIEW, [fromTree.project, fromTree.name, fromTree.environment]);
    await row.click();
    await workbench.editorLine(fromTree.before.trim()).waitFor();
  });

  it('goes from a pin to its release with F12', async () => {
    await workbench.openFile(reference.file);
    await cursorOn(workbench, reference.line);
    await workbench.page.keyboard.press('F12');
    await workbench.page.locator(`.tab.active[data-resource-name="${reference.declaredIn}"]`).waitFor();
    await workbench.editorLine(`name: ${reference.release}`).waitFor();
    await workbench.shot(`${sample}-definition`);
  });

  it('underlines a release that does not exist, and forgets it when the name is mended', async () => {
    await workbench.openFile(reference.file);
    await cursorOn(workbench, reference.line);
    await workbench.page.keyboard.type('9');
    const problem = await workbench.problem('did you mean');
    assert.equal(problem.severity, 'Error');
    assert.match(problem.message, new RegExp(`did you mean "${reference.release}"`));
    await workbench.page.locator('.editor-instance .squiggly-error').first().waitFor();
    await workbench.shot(`${sample}-broken-reference`);
    await workbench.editorLine(/releaseName/).click();
    await workbench.page.keyboard.press('Control+Z');
    await until('no error', async () => (await workbench.problems()).every(({ severity }) => severity === 'Info'));
  });

  it('promotes from a tree row by clicks: one commit, one changed line', async () => {
    await workbench.tidy();
    await workbench.container('OpenChoreo GitOps');
    await workbench.rowAction(VIEW, [fromTree.project, fromTree.name, fromTree.environment], 'Promote…');
    await workbench.quick.option('Commit').waitFor();
    await workbench.shot(`${sample}-promote-preview`);
    await workbench.quick.pick('Commit');
    await workbench.notification('Committed').waitFor();
    await workbench.shot(`${sample}-promote-committed`);
    assertPromoted(workbench, fromTree);
    const row = await workbench.treeRow(VIEW, [fromTree.project, fromTree.name, fromTree.environment]);
    await until('the row is current', async () => !((await row.textContent()) ?? '').includes('behind'));
  });

  it('undoes it while nobody has it', async () => {
    const promoted = workbench.git('rev-parse', 'HEAD');
    await workbench.answer('Committed', 'Undo');
    await workbench.notification('Undone').waitFor();
    assert.notEqual(workbench.git('rev-parse', 'HEAD'), promoted);
    assert.equal(workbench.git('status', '--porcelain'), '');
    assert.ok(workbench.read(fromTree.file).includes(fromTree.before.trim()));
  });

  it('pushes a branch made on the base, while the same file is being edited, and deletes it again', async () => {
    const { project, name, environment, file, subject } = fromTree;
    const remote = path.join(path.dirname(workbench.folder), 'remote.git');
    workbench.git('init', '--quiet', '--bare', '--initial-branch=main', remote);
    workbench.git('remote', 'add', 'origin', remote);
    workbench.git('push', '--quiet', 'origin', 'main');
    const committed = workbench.read(file);
    const edited = `# not finished yet\n${committed}`;
    workbench.write(file, edited);
    // Where a review is required there is no commit; that the server has read it, the misspelt key tells.
    const config = workbench.read('.openchoreo-gitops.yaml');
    workbench.write('.openchoreo-gitops.yaml', `promotion: { review: [${environment}], brunch: x }\n`);
    await workbench.problem('brunch');
    const before = workbench.git('rev-parse', 'HEAD');

    await workbench.tidy();
    await workbench.container('OpenChoreo GitOps');
    await workbench.rowAction(VIEW, [project, name, environment], 'Promote…');
    await workbench.quick.option('Branch and Pull Request').waitFor();
    const [first, second] = await workbench.quick.labels();
    assert.deepEqual([first, second], ['Branch and Pull Request', 'Edit Files Only']);
    await workbench.quick.pick('Branch and Pull Request');
    await workbench.quick.option('Push Branch').waitFor();
    await workbench.shot(`${sample}-branch-preview`);
    await workbench.quick.pick('Push Branch');
    await workbench.notification('Pushed').waitFor();
    await workbench.shot(`${sample}-branch-pushed`);
    workbench.write('.openchoreo-gitops.yaml', config);

    const there = workbench.git('ls-remote', '--heads', 'origin', 'promote/*').split('\n');
    assert.equal(there.length, 1);
    const [commit = ''] = there[0]!.split('\t');
    assert.equal(workbench.git('log', '-1', '--format=%s', commit), subject);
    assert.equal(workbench.git('diff', '--numstat', 'main', commit), `1\t1\t${file}`);
    assert.equal(workbench.read(file), edited);
    assert.equal(workbench.git('status', '--porcelain'), `M ${file}`);
    assert.deepEqual([workbench.git('rev-parse', 'HEAD'), workbench.git('branch', '--show-current')], [before, 'main']);

    await workbench.answer('Pushed', 'Delete Branch');
    await workbench.notification('is gone, here and on origin').waitFor();
    assert.equal(workbench.git('ls-remote', '--heads', 'origin', 'promote/*'), '');
    assert.equal(workbench.git('branch', '--list', 'promote/*'), '');
    workbench.write(file, committed);
  });

  it('opens the page of the forge for the pull request of a branch, title and description filled in', async () => {
    const { project, name, environment, file, subject, before, after } = fromTree;
    moveToForge(workbench, 'origin');
    await workbench.rowAction(VIEW, [project, name, environment], 'Promote…');
    // What the branch gets is what was previewed: no second question.
    await workbench.quick.pick('Branch and Pull Request');
    await workbench.notification('Pushed').waitFor();
    const url = await pageOnForge(workbench, async () => {
      await workbench.answer('Pushed', 'Open Pull Request');
      // VS Code asks before it leaves for a site that the user has not said to trust.
      await workbench.dialog().getByText('https://github.com').first().waitFor();
      await workbench.shot(`${sample}-pull-request`);
      await workbench.dialog().getByRole('button', { name: 'Open', exact: true }).click();
    });

    const [, branch = ''] = workbench.git('ls-remote', '--heads', 'origin', 'promote/*').split('refs/heads/');
    assert.equal(`${url.origin}${url.pathname}`, `https://github.com/acme/gitops/compare/main...${branch}`);
    assert.equal(url.searchParams.get('title'), subject);
    const body = url.searchParams.get('body') ?? '';
    const release = (line: string): string => /releaseName: "?([\w.-]+)/.exec(line)![1]!;
    assert.ok(
      body.includes(`| \`${project}/${name}\` | \`${environment}\` | \`${release(before)}\` → \`${release(after)}\` |`),
      body,
    );
    assert.ok(body.includes(`](<https://github.com/acme/gitops/blob/${branch}/${file}>)`), body);
    workbench.git('push', '--quiet', 'origin', `:${branch}`);
    workbench.git('branch', '--quiet', '-D', branch);
  });

  it('promotes through the palette by keyboard alone', async () => {
    const { page } = workbench;
    await workbench.tidy();
    await page.keyboard.press('F1');
    await page.keyboard.type('OpenChoreo GitOps: Promote…');
    await workbench.quick.option('OpenChoreo GitOps: Promote…').waitFor();
    await page.keyboard.press('Enter');
    await choose(workbench, `${fromPalette.project}/${fromPalette.name}`);
    await choose(workbench, fromPalette.environment);
    await workbench.quick.option('Commit').waitFor();
    await choose(workbench, 'Commit');
    await workbench.notification('Committed').waitFor();
    assertPromoted(workbench, fromPalette);
  });

  const pinned = [fromPalette.project, fromPalette.name, fromPalette.environment];
  const was = releaseIn(fromPalette.before);
  const became = releaseIn(fromPalette.after);

  it('shows who pinned what, and the diff of it', async () => {
    await workbench.tidy();
    await workbench.rowMenu(VIEW, pinned, 'Show Pin History');
    const change = workbench.quick.option(`${was} → ${became}`);
    await change.waitFor();
    await change.click();
    const short = workbench.git('rev-parse', '--short=8', 'HEAD');
    await workbench.page
      .locator('.tab.active')
      .filter({ hasText: `(${short})` })
      .waitFor();
    await workbench.shot(`${sample}-history`);
    await workbench.quick.escape();
  });

  it('rolls back to what was pinned before', async () => {
    await workbench.tidy();
    await workbench.rowMenu(VIEW, pinned, 'Roll Back…');
    await workbench.quick.option(was).waitFor();
    await workbench.shot(`${sample}-roll-back`);
    await workbench.quick.pick(was);
    await commit(workbench);
    const { project, name, environment, file } = fromPalette;
    assert.equal(workbench.git('log', '-1', '--format=%s'), `rollback(${project}/${name}): ${was} in ${environment}`);
    assert.equal(workbench.git('diff', '--name-only', 'HEAD~2', 'HEAD'), '', 'it is as it was');
    assert.equal(workbench.git('show', '--numstat', '--format=', 'HEAD'), `1\t1\t${file}`);
  });

  it('promotes everything that differs between two environments, as one commit', async () => {
    await workbench.tidy();
    await workbench.palette('OpenChoreo GitOps: Promote Environment…');
    await workbench.quick.pick(bulk.path);
    await workbench.quick.step('(2/2)');
    await workbench.quick.option(`${fromPalette.project}/${fromPalette.name}`).waitFor();
    await workbench.shot(`${sample}-promote-environment`);
    await workbench.quick.confirm();
    await commit(workbench, `${sample}-promote-environment-preview`);
    assert.equal(workbench.git('log', '-1', '--format=%s'), bulk.subject);
    assert.deepEqual(workbench.git('show', '--numstat', '--format=', 'HEAD').split('\n'), bulk.changes);
  });

  it('creates a release of what changed, and pins it in the same commit', async () => {
    const { project, name, environment, edit, binding, folder } = release;
    await workbench.tidy();
    if (edit !== undefined) {
      workbench.write(edit.file, workbench.read(edit.file).replace(edit.from, edit.to));
      workbench.git('commit', '--quiet', '--all', '--message=A newer image');
    }
    await until('the state that no release has', async () => {
      await workbench.rowMenu(VIEW, [project, name], 'Create Release…');
      await workbench.quick.pick(`Create and Pin to ${environment}`);
      const [asked, refused] = [workbench.quick.option('Commit'), workbench.notification(/./)];
      await asked.or(refused).first().waitFor();
      if (await asked.isVisible()) return true;
      await workbench.tidy();
      return false;
    });
    await commit(workbench, `${sample}-create-release`);
    const [pin, created, ...others] = workbench.git('show', '--numstat', '--format=', 'HEAD').split('\n');
    assert.deepEqual([pin, others], [`1\t1\t${binding}`, []]);
    assert.match(created ?? '', new RegExp(`^\\d+\t0\t${folder}/${name}-\\d{8}-1\\.yaml$`));
  });

  it('shows side by side what two environments run', async () => {
    await workbench.tidy();
    await workbench.palette('OpenChoreo GitOps: Compare Environments…');
    await workbench.quick.pick('development → staging');
    await workbench.page
      .locator('.tab.active')
      .filter({ hasText: /development.*staging/ })
      .waitFor();
    await workbench.page.locator('.editor-instance .view-line').first().waitFor();
    await workbench.shot(`${sample}-compare`);
  });
}

/** Says yes to the plan that is shown. */
async function commit(workbench: Workbench, picture?: string): Promise<void> {
  await workbench.quick.option('Commit').waitFor();
  if (picture !== undefined) await workbench.shot(picture);
  await workbench.quick.pick('Commit');
  await workbench.notification('Committed').waitFor();
  assert.equal(workbench.git('status', '--porcelain'), '');
}

/** The name in a line that pins a release. */
function releaseIn(line: string): string {
  return /releaseName: ["']?([\w.-]+)/.exec(line)?.[1] ?? '';
}

/** Types into the open quick pick until only what is meant is left, and takes it. */
async function choose(workbench: Workbench, label: string): Promise<void> {
  await workbench.quick.option(label).waitFor();
  await workbench.page.keyboard.type(label);
  await until(`${label} comes first`, async () => (await workbench.quick.labels())[0] === label);
  await workbench.page.keyboard.press('Enter');
}

/** Puts the cursor behind the name on a line: inside its closing quote where there is one. */
async function cursorOn(workbench: Workbench, line: string): Promise<void> {
  await workbench.editorLine(line).click();
  await workbench.page.keyboard.press('End');
  if (/['"]$/.test(line)) await workbench.page.keyboard.press('ArrowLeft');
}

function assertPromoted(workbench: Workbench, { file, before, after, subject }: PromotionFlow): void {
  assert.equal(workbench.git('log', '-1', '--format=%s'), subject);
  assert.equal(workbench.git('show', '--numstat', '--format=', 'HEAD'), `1\t1\t${file}`);
  const diff = workbench.git('show', '--format=', 'HEAD').split('\n');
  assert.ok(diff.includes(`-${before}`), diff.join('\n'));
  assert.ok(diff.includes(`+${after}`), diff.join('\n'));
  assert.equal(workbench.git('status', '--porcelain'), '');
}
