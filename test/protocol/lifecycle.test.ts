import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, it } from 'mocha';
import { checkRequest, pinsRequest, planRequest, statusRequest, type StatusResult } from '../../server/src/protocol';
import { LspClient, uriOf } from '../support/lspClient';
import { projectRoot } from '../support/samples';
import { MEDIUM, syntheticFiles } from '../support/synthetic';
import { copyOfSample, folderWith, temporaryFolder, writeFiles } from '../support/temporary';

const BINDING =
  'apiVersion: openchoreo.dev/v1alpha1\nkind: ReleaseBinding\nmetadata: { name: b }\nspec: { environment: e }\n';

describe('the life of the server', function () {
  this.timeout(60_000);

  it('begins with an answer before any file is read', async () => {
    const folder = folderWith(Object.fromEntries(syntheticFiles(MEDIUM)));
    const client = LspClient.spawn([folder]);
    const { capabilities, serverInfo } = await client.initialize({ folders: [folder] });
    assert.equal(serverInfo?.name, 'openchoreo-gitops');
    const sync = capabilities.textDocumentSync;
    assert.ok(typeof sync === 'object' && sync.openClose && sync.change === 2);
    for (const key of ['definitionProvider', 'referencesProvider', 'documentSymbolProvider'] as const)
      assert.ok(capabilities[key], key);
    assert.deepEqual(capabilities.workspace?.workspaceFolders, { supported: true, changeNotifications: true });
    assert.deepEqual([client.takePublished(), client.progress.begun], [[], []]);
    await client.connection.sendNotification('initialized', {});
    await client.stop();
  });

  it('waits for the first scan before it answers about the repository', async () => {
    const folder = folderWith(Object.fromEntries(syntheticFiles(MEDIUM)));
    const client = await LspClient.start({ folders: [folder] });
    const [pins, status, target] = await Promise.all([
      client.request<{ pins: unknown[] }>(pinsRequest, {}),
      client.request<StatusResult>(checkRequest),
      client.at<unknown[]>('textDocument/definition', 'p1/p1-c1/bindings/e1.yaml', 5, 80),
    ]);
    assert.ok(pins.pins.length > 100);
    assert.equal(status.folders[0]?.ready, true);
    assert.ok(Array.isArray(target));
    await client.stop();
  });

  it('reads although an editor refuses to show progress, or cannot', async () => {
    const folder = folderWith({ 'a.yaml': `${BINDING}---\n${BINDING}` });
    for (const capabilities of [{}, { workspace: { workspaceFolders: true } }]) {
      const client = await LspClient.start({ folders: [folder], capabilities });
      await client.settle();
      assert.deepEqual(client.problems().filter((line) => line.endsWith('duplicate-manifest')).length, 2);
      assert.deepEqual([client.watchers, client.progress.begun], [[], []]);
      await client.stop();
    }
  });

  it('asks to watch manifests, the configuration and what Git does', async () => {
    const client = await LspClient.start({ folders: [temporaryFolder()] });
    await client.settle();
    assert.ok(
      client.watchers.some((glob) => glob.includes('yaml')) && client.watchers.includes('**/.openchoreo-gitops.yaml'),
    );
    await client.stop();
  });

  it('looks at the disk whenever a file is opened or saved in an editor that watches none', async () => {
    const folder = folderWith({ 'a.yaml': BINDING });
    const client = await LspClient.start({ folders: [folder], capabilities: {} });
    const duplicates = async () => {
      await client.settle();
      return client.problems().filter((line) => line.endsWith('duplicate-manifest')).length;
    };
    const sync = client.initialized.capabilities.textDocumentSync;
    assert.ok(typeof sync === 'object' && sync.save === true);
    assert.equal(await duplicates(), 0);
    writeFiles(folder, { 'b.yaml': BINDING });
    await client.open('a.yaml');
    assert.equal(await duplicates(), 2);
    writeFiles(folder, { 'c.yaml': BINDING });
    await client.connection.sendNotification('textDocument/didSave', {
      textDocument: { uri: uriOf(folder, 'a.yaml') },
    });
    assert.equal(await duplicates(), 3);
    await client.stop();
  });

  it('needs no folder, and takes one that is not there', async () => {
    for (const folders of [[], [path.join(temporaryFolder(), 'gone')]]) {
      const client = await LspClient.start({ folders });
      const status = await client.settle();
      assert.deepEqual([status.folders.length, client.problems()], [folders.length, []]);
      await client.stop();
    }
  });

  it('ends in the middle of the first scan', async () => {
    const client = await LspClient.start({ folders: [folderWith(Object.fromEntries(syntheticFiles(MEDIUM)))] });
    await client.stop();
  });

  it('ends with its editor', async () => {
    const client = await LspClient.start({ folders: [copyOfSample('proposal')] });
    await client.settle();
    client.hangUp();
    const code = await client.exitCode();
    assert.ok(typeof code === 'number', String(code));
  });

  it('says how it is started, when it is started by hand', () => {
    const { status, stderr } = spawnSync(process.execPath, [path.join(projectRoot, 'dist/server.js')], {
      encoding: 'utf8',
    });
    assert.equal(status, 2);
    assert.match(stderr, /^usage: server\.js --stdio/);
  });
});

