import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { extractFacts } from '../../../server/src/model/facts';
import { createIntern } from '../../../server/src/model/intern';
import type { FileFacts } from '../../../server/src/model/manifest';
import { readYaml } from '../../../server/src/yaml/read';

const factsOf = (text: string): FileFacts => extractFacts(readYaml(text), text, createIntern());
const identities = (facts: FileFacts) =>
  facts.manifests.map(({ kind, namespace, name }) => [kind.kind, namespace ?? null, name].join('/'));
const codes = (facts: FileFacts) => facts.problems.map(({ code }) => code);

const API = 'apiVersion: openchoreo.dev/v1alpha1';
const NOTHING = { manifests: [], problems: [], relevant: false, hiddenKinds: [] };

describe('facts: whose file it is', () => {
  it('leaves files of others without a trace, broken or not', () => {
    for (const text of [
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: x }\n',
      'apiVersion: v1\nkind: [\n',
      'a: 1\na: 2\n# openchoreo.dev/v1alpha1\n',
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: x, labels: { openchoreo.dev/control-plane: "true" } }\n',
      '- openchoreo.dev/v1alpha1\n- just a list\n',
      'openchoreo.dev/v1alpha1\n',
    ])
      assert.deepEqual(factsOf(text), NOTHING, text);
  });

  it('takes the documents that are OpenChoreo’s, and their problems only', () => {
    const facts = factsOf(`a: 1\na: 2\n---\n${API}\nkind: Environment\nmetadata: { name: x, name: y }\n---\nb: [\n`);
    assert.deepEqual(identities(facts), ['Environment//y']);
    assert.deepEqual(codes(facts), ['duplicate-key']);
    assert.equal(facts.manifests[0]?.document, 1);
    assert.ok(facts.manifests[0]?.doubtful);
  });

  it('knows a broken document by its apiVersion, written in whatever way', () => {
    for (const line of [API, '"apiVersion": "openchoreo.dev/v1alpha1"', "apiVersion: 'openchoreo.dev/v1alpha1'"])
      assert.deepEqual(codes(factsOf(`${line}\nkind: Environment\nmetadata: { name: x\n\n`)), ['yaml-syntax'], line);
    assert.deepEqual(codes(factsOf('a: [\n# apiVersion: openchoreo.dev/v1alpha1\n')), []);
  });

  it('hides the kinds of files that cannot be read', () => {
    const template = factsOf(`${API}\nkind: Environment\nmetadata: { name: {{ .x }} }\n---\n  "kind": 'Project'\n`);
    assert.deepEqual(
      [template.relevant, template.hiddenKinds, codes(template)],
      [true, ['Environment', 'Project'], []],
    );
    const conflict = factsOf(`${API}\nkind: Environment\n<<<<<<< a\n=======\n>>>>>>> b\n`);
    assert.deepEqual([conflict.hiddenKinds, codes(conflict)], [['Environment'], ['conflict-markers']]);
    const misspelt = factsOf(`${API}\nkind: Enviroment\nmetadata: { name: x }\n`);
    assert.deepEqual(misspelt.hiddenKinds, ['Environment']);
  });

  it('takes no longer than a moment with a text made to stall it', () => {
    const start = performance.now();
    factsOf(`<<<<<<< a\n=======\n>>>>>>> b\nopenchoreo.dev/${'\n'.repeat(1_000_000)}`);
    factsOf(`<<<<<<< a\n=======\n>>>>>>> b\nopenchoreo.dev/${' \t'.repeat(500_000)}\n`);
    assert.ok(performance.now() - start < 3000, `${performance.now() - start} ms`);
  });
});

