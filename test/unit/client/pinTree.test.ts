import assert from 'node:assert/strict';
import { environmentOrder } from '../../../client/src/views/environmentOrder';
import { rowLook } from '../../../client/src/views/pinRow';
import { entriesBelow, pinTree, sameOwner } from '../../../client/src/views/pinTree';
import type { FolderPins, TreeNode } from '../../../client/src/views/pinTree';
import type { PipelineRow } from '../../../server/src/protocol';
import { entry, folder, l10n, moment, notDeployed } from './support';

const treeByComponent = (folders: readonly FolderPins[]): readonly TreeNode[] =>
  pinTree(folders, 'component', () => true);
const treeByEnvironment = (folders: readonly FolderPins[]): readonly TreeNode[] =>
  pinTree(folders, 'environment', () => true);

/** The tree as indented labels, each with its context words. */
function drawn(nodes: readonly TreeNode[], indent = ''): string[] {
  return nodes.flatMap((node) => {
    const { label, description, context } = rowLook(node, l10n, moment);
    const line = `${indent}${[label, description].filter(Boolean).join('  ')} [${context}]`;
    return node.kind === 'pin' ? [line] : [line, ...drawn(node.children, `${indent}  `)];
  });
}

function everyNode(nodes: readonly TreeNode[]): TreeNode[] {
  return nodes.flatMap((node) => (node.kind === 'pin' ? [node] : [node, ...everyNode(node.children)]));
}

