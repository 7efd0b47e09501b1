import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { CodeAction, Range, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { LineIndex } from '../../server/src/base/lineIndex';
import { applyEdits } from '../../server/src/base/textEdit';
import { CAPABILITIES, LspClient, uriOf } from '../support/lspClient';
import { readFolder, SAMPLES, type SampleName } from '../support/samples';
import { copyOfSample, writeFiles } from '../support/temporary';

/** What VS Code says that it can do with code actions. */
const EDITOR = {
  ...CAPABILITIES,
  workspace: {
    ...CAPABILITIES.workspace,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
  },
  textDocument: {
    ...CAPABILITIES.textDocument,
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } },
      isPreferredSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
  },
};

/** An editor that knows code actions and nothing more. */
const PLAIN = {
  ...CAPABILITIES,
  textDocument: {
    ...CAPABILITIES.textDocument,
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
  },
};

/** In each sample what somebody gets wrong in a binding, and the fix that puts back what stood there. */
const MISTAKES: Readonly<
  Record<
    SampleName,
    { readonly file: string; readonly mistakes: readonly (readonly [from: string, to: string, title: RegExp])[] }
  >
> = {
  current: {
    file: 'namespaces/default/projects/shop/components/checkout/release-bindings/checkout-staging.yaml',
    mistakes: [
      ['checkout-20261112-1', 'checkout-20261112-9', /^Pin checkout-20261112-1/],
      ['\n  environment: staging', '\n  environment: stagng', /^Change to "staging"$/],
      ['releaseName:', 'relaseName:', /^Rename to "releaseName"$/],
    ],
  },
  proposal: {
    file: 'projects/travel/components/booking-api/env-bindings/production/release-pin.yaml',
    mistakes: [
      ['booking-api-20251006-1', 'booking-api-20251006-7', /^Pin booking-api-20251006-1/],
      ['\n  environment: production', '\n  environment: prodution', /^Change to "production"$/],
    ],
  },
};

const EVERYTHING: Range = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };

for (const sample of SAMPLES)
  describe(`code actions on the sample repository ${sample}`, function () {
    this.timeout(60_000);
    const { file, mistakes } = MISTAKES[sample];
    const folder = copyOfSample(sample);
    const original = readFolder(folder).get(file)!;
    let client: LspClient;
    let clean: string[];

    before(async () => {
      client = await LspClient.start({ folders: [folder], capabilities: EDITOR });
      await client.open(file);
      await client.settle();
      clean = client.problems();
    });
    after(() => client.stop());

    const type = async (text: string) => {
      await client.change(file, [{ text }]);
      await client.settle();
    };
    const ask = (range = EVERYTHING, only?: string[]) =>
      client.request<CodeAction[] | null>('textDocument/codeAction', {
        textDocument: { uri: uriOf(folder, file) },
        range,
        context: { diagnostics: [], ...(only && { only }) },
      });
    const resolve = (action: CodeAction) => client.request<CodeAction>('codeAction/resolve', action);

    it('has none where nothing is wrong', async () => {
      assert.deepEqual(await ask(), []);
    });

    for (const [from, to, title] of mistakes)
      it(`takes back ${JSON.stringify(to)}`, async () => {
        assert.ok(original.includes(from));
        await type(original.replace(from, to));
        const all = (await ask())!;
        const action = all.find((candidate) => title.test(candidate.title));
        assert.ok(action, all.map((candidate) => candidate.title).join(' | '));
        assert.equal(action.kind, 'quickfix');
        assert.equal(action.diagnostics?.length, 1);
        assert.equal(action.edit, undefined, 'the edit is asked for later');
        const [change] = (await resolve(action)).edit!.documentChanges as TextDocumentEdit[];
        assert.equal(change!.textDocument.uri, uriOf(folder, file));
        assert.notEqual(change!.textDocument.version, null, 'an open document has a version');
        const after = applied(original.replace(from, to), change!.edits as { range: Range; newText: string }[]);
        assert.equal(after, original);
        await type(after);
        assert.deepEqual(client.problems(), clean);
      });

    it('offers once what silences several problems', async () => {
      await type(original.replace(/^kind: /m, 'metadat: {}\nspecc: {}\nkind: '));
      const all = (await ask())!;
      const silencing = all.filter(({ title }) => /unknown-field in this file|unknown-field off/.test(title));
      assert.deepEqual(
        silencing.map(({ diagnostics }) => diagnostics!.length),
        [2, 2],
      );
      assert.equal(all.filter(({ title }) => title === 'Ignore unknown-field in this line').length, 2);
      await type(original);
    });

    it('offers only what the range touches, and only kinds that are asked for', async () => {
      const [from, to] = mistakes[1]!;
      await type(original.replace(from, to));
      const { start } = client.diagnosticsOf(file)[0]!.range;
      assert.notDeepEqual(await ask({ start, end: start }), []);
      assert.deepEqual(await ask({ start: { line: 0, character: 0 }, end: { line: 0, character: 3 } }), []);
      assert.equal(await ask(EVERYTHING, ['refactor']), null);
      assert.deepEqual(await ask(EVERYTHING, ['quickfix']), await ask());
      await type(original);
    });

    it('makes the configuration where something is declared external', async () => {
      const [from, to] = mistakes[1]!;
      await type(original.replace(from, to));
      const action = (await ask())!.find(({ title }) => title.startsWith('Declare Environment/'))!;
      const { edit } = await resolve(action);
      const name = /\S+$/.exec(to)![0];
      const config = readFolder(folder).get('.openchoreo-gitops.yaml');
      if (config === undefined)
        assert.deepEqual(edit, {
          documentChanges: [
            { kind: 'create', uri: uriOf(folder, '.openchoreo-gitops.yaml') },
            newText(uriOf(folder, '.openchoreo-gitops.yaml'), `external:\n  - Environment/${name}\n`),
          ],
        });
      else assert.match(JSON.stringify(edit), new RegExp(`Environment/${name}`));
      await type(original);
    });

    it('gives an action back as it was when its problem is gone', async () => {
      const [from, to] = mistakes[0]!;
      await type(original.replace(from, to));
      const [action] = (await ask())!;
      await type(original);
      assert.equal((await resolve(action!)).edit, undefined);
    });
  });

