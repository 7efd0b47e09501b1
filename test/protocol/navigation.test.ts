import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type {
  CodeLens,
  DocumentSymbol,
  DocumentHighlight,
  DocumentLink,
  FoldingRange,
  InlayHint,
  Location,
  LocationLink,
  Range,
  SelectionRange,
  WorkspaceSymbol,
} from 'vscode-languageserver/node';
import { LineIndex } from '../../server/src/base/lineIndex';
import { yamlDutyNotification } from '../../server/src/protocol';
import { CAPABILITIES, LspClient, uriOf } from '../support/lspClient';
import { readFolder, SAMPLES, type SampleName } from '../support/samples';
import { copyOfSample, folderWith } from '../support/temporary';

/** In each sample a binding with the release that it pins, and what is to be said of both. */
const PINS: Readonly<
  Record<
    SampleName,
    {
      binding: string;
      pin: string;
      tag: string;
      lens: string;
      release: string;
      pinned: string;
      owner: string;
      uses: RegExp;
    }
  >
> = {
  current: {
    binding: 'namespaces/default/projects/shop/components/cart/release-bindings/cart-production.yaml',
    pin: 'cart-20261102-1',
    tag: '1.4.2',
    lens: '2 behind staging',
    release: 'namespaces/default/projects/shop/components/cart/releases/cart-20261102-1.yaml',
    pinned: 'Pinned in production',
    owner: 'namespaces/default/projects/shop/components/cart/component.yaml',
    uses: /^Used by \d+ manifests$/,
  },
  proposal: {
    binding: 'projects/travel/components/booking-api/env-bindings/production/release-pin.yaml',
    pin: 'booking-api-20251006-1',
    tag: '2.0.3',
    lens: '2 behind staging',
    release: 'projects/travel/components/booking-api/releases/booking-api-20251006-1.yaml',
    pinned: 'Pinned in production',
    owner: 'projects/travel/components/booking-api/component.yaml',
    uses: /^Used by \d+ manifests$/,
  },
};

