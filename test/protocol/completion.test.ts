import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { CompletionItem, TextEdit } from 'vscode-languageserver/node';
import { LineIndex } from '../../server/src/base/lineIndex';
import { jsonSchemaRequest, yamlDutyNotification, type JsonSchemaResult } from '../../server/src/protocol';
import { LspClient, uriOf } from '../support/lspClient';
import { readFolder, SAMPLES, type SampleName } from '../support/samples';
import { copyOfSample } from '../support/temporary';

/** What editors say that they can do with completions. */
const capabilities = (item: object) => ({
  workspace: { workspaceFolders: true },
  window: { workDoneProgress: true },
  textDocument: { completion: { completionItem: item } },
});
const VSCODE = capabilities({
  snippetSupport: true,
  labelDetailsSupport: true,
  insertTextModeSupport: { valueSet: [1, 2] },
  documentationFormat: ['markdown'],
});

/** In each sample a binding, the pin in it, and the releases of its owner, newest first. */
const PINS: Readonly<Record<SampleName, { file: string; pin: string; releases: readonly string[] }>> = {
  current: {
    file: 'namespaces/default/projects/shop/components/cart/release-bindings/cart-production.yaml',
    pin: 'cart-20261102-1',
    releases: ['cart-20261116-1', 'cart-20261109-1', 'cart-20261102-1'],
  },
  proposal: {
    file: 'projects/travel/components/booking-api/env-bindings/production/release-pin.yaml',
    pin: 'booking-api-20251006-1',
    releases: ['booking-api-20251027-1', 'booking-api-20251013-1', 'booking-api-20251006-1'],
  },
};

