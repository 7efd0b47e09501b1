import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { pinsRequest, type PinsView } from '../../server/src/protocol';
import { CAPABILITIES, LspClient, uriOf } from '../support/lspClient';
import { SMALL, syntheticFiles } from '../support/synthetic';
import { folderWith, temporaryFolder, writeFiles } from '../support/temporary';

const API = 'apiVersion: openchoreo.dev/v1alpha1';
const environment = (name: string) =>
  `${API}\nkind: Environment\nmetadata: { name: ${name} }\nspec: { isProduction: false }\n`;
const PROJECT = `${API}\nkind: Project\nmetadata: { name: shop }\nspec: { deploymentPipelineRef: { name: p } }\n`;
const binding = (target: string) =>
  `${API}\nkind: ProjectReleaseBinding\nmetadata: { name: shop-x }\nspec: { owner: { projectName: shop }, environment: ${target}, projectRelease: r }\n`;
const FILES = { 'env.yaml': environment('dev'), 'project.yaml': PROJECT, 'b.yaml': binding('dev') };

/** The problems of references alone: what these tests are about. */
const broken = (client: LspClient) => client.problems().filter((line) => line.endsWith(' unresolved-reference'));
const BROKEN = ['b.yaml:4:52 unresolved-reference'];

async function withClient(
  files: Readonly<Record<string, string>>,
  run: (client: LspClient, folder: string) => Promise<void>,
): Promise<void> {
  const folder = folderWith(files);
  const client = await LspClient.start({ folders: [folder] });
  await client.settle();
  await run(client, folder);
  await client.stop();
}

