import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Span } from '../../../server/src/base/span';
import { locate } from '../../../server/src/yaml/locate';
import type { YamlFile, YamlNode } from '../../../server/src/yaml/node';
import { MAX_DEPTH, MAX_TEXT_LENGTH, readYaml } from '../../../server/src/yaml/read';
import { toValue } from '../../../server/src/yaml/value';

const values = (file: YamlFile) => file.documents.map((document) => toValue(document.root));
const slice = (text: string, span: Span | undefined) => span && text.slice(span.start, span.end);
const codes = (file: YamlFile) => file.problems.map((problem) => problem.code);

/** Every node of a tree, keys included; aliases are not followed. */
function* nodesOf(node: YamlNode | undefined): Generator<YamlNode> {
  if (!node) return;
  yield node;
  if (node.kind === 'sequence') for (const item of node.items) yield* nodesOf(item);
  if (node.kind === 'map')
    for (const { key, value } of node.pairs) {
      yield* nodesOf(key);
      yield* nodesOf(value);
    }
}

describe('readYaml: positions', () => {
  const TEXT = 'spec:\n  owner: { project: "shop" } # who\n  list:\n    - one\n    - |\n      text\n\n  end: 1\n';

  it('are those of the node alone, quotes included, comments and line breaks left out', () => {
    const root = readYaml(TEXT).documents[0]?.root;
    const at = (...path: (string | number)[]) => slice(TEXT, locate(root, path)?.value?.span);
    assert.equal(at('spec', 'owner'), '{ project: "shop" }');
    assert.equal(at('spec', 'owner', 'project'), '"shop"');
    assert.equal(at('spec', 'list', 0), 'one');
    assert.equal(at('spec', 'list', 1), '|\n      text');
    assert.equal(at('spec', 'list'), '- one\n    - |\n      text');
    assert.equal(at('spec', 'end'), '1');
    assert.equal(slice(TEXT, locate(root, ['spec', 'list'])?.pair?.key.span), 'list');
  });

  it('are the same after a byte order mark, one later', () => {
    const plain = [...nodesOf(readYaml(TEXT).documents[0]?.root)].map(({ span }) => [span.start + 1, span.end + 1]);
    const marked = [...nodesOf(readYaml(`\ufeff${TEXT}`).documents[0]?.root)].map(({ span }) => [span.start, span.end]);
    assert.deepEqual(marked, plain);
  });

  it('are those of the same characters with Windows line ends', () => {
    const windows = TEXT.replaceAll('\n', '\r\n');
    const texts = (text: string) =>
      [...nodesOf(readYaml(text).documents[0]?.root)].map(({ span }) => slice(text, span)?.replaceAll('\r\n', '\n'));
    assert.deepEqual(texts(windows), texts(TEXT));
    assert.deepEqual(values(readYaml(windows)), values(readYaml(TEXT)));
  });

  it('count UTF-16 units', () => {
    const text = '😀é: 😀\nb: ☃\n';
    const root = readYaml(text).documents[0]?.root;
    assert.equal(slice(text, locate(root, ['😀é'])?.value?.span), '😀');
    assert.equal(slice(text, locate(root, ['b'])?.value?.span), '☃');
  });
});

describe('readYaml: documents', () => {
  it('are all there, empty ones too, with the characters up to the next', () => {
    const text = '# first\n---\na: 1\n---\n---\n# nothing\n---\nb: 2\n...\n---\n- c\n';
    const file = readYaml(text);
    assert.deepEqual(values(file), [{ a: 1 }, null, null, { b: 2 }, ['c']]);
    assert.deepEqual(
      file.documents.map(({ index }) => index),
      [0, 1, 2, 3, 4],
    );
    assert.equal(file.documents[0]?.span.start, 0);
    for (const { root, span } of file.documents)
      if (root) assert.ok(span.start <= root.span.start && root.span.end <= span.end);
    assert.deepEqual(file.problems, []);
  });

  it('are none in an empty file, a comment, or white space', () => {
    for (const text of ['', '# only a comment\n', '\n \n', '\ufeff']) {
      const file = readYaml(text);
      assert.deepEqual([values(file).filter((value) => value !== null), file.problems], [[], []]);
    }
  });

  it('are broken one by one', () => {
    const file = readYaml('a: 1\n---\nb: [\n---\nc: 3\n');
    assert.deepEqual(
      file.documents.map(({ broken }) => broken),
      [false, true, false],
    );
    assert.deepEqual(values(file)[2], { c: 3 });
  });

  it('may begin with directives', () => {
    assert.deepEqual(values(readYaml('%YAML 1.1\n%TAG ! tag:x:\n---\na: 1\n')), [{ a: 1 }]);
  });
});