describe('code actions of an editor that resolves nothing', function () {
  this.timeout(60_000);

  it('carry their edits', async () => {
    const folder = copyOfSample('current');
    const { file, mistakes } = MISTAKES.current;
    const [from, to] = mistakes[1]!;
    const text = readFolder(folder).get(file)!.replace(from, to);
    writeFiles(folder, { [file]: text });
    const client = await LspClient.start({ folders: [folder], capabilities: PLAIN });
    await client.settle();
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: uriOf(folder, file) },
      range: EVERYTHING,
      context: { diagnostics: [] },
    });
    const fix = actions.find(({ title }) => title === 'Change to "staging"')!;
    assert.equal(fix.isPreferred, true);
    assert.deepEqual(Object.keys(fix.edit!.changes!), [uriOf(folder, file)]);
    assert.equal(applied(text, fix.edit!.changes![uriOf(folder, file)]!), text.replace(to, from));
    const off = actions.find(({ title }) => title.startsWith('Turn unresolved-reference off'))!;
    const edit: WorkspaceEdit = off.edit!;
    assert.ok(edit.changes![uriOf(folder, '.openchoreo-gitops.yaml')]);
    assert.equal(edit.documentChanges, undefined);
    await client.stop();
  });

  it('are none where an editor knows no code actions', async () => {
    const folder = copyOfSample('proposal');
    const client = await LspClient.start({ folders: [folder] });
    assert.equal(
      await client.request('textDocument/codeAction', {
        textDocument: { uri: uriOf(folder, MISTAKES.proposal.file) },
        range: EVERYTHING,
        context: { diagnostics: [] },
      }),
      null,
    );
    await client.stop();
  });
});

function newText(uri: string, text: string): TextDocumentEdit {
  const start = { line: 0, character: 0 };
  return { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] };
}

function applied(text: string, edits: readonly { readonly range: Range; readonly newText: string }[]): string {
  const lines = new LineIndex(text);
  return applyEdits(
    text,
    edits.map(({ range, newText: replacement }) => ({
      span: { start: lines.offset(range.start), end: lines.offset(range.end) },
      text: replacement,
    })),
  );
}
