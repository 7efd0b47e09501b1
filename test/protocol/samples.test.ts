import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DocumentSymbol, Location, LocationLink } from 'vscode-languageserver/node';
import { describePins } from '../../server/src/features/pinTable';
import { LineIndex } from '../../server/src/base/lineIndex';
import { pinsRequest, statusRequest, type PinsView, type StatusResult } from '../../server/src/protocol';
import { LspClient, uriOf } from '../support/lspClient';
import { openFiles, readFolder, SAMPLES, type SampleName } from '../support/samples';
import { copyOfSample } from '../support/temporary';

/** In each sample a binding, what its pin leads to, and how many manifests its file declares. */
const BINDINGS: Readonly<Record<SampleName, { file: string; pin: string; release: string; symbols: string[] }>> = {
  current: {
    file: 'namespaces/default/projects/insights/components/dashboard/release-bindings/dashboard.yaml',
    pin: 'dashboard-20261113-1',
    release: 'namespaces/default/projects/insights/components/dashboard/releases/dashboard-20261113-1.yaml',
    symbols: ['ReleaseBinding dashboard-development', 'ReleaseBinding dashboard-production'],
  },
  proposal: {
    file: 'projects/travel/components/booking-api/env-bindings/production/release-pin.yaml',
    pin: 'booking-api-20251006-1',
    release: 'projects/travel/components/booking-api/releases/booking-api-20251006-1.yaml',
    symbols: ['ReleasePin booking-api-production'],
  },
};

for (const sample of SAMPLES)
  describe(`the server on the sample repository ${sample}`, function () {
    this.timeout(60_000);
    const files = readFolder(copyOfSample(sample));
    const { file, pin, release, symbols } = BINDINGS[sample];
    const text = files.get(file)!;
    const lines = new LineIndex(text);
    const place = lines.position(text.indexOf(pin) + 3);
    let client: LspClient;

    before(async () => {
      client = await LspClient.start({ folders: [copyOfSample(sample)] });
    });
    after(() => client.stop());

    it('finds no error', async () => {
      await client.settle();
      const errors = [...files.keys()].flatMap((name) =>
        client.diagnosticsOf(name).filter(({ severity }) => severity === 1),
      );
      assert.deepEqual(errors, []);
    });

    it('says what it holds, and that it has read it', async () => {
      const status = await client.request<StatusResult>(statusRequest);
      const { repository } = openFiles(files);
      assert.equal(status.folders.length, 1);
      const [folder] = status.folders;
      assert.deepEqual([folder?.manifests, folder?.ready], [repository.files.manifestCount, true]);
      assert.deepEqual(client.progress, { begun: [`Reading ${sample}`], ended: 1 });
    });

    it('leads from a pin to its release, in a file that no editor has open', async () => {
      const found = await client.at<LocationLink[]>('textDocument/definition', file, place.line, place.character);
      assert.deepEqual(
        found.map(({ targetUri }) => targetUri),
        [uriOf(client.folders[0]!, release)],
      );
      const target = files.get(release)!;
      const { start, end } = found[0]!.targetSelectionRange;
      const index = new LineIndex(target);
      assert.equal(target.slice(index.offset(start), index.offset(end)), pin);
      const origin = found[0]!.originSelectionRange!;
      assert.equal(text.slice(lines.offset(origin.start), lines.offset(origin.end)), pin);
    });

    it('finds every pin of a release, and the release', async () => {
      const found = await client.at<Location[]>('textDocument/references', file, place.line, place.character, {
        context: { includeDeclaration: true },
      });
      const expected = [...files].flatMap(([name, content]) =>
        Array.from(content.matchAll(new RegExp(`(?:releaseName: ["']?|name: )${pin}\\b`, 'g')), () =>
          uriOf(client.folders[0]!, name),
        ),
      );
      assert.deepEqual(found.map(({ uri }) => uri).sort(), expected.sort());
    });

    it('shows the manifests of a file', async () => {
      const found = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', {
        textDocument: { uri: uriOf(client.folders[0]!, file) },
      });
      assert.deepEqual(
        found.map(({ name, detail }) => `${detail} ${name}`),
        symbols,
      );
    });

    it('has the pins of the table', async () => {
      const view = await client.request<PinsView>(pinsRequest, {});
      const { table, labels } = describePins(openFiles(files).repository);
      assert.deepEqual(view.pins, table.pins);
      assert.deepEqual(view.labels, JSON.parse(JSON.stringify(labels)));
      assert.ok(view.repository.ready);
    });

    it('reports a broken pin while it is typed, and takes it back', async () => {
      await client.open(file);
      const { line } = place;
      const before = client.problems();
      const column = lines.position(text.indexOf(pin)).character + pin.length;
      const range = { start: { line, character: column - 1 }, end: { line, character: column } };
      await client.change(file, [{ range, text: '77' }]);
      await client.settle();
      assert.ok(
        client
          .diagnosticsOf(file)
          .some(({ code, range: { start } }) => code === 'unresolved-reference' && start.line === line),
      );
      await client.change(file, [{ range: { ...range, end: { line, character: column + 1 } }, text: pin.slice(-1) }]);
      await client.settle();
      assert.deepEqual(client.problems(), before);
      await client.close(file);
    });
  });
