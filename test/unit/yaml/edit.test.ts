import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Path } from '../../../server/src/base/path';
import { setScalar } from '../../../server/src/yaml/edit';
import { readYaml } from '../../../server/src/yaml/read';
import { edited } from './editTexts';

const PIN: Path = ['spec', 'releaseName'];

function set(text: string, value: string, path: Path = PIN, index = 0): string {
  return edited(text, index, path, (...place) => setScalar(...place, value));
}

/** A binding with a pin written in some way, and one after the edit. */
function checkPin(before: string, value: string, after: string): void {
  const text = (pin: string) =>
    `apiVersion: openchoreo.dev/v1alpha1\nkind: ReleaseBinding\nspec:\n  environment: dev\n  releaseName: ${pin}\n  state: Active\n`;
  assert.equal(set(text(before), value), text(after));
}

describe('setScalar: how the value is written', () => {
  it('leaves a plain value plain', () => {
    checkPin('web-1', 'web-2', 'web-2');
    checkPin('web-1', 'a:b#c\\d "e" é ☃ 😀', 'a:b#c\\d "e" é ☃ 😀');
    checkPin('web-1', 'x'.repeat(300), 'x'.repeat(300));
    checkPin('web-1', 'word '.repeat(60) + 'end', 'word '.repeat(60) + 'end');
  });

  it('keeps quotes', () => {
    checkPin("'web-1'", 'web-2', "'web-2'");
    checkPin("'web-1'", "it's", "'it''s'");
    checkPin("'web-1'", '"\\n"', `'"\\n"'`);
    checkPin("'web-1'", 'a\tb', "'a\tb'");
    checkPin('"web-1"', 'web-2', '"web-2"');
    checkPin('"web-1"', 'say "\\"', '"say \\"\\\\\\""');
    checkPin('"web-1"', 'a\tb\nc\x85\u2028\x01', '"a\\tb\\nc\\u0085\\u2028\\u0001"');
  });

  it('goes over to double quotes where single ones cannot hold the value', () => {
    checkPin("'web-1'", 'a\nb', '"a\\nb"');
    checkPin("'web-1'", '\ufeffa', '"\\uFEFFa"');
  });

  for (const value of [
    '',
    ' a',
    'a ',
    '# a',
    'a # b',
    'a: b',
    'a:',
    '- a',
    '-',
    '? a',
    '!a',
    '&a',
    '*a',
    '[a]',
    '{a}',
    '| a',
    '> a',
    '%a',
    '@a',
    '`a',
    "'a",
    '---',
    '{{ a }}',
    'a {{ b }}',
  ]) {
    it(`quotes ${JSON.stringify(value)}, which cannot be plain`, () => checkPin('web-1', value, JSON.stringify(value)));
  }
  it('escapes a double quote that it quotes', () => checkPin('web-1', '"a"', '"\\"a\\""'));

  for (const value of [
    '1',
    '1e3',
    '0755',
    '1_000',
    '.5',
    '0x1F',
    'true',
    'yes',
    'n',
    'OFF',
    'null',
    '~',
    '.inf',
    '2026-11-22',
    '2026-11',
    '12:30',
    '<<',
    '=',
  ]) {
    it(`quotes ${value}, which some reader takes for something else`, () => {
      checkPin('web-1', value, `"${value}"`);
      checkPin("'web-1'", value, `'${value}'`);
    });
  }

  it('replaces halves of surrogate pairs, which no file can hold', () => checkPin('web-1', 'a\ud83d', 'a\ufffd'));

  it('changes nothing when the value is there already', () => {
    for (const pin of ['web-1', "'web-1'", '"web-1"', '"web\\u002D1"', '2026-11-22', '12:30']) {
      const text = `spec: {releaseName: ${pin}}`;
      const file = readYaml(text);
      const value = pin.startsWith('2') || pin.startsWith('1') ? pin : 'web-1';
      assert.deepEqual(setScalar(text, file, file.documents[0]!, PIN, value), { ok: true, value: [] });
    }
  });

  it('quotes a value that reads as something else, though its text is the same', () => {
    checkPin('20261122', '20261122', '"20261122"');
    checkPin('null', 'null', '"null"');
  });

  it('fills in a key that has nothing behind it', () => {
    assert.equal(set('spec:\n  releaseName:\n  state: x\n', 'v'), 'spec:\n  releaseName: v\n  state: x\n');
    assert.equal(set('spec:\n  releaseName:   # why\n', 'v'), 'spec:\n  releaseName: v   # why\n');
    assert.equal(set('spec:\n  releaseName:\n    # why\n', 'v'), 'spec:\n  releaseName: v\n    # why\n');
    assert.equal(set('spec:\n  releaseName: ~ # why', 'v'), 'spec:\n  releaseName: v # why');
    assert.equal(set('spec: {releaseName: , a: b}', 'v'), 'spec: {releaseName: v , a: b}');
    assert.equal(set('spec: {releaseName, a: b}', 'v'), 'spec: {releaseName: v, a: b}');
    assert.equal(set('spec: { "releaseName": null }', 'v'), 'spec: { "releaseName": "v" }');
  });

  it('finds its way through lists', () => {
    assert.equal(set('- a\n- b\n', 'c', [1]), '- a\n- c\n');
    assert.equal(set('- a\n-\n- # c\n', 'b', [1]), '- a\n- b\n- # c\n');
    assert.equal(set('- a\n-\n- # c\n', 'b', [2]), '- a\n-\n- b # c\n');
    assert.equal(set('a: [x, {b: [c, d]}]', 'e', ['a', 1, 'b', 0]), 'a: [x, {b: [e, d]}]');
    assert.equal(set('a\n', 'b', []), 'b\n');
  });
});