describe('an editor', function () {
  this.timeout(60_000);

  it('sees problems of files that it has not opened', () =>
    withClient({ ...FILES, 'b.yaml': binding('dve') }, async (client) => {
      assert.deepEqual(broken(client), BROKEN);
      const [problem] = client.diagnosticsOf('b.yaml').filter(({ code }) => code === 'unresolved-reference');
      assert.equal(problem?.source, 'openchoreo-gitops');
      assert.match(problem?.codeDescription?.href ?? '', /docs\/rules\.md#unresolved-reference$/);
      assert.deepEqual(problem?.range, { start: { line: 3, character: 51 }, end: { line: 3, character: 54 } });
    }));

  it('never sees a problem that is none, while files are still being read', async () => {
    const folder = folderWith({ ...Object.fromEntries(syntheticFiles(SMALL)), 'zzz/env.yaml': environment('late') });
    const client = LspClient.spawn([folder]);
    await client.initialize({ folders: [folder] });
    await client.connection.sendNotification('initialized', {});
    await client.open('p0/project.yaml');
    await client.open('platform/e0.yaml');
    await client.open('early.yaml', binding('late').replaceAll('shop', 'p0'));
    await client.settle();
    const early = client.takePublished().filter((line) => line.startsWith('early.yaml'));
    const now = client.diagnosticsOf('early.yaml').length;
    assert.deepEqual(
      early.filter((line) => line !== `early.yaml: ${now}`),
      [],
    );
    assert.deepEqual(broken(client), []);
    await client.stop();
  });

  it('types, with Windows line ends and emoji, and positions are right', () =>
    withClient(FILES, async (client) => {
      const text = `# 😀 é\r\n${binding('dev').replaceAll('\n', '\r\n')}`;
      await client.open('b.yaml', text);
      const start = { line: 4, character: 51 };
      await client.change('b.yaml', [
        { range: { start: { line: 0, character: 2 }, end: { line: 0, character: 4 } }, text: '😀😀' },
        { range: { start, end: { line: 4, character: 54 } }, text: 'dév😀' },
      ]);
      await client.settle();
      const ranges = client
        .diagnosticsOf('b.yaml')
        .flatMap(({ code, range }) => (code === 'unresolved-reference' ? [range] : []));
      assert.deepEqual(ranges, [{ start, end: { line: 4, character: 56 } }]);
      await client.change('b.yaml', [{ text: binding('dev') }]);
      await client.settle();
      assert.deepEqual(broken(client), []);
    }));

  it('edits one file and breaks another, and mends it', () =>
    withClient(FILES, async (client) => {
      assert.deepEqual(broken(client), []);
      await client.open('env.yaml');
      await client.change('env.yaml', [{ text: environment('dev2') }]);
      await client.settle();
      assert.deepEqual(broken(client), BROKEN);
      await client.change('env.yaml', [{ text: environment('dev') }]);
      await client.settle();
      assert.deepEqual(broken(client), []);
    }));

  it('closes without saving, and what is on disk counts again', () =>
    withClient(FILES, async (client) => {
      await client.open('b.yaml', binding('nowhere'));
      await client.settle();
      assert.deepEqual(broken(client), BROKEN);
      await client.close('b.yaml');
      await client.settle();
      assert.deepEqual(broken(client), []);
    }));

  it('has a new file that is not saved yet, and drops it', () =>
    withClient(FILES, async (client) => {
      await client.open('new.yaml', binding('nowhere').replace('shop-x', 'shop-y'));
      await client.settle();
      assert.equal(broken(client).length, 1);
      await client.close('new.yaml');
      await client.settle();
      assert.deepEqual(
        client.problems().filter((line) => line.startsWith('new.yaml')),
        [],
      );
    }));

  it('is told only what has changed', () =>
    withClient(
      { ...FILES, 'b.yaml': binding('dve'), 'other.yaml': `${environment('dev3')}---\n${environment('dev3')}` },
      async (client) => {
        client.takePublished();
        await client.open('b.yaml');
        await client.change('b.yaml', [
          { range: { start: { line: 4, character: 0 }, end: { line: 4, character: 0 } }, text: '# a comment\n' },
        ]);
        await client.settle();
        assert.deepEqual(client.takePublished(), []);
        const count = client.diagnosticsOf('b.yaml').length;
        await client.change('b.yaml', [{ text: binding('dev') }]);
        await client.settle();
        assert.deepEqual(client.takePublished(), [`b.yaml: ${count - 1}`]);
      },
    ));

  it('that asks for versions is told of each of an open file, once it is known, and of other files only what has changed', async () => {
    const folder = folderWith({ ...FILES, 'b.yaml': binding('dve'), 'other.yaml': environment('dev3') });
    const textDocument = { ...CAPABILITIES.textDocument, publishDiagnostics: { versionSupport: true } };
    const client = await LspClient.start({ folders: [folder], capabilities: { ...CAPABILITIES, textDocument } });
    await client.open('env.yaml');
    await client.settle();
    const count = client.diagnosticsOf('b.yaml').length;
    // Closed files have no version, and what is shown of an open one has its own.
    const first = client.takePublished().filter((line) => /^(b|env)\.yaml/.test(line));
    assert.deepEqual(first.sort(), [`b.yaml: ${count}`, 'env.yaml: 0 of 1']);
    const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    await client.change('env.yaml', [{ range: top, text: '# a comment\n' }]);
    await client.settle();
    assert.deepEqual(client.takePublished(), ['env.yaml: 0 of 2']);
    await client.change('env.yaml', [{ text: environment('dve') }]);
    await client.settle();
    assert.deepEqual(client.takePublished(), ['env.yaml: 0 of 3', `b.yaml: ${count - 1}`]);
    await client.close('env.yaml');
    await client.settle();
    assert.deepEqual(client.takePublished(), [`b.yaml: ${count}`]);
    await client.open('b.yaml');
    await client.settle();
    assert.deepEqual(client.takePublished(), [`b.yaml: ${count} of 1`]);
    await client.stop();
  });

  it('has views that are told to ask again', () =>
    withClient(FILES, async (client) => {
      const before = client.changes;
      await client.open('b.yaml', binding('dev').replace('projectRelease: r', 'projectRelease: s'));
      await client.settle();
      assert.ok(client.changes > before);
      const { pins } = await client.request<PinsView>(pinsRequest, {});
      assert.deepEqual(
        pins.map(({ release, environment: where }) => [release, where]),
        [['s', 'dev']],
      );
    }));

  it('keeps the text of its editors through changes on disk', () =>
    withClient(FILES, async (client, folder) => {
      await client.open('b.yaml', binding('nowhere'));
      writeFileSync(path.join(folder, 'b.yaml'), binding('dev').replace('shop-x', 'shop-y'));
      await client.watched('b.yaml');
      await client.settle();
      assert.deepEqual(broken(client), BROKEN);
      rmSync(path.join(folder, 'b.yaml'));
      await client.watched('b.yaml');
      await client.settle();
      assert.deepEqual(broken(client), BROKEN);
      await client.close('b.yaml');
      await client.settle();
      assert.deepEqual(
        client.problems().filter((line) => line.startsWith('b.yaml')),
        [],
      );
    }));
});

describe('what happens on disk', function () {
  this.timeout(60_000);

  it('is noticed: a file changed, deleted, made', () =>
    withClient(FILES, async (client, folder) => {
      for (const [change, expected] of [
        [() => writeFileSync(path.join(folder, 'b.yaml'), binding('nowhere')), BROKEN],
        [() => writeFileSync(path.join(folder, 'b.yaml'), binding('dev')), []],
        [() => renameSync(path.join(folder, 'env.yaml'), path.join(folder, 'ENV.YML')), []],
        [() => writeFileSync(path.join(folder, 'ENV.YML'), environment('prod')), BROKEN],
        [() => writeFileSync(path.join(folder, 'c.yaml'), environment('dev')), []],
        [() => rmSync(path.join(folder, 'c.yaml')), BROKEN],
        [() => rmSync(path.join(folder, 'b.yaml')), []],
      ] as const) {
        change();
        await client.watched('b.yaml', 'c.yaml', 'ENV.YML', 'env.yaml');
        await client.settle();
        assert.deepEqual(broken(client), expected);
      }
    }));

  it('is noticed when a folder comes or goes in one go, and only its name is told', () =>
    withClient(
      { 'project.yaml': PROJECT, 'b.yaml': binding('dev'), 'e.yaml': environment('prod') },
      async (client, folder) => {
        assert.deepEqual(broken(client), BROKEN);
        const elsewhere = folderWith({ 'deep/er/env.yaml': environment('dev') }, 'moved');
        renameSync(elsewhere, path.join(folder, 'moved'));
        await client.watched('moved');
        await client.settle();
        assert.deepEqual(broken(client), []);
        rmSync(path.join(folder, 'moved'), { recursive: true });
        await client.watched('moved');
        await client.settle();
        assert.deepEqual(broken(client), BROKEN);
      },
    ));

  it('is noticed when a branch switch replaces everything, whatever the events tell', () =>
    withClient(Object.fromEntries(syntheticFiles(SMALL)), async (client, folder) => {
      const before = client.problems();
      rmSync(path.join(folder, 'p0'), { recursive: true });
      rmSync(path.join(folder, 'platform'), { recursive: true });
      const many = Object.fromEntries(
        Array.from({ length: 200 }, (_, i) => [`many/${i}/e.yaml`, environment(`m${i}`)]),
      );
      writeFiles(folder, { ...many, 'other/b.yaml': binding('nowhere'), 'other/p.yaml': PROJECT });
      await client.watched('platform/e0.yaml');
      await client.settle();
      assert.ok(broken(client).includes('other/b.yaml:4:52 unresolved-reference'));
      assert.deepEqual(
        client.problems().filter((line) => /^(p0|platform)\//.test(line)),
        [],
      );
      for (const gone of ['many', 'other']) rmSync(path.join(folder, gone), { recursive: true });
      writeFiles(folder, Object.fromEntries(syntheticFiles(SMALL)));
      await client.watched(...Object.keys(many), 'other/b.yaml');
      await client.settle();
      assert.deepEqual(client.problems(), before);
    }));

  it('is left alone in folders that hold no manifests', () =>
    withClient(FILES, async (client, folder) => {
      const files = { 'node_modules/x.yaml': binding('a'), '.git/x.yaml': binding('b'), 'dist/x.yaml': binding('c') };
      writeFiles(folder, files);
      await client.watched(...Object.keys(files));
      await client.open('dist/x.yaml');
      await client.settle();
      assert.deepEqual(broken(client), []);
    }));
});

describe('the configuration', function () {
  this.timeout(60_000);
  const CONFIG = '.openchoreo-gitops.yaml';

  it('changes what everything means, in its editor and on disk', () =>
    withClient({ ...FILES, 'b.yaml': binding('far') }, async (client, folder) => {
      assert.deepEqual(broken(client), BROKEN);
      await client.open(CONFIG, 'external: [Environment/far]\n');
      await client.settle();
      assert.deepEqual(broken(client), []);
      await client.close(CONFIG);
      await client.settle();
      assert.deepEqual(broken(client), BROKEN);
      for (const [text, expected] of [
        ['external: ["Environment/*"]\n', []],
        ['rules: { unresolved-reference: off }\n', []],
        ['ignore: [b.yaml]\n', []],
        ['defaultNamespace: team\n', BROKEN],
      ] as const) {
        writeFileSync(path.join(folder, CONFIG), text);
        await client.watched(CONFIG);
        await client.settle();
        assert.deepEqual(broken(client), expected, text);
      }
      rmSync(path.join(folder, CONFIG));
      await client.watched(CONFIG);
      await client.settle();
      assert.deepEqual(broken(client), BROKEN);
    }));

  it('moves manifests without a namespace', () =>
    withClient(
      { ...FILES, 'env.yaml': environment('dev').replace('name: dev', 'name: dev, namespace: team') },
      async (client) => {
        assert.deepEqual(broken(client), BROKEN);
        await client.open(CONFIG, 'defaultNamespace: team\n');
        await client.settle();
        assert.deepEqual(broken(client), []);
      },
    ));

  it('has its own problems, which name the unknown key', () =>
    withClient({ ...FILES, [CONFIG]: 'defaultNamspace: team\n' }, async (client) => {
      const [problem] = client.diagnosticsOf(CONFIG);
      assert.deepEqual(problem?.range, { start: { line: 0, character: 0 }, end: { line: 0, character: 15 } });
      assert.match(
        typeof problem?.message === 'string' ? problem.message : '',
        /"defaultNamspace".*Did you mean "defaultNamespace"/,
      );
      await client.open(CONFIG, 'defaultNamespace: default\n');
      await client.settle();
      assert.deepEqual(client.diagnosticsOf(CONFIG), []);
    }));

  it('takes files out and in again while they are open', () =>
    withClient({ ...FILES, 'b.yaml': binding('nowhere') }, async (client) => {
      await client.open('b.yaml');
      for (const [text, expected] of [
        ['ignore: ["*.yaml"]\n', []],
        ['ignore: []\n', BROKEN],
        ['ignore: [b.yaml]\n', []],
        ['', BROKEN],
      ] as const) {
        await (text.startsWith('ignore: ["') ? client.open(CONFIG, text) : client.change(CONFIG, [{ text }]));
        await client.settle();
        assert.deepEqual(broken(client), expected, text);
      }
    }));
});

describe('several folders', function () {
  this.timeout(60_000);
  const change = (client: LspClient, added: readonly string[], removed: readonly string[]) =>
    client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: {
        added: added.map((folder) => ({ uri: uriOf(folder), name: 'added' })),
        removed: removed.map((folder) => ({ uri: uriOf(folder), name: 'removed' })),
      },
    });

  it('are repositories of their own, and come and go', async () => {
    const one = folderWith(FILES, 'one');
    const two = folderWith(
      { 'b.yaml': binding('dev'), 'e.yaml': environment('prod'), 'p.yaml': PROJECT },
      'two & more',
    );
    const client = await LspClient.start({ folders: [one] });
    await change(client, [two], []);
    const status = await client.settle();
    assert.deepEqual(
      status.folders.map(({ folder }) => folder),
      [uriOf(one), uriOf(two)],
    );
    const inTwo = () =>
      client.diagnosticsOf(uriOf(two, 'b.yaml')).filter(({ code }) => code === 'unresolved-reference').length;
    assert.deepEqual([broken(client).length, inTwo()], [1, 1]);
    const { repository } = await client.request<PinsView>(pinsRequest, { folder: uriOf(two) });
    assert.equal(repository.folder, uriOf(two));
    await change(client, [], [two]);
    await client.settle();
    assert.deepEqual([client.problems().filter((line) => line.includes('two')), inTwo()], [[], 0]);
    await change(client, [two], [one]);
    await client.settle();
    assert.equal(inTwo(), 1);
    await client.stop();
  });

  it('with the same problem in a folder inside another show it once, whichever comes first', async () => {
    const outer = folderWith(FILES, 'outer');
    const inner = path.join(outer, 'inner');
    mkdirSync(inner);
    writeFiles(inner, {
      'b.yaml': binding('dev').replace('shop-x', 'shop-y'),
      'e.yaml': environment('prod'),
      'p.yaml': PROJECT,
    });
    const broke = (client: LspClient) => broken(client).filter((line) => line.startsWith('inner/b.yaml'));
    const client = await LspClient.start({ folders: [outer] });
    await client.settle();
    assert.deepEqual(broke(client), []);
    await client.open('inner/b.yaml');
    await change(client, [inner], []);
    await client.settle();
    assert.deepEqual(broke(client), ['inner/b.yaml:4:52 unresolved-reference']);
    // Whatever the outer one does, it leaves the inner one's alone.
    writeFileSync(path.join(outer, 'env.yaml'), environment('dev9'));
    await client.watched('env.yaml');
    await client.settle();
    assert.deepEqual(broken(client), ['b.yaml:4:52 unresolved-reference', ...broke(client)]);
    assert.equal(broke(client).length, 1);
    await client.change('inner/b.yaml', [
      { text: readFileSync(path.join(inner, 'b.yaml'), 'utf8').replace('dev', 'prod') },
    ]);
    await client.settle();
    assert.deepEqual(broke(client), []);
    await change(client, [], [inner]);
    await client.settle();
    // The editor's text counts in the folder that has the file now.
    assert.deepEqual(broke(client), []);
    await client.close('inner/b.yaml');
    await client.settle();
    assert.deepEqual(broke(client), ['inner/b.yaml:4:52 unresolved-reference']);
    await client.stop();
  });

  it('may have names that need escapes', async () => {
    const folder = folderWith(
      { 'ä b#1/b%.yaml': binding('nowhere'), 'p.yaml': PROJECT, 'e.yaml': environment('dev') },
      "it's (50%) + é#?",
    );
    const client = await LspClient.start({ folders: [folder, temporaryFolder()] });
    await client.settle();
    assert.deepEqual(broken(client), ['ä b#1/b%.yaml:4:52 unresolved-reference']);
    // As VS Code spells it.
    const spelt = `file://${folder
      .split('/')
      .map((part) =>
        encodeURIComponent(part).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`),
      )
      .join('/')}`;
    const found = await client.request<unknown[]>('textDocument/documentSymbol', {
      textDocument: { uri: `${spelt}/p.yaml` },
    });
    assert.equal(found.length, 1);
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: uriOf(folder), name: 'x' }] },
    });
    await client.settle();
    assert.deepEqual(client.problems(), []);
    await client.stop();
  });
});