describe('messages that no editor should send', function () {
  this.timeout(60_000);
  let client: LspClient;
  before(async () => {
    client = await LspClient.start({
      folders: [folderWith({ 'a.yaml': BINDING, 'b c#é%20.yaml': `${BINDING}x: 1\n` })],
    });
    await client.settle();
  });
  after(() => client.stop());

  const HOSTILE = [
    'file:///%00',
    'file:///a%2Fb.yaml',
    'file://%',
    'file:',
    'file:///',
    'file://host/share/a.yaml',
    'untitled:Untitled-1',
    'git:/repo/a.yaml?ref=HEAD',
    'vscode-notebook-cell:/a.yaml#1',
    'http://example.com/a.yaml',
    '',
    '/etc/passwd',
    `file:///${'a/'.repeat(5000)}b.yaml`,
  ];

  for (const uri of HOSTILE)
    it(`about ${uri.slice(0, 40) || 'nothing'} are answered with nothing`, async () => {
      await client.connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'yaml', version: 1, text: `${BINDING}---\n${BINDING}` },
      });
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 1 }] });
      const at = { textDocument: { uri }, position: { line: 3, character: 24 } };
      assert.equal(await client.request('textDocument/definition', at), null);
      assert.equal(
        await client.request('textDocument/references', { ...at, context: { includeDeclaration: true } }),
        null,
      );
      assert.equal(await client.request('textDocument/documentSymbol', at), null);
      await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
      await client.settle();
    });

  it('do not reach outside the folder', async () => {
    const outside = uriOf(folderWith({ 'a.yaml': `${BINDING}---\n${BINDING}` }), 'a.yaml');
    const around = `${uriOf(client.folders[0]!)}/../a.yaml`;
    for (const uri of [outside, around]) {
      await client.open(uri, `${BINDING}---\n${BINDING}`);
      await client.settle();
      assert.deepEqual(client.diagnosticsOf(uri), []);
      assert.equal(await client.request('textDocument/documentSymbol', { textDocument: { uri } }), null);
    }
  });

  it('with strange characters in a file’s name are about that file', async () => {
    await client.open('b c#é%20.yaml', `${BINDING}kind: x\n`);
    await client.settle();
    assert.ok(
      client.problems().some((line) => line.startsWith('b c#é%20.yaml:5:1 duplicate-key')),
      client.problems().join('\n'),
    );
    await client.close('b c#é%20.yaml');
  });

  it('at places that do not exist find nothing', async () => {
    for (const [line, character] of [
      [-1, 0],
      [0, -1],
      [1e9, 1e9],
      [0, 1e9],
    ] as const)
      assert.deepEqual(await client.at('textDocument/definition', 'a.yaml', line, character), []);
  });

  it('that are wrong get an error, and nothing else happens', async () => {
    await assert.rejects(client.request('textDocument/definition', {}));
    await assert.rejects(client.request('openchoreoGitops/noSuchThing', {}));
    await assert.rejects(client.request(planRequest));
    assert.equal(await client.request(pinsRequest, { folder: 'file:///nowhere' }), null);
    assert.ok((await client.request<StatusResult>(statusRequest)).folders[0]?.ready);
  });
});