describe('the tree by component', () => {
  it('groups by project and owner, environments in the order of the table', () => {
    const pins = [
      entry({ environment: 'development', labels: { ownerFile: { file: 'c.yaml', line: 1 } } }),
      entry({ state: 'behind', behind: 2, labels: { source: 'development' } }),
      notDeployed('production', { labels: { source: 'staging' } }),
      entry({ name: 'nats', environment: 'development', labels: { releaseFile: { file: 'r.yaml', line: 1 } } }),
    ];
    assert.deepEqual(drawn(treeByComponent([folder(pins)])), [
      'doclet  1 behind [project]',
      '  postgres  1 behind [owner promote manifest cut]',
      '    development  postgres-20260223-1 · 16-alpine · current [pin promote binding undeploy]',
      '    staging  2 behind development · postgres-20260223-1 · 16-alpine [pin promote binding undeploy]',
      '    production  not deployed [pin promote]',
      '  nats [owner cut]',
      '    development  postgres-20260223-1 · 16-alpine · current [pin binding release undeploy]',
    ]);
  });

  it('puts the releases of the project itself before its components, and owners without project last', () => {
    const pins = [
      entry({ project: null, name: 'stray' }),
      entry(),
      entry({ family: 'resource', name: 'cache' }),
      entry({ family: 'project', name: 'doclet' }),
    ];
    assert.deepEqual(
      treeByComponent([folder(pins)]).map((node) => [
        rowLook(node, l10n, moment).label,
        node.kind === 'project' ? node.children.map((owner) => rowLook(owner, l10n, moment).icon) : [],
      ]),
      [
        ['doclet', ['versions', 'package', 'database']],
        ['(no project)', ['package']],
      ],
    );
  });

  it('names the namespace where there are several', () => {
    const one = treeByComponent([folder([entry()])]);
    const two = treeByComponent([folder([entry(), entry({ namespace: 'team-b' })])]);
    assert.deepEqual(
      one.map((node) => rowLook(node, l10n, moment).description),
      [''],
    );
    assert.deepEqual(
      two.map((node) => rowLook(node, l10n, moment).description),
      ['default', 'team-b'],
    );
  });

  it('shows folders only where there are several', () => {
    const both = treeByComponent([folder([entry()], 'one'), folder([entry()], 'two')]);
    assert.deepEqual(
      both.map((node) => rowLook(node, l10n, moment).label),
      ['one', 'two'],
    );
    assert.deepEqual(treeByComponent([]), []);
    // A folder without pins has nothing to show.
    assert.deepEqual(treeByComponent([folder([], 'one'), folder([entry()], 'two')]).length, 1);
  });

  it('gives every row an id of its own, also for equal names and repeated environments', () => {
    const pins = [
      entry(),
      entry({ environment: 'staging' }),
      entry({ family: 'resource' }),
      entry({ project: 'other' }),
      entry({ namespace: 'team-b' }),
    ];
    const ids = everyNode(treeByComponent([folder(pins, 'one'), folder(pins, 'two')])).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('shows all pins of a small folder at once, and none of a large one', () => {
    const many = Array.from({ length: 61 }, (_each, index) => entry({ name: `c${index}` }));
    const expanded = (pins: typeof many): boolean =>
      everyNode(treeByComponent([folder(pins)])).every(
        (node) => node.kind !== 'owner' || rowLook(node, l10n, moment).expanded,
      );
    assert.equal(expanded(many.slice(0, 60)), true);
    assert.equal(expanded(many), false);
  });

  it('finds the pins below a node, and tells owners apart', () => {
    const [project] = treeByComponent([folder([entry(), notDeployed('production'), entry({ name: 'nats' })])]);
    assert.ok(project);
    assert.equal(entriesBelow(project).length, 3);
    assert.equal(sameOwner(entry(), notDeployed('production')), true);
    assert.equal(sameOwner(entry(), entry({ family: 'resource' })), false);
  });

  it('shows only what it is narrowed to, and knows the other pins of the owner all the same', () => {
    const pins = [
      entry({ environment: 'development' }),
      entry({ state: 'behind', behind: 2, labels: { source: 'development' } }),
      entry({ name: 'nats' }),
    ];
    const nodes = pinTree([folder(pins)], 'component', ({ row }) => row.state === 'behind');
    assert.deepEqual(drawn(nodes), [
      'doclet  1 behind [project]',
      '  postgres  1 behind [owner promote cut]',
      '    staging  2 behind development · postgres-20260223-1 · 16-alpine [pin promote binding undeploy]',
    ]);
    const [pin] = everyNode(nodes).filter((node) => node.kind === 'pin');
    assert.equal(pin?.siblings.length, 2);
  });
});

describe('the tree by environment', () => {
  it('groups by environment in the order of the pipelines, then by project, and names the pins after their owners', () => {
    const pins = [
      entry({ labels: { source: 'development' } }),
      entry({ environment: 'elsewhere' }),
      entry({ environment: 'development' }),
      entry({ environment: 'development', name: 'nats', state: 'missing-release' }),
      entry({ environment: 'development', family: 'project', name: 'doclet', image: null }),
    ];
    const one = folder(pins);
    const pipeline = { name: 'standard', namespace: 'default', environments: ['development', 'staging'] };
    const view = { ...one.view, pipelines: [pipeline] };
    assert.deepEqual(drawn(treeByEnvironment([{ ...one, view }])), [
      'development  1 broken [environment]',
      '  doclet  1 broken [project]',
      '    doclet  postgres-20260223-1 · current [pin binding]',
      '    postgres  postgres-20260223-1 · 16-alpine · current [pin promote binding undeploy]',
      '    nats  release not found · postgres-20260223-1 · 16-alpine [pin promote binding undeploy]',
      'staging [environment]',
      '  doclet [project]',
      '    postgres  postgres-20260223-1 · 16-alpine · current [pin binding undeploy]',
      'elsewhere [environment]',
      '  doclet [project]',
      '    postgres  postgres-20260223-1 · 16-alpine · current [pin binding undeploy]',
    ]);
  });

  it('gives every row an id of its own', () => {
    const pins = ['development', 'staging'].flatMap((environment) => [
      entry({ environment }),
      entry({ environment }),
      entry({ environment, project: 'other' }),
      entry({ environment, namespace: 'team-b' }),
    ]);
    const ids = everyNode(treeByEnvironment([folder(pins, 'one'), folder(pins, 'two')])).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe('environments of several pipelines', () => {
  const row = (...environments: string[]): PipelineRow => ({ name: 'p', namespace: 'default', environments });

  it('stand in an order that agrees with each', () => {
    const pipelines = [row('dev', 'staging', 'prod'), row('dev', 'load-test', 'prod')];
    assert.deepEqual(environmentOrder(pipelines, ['prod', 'load-test', 'zoo', 'dev', 'any', 'staging']), [
      ...['dev', 'staging', 'load-test', 'prod'],
      ...['any', 'zoo'],
    ]);
  });

  it('stand in the order of the first where they contradict each other', () => {
    assert.deepEqual(environmentOrder([row('a', 'b'), row('b', 'a')], ['b', 'a']), ['a', 'b']);
  });
});
