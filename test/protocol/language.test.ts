import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { CodeAction, CodeLens, CompletionItem, Hover, SymbolInformation } from 'vscode-languageserver/node';
import {
  compareRequest,
  historyRequest,
  jsonSchemaRequest,
  pinsRequest,
  planRequest,
  releasesRequest,
  type JsonSchemaResult,
  type PinsView,
  type Plan,
  type ReleasesView,
} from '../../server/src/protocol';
import { enterGitSandbox, type GitSandbox } from '../support/gitEnvironment';
import { CAPABILITIES, LspClient } from '../support/lspClient';
import { commit, gitIn } from '../support/pastRepository';
import { assertTranslated, english, inPseudo, namesIn, pseudoTexts, type Names } from '../support/pseudoLanguage';
import { readFolder, SAMPLES } from '../support/samples';
import { copyOfSample } from '../support/temporary';

/** An editor that can do everything. */
const EDITOR = {
  ...CAPABILITIES,
  workspace: {
    ...CAPABILITIES.workspace,
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ['create', 'rename', 'delete'],
      changeAnnotationSupport: {},
    },
  },
  textDocument: {
    ...CAPABILITIES.textDocument,
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } },
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
    completion: {
      completionItem: { snippetSupport: true, labelDetailsSupport: true, documentationFormat: ['markdown'] },
    },
  },
};

/** What travels for programs, not for readers; `label` of a completion is what is written into the file. */
const NO_TEXTS = new Set(
  (
    'uri target file newText textEdit text data kind code before after commitMessage action state source href filterText ' +
    'sortText insertText arguments version commit command sets family fromState toState'
  ).split(' '),
);

/** Every string in an answer that somebody may read. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => (NO_TEXTS.has(key) ? [] : textsIn(item)));
}

/** A file with mistakes of many kinds. */
const BROKEN = `apiVersion: openchoreo.dev/v1alpha1
kind: Component
metadata:
  name: Wrong_Name
  labels: { "a b": c }
spec:
  componentTyp: { kind: ComponentType, name: deployment/none }
  parameters: 1
  autoDeploy: "true"
  traits:
    - { kind: Trait, name: nowhere }
---
apiVersion: openchoreo.dev/v1alpha1
kind: ReleaseBinding
metadata: { name: x, namespace: default }
spec:
  owner: { projectName: nobody, componentName: nothing }
  environment: nirvana
  releaseName: nil-1
  state: Sleeping
---
apiVersion: openchoreo.dev/v1alpha1
kind: Servise
metadata: { name: y }
---
a: [1
`;

