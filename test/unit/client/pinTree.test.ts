import assert from 'node:assert/strict';
import { rowLook } from '../../../client/src/views/pinRow';
import { entriesBelow, sameOwner, treeByComponent } from '../../../client/src/views/pinTree';
import type { TreeNode } from '../../../client/src/views/pinTree';
import { entry, folder, l10n, notDeployed } from './support';

/** The tree as indented labels, each with its context words. */
function drawn(nodes: readonly TreeNode[], indent = ''): string[] {
  return nodes.flatMap((node) => {
    const { label, description, context } = rowLook(node, l10n);
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
      '  postgres  1 behind [owner promote manifest]',
      '    development  postgres-20260223-1 · 16-alpine · current [pin promote binding]',
      '    staging  2 behind development · postgres-20260223-1 · 16-alpine [pin promote binding]',
      '    production  not deployed [pin promote]',
      '  nats [owner]',
      '    development  postgres-20260223-1 · 16-alpine · current [pin binding release]',
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
        rowLook(node, l10n).label,
        node.kind === 'project' ? node.children.map((owner) => rowLook(owner, l10n).icon) : [],
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
      one.map((node) => rowLook(node, l10n).description),
      [''],
    );
    assert.deepEqual(
      two.map((node) => rowLook(node, l10n).description),
      ['default', 'team-b'],
    );
  });

  it('shows folders only where there are several', () => {
    const both = treeByComponent([folder([entry()], 'one'), folder([entry()], 'two')]);
    assert.deepEqual(
      both.map((node) => rowLook(node, l10n).label),
      ['one', 'two'],
    );
    assert.deepEqual(treeByComponent([]), []);
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
      everyNode(treeByComponent([folder(pins)])).every((node) => node.kind !== 'owner' || rowLook(node, l10n).expanded);
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
});