describe('readYaml: nodes', () => {
  it('keep their style, tag and anchor', () => {
    const text = `a: plain\nb: 'it''s'\nc: "tab\\t"\nd: |\n  x\ne: >-\n  y\n  z\nf: !!str 1\ng: &here !custom [1]\nh: *here\n`;
    const root = readYaml(text).documents[0]?.root;
    const scalars = ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => {
      const node = locate(root, [key])?.value;
      return node?.kind === 'scalar' ? [node.style, node.text, node.tag] : node;
    });
    assert.deepEqual(scalars, [
      ['plain', 'plain', undefined],
      ['single', "it's", undefined],
      ['double', 'tab\t', undefined],
      ['literal', 'x\n', undefined],
      ['folded', 'y z', undefined],
      ['plain', '1', '!!str'],
    ]);
    const list = locate(root, ['g'])?.value;
    const alias = locate(root, ['h'])?.value;
    assert.ok(list?.kind === 'sequence' && list.anchor === 'here' && list.tag === '!custom' && list.flow);
    assert.ok(alias?.kind === 'alias' && alias.name === 'here' && alias.target === list);
  });

  it('are strings, whatever they look like: what they mean is decided elsewhere', () => {
    const root = readYaml('[yes, 0755, 1e3, 2026-01-01, ~, null, 12:30]').documents[0]?.root;
    assert.ok(root?.kind === 'sequence');
    assert.deepEqual(
      root.items.map((item) => item.kind === 'scalar' && item.text),
      ['yes', '0755', '1e3', '2026-01-01', '~', 'null', '12:30'],
    );
  });

  it('of JSON are nodes like any other', () => {
    const text = '{"kind": "List", "items": [{"a": 1.5, "b": [true, null]}, {}], "c\\u0041": "\\/"}';
    assert.deepEqual(values(readYaml(text)), [JSON.parse(text)]);
    assert.deepEqual(values(readYaml(JSON.stringify(JSON.parse(text), null, '\t'))), [JSON.parse(text)]);
  });

  it('of maps have a pair for every key, values or not', () => {
    const root = readYaml('a:\nb: ""\n"c": {}\n? d\n? [e]\n: f\n').documents[0]?.root;
    assert.ok(root?.kind === 'map');
    assert.deepEqual(
      root.pairs.map(({ key, value }) => [key.kind === 'scalar' ? key.text : key.kind, value?.kind]),
      [
        ['a', root.pairs[0]?.value?.kind],
        ['b', 'scalar'],
        ['c', 'map'],
        ['d', undefined],
        ['sequence', 'scalar'],
      ],
    );
    assert.deepEqual(toValue(root), { a: null, b: '', c: {}, d: null });
  });
});

describe('readYaml: problems', () => {
  const problems = (text: string) =>
    readYaml(text).problems.map(({ code, span, message }) => `${code} ${slice(text, span)}: ${message}`);

  it('are told without the parser’s own positions and excerpts', () => {
    assert.deepEqual(problems('a: b: c\n'), ['yaml-syntax b: Nested mappings are not allowed in compact mappings.']);
    assert.deepEqual(problems('a:\n\tb: 1\n'), ['yaml-syntax \t: Tabs are not allowed as indentation.']);
    for (const text of ['a: [1', "a: 'x", '{', '- a\nb', 'a: *b', '@a', '%a', '"\\q"'])
      for (const message of readYaml(text).problems.map((problem) => problem.message)) {
        assert.match(message, /^[A-Z].*\.$/);
        assert.doesNotMatch(message, /line \d|column \d|\n|\^/);
      }
  });

  it('tell a tab that indents from one that does not', () => {
    assert.deepEqual(problems('a: b\tc\nd:\t1\n# \t\n"e\tf":\t\t2 \t# x\n'), []);
    const indented = codes(readYaml('a:\n  - b\n\t- c\n'));
    assert.ok(indented.length > 0 && indented.every((code) => code === 'yaml-syntax'));
  });

  it('name a key that stands twice, and the first one', () => {
    const text = 'a: 1\nb: { c: 1, "c": 2 }\n\'a\': 2\n';
    assert.deepEqual(
      readYaml(text).problems.map(({ code, span, first }) => [code, slice(text, span), span.start, first?.start]),
      [
        ['duplicate-key', '"c"', text.indexOf('"c"'), text.indexOf('c:')],
        ['duplicate-key', "'a'", text.indexOf("'a'"), 0],
      ],
    );
    assert.deepEqual(values(readYaml(text)), [{ a: 2, b: { c: 2 } }]);
  });

  it('of repeated merge keys are none, and keys of a broken document are not counted', () => {
    assert.deepEqual(codes(readYaml('x: &x { a: 1 }\ny: &y { b: 1 }\nz:\n  <<: *x\n  <<: *y\n')), []);
    assert.deepEqual(codes(readYaml('a: 1\na: 2\nb: [\n')), ['yaml-syntax']);
  });

  it('are not more than anybody reads', () => {
    assert.equal(readYaml('*a\n---\n'.repeat(5000)).problems.length, 200);
  });
});

