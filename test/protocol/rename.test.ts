import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import type { Range, WorkspaceEdit } from 'vscode-languageserver/node';
import { LineIndex } from '../../server/src/base/lineIndex';
import { runCli } from '../cli/runCli';
import { LspClient, uriOf } from '../support/lspClient';
import { readFolder, SAMPLES, type SampleName } from '../support/samples';
import { copyOfSample, folderWith } from '../support/temporary';
import { applyToDisk, describeEdit, undoOnDisk } from '../support/workspaceEdit';

/** What VS Code can do with edits. */
const WORKSPACE_EDIT = {
  documentChanges: true,
  resourceOperations: ['create', 'rename', 'delete'],
  changeAnnotationSupport: { groupsOnLabel: true },
};
const capabilities = (workspaceEdit: object) => ({
  workspace: { workspaceEdit, fileOperations: { willRename: true } },
  textDocument: { rename: { prepareSupport: true } },
});

/** A rename that is started from a declaration or from a use; the golden says what has to change. */
interface Case {
  readonly golden: string;
  readonly file: string;
  /** Text around the cursor, which is at `|`. */
  readonly at: string;
  readonly name: string;
  readonly to: string;
  readonly label: string;
  readonly description: RegExp;
  /** Objects whose change the platform refuses, as long as the one before is committed. */
  readonly refused?: number;
}

const shop = 'namespaces/default/projects/shop/components';
const search = 'projects/travel/components/search-api';

const CASES: Readonly<Record<SampleName, readonly Case[]>> = {
  current: [
    {
      golden: 'component',
      file: `${shop}/cart/component.yaml`,
      at: 'name: ca|rt',
      name: 'cart',
      to: 'basket',
      label: 'Rename Component: cart → basket',
      description:
        /^A cluster deletes the 9 objects under the old name and creates them anew\. What 4 releases froze keeps the old name until new ones are cut\.$/,
    },
    {
      golden: 'environment',
      file: 'namespaces/default/platform/deployment-pipelines/standard.yaml',
      at: '- name: |staging',
      name: 'staging',
      to: 'preprod',
      label: 'Rename Environment: staging → preprod',
      description: /^A cluster deletes the 7 objects under the old name and creates them anew\.$/,
    },
    {
      golden: 'endpoint',
      file: `${shop}/checkout/workload.yaml`,
      at: 'name: http|\n        visibility',
      name: 'http',
      to: 'web',
      label: 'Rename endpoint of Workload cart: http → web',
      description: /^What runs keeps the old name until a release with the new one is promoted\./,
    },
    {
      golden: 'trait-instance',
      file: `${shop}/checkout/release-bindings/checkout-staging.yaml`,
      at: '    pay|ment-key:',
      name: 'payment-key',
      to: 'payment-secret',
      label: 'Rename trait instance of Component checkout: payment-key → payment-secret',
      description: /^A cluster deletes the 1 object under the old name and creates it anew\.$/,
    },
    {
      golden: 'project',
      file: 'namespaces/default/projects/shop/project.yaml',
      at: 'name: shop|',
      name: 'shop',
      to: 'store',
      label: 'Rename Project: shop → store',
      description: /^A cluster deletes the 19 objects .* 27 more objects cannot change on a cluster as they do here/,
      refused: 27,
    },
    {
      golden: 'secret',
      file: 'namespaces/default/platform/secrets/payment-provider.yaml',
      at: 'name: payment-provider|',
      name: 'payment-provider',
      to: 'billing',
      label: 'Rename SecretReference: payment-provider → billing',
      description: /^A cluster deletes the 3 objects/,
    },
  ],
  proposal: [
    {
      golden: 'component',
      file: 'projects/travel/components/booking-api/workload.yaml',
      at: 'componentName: search|-api',
      name: 'search-api',
      to: 'finder',
      label: 'Rename Component: search-api → finder',
      description: /^A cluster deletes the 8 objects/,
    },
    {
      golden: 'environment',
      file: 'platform/infrastructure/environments/staging.yaml',
      at: 'name: stag|ing',
      name: 'staging',
      to: 'preprod',
      label: 'Rename Environment: staging → preprod',
      description: /^A cluster deletes the 5 objects/,
    },
    {
      golden: 'endpoint',
      file: 'projects/travel/components/booking-api/workload.yaml',
      at: 'endpoint: |search',
      name: 'search',
      to: 'find',
      label: 'Rename endpoint of Workload search-api: search → find',
      description: /^What runs keeps the old name/,
    },
    {
      golden: 'addon-instance',
      file: `${search}/component.yaml`,
      at: 'instanceId: re|sults',
      name: 'results',
      to: 'hits',
      label: 'Rename addon instance of Component search-api: results → hits',
      description: /^What runs keeps the old name/,
    },
  ],
};