describe('setScalar: the file around the value', () => {
  const BINDING = 'kind: ReleaseBinding\nspec:\n  environment: dev\n  releaseName: web-1\n';

  it('keeps CR LF', () => {
    const text = BINDING.replaceAll('\n', '\r\n');
    assert.equal(set(text, 'web-2'), text.replace('web-1', 'web-2'));
  });

  it('keeps a byte order mark and a missing final line break', () => {
    const text = `\ufeff${BINDING.trimEnd()}`;
    assert.equal(set(text, 'web-2'), text.replace('web-1', 'web-2'));
  });

  it('edits inside a flow map', () => {
    assert.equal(
      set('spec: { releaseName: web-1, state: Active } # pinned\n', 'web-2'),
      'spec: { releaseName: web-2, state: Active } # pinned\n',
    );
    assert.equal(set('{"spec":{"releaseName":"web-1"}}', 'a"b'), '{"spec":{"releaseName":"a\\"b"}}');
    assert.equal(set('spec: {releaseName: web-1}\n', 'reg/cart:1'), 'spec: {releaseName: reg/cart:1}\n');
    for (const value of ['a,b', 'a]', '{a', 'a?', ':a', 'a[0]'])
      assert.equal(set('spec: {releaseName: web-1}\n', value), `spec: {releaseName: "${value}"}\n`);
  });

  it('keeps the comment behind the value', () => {
    assert.equal(
      set('spec:\n  releaseName: "web-1"\t# pinned: web-1\n', 'web-2'),
      'spec:\n  releaseName: "web-2"\t# pinned: web-1\n',
    );
    assert.equal(set('spec:\n  releaseName: web-1 # pinned\n', ''), 'spec:\n  releaseName: "" # pinned\n');
  });

  it('leaves the same key elsewhere alone', () => {
    const text = `# releaseName: web-1
metadata:
  annotations: { releaseName: web-1 }
spec:
  overrides:
    releaseName: web-1
    note: "releaseName: web-1"
  # releaseName: web-1
  releaseName: web-1
  text: |
    releaseName: web-1
`;
    assert.equal(set(text, 'web-2'), text.replace('\n  releaseName: web-1', '\n  releaseName: web-2'));
  });

  it('edits the second of three documents', () => {
    const text = [BINDING, BINDING, BINDING].join('---\n');
    assert.equal(set(text, 'web-2', PIN, 1), [BINDING, BINDING.replace('web-1', 'web-2'), BINDING].join('---\n'));
  });

  it('is at home among document markers with comments', () => {
    const text = `# head\n--- # one\n${BINDING}...\n# between\n--- # two\n${BINDING}...\n`;
    const at = text.lastIndexOf('web-1');
    assert.equal(set(text, 'web-2', PIN, 1), `${text.slice(0, at)}web-2${text.slice(at + 5)}`);
  });

  it('counts UTF-16 units behind emoji', () => {
    const text = 'note: "😀👩‍👩‍👧"\nspec: { a: 😀, releaseName: "web-1" } # 😀\n';
    assert.equal(set(text, '😀'), text.replace('web-1', '😀'));
  });

  it('edits the item of a List that the path names', () => {
    const text = 'kind: List\nitems:\n- spec:\n    releaseName: web-1\n- spec:\n    releaseName: web-1\n';
    const after = 'kind: List\nitems:\n- spec:\n    releaseName: web-1\n- spec:\n    releaseName: web-2\n';
    assert.equal(set(text, 'web-2', ['items', 1, ...PIN]), after);
    assert.equal(set(text, 'web-2', ['items', 2, ...PIN]), '<no-such-item>');
  });

  it('edits a value on a line of its own', () => {
    assert.equal(set('spec:\n  releaseName:\n    web-1\n', 'web-2'), 'spec:\n  releaseName:\n    web-2\n');
  });

  it('does not mind anchors and tags elsewhere', () => {
    const text = 'a: &x b\nc: !!str d\nspec: &s\n  other: *x\n  &k releaseName: web-1\n';
    assert.equal(set(text, 'web-2'), text.replace('web-1', 'web-2'));
  });
});