describe('readYaml: what is not read', () => {
  it('is a text beyond 4 million characters', () => {
    const text = `a: 1\n#${'x'.repeat(MAX_TEXT_LENGTH)}`;
    assert.deepEqual(codes(readYaml(text)), ['too-large']);
    assert.deepEqual(codes(readYaml(text.slice(0, MAX_TEXT_LENGTH))), []);
  });

  it('is a file with an unresolved merge, from its first marker', () => {
    const text = 'a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n<<<<<<< HEAD\nc: 1\n=======\n>>>>>>> x\n';
    const file = readYaml(text);
    assert.deepEqual(
      file.problems.map(({ code, span }) => [code, slice(text, span)]),
      [['conflict-markers', '<<<<<<< HEAD']],
    );
    assert.deepEqual(file.documents, []);
    assert.deepEqual(codes(readYaml(text.replaceAll('\n', '\r\n'))), ['conflict-markers']);
  });

  it('is a template of Helm or Go', () => {
    const file = readYaml('metadata:\n  name: {{ .Release.Name }}\n');
    assert.deepEqual(file, { documents: [], problems: [], templated: true });
  });

  it('is a text that is nested beyond all reason, for every way to nest', () => {
    const depth = 3 * MAX_DEPTH;
    const block = Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:\n`).join('');
    for (const text of ['['.repeat(depth), '{a: '.repeat(depth), '- '.repeat(depth), '? '.repeat(depth), block]) {
      const file = readYaml(text);
      assert.deepEqual([codes(file), file.documents], [['yaml-syntax'], []]);
      assert.match(file.problems[0]!.message, /nested more than 200 levels/);
    }
    // Thousands of levels would end the process, not only this test.
    assert.deepEqual(codes(readYaml('['.repeat(1_000_000))), ['yaml-syntax']);
  });

  it('is not a text that is nested deeper than any manifest', () => {
    const depth = MAX_DEPTH / 2;
    const file = readYaml(`${'[{a: '.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`);
    assert.deepEqual(file.problems, []);
    assert.ok(JSON.stringify(values(file)).length > depth);
  });
});

describe('readYaml: what Kubernetes’ readers refuse and YAML 1.2 allows', () => {
  const problems = (text: string) =>
    readYaml(text).problems.map(({ code, span, message }) => `${code} ${slice(text, span)}: ${message}`);

  it('is the escape of a slash, at its place', () => {
    assert.deepEqual(problems('a: "x\\\\y\\/z"\n'), [
      'yaml-syntax \\/: The platform’s YAML reader refuses the escape `\\/`: write `/`.',
    ]);
    assert.deepEqual(problems('a: "x\\\\/z"\nb: \'\\/\'\n'), []);
  });

  it('is a directive', () => {
    assert.deepEqual(problems('%YAML 1.1\n---\na: b\n'), [
      'yaml-syntax %YAML 1.1: Kubernetes does not read files with the directive %YAML: remove this line.',
    ]);
    assert.deepEqual(values(readYaml('%YAML 1.2\n---\na: b\n')), [{ a: 'b' }]);
  });

  it('reads a date with its tag as text', () => {
    assert.deepEqual(values(readYaml('a: !!timestamp 2001-01-01\n')), [{ a: '2001-01-01' }]);
  });
});
