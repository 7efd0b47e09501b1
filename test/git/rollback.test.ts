import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { after, before, describe, it } from 'mocha';
import { enterGitSandbox, type GitSandbox } from '../support/gitEnvironment';
import { commit, filesOf, gitIn, rollBack } from '../support/pastRepository';
import {
  after as textsAfter,
  binding,
  doc,
  file,
  outline,
  pin,
  promote,
  release,
  SHOP,
  warnings,
} from '../support/plans';
import { openFixture } from '../support/fixture';

const STG = 'shop/cart/release-bindings/cart-stg.yaml';
const ONE = 'cart-20261101-1';
const TWO = 'cart-20261102-1';
const RELEASE_ONE = `shop/cart/releases/${ONE}.yaml`;

describe('rolling back', function () {
  this.timeout(60_000);
  let sandbox: GitSandbox;
  let count = 0;
  const newFolder = (fixture = SHOP) => {
    const folder = path.join(sandbox.folder, `rollback-${++count}`);
    mkdirSync(folder);
    gitIn(folder, 'init', '-q');
    commit(folder, 'first', filesOf(fixture));
    return folder;
  };
  const stg = (pinned: string, more = '') => binding('cart', 'stg', pinned, more);

  before(() => {
    sandbox = enterGitSandbox();
  });
  after(() => sandbox.restore());

  it('pins the release that was pinned before, in one scalar', async () => {
    const folder = newFolder(SHOP + pin('cart', 'stg', ONE));
    commit(folder, 'second', { [STG]: `# held\n${stg(TWO)}` });
    const plan = await rollBack(folder);
    assert.deepEqual(outline(plan), [`set-pin cart - > stg ${ONE}`]);
    assert.deepEqual(textsAfter(plan), { [STG]: `# held\n${stg(ONE)}` });
    assert.equal(
      plan.commitMessage,
      `rollback(shop/cart): ${ONE} in stg\n\nOpenChoreo-Rollback: shop/cart -> stg\nOpenChoreo-Release: ${ONE}\n`,
    );
    // That it goes back is what was asked for.
    assert.deepEqual(warnings(plan), []);
  });

  it('passes over what was only undeployed and redeployed', async () => {
    const folder = newFolder(SHOP + pin('cart', 'stg', ONE));
    commit(folder, 'second', { [STG]: stg(TWO) });
    commit(folder, 'undeploy', { [STG]: stg(TWO, ', state: Undeploy') });
    commit(folder, 'redeploy', { [STG]: stg(TWO, ', state: Active') });
    assert.deepEqual(textsAfter(await rollBack(folder)), { [STG]: stg(ONE, ', state: Active') });
    commit(folder, 'back', { [STG]: stg(ONE) });
    const offered = (await rollBack(folder, { to: 'nowhere' })).blockers[0]?.choices?.map(({ value }) => value);
    assert.deepEqual(offered, [TWO]);
  });

  it('finds what was pinned before the file was renamed', async () => {
    const folder = newFolder(SHOP + pin('cart', 'stg', ONE));
    commit(folder, 'second', { [STG]: stg(TWO) });
    commit(folder, 'moved', { [STG]: null, 'pins/stg.yaml': stg(TWO) });
    assert.deepEqual(textsAfter(await rollBack(folder)), { 'pins/stg.yaml': stg(ONE) });
  });

  it('goes back to what Git has when the present pin is not committed', async () => {
    const folder = newFolder(SHOP + pin('cart', 'stg', ONE));
    writeFileSync(path.join(folder, STG), stg(TWO));
    assert.deepEqual(outline(await rollBack(folder)), [`set-pin cart - > stg ${ONE}`]);
  });

  it('pins anew where the binding is gone', async () => {
    const folder = newFolder(SHOP + pin('cart', 'stg', ONE, ', workloadOverrides: { container: { args: [x] } }'));
    commit(folder, 'gone', { [STG]: null });
    const plan = await rollBack(folder, { overrides: true });
    assert.deepEqual(outline(plan), [`create-pin cart - > stg ${ONE}`]);
    assert.match(textsAfter(plan)[STG]!, /workloadOverrides: \{"container":\{"args":\["x"\]\}\}/);
  });

  it('says why there is nothing to go back to', async () => {
    const folder = newFolder(SHOP + pin('cart', 'stg', ONE));
    assert.deepEqual(outline(await rollBack(folder)), ['! no-earlier-release']);
    assert.deepEqual(outline(await rollBack(folder, { environment: 'prod' })), ['! no-earlier-release']);
    const never = await rollBack(folder, { to: TWO });
    assert.deepEqual(outline(never), ['! never-pinned']);
    assert.deepEqual(outline(await rollBack(folder, { owner: { project: 'shop', name: 'crat' } })), [
      '! unknown-owner',
    ]);
    const bare = path.join(sandbox.folder, 'no-git');
    mkdirSync(bare);
    for (const [name, text] of Object.entries(filesOf(SHOP))) {
      mkdirSync(path.dirname(path.join(bare, name)), { recursive: true });
      writeFileSync(path.join(bare, name), text);
    }
    assert.deepEqual(outline(await rollBack(bare)), ['! no-history']);
  });

  it('goes back to any release that the pin had, and offers those', async () => {
    const folder = newFolder(SHOP + release('cart-20261103-1') + pin('cart', 'stg', ONE));
    const second = commit(folder, 'second', { [STG]: stg(TWO) });
    commit(folder, 'third', { [STG]: stg('cart-20261103-1') });
    assert.deepEqual(outline(await rollBack(folder)), [`set-pin cart - > stg ${TWO}`]);
    assert.deepEqual(outline(await rollBack(folder, { to: ONE })), [`set-pin cart - > stg ${ONE}`]);
    assert.deepEqual(outline(await rollBack(folder, { commit: second.slice(0, 10) })), [`set-pin cart - > stg ${TWO}`]);
    const unknown = await rollBack(folder, { to: 'cart-1' });
    assert.deepEqual(
      unknown.blockers[0]?.choices?.map(({ value, sets }) => `${sets} ${value}`),
      [`to ${TWO}`, `to ${ONE}`],
    );
    assert.equal((await rollBack(folder, { to: 'cart-20261103-1' })).status, 'nothing-to-do');
  });

  it('offers to bring a release back that is gone, and does so as it was', async () => {
    const folder = newFolder(SHOP + pin('cart', 'stg', ONE));
    const text = readFileSync(path.join(folder, RELEASE_ONE), 'utf8');
    commit(folder, 'second', { [STG]: stg(TWO) });
    commit(folder, 'clean up', { [RELEASE_ONE]: null });
    const blocked = await rollBack(folder);
    assert.deepEqual(outline(blocked), ['! missing-release']);
    assert.deepEqual(
      blocked.blockers[0]?.choices?.map(({ sets }) => sets),
      ['restore'],
    );
    const plan = await rollBack(folder, { restore: true });
    assert.deepEqual(outline(plan), [`restore-release cart - > - ${ONE}`, `set-pin cart - > stg ${ONE}`]);
    assert.deepEqual(textsAfter(plan), { [RELEASE_ONE]: text, [STG]: stg(ONE) });
    // What is wrong with it was wrong when it ran, and stands in nobody's way now.
    assert.deepEqual(warnings(plan), ['restored-release', 'repeats-error']);
  });

  it('takes a release out of a file that it shared, and never overwrites one', async () => {
    const shared = 'shop/cart/releases/all.yaml';
    const docs = [ONE, TWO].map((name) => filesOf(release(name, 'cart'))[`shop/cart/releases/${name}.yaml`]!);
    const folder = newFolder(SHOP + pin('cart', 'stg', ONE));
    commit(folder, 'joined', {
      [RELEASE_ONE]: null,
      [`shop/cart/releases/${TWO}.yaml`]: null,
      [shared]: `# both\n---\n${docs[0]!}---\n${docs[1]!}`,
    });
    commit(folder, 'second', { [STG]: stg(TWO) });
    commit(folder, 'clean up', { [shared]: docs[1]! });
    const plan = await rollBack(folder, { restore: true });
    assert.deepEqual(textsAfter(plan), { [RELEASE_ONE]: docs[0], [STG]: stg(ONE) });
  });

  it('leaves a release alone that Git does not have either', async () => {
    const folder = newFolder(SHOP + pin('cart', 'stg', 'cart-20261001-1'));
    commit(folder, 'second', { [STG]: stg(TWO) });
    const plan = await rollBack(folder, { restore: true });
    assert.deepEqual(outline(plan), ['! missing-release']);
    assert.deepEqual(plan.blockers[0]?.choices, []);
  });

  it('brings overrides back as they were written, when asked; else it says that they differ', async () => {
    const text = (pinned: string, overrides: string) =>
      `apiVersion: openchoreo.dev/v1alpha1\nkind: ReleaseBinding\nmetadata: { name: cart-stg, namespace: acme }\nspec:\n  owner: { projectName: shop, componentName: cart }\n  environment: stg\n  releaseName: ${pinned} # the pin\n${overrides}`;
    const then =
      '  componentTypeEnvironmentConfigs:\n    replicas: 2 # enough\n    # a note\n  workloadOverrides: { container: { args: [a] } }\n';
    const folder = newFolder(SHOP + file(STG, text(ONE, '')));
    commit(folder, 'tuned', { [STG]: text(ONE, then) });
    commit(folder, 'second', {
      [STG]: text(TWO, '  traitEnvironmentConfigs: {}\n  componentTypeEnvironmentConfigs: { replicas: 9 }\n'),
    });
    const kept = await rollBack(folder);
    assert.match(
      kept.notes.join(),
      /componentTypeEnvironmentConfigs, traitEnvironmentConfigs, workloadOverrides of shop\/cart in stg differ/,
    );
    const plan = await rollBack(folder, { overrides: true });
    assert.deepEqual(textsAfter(plan), {
      [STG]: text(
        ONE,
        '  componentTypeEnvironmentConfigs:\n    replicas: 2 # enough\n  workloadOverrides: { container: { args: [a] } }\n',
      ),
    });
  });

  it('brings back the settings beside a pin of the proposal', async () => {
    const settings = (replicas: number) =>
      `apiVersion: openchoreo.dev/v1alpha1\nkind: EnvSettings\nmetadata: { name: cart-stg }\nspec:\n  owner: { projectName: shop, componentName: cart }\n  environment: stg\n  overrides:\n    replicas: ${replicas}\n`;
    const pinned = (name: string) =>
      `apiVersion: openchoreo.dev/v1alpha1\nkind: ReleasePin\nmetadata: { name: cart-stg }\nspec: { component: cart, environment: stg, releaseName: ${name} }\n`;
    const cut = (name: string) =>
      file(
        `r/${name}.yaml`,
        `apiVersion: openchoreo.dev/v1alpha1\nkind: Release\nmetadata: { name: ${name}, labels: { openchoreo.dev/component: cart } }\nspec: { component: { name: cart } }\n`,
      );
    const folder = newFolder(
      file('cart.yaml', doc('Component', 'cart', '{ owner: { projectName: shop } }').replace(', namespace: acme', '')) +
        cut('cart-v1') +
        cut('cart-v2') +
        file('stg/release-pin.yaml', pinned('cart-v1')) +
        file('stg/env-settings.yaml', settings(1)),
    );
    commit(folder, 'second', { 'stg/release-pin.yaml': pinned('cart-v2'), 'stg/env-settings.yaml': settings(2) });
    const plan = await rollBack(folder, { overrides: true });
    assert.deepEqual(textsAfter(plan), {
      'stg/env-settings.yaml': settings(1),
      'stg/release-pin.yaml': pinned('cart-v1'),
    });
  });

  it('restores the bytes of a binding that a promotion has changed', async () => {
    const forms = [
      (name: string) => `releaseName: ${name}`,
      (name: string) => `"releaseName": '${name}' # why`,
      (name: string) => `releaseName:   "${name}"`,
    ];
    const names = fc.constantFrom(ONE, TWO, '1e3', '2026', 'yes');
    await fc.assert(
      fc.asyncProperty(
        names,
        names,
        fc.constantFrom(...forms),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', '\ufeff'),
        async (from, to, form, eol, mark) => {
          fc.pre(from !== to);
          // A name that is none in plain text was never a pin.
          fc.pre(!['1e3', '2026', 'yes'].includes(from) || /["']/.test(form('x').split(':')[1]!));
          const text =
            mark +
            `apiVersion: openchoreo.dev/v1alpha1\nkind: ReleaseBinding\nmetadata: { name: cart-stg, namespace: acme }\nspec:\n  owner: { projectName: shop, componentName: cart }\n  environment: stg\n  ${form(from)}\n`.replaceAll(
              '\n',
              eol,
            );
          const odd = ['1e3', '2026', 'yes']
            .map((name) => release(`"${name}"`, 'cart', 'odd').replace('"' + name + '".yaml', `r${name}.yaml`))
            .join('');
          const folder = newFolder(SHOP + odd);
          commit(folder, 'pinned', { [STG]: text });
          const files = { ...filesOf(SHOP + odd), [STG]: text };
          const fixture = Object.entries(files)
            .map(([name, content]) => file(name, content))
            .join('');
          const promoted = promote(openFixture(fixture), { to: 'stg', release: to });
          assert.equal(promoted.status, 'ready', JSON.stringify(promoted.blockers));
          commit(folder, 'promoted', { [STG]: textsAfter(promoted)[STG]! });
          assert.deepEqual(textsAfter(await rollBack(folder)), { [STG]: text });
        },
      ),
      { numRuns: 4 },
    );
  });
});