describe('setScalar: refusals', () => {
  const REFUSED: readonly [name: string, text: string, code: string][] = [
    ['a value that is an alias', 'a: &x web-1\nspec:\n  releaseName: *x\n', 'alias'],
    ['a value with an anchor', 'spec:\n  releaseName: &x web-1\n', 'anchor'],
    ['an empty value with an anchor', 'spec:\n  releaseName: &x\n', 'anchor'],
    ['a value with a tag', 'spec:\n  releaseName: !pin web-1\n', 'tagged'],
    ['a value with a standard tag', 'spec:\n  releaseName: !!str web-1\n', 'tagged'],
    ['a standard tag in a flow map', 'spec: {releaseName: !!str "web-1"}\n', 'tagged'],
    ['a map that is an alias', 'a: &x\n  releaseName: web-1\nspec: *x\n', 'alias'],
    ['a map that an alias stands for', 'spec: &x\n  releaseName: web-1\nb: *x\n', 'anchor'],
    ['a missing map that a merge brings in', 'a: &x\n  spec: {a: b}\nb:\n  <<: *x\n', 'alias'],
    ['a duplicate key', 'spec:\n  releaseName: web-1\n  releaseName: web-1\n', 'duplicate-key'],
    ['a duplicate key above', 'spec:\n  releaseName: web-1\n"spec": {}\n', 'duplicate-key'],
    ['a literal', 'spec:\n  releaseName: |\n    web-1\n', 'multi-line'],
    ['a folded value', 'spec:\n  releaseName: >-\n    web-1\n', 'multi-line'],
    ['plain text on two lines', 'spec:\n  releaseName: web\n    1\n', 'multi-line'],
    ['quoted text on two lines', 'spec:\n  releaseName: "web\n    1"\n', 'multi-line'],
    ['a map for a value', 'spec:\n  releaseName: {a: b}\n', 'not-a-scalar'],
    ['a list for a value', 'spec:\n  releaseName:\n  - a\n', 'not-a-scalar'],
    ['text for a map', 'spec: none\n', 'not-a-map'],
    ['a list for a map', 'spec: [releaseName]\n', 'not-a-map'],
    ['a pair in a list without braces', 'b: [spec: x]\n', 'not-a-map'],
    ['an empty document', '# nothing\n', 'not-a-map'],
    ['a broken document', 'spec:\n\treleaseName: web-1\n', 'broken-document'],
    ['an open bracket', 'a: [\nspec:\n  releaseName: web-1\n', 'broken-document'],
    ['a template', 'spec:\n  releaseName: {{ .Values.release }}\n', 'templated'],
    [
      'conflict markers',
      'spec:\n<<<<<<< HEAD\n  releaseName: web-1\n=======\n  releaseName: web-2\n>>>>>>> b\n',
      'conflict-markers',
    ],
    ['an explicit key', 'spec:\n  ? releaseName\n  : web-1\n', 'explicit-key'],
  ];
  const PATHS: Readonly<Record<string, Path>> = {
    'a pair in a list without braces': ['b', 0, 'releaseName'],
    'a missing map that a merge brings in': ['b', 'spec', 'releaseName'],
  };
  for (const [name, text, code] of REFUSED)
    it(`refuses ${name}`, () => assert.equal(set(text, 'web-2', PATHS[name]), `<${code}>`));

  it('refuses only for the document in question', () => {
    assert.equal(
      set('a: [\n---\nspec: {releaseName: web-1}\n', 'web-2', PIN, 1),
      'a: [\n---\nspec: {releaseName: web-2}\n',
    );
  });

  it('names the place, what to do, and where the obstacle stands', () => {
    const text = 'spec:\n  releaseName: web-1\n  releaseName: web-2\n';
    const file = readYaml(text);
    const result = setScalar(text, file, file.documents[0]!, PIN, 'web-3');
    assert.ok(!result.ok);
    assert.match(result.error.message, /`spec\.releaseName`.*Remove one of them/);
    assert.equal(text.slice(0, result.error.span?.start).split('\n').length, 3);
  });
});