for (const sample of SAMPLES)
  describe(`completion on the sample repository ${sample}`, function () {
    this.timeout(60_000);
    const { file, pin, releases } = PINS[sample];
    const text = readFolder(copyOfSample(sample)).get(file)!;
    const lines = new LineIndex(text);
    let client: LspClient;

    before(async () => {
      client = await LspClient.start({ folders: [copyOfSample(sample)], capabilities: VSCODE });
      await client.open(file);
      await client.settle();
    });
    after(() => client.stop());

    /** Asks at an offset of the file as it is on disk. */
    const complete = (offset: number, more: object = {}) => {
      const { line, character } = lines.position(offset);
      return client.at<CompletionItem[] | null>('textDocument/completion', file, line, character, more);
    };

    it('is announced, with resolve and the characters that open the list', () => {
      assert.deepEqual(client.initialized.capabilities.completionProvider, {
        resolveProvider: true,
        triggerCharacters: [' ', '"', "'", '/'],
      });
    });

    it('offers the releases of the owner, newest first, in place of the pin', async () => {
      const items = (await complete(text.indexOf(pin) + 4)) ?? [];
      assert.deepEqual(
        items.map(({ label }) => label),
        releases,
      );
      const { range, newText } = items[0]?.textEdit as TextEdit;
      assert.equal(text.slice(lines.offset(range.start), lines.offset(range.end)), pin);
      assert.equal(newText, releases[0]);
      assert.deepEqual(
        items.map(({ sortText }) => sortText),
        [...items.map(({ sortText }) => sortText)].sort(),
      );
    });

    it('tells of an entry only when somebody looks at it', async () => {
      const [item] = (await complete(text.indexOf(pin) + 4)) ?? [];
      assert.equal(item?.documentation, undefined);
      const { documentation } = await client.request<CompletionItem>('completionItem/resolve', item);
      assert.ok(typeof documentation === 'object' && documentation.kind === 'markdown');
      assert.match(documentation.value, new RegExp(`\\*\\*${releases[0]}\\*\\*`));
      assert.match(documentation.value, /\(file:\/\/\/.*#L\d+\)/);
    });

    it('opens by a blank where a value begins, and not elsewhere', async () => {
      const blank = { context: { triggerKind: 2, triggerCharacter: ' ' } };
      assert.ok(((await complete(text.indexOf(pin), blank)) ?? []).length > 0);
      const indentation = text.indexOf('  releaseName') + 2;
      assert.equal(await complete(indentation, blank), null);
    });

    it('follows what is typed', async () => {
      const line = lines.position(text.indexOf(pin)).line;
      const start = lines.position(text.indexOf(pin));
      const end = lines.position(text.indexOf(pin) + pin.length);
      await client.change(file, [{ range: { start, end }, text: '' }]);
      const items = await client.at<CompletionItem[]>('textDocument/completion', file, line, start.character);
      assert.deepEqual(
        items.map(({ label }) => label),
        releases,
      );
      await client.change(file, [{ text }]);
    });
  });

describe('completion for editors of all kinds', function () {
  this.timeout(60_000);
  const file = 'namespaces/default/projects/shop/components/cart/component.yaml';
  const text = 'apiVersion: openchoreo.dev/v1alpha1\nkind: Component\nmetadata:\n  name: cart\nspec:\n  \n';

  /** An entry in a component that has nothing yet, as an editor with these abilities gets it. */
  async function entry(
    label: string,
    item: object,
    initializationOptions: object = {},
  ): Promise<CompletionItem | undefined> {
    const client = await LspClient.start({
      folders: [copyOfSample('current')],
      capabilities: capabilities(item),
      initializationOptions,
    });
    await client.open(file, text);
    const items = await client.at<CompletionItem[]>('textDocument/completion', file, 5, 2);
    await client.stop();
    return items.find((candidate) => candidate.label === label);
  }

  it('gives whole indentation to those that take text as it is', async () => {
    const item = await entry('owner', { snippetSupport: true, insertTextModeSupport: { valueSet: [1, 2] } });
    assert.deepEqual([item?.insertTextMode, item?.insertTextFormat], [1, 2]);
    assert.match((item?.textEdit as TextEdit).newText, /^owner:\n {4}projectName: \$\{1\|/);
  });

  it('gives indentation below the line to those that indent themselves', async () => {
    const item = await entry('owner', { snippetSupport: true });
    assert.equal(item?.insertTextMode, undefined);
    assert.match((item?.textEdit as TextEdit).newText, /^owner:\n {2}projectName: \$\{1\|/);
  });

  it('gives text without tab stops to those that have none', async () => {
    const item = await entry('owner', {});
    assert.equal(item?.insertTextFormat, 1);
    assert.doesNotMatch((item?.textEdit as TextEdit).newText, /\$/);
  });

  it('names a command that opens the next list only where the editor has one', async () => {
    const item = { snippetSupport: true };
    assert.equal((await entry('autoDeploy', item))?.command, undefined);
    const { command } = (await entry('autoDeploy', item, { suggestCommand: 'suggest' })) ?? {};
    assert.equal(command?.command, 'suggest');
  });
});

describe('the server beside another one for YAML', function () {
  this.timeout(60_000);
  const file = 'namespaces/default/projects/shop/components/cart/component.yaml';
  const broken =
    'apiVersion: openchoreo.dev/v1alpha1\nkind: Component\nmetadata:\n  name: cart\n  name: cart\nspec:\n  nonsense: 1\n  owner: { projectName: nobody }\n  componentType: { name: deployment/x }\n';
  const codes = (client: LspClient) => [...new Set(client.diagnosticsOf(file).map(({ code }) => String(code)))].sort();

  it('says everything by itself', async () => {
    const client = await LspClient.start({ folders: [copyOfSample('current')] });
    await client.open(file, broken.replace('  name: cart\n  name: cart\n', '  name: cart\n'));
    await client.settle();
    assert.ok(codes(client).includes('unknown-field') && codes(client).includes('unresolved-reference'));
    await client.stop();
  });

  it('leaves YAML syntax to the other, from the moment it is told', async () => {
    const client = await LspClient.start({ folders: [copyOfSample('current')] });
    await client.open(file, broken);
    await client.settle();
    assert.ok(codes(client).includes('duplicate-key'));
    await client.connection.sendNotification(yamlDutyNotification, { syntax: false, fields: true, structure: false });
    await client.settle();
    assert.ok(!codes(client).includes('duplicate-key'));
    await client.connection.sendNotification(yamlDutyNotification, { syntax: true, fields: true, structure: true });
    await client.settle();
    assert.ok(codes(client).includes('duplicate-key'));
    await client.stop();
  });

  it('leaves fields to the other where the setting says delegate', async () => {
    const client = await LspClient.start({
      folders: [copyOfSample('current')],
      initializationOptions: { settings: { yamlExtension: 'delegate' } },
    });
    await client.open(file, broken.replace('  name: cart\n  name: cart\n', '  name: cart\n'));
    await client.settle();
    assert.ok(!codes(client).includes('unknown-field') && codes(client).includes('unresolved-reference'));
    const items = await client.at<CompletionItem[]>('textDocument/completion', file, 6, 2);
    assert.deepEqual(
      items.filter(({ label }) => label === 'traits'),
      [],
    );
    const { schema } = await client.request<JsonSchemaResult>(jsonSchemaRequest, {
      uri: uriOf(client.folders[0]!, file),
      kinds: ['Component'],
    });
    assert.equal(JSON.parse(schema).properties.spec.additionalProperties, false);
    await client.stop();
  });
});