for (const sample of SAMPLES)
  describe(`rename in the sample repository ${sample}`, function () {
    this.timeout(120_000);
    let folder: string;
    let client: LspClient;
    let problemsBefore: string[];

    before(async () => {
      folder = copyOfSample(sample);
      commitAll(folder);
      problemsBefore = problemsByCode(folder);
      client = await LspClient.start({ folders: [folder], capabilities: capabilities(WORKSPACE_EDIT) });
      await client.settle();
    });
    after(() => client.stop());

    for (const { golden, file, at, name, to, label, description, refused = 0 } of CASES[sample])
      it(`${golden}: ${name} → ${to}`, async () => {
        const before = filesOf(folder);
        const { line, character } = placeIn(before.get(file)!, at);
        const prepared = await client.at<{ range: Range; placeholder: string }>(
          'textDocument/prepareRename',
          file,
          line,
          character,
        );
        assert.equal(prepared.placeholder, name);
        assert.equal(textIn(before.get(file)!, prepared.range), name);

        const edit = await client.at<WorkspaceEdit>('textDocument/rename', file, line, character, { newName: to });
        assertGolden(`${sample}/${golden}`, describeEdit(nameIn(folder), edit));
        const [annotation, ...others] = Object.entries(edit.changeAnnotations ?? {});
        assert.deepEqual(others, []);
        assert.equal(annotation?.[1].label, label);
        assert.equal(annotation[1].needsConfirmation, true);
        assert.match(annotation[1].description ?? '', description);
        for (const id of annotationsOf(edit)) assert.equal(id, annotation[0]);

        const undo = applyToDisk(edit);
        try {
          const expected = [...problemsBefore, ...Array<string>(refused).fill('error immutable-field')];
          assert.deepEqual(problemsByCode(folder), expected.sort());
        } finally {
          undoOnDisk(undo);
        }
        const after = filesOf(folder);
        const differing = [...new Set([...before.keys(), ...after.keys()])].filter(
          (path) => before.get(path) !== after.get(path),
        );
        assert.deepEqual(differing, []);
      });
  });

describe('rename', function () {
  this.timeout(60_000);

  it('says why something cannot be renamed, or cannot be called so', async () => {
    const folder = folderWith({
      'a.yaml':
        'apiVersion: openchoreo.dev/v1alpha1\nkind: Environment\nmetadata: { name: staging }\n---\napiVersion: openchoreo.dev/v1alpha1\nkind: Environment\nmetadata: { name: production }\n',
      'other.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: staging }\n',
    });
    const client = await LspClient.start({ folders: [folder], capabilities: capabilities(WORKSPACE_EDIT) });
    const failure = (method: string, line: number, character: number, more = {}) =>
      client.at(method, 'a.yaml', line, character, more).then(
        () => 'no error',
        (error: Error) => error.message,
      );
    assert.match(await failure('textDocument/prepareRename', 1, 2), /^Nothing here can be renamed\. Put the cursor on/);
    assert.equal(
      await failure('textDocument/rename', 2, 20, { newName: 'production' }),
      'Environment "production" exists already, in a.yaml. Choose another name.',
    );
    assert.match(await failure('textDocument/rename', 2, 20, { newName: 'Pre Prod' }), /it must consist of lower-case/);
    assert.equal(await client.at('textDocument/prepareRename', 'other.yaml', 2, 20), null);
    await client.stop();
  });

  it('takes the place of folders in which there is no file, as an undone rename may leave them', async () => {
    const folder = folderWith({
      'staging/environment.yaml':
        'apiVersion: openchoreo.dev/v1alpha1\nkind: Environment\nmetadata: { name: staging }\n',
    });
    mkdirSync(path.join(folder, 'qa/below'), { recursive: true });
    const client = await LspClient.start({ folders: [folder], capabilities: capabilities(WORKSPACE_EDIT) });
    const rename = () =>
      client.at<WorkspaceEdit>('textDocument/rename', 'staging/environment.yaml', 2, 20, { newName: 'qa' });
    assert.match(describeEdit(nameIn(folder), await rename()), /^staging\/environment\.yaml → qa\/environment\.yaml$/m);
    writeFileSync(path.join(folder, 'qa/below/notes.txt'), '');
    await assert.rejects(rename(), /^Error: The folder staging would become qa, and that is there already\./);
    await client.stop();
  });

  it('gives an editor that renames no files plain edits of their texts', async () => {
    const folder = folderWith({
      'kustomization.yaml': 'resources:\n  - staging.yaml\n',
      'staging.yaml': 'apiVersion: openchoreo.dev/v1alpha1\nkind: Environment\nmetadata: { name: staging }\n',
    });
    const client = await LspClient.start({ folders: [folder], capabilities: capabilities({}) });
    const edit = await client.at('textDocument/rename', 'staging.yaml', 2, 20, { newName: 'on' });
    assert.deepEqual(edit, {
      changes: {
        [uriOf(folder, 'staging.yaml')]: [
          { range: { start: { line: 2, character: 18 }, end: { line: 2, character: 25 } }, newText: '"on"' },
        ],
      },
    });
    await client.stop();
  });

  it('keeps the entries of kustomizations right when files and folders move', async () => {
    const folder = folderWith({
      'platform/kustomization.yaml':
        'resources:\n  - ./environments/staging.yaml # last stop\n  - "teams/"\n  - ../shared\n',
      'platform/environments/staging.yaml': 'kind: ConfigMap\n',
      'platform/teams/kustomization.yaml': 'resources: [a.yaml, ../environments/staging.yaml]\n',
      'platform/teams/a.yaml': 'kind: ConfigMap\n',
      'shared/kustomization.yaml': 'configMapGenerator:\n  - name: x\n    files: [settings=data/a.properties]\n',
      'shared/data/a.properties': '',
      'flux/app.yaml':
        'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec: { path: ./platform/teams }\n',
    });
    const client = await LspClient.start({ folders: [folder], capabilities: capabilities(WORKSPACE_EDIT) });
    const moves = async (...pairs: readonly (readonly [string, string])[]) => {
      const files = pairs.map(([from, to]) => ({ oldUri: uriOf(folder, from), newUri: uriOf(folder, to) }));
      const edit = await client.request<WorkspaceEdit | null>('workspace/willRenameFiles', { files });
      assert.equal(edit?.changeAnnotations, undefined);
      return edit ? describeEdit(nameIn(folder), edit).trimEnd().split('\n') : [];
    };
    assert.deepEqual(await moves(['platform/environments/staging.yaml', 'platform/environments/preprod.yaml']), [
      'platform/kustomization.yaml:2:5-32 ./environments/preprod.yaml',
      'platform/teams/kustomization.yaml:1:21-49 ../environments/preprod.yaml',
    ]);
    assert.deepEqual(await moves(['platform/teams', 'teams']), [
      'flux/app.yaml:3:15-31 ./teams',
      'platform/kustomization.yaml:3:6-12 ../teams/',
      'platform/teams/kustomization.yaml:1:21-49 ../platform/environments/staging.yaml',
    ]);
    assert.deepEqual(await moves(['shared', 'common'], ['shared/data/a.properties', 'b.properties']), [
      'platform/kustomization.yaml:4:5-14 ../common',
      'shared/kustomization.yaml:3:22-39 ../b.properties',
    ]);
    assert.deepEqual(await moves(['shared/data/a.properties', 'shared/data/a.properties']), []);
    await client.stop();
  });
});