describe('setScalar: a missing key', () => {
  it('comes behind the last scalar beside it', () => {
    assert.equal(
      set('spec:\n  environment: dev # where\n  owner:\n    projectName: p\n# end\n', 'v'),
      'spec:\n  environment: dev # where\n  releaseName: v\n  owner:\n    projectName: p\n# end\n',
    );
  });

  it('comes behind the last entry where no scalar is', () => {
    assert.equal(
      set('spec:\n    owner:\n        a: b\n    x: [\n      1 ]\nz: 1\n', 'v'),
      'spec:\n    owner:\n        a: b\n    x: [\n      1 ]\n    releaseName: v\nz: 1\n',
    );
    assert.equal(
      set('spec:\n  text: |-\n    a\n\n\nz: 1\n', 'v'),
      'spec:\n  text: |-\n    a\n  releaseName: v\n\n\nz: 1\n',
    );
  });

  it('comes before a block scalar that would take its line break', () => {
    assert.equal(set('spec:\n  text: |+\n    a\n\n', 'v'), 'spec:\n  releaseName: v\n  text: |+\n    a\n\n');
    assert.equal(set('spec:\n  text: |\n    a', 'v'), 'spec:\n  releaseName: v\n  text: |\n    a');
    assert.equal(set('- text: |\n    a', 'v', [0, 'b']), '- b: v\n  text: |\n    a');
  });

  it('keeps line ends, byte order mark and the end of the file', () => {
    assert.equal(set('\ufeffa: b', 'v', ['c']), '\ufeffa: b\nc: v');
    assert.equal(set('\ufeffa: b\r\n', 'v', ['c']), '\ufeffa: b\r\nc: v\r\n');
    assert.equal(set('x: y\r\nspec:\r\n  a: b', 'v'), 'x: y\r\nspec:\r\n  a: b\r\n  releaseName: v');
    assert.equal(
      set('a: b\n---\nspec:\n  a: b\n...\n', 'v', PIN, 1),
      'a: b\n---\nspec:\n  a: b\n  releaseName: v\n...\n',
    );
  });

  it('has the indent of its siblings', () => {
    assert.equal(
      set('items:\n  - - spec:\n       a: b\n', 'v', ['items', 0, 0, ...PIN]),
      'items:\n  - - spec:\n       a: b\n       releaseName: v\n',
    );
    assert.equal(set('-  a: b\n', 'v', [0, 'c']), '-  a: b\n   c: v\n');
    assert.equal(set('spec:\n  &x a: b\n', 'v'), 'spec:\n  &x a: b\n  releaseName: v\n');
  });

  it('is quoted where it needs quotes, as is its value', () => {
    assert.equal(set('a: b\n', '1', ['on']), 'a: b\n"on": "1"\n');
    assert.equal(set('a: b\n', "it's # 1", ['x y: z']), `a: b\n"x y: z": "it's # 1"\n`);
  });

  it('overrides what a merge brings in, unless that is the same', () => {
    assert.equal(
      set('a: &x {releaseName: v}\nspec:\n  <<: *x\n', 'w'),
      'a: &x {releaseName: v}\nspec:\n  <<: *x\n  releaseName: w\n',
    );
    assert.equal(set('a: &x {releaseName: v}\nspec:\n  <<: *x\n', 'v'), 'a: &x {releaseName: v}\nspec:\n  <<: *x\n');
  });

  const FLOW: readonly [before: string, after: string][] = [
    ['{}', '{releaseName: v}'],
    ['{ }', '{ releaseName: v }'],
    ['{ # none\n  }', '{releaseName: v # none\n  }'],
    ['{a: b}', '{a: b, releaseName: v}'],
    ['{ a: b, }', '{ a: b, releaseName: v }'],
    ['{ a: b , c: [d] } # e', '{ a: b , c: [d], releaseName: v } # e'],
    ['{a: }', '{a: , releaseName: v}'],
    ['{a:\n  }', '{a: , releaseName: v\n  }'],
    ['{a}', '{a, releaseName: v}'],
    ['{"a":"b"}', '{"a":"b", "releaseName": "v"}'],
    ['{"a": {}}', '{"a": {}, "releaseName": "v"}'],
    ['{\n  a: b,\n  c: d,\n  }', '{\n  a: b,\n  c: d,\n  releaseName: v,\n  }'],
    ['{\n  a: b, # one\n  c: d # two\n  }', '{\n  a: b, # one\n  c: d, # two\n  releaseName: v\n  }'],
    ['{\n  a: b,\n  c: d }', '{\n  a: b,\n  c: d, releaseName: v }'],
    ['{\n  a: b\n  , c: d\n  }', '{\n  a: b\n  , c: d, releaseName: v\n  }'],
    ['{\n  a: b # one\n  ,\n  }', '{\n  a: b # one\n  ,\n  releaseName: v,\n  }'],
  ];
  for (const [before, after] of FLOW)
    it(`goes inside ${JSON.stringify(before)}`, () => assert.equal(set(`spec: ${before}\n`, 'v'), `spec: ${after}\n`));

  it('writes JSON in JSON', () => {
    const before = '{\n  "kind": "ReleaseBinding",\n  "spec": {}\n}\n';
    assert.deepEqual(JSON.parse(set(before, 'v')), { kind: 'ReleaseBinding', spec: { releaseName: 'v' } });
    assert.deepEqual(JSON.parse(set(before, 'a\tb\x01😀"', ['a', 'b'])), {
      ...(JSON.parse(before) as object),
      a: { b: 'a\tb\x01😀"' },
    });
  });

  it('brings the maps above it along', () => {
    assert.equal(
      set('kind: x\nmetadata:\n  name: y\n', 'v'),
      'kind: x\nmetadata:\n  name: y\nspec:\n  releaseName: v\n',
    );
    assert.equal(set('a:\n    b: c\n', 'v', ['d', 'e', 'f']), 'a:\n    b: c\nd:\n    e:\n        f: v\n');
    assert.equal(set('{a: b}', 'v', ['d', 'e', 'f']), '{a: b, d: {e: {f: v}}}');
    assert.equal(set('a: b\n', 'v', ['c', 0, 'd']), '<no-such-item>');
  });

  it('goes below a key that has nothing behind it', () => {
    assert.equal(set('spec: # later\nz: 1\n', 'v'), 'spec: # later\n  releaseName: v\nz: 1\n');
    assert.equal(set('spec: ~ # later\r\nz: 1\r\n', 'v'), 'spec: # later\r\n  releaseName: v\r\nz: 1\r\n');
    assert.equal(set('spec: null', 'v'), 'spec:\n  releaseName: v');
    assert.equal(set('spec:\n  null # later\n', 'v', ['spec', 'a', 'b']), 'spec:\n  a:\n    b: v # later\n');
    assert.equal(set('- spec:\n', 'v', [0, ...PIN]), '- spec:\n    releaseName: v\n');
    assert.equal(set('{spec: , a: b}', 'v'), '{spec: {releaseName: v} , a: b}');
    assert.equal(set('{spec: null}', 'v', ['spec', 'a', 'b']), '{spec: {a: {b: v}}}');
    assert.equal(set('{spec}', 'v'), '{spec: {releaseName: v}}');
    assert.equal(set('spec:\n', 'v', ['spec', 0]), '<no-such-item>');
  });
});