for (const sample of SAMPLES)
  describe(`finding one's way in the sample repository ${sample}`, function () {
    this.timeout(60_000);
    const expected = PINS[sample];
    const files = readFolder(copyOfSample(sample));
    let client: LspClient;

    const uri = (file: string) => uriOf(client.folders[0]!, file);
    const document = (file: string) => ({ textDocument: { uri: uri(file) } });
    const indexOf = (file: string) => new LineIndex(files.get(file)!);
    /** The characters of a range of a file. */
    const textOf = (file: string, { start, end }: Range) => {
      const lines = indexOf(file);
      return files.get(file)!.slice(lines.offset(start), lines.offset(end));
    };
    const nameOf = (location: { uri: string }) => decodeURIComponent(location.uri.slice(uri('').length + 1));
    const placeOfPin = () => indexOf(expected.binding).position(files.get(expected.binding)!.indexOf(expected.pin) + 2);

    before(async () => {
      client = await LspClient.start({
        folders: [copyOfSample(sample)],
        initializationOptions: { showReferencesCommand: 'show' },
      });
      await client.settle();
    });
    after(() => client.stop());

    it('is announced', () => {
      const { capabilities } = client.initialized;
      for (const key of [
        'documentHighlightProvider',
        'workspaceSymbolProvider',
        'inlayHintProvider',
        'foldingRangeProvider',
        'selectionRangeProvider',
      ] as const)
        assert.equal(capabilities[key], true, key);
      assert.deepEqual(capabilities.codeLensProvider, { resolveProvider: true });
      assert.deepEqual(capabilities.documentLinkProvider, {});
    });

    it('highlights a name where it is used and declared in a file', async () => {
      const { line, character } = placeOfPin();
      const [use] = await client.at<DocumentHighlight[]>(
        'textDocument/documentHighlight',
        expected.binding,
        line,
        character,
      );
      assert.deepEqual([textOf(expected.binding, use!.range), use?.kind], [expected.pin, 2]);
      const name = indexOf(expected.release).position(
        files.get(expected.release)!.indexOf(expected.pin, files.get(expected.release)!.indexOf('\n  name:')),
      );
      const [declaration] = await client.at<DocumentHighlight[]>(
        'textDocument/documentHighlight',
        expected.release,
        name.line,
        name.character,
      );
      assert.deepEqual([textOf(expected.release, declaration!.range), declaration?.kind], [expected.pin, 3]);
      assert.equal(await client.at('textDocument/documentHighlight', expected.binding, 0, 0), null);
    });

    it('finds names of the whole workspace, the one that is meant first', async () => {
      const found = await client.request<WorkspaceSymbol[]>('workspace/symbol', { query: expected.pin });
      assert.equal(found[0]?.name, expected.pin);
      assert.match(found[0]?.containerName ?? '', /Release · default$/);
      const location = found[0]?.location as Location;
      assert.equal(nameOf(location), expected.release);
      assert.equal(textOf(expected.release, location.range), expected.pin);
      assert.deepEqual(await client.request('workspace/symbol', { query: 'no such name' }), []);
    });

    it('links names and paths to files that are there', async () => {
      const found = await client.request<DocumentLink[]>('textDocument/documentLink', document(expected.binding));
      const link = found.find(({ range }) => textOf(expected.binding, range) === expected.pin);
      assert.match(link?.target ?? '', new RegExp(`/${expected.release}#L\\d+,\\d+$`));
      assert.ok(link?.tooltip?.includes(expected.pin));
      for (const { target } of found) assert.ok(files.has(nameOf({ uri: target!.replace(/#.*/, '') })), target);
    });

    it('says above a binding how its pin stands, above its release where that is pinned', async () => {
      const titles = async (file: string) => {
        const lenses = await client.request<CodeLens[]>('textDocument/codeLens', document(file));
        return Promise.all(
          lenses.map(async (lens) => {
            assert.equal(lens.command, undefined);
            return (await client.request<CodeLens>('codeLens/resolve', lens)).command!;
          }),
        );
      };
      const [binding] = await titles(expected.binding);
      assert.equal(binding?.title, expected.lens);
      assert.equal(binding?.command, 'show');
      const [source, , places] = binding?.arguments as [string, object, Location[]];
      assert.equal(source, uri(expected.binding));
      assert.equal(nameOf(places[0]!), expected.release);
      const [release] = await titles(expected.release);
      assert.equal(release?.title, expected.pinned);
      assert.ok(
        (release?.arguments as [string, object, Location[]])[2].some((place) => nameOf(place) === expected.binding),
      );
      const [, uses] = await titles(expected.owner);
      assert.match(uses?.title ?? '', expected.uses);
    });

    it('shows the image behind a pin, and folds and selects what people mean', async () => {
      const end = indexOf(expected.binding).position(files.get(expected.binding)!.length);
      const hints = await client.request<InlayHint[]>('textDocument/inlayHint', {
        ...document(expected.binding),
        range: { start: { line: 0, character: 0 }, end },
      });
      assert.deepEqual(
        hints.map(({ label, position }) => [label, position.line]),
        [[expected.tag, placeOfPin().line]],
      );
      const folds = await client.request<FoldingRange[]>('textDocument/foldingRange', document(expected.binding));
      const spec = files
        .get(expected.binding)!
        .split('\n')
        .findIndex((line) => line.startsWith('spec:'));
      assert.ok(folds.some(({ startLine, endLine }) => startLine === spec && endLine >= placeOfPin().line));
      const [selection] = await client.request<SelectionRange[]>('textDocument/selectionRange', {
        ...document(expected.binding),
        positions: [placeOfPin()],
      });
      const chain: string[] = [];
      for (let next: SelectionRange | undefined = selection; next; next = next.parent)
        chain.push(textOf(expected.binding, next.range));
      assert.equal(chain[0], expected.pin);
      assert.equal(chain.at(-1), files.get(expected.binding));
    });
  });

describe('navigation for editors of all kinds', function () {
  this.timeout(60_000);
  const API = 'apiVersion: openchoreo.dev/v1alpha1';
  const FILES = {
    'a.yaml': `${API}\nkind: Environment\nmetadata: { name: dev }\nspec: { dataPlaneRef: { kind: DataPlane, name: eu } }\n`,
    'b.yaml': `${API}\nkind: DataPlane\nmetadata: { name: eu }\n`,
    'kustomization.yaml':
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - a.yaml\n  - gone.yaml\n',
  };
  const inFolder = async (
    options: object,
    run: (client: LspClient, uri: (file: string) => string) => Promise<void>,
  ) => {
    const client = await LspClient.start({ folders: [folderWith(FILES)], ...options });
    await client.settle();
    await run(client, (file) => uriOf(client.folders[0]!, file));
    await client.stop();
  };
  const lensOf = async (client: LspClient, uri: string) => {
    const lenses = await client.request<CodeLens[] | null>('textDocument/codeLens', { textDocument: { uri } });
    return lenses && (await client.request<CodeLens>('codeLens/resolve', lenses[0])).command;
  };

  it('names no command that the editor does not have', () =>
    inFolder({}, async (client, uri) => {
      assert.deepEqual(await lensOf(client, uri('b.yaml')), { title: 'Used by 1 manifest', command: '' });
    }));

  it('leaves names out of the links of an editor that wants paths alone', () =>
    inFolder({ initializationOptions: { nameLinks: false } }, async (client, uri) => {
      const links = (file: string) =>
        client.request<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri: uri(file) } });
      assert.deepEqual(await links('a.yaml'), []);
      assert.deepEqual(await links('kustomization.yaml'), [
        {
          range: { start: { line: 3, character: 4 }, end: { line: 3, character: 10 } },
          target: uri('a.yaml'),
          tooltip: 'a.yaml',
        },
      ]);
    }));

  it('shows no lens where the settings say so, from the moment they do', () =>
    inFolder({ initializationOptions: { settings: { codeLens: false } } }, async (client, uri) => {
      assert.equal(await lensOf(client, uri('b.yaml')), null);
      const settings = { openchoreoGitops: { codeLens: true } };
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
      assert.equal((await lensOf(client, uri('b.yaml')))?.title, 'Used by 1 manifest');
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      assert.equal((await lensOf(client, uri('b.yaml')))?.title, 'Used by 1 manifest');
    }));

  it('leaves folding and the outline of keys to another server for YAML, and files of others to the editor', () =>
    inFolder({}, async (client, uri) => {
      const outline = async () => {
        const params = { textDocument: { uri: uri('b.yaml') } };
        const [manifest] = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', params);
        return [manifest?.name, manifest?.children?.map(({ name }) => name)];
      };
      const folds = (file: string) =>
        client.request<FoldingRange[] | null>('textDocument/foldingRange', { textDocument: { uri: uri(file) } });
      assert.equal((await folds('b.yaml'))?.length, 1);
      assert.deepEqual(await outline(), ['eu', ['metadata']]);
      assert.equal(await folds('kustomization.yaml'), null);
      await client.connection.sendNotification(yamlDutyNotification, {
        syntax: true,
        fields: true,
        structure: false,
      });
      assert.equal(await folds('b.yaml'), null);
      assert.deepEqual(await outline(), ['eu', []]);
    }));

  it('asks an editor that can to ask again when another file has changed', async () => {
    const workspace = {
      ...CAPABILITIES.workspace,
      codeLens: { refreshSupport: true },
      inlayHint: { refreshSupport: true },
    };
    const client = await LspClient.start({
      folders: [folderWith(FILES)],
      capabilities: { ...CAPABILITIES, workspace },
    });
    await client.refreshed('workspace/inlayHint/refresh');
    const again = client.refreshed('workspace/codeLens/refresh');
    await client.open('a.yaml', FILES['a.yaml'].replace('name: eu', 'name: us'));
    await again;
    assert.equal((await lensOf(client, uriOf(client.folders[0]!, 'b.yaml')))?.title, 'Not used in this repository');
    await client.stop();
  });

  it('follows a text while it is broken: half-typed lines, a second document, Windows line ends, no ASCII', () =>
    inFolder({}, async (client) => {
      const text = `# 😀\n${FILES['a.yaml']}---\n${FILES['a.yaml']
        .replace('name: dev', 'name: "é😀"')
        .replace(' } }\n', '')}`.replaceAll('\n', '\r\n');
      await client.open('a.yaml', `\ufeff${text}`);
      const lines = new LineIndex(`\ufeff${text}`);
      const offset = text.lastIndexOf('eu') + 3;
      const { line, character } = lines.position(offset);
      const [target] = await client.at<LocationLink[]>('textDocument/definition', 'a.yaml', line, character);
      assert.match(target?.targetUri ?? '', /b\.yaml$/);
      const highlights = await client.at<DocumentHighlight[]>(
        'textDocument/documentHighlight',
        'a.yaml',
        line,
        character,
      );
      assert.equal(highlights.length, 2);
      assert.equal(highlights[1]?.range.start.line, line);
    }));
});
