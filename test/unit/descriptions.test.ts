/**
 * Descriptions that people read in hover and completion have to say more than the field's name does.
 * The table itself is schemas/descriptions.json.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  blockOrKind,
  describe as describeField,
  table,
  type DescriptionNode,
  type Sentence,
} from '../../scripts/schemas/describe.mjs';

const VERSIONS = ['1.0', '1.1', '1.2', 'proposal'];
const schemasFolder = fileURLToPath(new URL('../../schemas', import.meta.url));

/** Every text of the table with where it stands. */
interface Entry {
  /** e.g. `kinds.Component spec.traits[].name`, `blocks.EnvVar` for the description of the block itself. */
  readonly where: string;
  /** Name of the kind or block. */
  readonly owner: string;
  /** Name of the field: the last key that is neither `[]` nor `{}`, empty for the node itself. */
  readonly field: string;
  readonly ofKind: boolean;
  readonly text: string;
}

const ERAS = ['kinds', 'proposalKinds'] as const;
const entries: readonly Entry[] = [...ERAS, 'blocks' as const].flatMap((section) =>
  Object.entries(table[section]).flatMap(([owner, node]) => entriesOf(section, owner, node)),
);

function entriesOf(section: string, owner: string, node: DescriptionNode): Entry[] {
  const own: [string, Sentence][] = node.description === undefined ? [] : [['', node.description]];
  return [...own, ...Object.entries(node.fields ?? {})].flatMap(([path, sentence]) =>
    textsOf(sentence).map((text) => ({
      where: `${section}.${owner} ${path}`.trim(),
      owner,
      field: lastKey(path),
      ofKind: path === '' && section !== 'blocks',
      text,
    })),
  );
}

function textsOf(sentence: Sentence): string[] {
  return typeof sentence === 'string' ? [sentence] : [...new Set(Object.values(sentence))];
}

function lastKey(path: string): string {
  return path.replace(/\[\]|\{\}/g, '').replace(/^.*\./, '');
}

/** Words that carry no information of their own. */
const STOP_WORDS = new Set(
  (
    'a an the this that these those it its they them their there here which who whom whose what where when while how why ' +
    'is are was were be been being has have had do does did can could will would shall should must may might ' +
    'of in on at to from by for with without within into onto as than then and or nor but not no if unless so such ' +
    'one each every any all some same other own only also just more most very per field value values name'
  ).split(' '),
);

/** `componentTypes`, "of component types" -> component, type: lower case, split at humps, without plural s and stop words. */
function words(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !STOP_WORDS.has(word))
    .map((word) => (word.length > 3 && !word.endsWith('ss') ? word.replace(/s$/, '') : word));
}

/** What a text says beyond the names of its field and of its kind or block. */
function informativeWords({ owner, field, text }: Pick<Entry, 'owner' | 'field' | 'text'>): string[] {
  const known = new Set([...words(owner), ...words(field)]);
  return [...new Set(words(text))].filter((word) => !known.has(word));
}

function failing(predicate: (entry: Entry) => boolean): string[] {
  return entries.filter(predicate).map(({ where, text }) => `${where}: ${text}`);
}

