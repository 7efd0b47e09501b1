import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Hover } from 'vscode-languageserver/node';
import {
  compareRequest,
  historyRequest,
  pinsRequest,
  planRequest,
  releasesRequest,
  type CompareResult,
  type HistoryResult,
  type PinsView,
  type Plan,
  type ReleasesView,
} from '../../server/src/protocol';
import { enterGitSandbox, type GitSandbox } from '../support/gitEnvironment';
import { LspClient } from '../support/lspClient';
import { commit, gitIn } from '../support/pastRepository';
import { readFolder, SAMPLES, type SampleName } from '../support/samples';
import { copyOfSample, folderWith } from '../support/temporary';

/** In each sample a pin, and the release that it had before. */
const PINS: Readonly<
  Record<
    SampleName,
    { file: string; project: string | null; name: string; environment: string; release: string; earlier: string }
  >
> = {
  current: {
    file: 'namespaces/default/projects/shop/components/cart/release-bindings/cart-production.yaml',
    project: 'shop',
    name: 'cart',
    environment: 'production',
    release: 'cart-20261102-1',
    earlier: 'cart-20261109-1',
  },
  proposal: {
    file: 'projects/travel/components/booking-api/env-bindings/production/release-pin.yaml',
    project: null,
    name: 'booking-api',
    environment: 'production',
    release: 'booking-api-20251006-1',
    earlier: 'booking-api-20251013-1',
  },
};

for (const sample of SAMPLES)
  describe(`the past of the sample repository ${sample}`, function () {
    this.timeout(60_000);
    const { file, name, environment, release, earlier } = PINS[sample];
    let { project } = PINS[sample];
    const folder = copyOfSample(sample);
    const text = readFolder(folder).get(file)!;
    let sandbox: GitSandbox;
    let client: LspClient;
    let head: string;
    const plan = (request: object) => client.request<Plan>(planRequest, request);

    before(async () => {
      sandbox = enterGitSandbox();
      gitIn(folder, 'init', '-q');
      commit(folder, 'Begin', { [file]: text.replace(release, earlier) });
      head = commit(folder, 'promote: it', { [file]: text });
      client = await LspClient.start({ folders: [folder] });
      await client.settle();
      const view = await client.request<PinsView>(pinsRequest, {});
      project = view.pins.find((row) => row.name === name)!.project;
    });
    after(async () => {
      await client.stop();
      sandbox.restore();
    });
    const owner = () => ({ project, name });

    it('is told with who changed what', async () => {
      const { changes } = await client.request<HistoryResult>(historyRequest, { owner: owner(), environment });
      assert.deepEqual(
        changes.map(({ from, to, author, message, file: at }) => ({ from, to, author, message, at })),
        [
          { from: earlier, to: release, author: 'Ann Ops', message: 'promote: it', at: file },
          { from: null, to: earlier, author: 'Ann Ops', message: 'Begin', at: file },
        ],
      );
      assert.equal(changes[0]?.commit, head);
      const all = await client.request<HistoryResult>(historyRequest, {});
      assert.ok(all.changes.length > 10);
    });

    it('gives pins their age, and hovers their author', async () => {
      const since = async () => {
        const { pins, labels } = await client.request<PinsView>(pinsRequest, {});
        return labels[pins.findIndex((row) => row.name === name && row.environment === environment)]?.since;
      };
      // Ages come beside everything else; the history has been asked for before, so a few turns are enough.
      for (let i = 0; i < 200 && (await since()) === undefined; i++) await new Promise((done) => setTimeout(done, 25));
      const time = Number(gitIn(folder, 'show', '-s', '--format=%ct', head));
      assert.equal(await since(), time);
      const line = text.split('\n').findIndex((each) => each.includes(release));
      const at = text.split('\n')[line]!.indexOf(release) + 2;
      const hover = await client.at<Hover>('textDocument/hover', file, line, at);
      assert.match(
        JSON.stringify(hover.contents),
        new RegExp(`Pinned .* by Ann Ops in .*${head.slice(0, 8)}.*: promote`),
      );
    });

    it('can be gone back to', async () => {
      const rollback = await plan({ kind: 'rollback', owner: owner(), environment, delivery: 'edit' });
      assert.deepEqual([rollback.status, rollback.blockers], ['ready', []]);
      assert.deepEqual(
        rollback.files.map(({ file: at, after }) => [at, after]),
        [[file, text.replace(release, earlier)]],
      );
      const based = await plan({ kind: 'rollback', owner: owner(), environment, delivery: 'branch', base: head });
      assert.deepEqual(based.files, rollback.files);
    });

    it('is not needed to pin, undeploy and redeploy', async () => {
      const pinned = await plan({ kind: 'pin', owner: owner(), environment, release: earlier, delivery: 'edit' });
      assert.deepEqual(
        pinned.files.map(({ after }) => after),
        [text.replace(release, earlier)],
      );
      const undeploy = await plan({ kind: 'undeploy', owner: owner(), environment, delivery: 'edit' });
      const redeploy = await plan({ kind: 'redeploy', owner: owner(), environment, delivery: 'edit' });
      const codes = (made: Plan) => [made.status, ...made.blockers.map(({ code }) => code)].join(' ');
      // Bindings of the proposal have no state.
      assert.deepEqual(
        [codes(undeploy), codes(redeploy)],
        sample === 'current' ? ['ready', 'nothing-to-do'] : ['blocked no-state', 'blocked no-state'],
      );
    });

    it('is not needed to tell releases and to compare environments', async () => {
      const { owners } = await client.request<ReleasesView>(releasesRequest, {});
      const own = owners.find((each) => each.owner.name === name && each.owner.family !== 'resource')!;
      assert.ok(own.releases.find((each) => each.name === release)?.environments.includes(environment));
      const params = { from: 'development', to: environment, owners: [own.owner] };
      const { comparisons } = await client.request<CompareResult>(compareRequest, params);
      assert.deepEqual(
        comparisons.map(({ label, equal, to }) => [label, equal, to.release]),
        [[own.label, false, release]],
      );
    });
  });

describe('the past', function () {
  this.timeout(60_000);

  it('is not asked for in Restricted Mode, and is none without Git', async () => {
    const binding =
      'apiVersion: openchoreo.dev/v1alpha1\nkind: ReleaseBinding\nmetadata: { name: a }\nspec: { owner: { projectName: p, componentName: a }, environment: dev, releaseName: b }\n';
    const folder = folderWith({ 'a.yaml': binding });
    const rollback = { kind: 'rollback', owner: { project: 'p', name: 'a' }, environment: 'dev', delivery: 'edit' };
    for (const [trusted, why] of [
      [false, 'restricted-mode'],
      [true, 'no-git'],
    ] as const) {
      const client = await LspClient.start({ folders: [folder], trusted });
      await client.settle();
      const history = await client.request<HistoryResult>(historyRequest, {});
      assert.deepEqual(history, { version: 1, changes: [], unavailable: why });
      const plan = await client.request<Plan>(planRequest, rollback);
      assert.deepEqual(
        plan.blockers.map(({ code }) => code),
        ['no-history'],
      );
      await client.stop();
    }
  });
});