describe('facts: manifests', () => {
  it('are found in every document and in lists of any group', () => {
    const item = (name: string) => `  - ${API}\n    kind: Environment\n    metadata: { name: ${name} }\n`;
    const text = `${API}\nkind: Project\nmetadata: { name: shop }\n---\napiVersion: v1\nkind: List\nitems:\n${item('a')}  - apiVersion: v1\n    kind: Secret\n${item('b')}---\n${API}\nkind: EnvironmentList\nitems:\n${item('c')}`;
    const facts = factsOf(text);
    assert.deepEqual(identities(facts), ['Project//shop', 'Environment//a', 'Environment//b', 'Environment//c']);
    assert.deepEqual(
      facts.manifests.map(({ document, base }) => [document, ...base]),
      [[0], [1, 'items', 0], [1, 'items', 2], [2, 'items', 0]],
    );
    assert.deepEqual(facts.problems, []);
  });

  it('know where they and their names are, quotes left out', () => {
    const text = `# first\n${API}\nkind: Environment\nmetadata:\n  name: "staging"\n  namespace: 'default'\n`;
    const { span, nameSpan, name, namespace } = factsOf(text).manifests[0]!;
    assert.equal(text.slice(nameSpan.start, nameSpan.end), 'staging');
    assert.deepEqual([name, namespace], ['staging', 'default']);
    assert.ok(text.slice(span.start, span.end).startsWith('apiVersion') && span.end === text.length - 1);
  });

  it('have no namespace when it is empty, none, or no text', () => {
    for (const namespace of ['', ' ""', ' ~', ' [a]'])
      assert.deepEqual(
        identities(factsOf(`${API}\nkind: Environment\nmetadata:\n  name: x\n  namespace:${namespace}\n`)).map((id) =>
          id.replace('/~/', '//'),
        ),
        ['Environment//x'],
      );
  });

  it('may come through anchors and merges', () => {
    const text = `x: &meta { namespace: default }\n${API}\nkind: Environment\nmetadata: { <<: *meta, name: staging }\n`;
    assert.deepEqual(identities(factsOf(text)), ['Environment/default/staging']);
  });

  it('are the same with a byte order mark and Windows line ends', () => {
    const text = `${API}\nkind: ReleaseBinding\nmetadata: { name: web-staging }\nspec:\n  environment: staging\n`;
    const windows = `\ufeff${text.replaceAll('\n', '\r\n')}`;
    const reference = (source: string) => {
      const { span, name, path } = factsOf(source).manifests[0]!.references[0]!;
      return [source.slice(span.start, span.end), name, path.join('.')];
    };
    assert.deepEqual(reference(windows), ['staging', 'staging', 'spec.environment']);
    assert.deepEqual(reference(windows), reference(text));
    const { span } = factsOf(windows).manifests[0]!.references[0]!;
    assert.deepEqual(factsOf(windows).lines?.position(span.start), { line: 4, character: 15 });
  });

  it('share nothing with the text, so that it can be forgotten', () => {
    const text = `${API}\nkind: Environment\nmetadata: { name: staging }\n`;
    const intern = createIntern();
    const [a, b] = [extractFacts(readYaml(text), text, intern), extractFacts(readYaml(text), text, intern)];
    assert.deepEqual(a, b);
  });
});

describe('facts: names inside', () => {
  it('are references with the characters of the name alone, or of all when escapes hide where it begins', () => {
    const names = [
      'deployment/service',
      '"deployment/service"',
      '"deployment/serv\\x69ce"',
      "'deployment/it''s'",
      '>-\n    a/b',
    ];
    const found = names.map((written) => {
      const text = `${API}\nkind: Component\nmetadata: { name: web }\nspec:\n componentType:\n  name: ${written}\n`;
      const { name, span } = factsOf(text).manifests[0]!.references[0]!;
      return [name, text.slice(span.start, span.end)];
    });
    assert.deepEqual(found, [
      ['service', 'service'],
      ['service', 'service'],
      ['service', 'deployment/serv\\x69ce'],
      ["it's", "deployment/it''s"],
      ['b', '>-\n    a/b'],
    ]);
  });

  it('are none where there is no name', () => {
    const text = `${API}\nkind: Component\nmetadata: { name: web }\nspec:\n  owner: { projectName: "" }\n  componentType: { name: "deployment/" }\n  traits: [{ name: "\${x}" }, { name: [a] }, { kind: Addon, name: a }, { name: }]\n`;
    assert.deepEqual(factsOf(text).manifests[0]?.references, []);
  });

  it('are declarations too', () => {
    const text = `${API}\nkind: Workload\nmetadata: { name: web }\nspec: { endpoints: { http: {}, "gr pc": {} } }\n`;
    assert.deepEqual(
      factsOf(text).manifests[0]?.declarations.map(({ category, name, span }) => [
        category,
        name,
        text.slice(span.start, span.end),
      ]),
      [
        ['endpoint', 'http', 'http'],
        ['endpoint', 'gr pc', 'gr pc'],
      ],
    );
  });
});