describe('field descriptions', () => {
  it('say more than the names of the field and its kind', () => {
    assert.deepEqual(
      failing((entry) => informativeWords(entry).length < 4),
      [],
    );
  });

  it('would be refused for repeating a name in other words', () => {
    const repeated = {
      owner: 'ReleaseBinding',
      field: 'releaseName',
      text: 'The name of the release of this binding.',
    };
    assert.deepEqual(informativeWords(repeated), []);
  });

  it('are one or two sentences that fit into a hover', () => {
    assert.deepEqual(
      failing(({ text, ofKind }) => text.length < (ofKind ? 60 : 25) || text.length > (ofKind ? 240 : 220)),
      [],
    );
    assert.deepEqual(
      failing(({ text }) => text !== text.trim() || /\s\s|\n/.test(text) || !/[.)]$/.test(text)),
      [],
    );
  });

  it('state facts: no hedging, no "this field", no double backticks', () => {
    const hedge =
      /\b(usually|typically|probably|possibly|perhaps|maybe|might|generally|normally|basically|simply|commonly|seldom|mostly)\b/i;
    assert.deepEqual(
      failing(({ text }) => hedge.test(text) || /^this field\b/i.test(text) || /``/.test(text)),
      [],
    );
    assert.deepEqual(
      failing(({ text }) => (text.match(/`/g) ?? []).length % 2 === 1),
      [],
    );
  });

  it('occur once: what several fields share is a block', () => {
    const seen = new Map<string, string>();
    const repeated: string[] = [];
    for (const { where, text } of entries) {
      const key = words(text).join(' ');
      const first = seen.get(key);
      if (first !== undefined) repeated.push(`${first} and ${where}: ${text}`);
      seen.set(key, where);
    }
    assert.deepEqual(repeated, []);
  });
});

describe('the table of descriptions', () => {
  it('names only blocks and kinds that exist', () => {
    const dangling = nodes().flatMap(({ where, node, kinds }) =>
      [...Object.values(node.blocks ?? {}), ...(node.like === undefined ? [] : [node.like])]
        .filter((name) => blockOrKind(name, kinds) === undefined)
        .map((name) => `${where} -> ${name}`),
    );
    assert.deepEqual(dangling, []);
  });

  it('uses every block', () => {
    const used = new Set(nodes().flatMap(({ node }) => [...Object.values(node.blocks ?? {}), node.like ?? 'Manifest']));
    assert.deepEqual(
      Object.keys(table.blocks).filter((name) => !used.has(name)),
      [],
    );
  });

  it('says what each kind is for', () => {
    for (const kind of Object.keys(table.kinds)) assert.ok(describeField(kind, '', '1.2'), kind);
    for (const kind of Object.keys(table.proposalKinds)) assert.ok(describeField(kind, '', 'proposal'), kind);
  });

  /** Blocks are looked at in both eras, since a block can name a kind of the era it is used in. */
  function nodes(): { where: string; node: DescriptionNode; kinds: Readonly<Record<string, DescriptionNode>> }[] {
    return [
      ...ERAS.flatMap((era) =>
        Object.entries(table[era]).map(([name, node]) => ({ where: `${era}.${name}`, node, kinds: table[era] })),
      ),
      ...Object.entries(table.blocks).map(([name, node]) => ({ where: `blocks.${name}`, node, kinds: table.kinds })),
    ];
  }
});

describe('describe()', () => {
  it('finds a field through blocks within blocks', () => {
    const inWorkload = describeField('Workload', 'spec.container.env[].valueFrom.secretKeyRef.name', '1.2');
    assert.match(inWorkload ?? '', /SecretReference/);
    assert.equal(
      describeField('ComponentRelease', 'spec.workload.container.env[].valueFrom.secretKeyRef.name', '1.2'),
      inWorkload,
    );
    assert.equal(
      describeField('ReleaseBinding', 'spec.workloadOverrides.container.env[].valueFrom.secretKeyRef.name', '1.2'),
      inWorkload,
    );
  });

  it('takes the path as keys or as text', () => {
    assert.equal(
      describeField('Component', ['spec', 'traits', '[]', 'name'], '1.2'),
      describeField('Component', 'spec.traits[].name', '1.2'),
    );
    assert.equal(
      describeField('Workload', ['spec', 'endpoints', '{}', 'visibility', '[]'], '1.2'),
      describeField('Workload', 'spec.endpoints{}.visibility[]', '1.2'),
    );
  });

  it('prefers what a kind says itself to what its blocks say', () => {
    assert.notEqual(
      describeField('ClusterComponentType', 'spec.traits[].kind', '1.2'),
      describeField('ComponentType', 'spec.traits[].kind', '1.2'),
    );
    assert.notEqual(
      describeField('ClusterTrait', 'metadata.namespace', '1.2'),
      describeField('Trait', 'metadata.namespace', '1.2'),
    );
  });

  it('tells releases apart, whatever their patch number', () => {
    const validations = (version: string) => describeField('Trait', 'spec.validations', version);
    assert.equal(validations('1.1'), validations('v1.1.6'));
    assert.equal(validations('1.2'), validations('v1.2.3'));
    assert.notEqual(validations('1.1'), validations('1.2'));
  });

  it('keeps the proposals apart from the platform', () => {
    assert.equal(describeField('ReleasePin', 'spec.releaseName', '1.2'), undefined);
    assert.equal(describeField('ReleaseBinding', 'spec.releaseName', 'proposal'), undefined);
    assert.notEqual(describeField('Project', '', 'proposal'), describeField('Project', '', '1.2'));
  });

  it('knows nothing of fields that do not exist, also where their name only begins like one', () => {
    assert.equal(describeField('Component', 'spec.componentTypes', '1.2'), undefined);
    assert.equal(describeField('Component', 'spec.parameters.port', '1.2'), undefined);
    assert.equal(describeField('Workload', 'spec.containers.env[]', '1.2'), undefined);
    assert.equal(describeField('NoSuchKind', 'spec', '1.2'), undefined);
  });
});

describe('labels and annotations', () => {
  interface Key {
    readonly key: string;
    readonly kinds: readonly string[];
    readonly use: string;
    readonly description: string;
    readonly values?: readonly string[];
    readonly refersTo?: string;
    readonly era?: string;
    readonly prefix?: boolean;
  }
  const keys = JSON.parse(readFileSync(join(schemasFolder, 'annotations-and-labels.json'), 'utf8')) as {
    readonly labels: readonly Key[];
    readonly annotations: readonly Key[];
  };
  const all = [...keys.labels, ...keys.annotations];

  it('say more than the key does, in one or two sentences of their own', () => {
    const weak = all.filter(
      ({ key, description }) =>
        informativeWords({ owner: 'openchoreo.dev', field: key, text: description }).length < 4 ||
        description.length < 25 ||
        description.length > 220 ||
        !description.endsWith('.'),
    );
    assert.deepEqual(weak, []);
    assert.equal(new Set(all.map(({ description }) => description)).size, all.length);
  });

  it('apply to kinds that exist, each key once for each of them', () => {
    const kubernetes = ['*', 'Namespace', 'HTTPRoute', 'TLSRoute', 'Deployment', 'StatefulSet'];
    const seen = new Set<string>();
    for (const { key, kinds, era, refersTo, use } of all) {
      const known = era === 'proposal' ? table.proposalKinds : table.kinds;
      for (const kind of [...kinds, ...(refersTo === undefined ? [] : [refersTo])])
        assert.ok(kind in known || kubernetes.includes(kind), `${key}: ${kind}`);
      for (const kind of kinds) {
        const place = `${era ?? 'current'} ${key} on ${kind}`;
        assert.ok(!seen.has(place), place);
        seen.add(place);
      }
      assert.ok(['manifest', 'template', 'generated'].includes(use), `${key}: ${use}`);
    }
  });

  it('have keys and values that Kubernetes accepts', () => {
    for (const { key, prefix, values = [] } of all) {
      assert.match(key, prefix ? /^[a-z0-9.-]+\/$/ : /^[a-z0-9.-]+\/[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/);
      for (const value of values) assert.match(value, /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/, key);
    }
  });
});

interface SchemaNode {
  readonly 'x-ignored'?: boolean;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly additionalProperties?: SchemaNode | boolean;
}

describe('the schemas that are shipped', () => {
  for (const version of VERSIONS)
    for (const { kind, schema } of schemasOf(version))
      it(`describe every field of ${version}/${kind}.json, in the table's present words`, () => {
        const fields = fieldsOf(schema, '').filter(({ ignored }) => !ignored);
        assert.deepEqual(
          fields.filter(({ node }) => node.description === undefined).map(({ path }) => path),
          [],
        );
        const stale = fields.filter(
          ({ path, node }) => node.description !== (describeField(kind, path, version) ?? node.description),
        );
        assert.deepEqual(
          stale.map(({ path }) => path),
          [],
          'run scripts/schemas/generate.mjs again',
        );
      });

  it('have a place for every entry of the table', () => {
    const shown = new Set<string | undefined>();
    for (const version of VERSIONS)
      for (const { kind, schema } of schemasOf(version))
        for (const { path } of fieldsOf(schema, '')) shown.add(describeField(kind, path, version));
    const unused = entries
      // Kubernetes has more metadata than the schemas list; hover knows it all the same.
      .filter(({ where }) => !/ metadata\b/.test(where))
      .filter(({ text }) => !shown.has(text));
    assert.deepEqual(
      unused.map(({ where }) => where),
      [],
    );
  });

  function schemasOf(version: string): { kind: string; schema: SchemaNode }[] {
    const folder = join(schemasFolder, version);
    const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
    return files.map((file) => ({
      kind: file.replace(/\.json$/, ''),
      schema: JSON.parse(readFileSync(join(folder, file), 'utf8')) as SchemaNode,
    }));
  }

  /** Every node with its path; what lies below an ignored one, such as the status, is ignored too: nobody sees it. */
  function fieldsOf(
    node: SchemaNode,
    path: string,
    ignored = false,
  ): { path: string; node: SchemaNode; ignored: boolean }[] {
    const below = ignored || node['x-ignored'] === true;
    const children = Object.entries(node.properties ?? {}).flatMap(([key, child]) =>
      fieldsOf(child, path === '' ? key : `${path}.${key}`, below),
    );
    const items = node.items ? fieldsOf(node.items, `${path}[]`, below) : [];
    const values =
      typeof node.additionalProperties === 'object' ? fieldsOf(node.additionalProperties, `${path}{}`, below) : [];
    return [{ path, node, ignored }, ...children, ...items, ...values];
  }
});