function commitAll(folder: string): void {
  const env = { ...process.env, HOME: folder, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    [...author, 'commit', '-qm', 'All'],
  ]) {
    const { status, stderr } = spawnSync('git', args, { cwd: folder, env, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  }
}

/** All files, those of Git itself left out. */
function filesOf(folder: string): ReadonlyMap<string, string> {
  return new Map([...readFolder(folder)].filter(([file]) => !file.startsWith('.git/')));
}

/** What `check` finds, without the names and files that a rename changes. */
function problemsByCode(folder: string): string[] {
  const { stdout } = runCli(['check', folder, '--format', 'json']);
  const { problems } = JSON.parse(stdout) as { problems: { severity: string; code: string }[] };
  return problems.map(({ severity, code }) => `${severity} ${code}`).sort();
}

function placeIn(text: string, at: string) {
  const shown = text.replace(/^\ufeff/, '');
  const from = shown.indexOf(at.replace('|', ''));
  assert.ok(from >= 0, at);
  return new LineIndex(shown).position(from + at.indexOf('|'));
}

function textIn(text: string, { start, end }: Range): string {
  const shown = text.replace(/^\ufeff/, '');
  const lines = new LineIndex(shown);
  return shown.slice(lines.offset(start), lines.offset(end));
}

function nameIn(folder: string): (uri: string) => string {
  return (uri) => decodeURIComponent(uri.slice(uriOf(folder).length + 1));
}

function annotationsOf(edit: WorkspaceEdit): (string | undefined)[] {
  return (edit.documentChanges ?? []).flatMap((change) =>
    'kind' in change
      ? [change.annotationId]
      : change.edits.map((each) => ('annotationId' in each ? each.annotationId : undefined)),
  );
}

/** Compares with `test/protocol/golden/rename/NAME`; UPDATE_GOLDENS=1 writes it instead. */
function assertGolden(name: string, text: string): void {
  const file = path.join(__dirname, 'golden/rename', name);
  if (process.env['UPDATE_GOLDENS']) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  assert.equal(
    text,
    readFileSync(file, 'utf8'),
    `${name} differs; UPDATE_GOLDENS=1 npm run test:protocol writes it anew`,
  );
}