for (const sample of SAMPLES)
  describe(`in a language that is made up, on the sample repository ${sample}`, function () {
    this.timeout(120_000);
    const folder = copyOfSample(sample);
    const files = new Map([...readFolder(folder)].filter(([file]) => /\.ya?ml$/.test(file)));
    let client: LspClient;
    let sandbox: GitSandbox;
    let names: Names;

    before(async () => {
      sandbox = enterGitSandbox();
      gitIn(folder, 'init', '-q');
      commit(folder, 'Begin');
      names = namesIn(new Map([...files, ['broken.yaml', BROKEN], ['commits', 'Ann Ops Begin']]));
      client = await LspClient.start({
        folders: [folder],
        capabilities: EDITOR,
        initializationOptions: {
          translations: pseudoTexts(),
          suggestCommand: 'editor.action.triggerSuggest',
          showReferencesCommand: 'editor.action.showReferences',
        },
      });
      for (const file of files.keys()) await client.open(file);
      await client.open('broken.yaml', BROKEN);
      await client.settle();
    });
    after(async () => {
      await client.stop();
      sandbox.restore();
    });

    /** Places that differ: each line once, its key and its value. */
    const places = (): readonly (readonly [file: string, line: number, character: number])[] => {
      const seen = new Set<string>();
      return [...files].flatMap(([file, text]) => {
        const kind = /^kind: (\w+)/m.exec(text)?.[1];
        return text.split('\n').flatMap((line, number) => {
          const known = `${kind} ${line}`;
          if (!/\w/.test(line) || seen.has(known)) return [];
          seen.add(known);
          const key = /[^\s-]/.exec(line)!.index;
          const value = line.indexOf(': ') + 2;
          return value > 2 && value < line.length
            ? ([[file, number, key] as const, [file, number, value] as const] as const)
            : [[file, number, key] as const];
        });
      });
    };

    it('knows English when it sees it', () => {
      assert.ok(english('The platform refuses it.', names).includes('refuses'));
      assert.deepEqual(english(inPseudo('The platform refuses it.'), names), []);
    });

    it('problems are said in it, with what belongs to them, and so are the ways to mend them', async () => {
      const said: string[] = [];
      for (const file of ['broken.yaml', ...files.keys()])
        for (const diagnostic of client.diagnosticsOf(file)) {
          said.push(...textsIn(diagnostic));
          const actions = await client.request<readonly CodeAction[]>('textDocument/codeAction', {
            textDocument: { uri: client.uriOf(file) },
            range: diagnostic.range,
            context: { diagnostics: [diagnostic] },
          });
          for (const action of actions) {
            said.push(action.title);
            const { edit } = await client.request<CodeAction>('codeAction/resolve', action);
            said.push(...textsIn(edit?.changeAnnotations));
          }
        }
      assert.ok(said.length > 30, String(said.length));
      assertTranslated(said, names);
    });

    it('hovers explain in it', async () => {
      const said: string[] = [];
      for (const at of places()) {
        const hover = await client.at<Hover | null>('textDocument/hover', ...at);
        said.push(...textsIn(hover?.contents));
      }
      assert.ok(said.length > 200, String(said.length));
      assertTranslated(said, names);
    });

    it('completion describes in it', async () => {
      const said: string[] = [];
      const told = new Set<string>();
      for (const at of places()) {
        const items = await client.at<readonly CompletionItem[] | null>('textDocument/completion', ...at);
        for (const item of items ?? []) {
          said.push(...textsIn({ detail: item.detail, labelDetails: item.labelDetails }));
          const about = JSON.stringify(item.data);
          if (item.data === undefined || told.has(about)) continue;
          told.add(about);
          said.push(...textsIn((await client.request<CompletionItem>('completionItem/resolve', item)).documentation));
        }
      }
      assert.ok(told.size > 100, String(told.size));
      assertTranslated(said, names);
    });

    it('lenses, hints, links, outline and symbols are in it', async () => {
      const said: string[] = [];
      for (const file of files.keys()) {
        const textDocument = { uri: client.uriOf(file) };
        for (const lens of await client.request<readonly CodeLens[]>('textDocument/codeLens', { textDocument })) {
          const { command } = await client.request<CodeLens>('codeLens/resolve', lens);
          if (command) said.push(command.title);
        }
        const range = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };
        said.push(...textsIn(await client.request('textDocument/inlayHint', { textDocument, range })));
        said.push(...textsIn(await client.request('textDocument/documentLink', { textDocument })));
        said.push(...textsIn(await client.request('textDocument/documentSymbol', { textDocument })));
      }
      for (const query of ['', 'http', 'a'])
        said.push(...textsIn(await client.request<readonly SymbolInformation[]>('workspace/symbol', { query })));
      assert.ok(said.length > 100, String(said.length));
      assertTranslated(said, names);
    });

    it('the views are in it', async () => {
      const pins = await client.request<PinsView>(pinsRequest, {});
      const releases = await client.request<ReleasesView>(releasesRequest, {});
      const history = await client.request(historyRequest, {});
      const [from, to] = [...new Set(pins.pins.map(({ environment }) => environment))];
      const comparison = await client.request(compareRequest, { from, to });
      assertTranslated([pins, releases, history, comparison].flatMap(textsIn), names);
    });

    it('plans explain in it what they do, and why they do not', async () => {
      const { pins } = await client.request<PinsView>(pinsRequest, {});
      const pin = pins.find(({ release }) => release !== null)!;
      const { project, name, environment, family } = pin;
      const owner = { project, name, family };
      const requests: readonly object[] = [
        { kind: 'promote', all: true, delivery: 'commit' },
        { kind: 'promote', owners: [owner], delivery: 'commit' },
        ...pins.map((row) => ({ kind: 'promote', owners: [row], to: row.environment, delivery: 'edit' })),
        { kind: 'promote', owners: [{ ...owner, name: 'nobody' }], delivery: 'commit' },
        { kind: 'promote', owners: [owner], to: 'nirvana', delivery: 'commit' },
        { kind: 'promote', owners: [owner], to: environment, release: 'nil-1', delivery: 'commit' },
        { kind: 'promote', owners: [owner], to: environment, from: 'nirvana', delivery: 'commit' },
        { kind: 'release', all: true, delivery: 'edit' },
        { kind: 'release', owners: [owner], name: 'Wrong_Name', delivery: 'edit' },
        { kind: 'release', owners: [owner], pin: true, to: 'nirvana', delivery: 'edit' },
        { kind: 'pin', owner, environment, release: 'nil-1', delivery: 'edit' },
        { kind: 'pin', owner, environment: 'nirvana', release: pin.release, delivery: 'edit' },
        { kind: 'rollback', owner, environment, delivery: 'edit' },
        { kind: 'rollback', owner, environment, to: 'nil-1', delivery: 'edit' },
        { kind: 'undeploy', owner, environment, delivery: 'edit' },
        { kind: 'redeploy', owner, environment, delivery: 'edit' },
        { kind: 'undeploy', owner, environment: 'nirvana', delivery: 'edit' },
      ];
      const plans: Plan[] = [];
      for (const request of requests) plans.push(await client.request<Plan>(planRequest, request));
      const said = plans.flatMap(({ blockers, warnings, notes }) => [
        ...notes,
        ...[...blockers, ...warnings].flatMap(({ message, choices = [] }) => [
          message,
          ...choices.flatMap(({ label, description }) => [label, ...(description === undefined ? [] : [description])]),
        ]),
      ]);
      assert.ok(said.length > 20, String(said.length));
      assertTranslated(said, names);
    });

    it('a rename asks and refuses in it', async () => {
      const said: string[] = [];
      const rename = async (at: readonly [file: string, line: number, character: number], newName: string) => {
        try {
          const edit = await client.at<{ readonly changeAnnotations?: object }>('textDocument/rename', ...at, {
            newName,
          });
          said.push(...textsIn(edit?.changeAnnotations));
        } catch (error) {
          said.push((error as Error).message);
        }
      };
      for (const [file, line, character] of places())
        if (/^ {2}name: /.test(files.get(file)!.split('\n')[line]!) && character > 2) {
          await rename([file, line, character], 'another-name');
          await rename([file, line, character], 'Wrong Name');
        }
      assert.ok(said.length > 20, String(said.length));
      assertTranslated(said, namesIn(new Map([...files, ['typed', 'another-name Wrong Name']])));
    });

    it('the schemas for the YAML extension are in it', async () => {
      const descriptions: string[] = [];
      const collect = (value: unknown): void => {
        if (typeof value !== 'object' || value === null) return;
        for (const [key, item] of Object.entries(value))
          if (key === 'description' && typeof item === 'string') descriptions.push(item);
          else collect(item);
      };
      for (const kinds of [['Component', 'Environment'], ['ReleaseBinding'], ['ReleasePin'], null]) {
        const uri = client.uriOf('broken.yaml');
        const { schema } = await client.request<JsonSchemaResult>(jsonSchemaRequest, { uri, kinds });
        collect(JSON.parse(schema));
      }
      assert.ok(descriptions.length > 20, String(descriptions.length));
      assertTranslated(descriptions, namesIn(new Map()));
    });
  });
