import assert from 'node:assert/strict';
import { fileMarks } from '../../../client/src/views/fileMarks';
import { releaseLook } from '../../../client/src/views/releaseRow';
import { releaseTree, releasesBetween } from '../../../client/src/views/releaseTree';
import type { FolderReleases, ReleasesNode } from '../../../client/src/views/releaseTree';
import type { OwnerReleases, ReleaseRow } from '../../../server/src/protocol';
import { entry, folder, l10n } from './support';

function release(name: string, environments: readonly string[] = [], wish: Partial<ReleaseRow> = {}): ReleaseRow {
  const date = '2026-02-23';
  return { name, environments, image: 'postgres:16', date, file: `releases/${name}.yaml`, line: 1, ...wish };
}

function owner(releases: readonly ReleaseRow[], name = 'postgres'): OwnerReleases {
  return {
    owner: { family: 'component', namespace: 'default', project: 'doclet', name },
    label: `doclet/${name}`,
    ownerFile: { file: `${name}.yaml`, line: 1 },
    releases,
  };
}

function answer(owners: readonly OwnerReleases[], name = 'repo'): FolderReleases {
  return { uri: `file:///${name}`, name, view: { version: 1, owners } };
}

function drawn(nodes: readonly ReleasesNode[], indent = ''): string[] {
  return nodes.flatMap((node) => {
    const { label, description, context } = releaseLook(node, l10n);
    const line = `${indent}${[label, description].filter(Boolean).join('  ')} [${context}]`;
    return node.kind === 'release' ? [line] : [line, ...drawn(node.children, `${indent}  `)];
  });
}

describe('the tree of releases', () => {
  it('shows the owners with their releases in the order of the server, and who pins each', () => {
    const releases = [
      release('p-3'),
      release('p-2', ['development', 'staging']),
      release('p-1', [], { image: null, date: null }),
    ];
    assert.deepEqual(drawn(releaseTree([answer([owner(releases), owner([], 'nats')])])), [
      'doclet/postgres  3 releases · 2 unreferenced [release-owner manifest cut]',
      '  p-3  unreferenced · 16 · 2026-02-23 [release unreferenced]',
      '  p-2  development, staging · 16 · 2026-02-23 [release pinned]',
      '  p-1  unreferenced [release unreferenced]',
    ]);
  });

  it('says to a screen reader what is pinned where', () => {
    const [node] = releaseTree([answer([owner([release('p-2', ['development'])])])]);
    assert.ok(node?.kind === 'release-owner');
    assert.equal(releaseLook(node, l10n).accessibleLabel, 'doclet/postgres, 1 release');
    assert.equal(
      node.children.map((child) => releaseLook(child, l10n).accessibleLabel)[0],
      'release p-2, pinned in development, image postgres:16, cut on 2026-02-23',
    );
  });

  it('shows folders only where there are several with releases', () => {
    const one = answer([owner([release('p-1')])], 'one');
    assert.deepEqual(drawn(releaseTree([one, answer([], 'two')])).slice(0, 1), ['one [release-folder]']);
    assert.deepEqual(releaseTree([]), []);
  });
});

describe('the releases that a pin would catch up with', () => {
  const releases = ['p-4', 'p-3', 'p-2', 'p-1'].map((name) => release(name));
  const names = (pinned: string | null, source: string | null): string[] =>
    releasesBetween(releases, pinned, source).map(({ name }) => name);

  it('are those after the pinned one, up to that of the source', () =>
    assert.deepEqual(names('p-1', 'p-3'), ['p-3', 'p-2']));
  it('are none where the pin is newer', () => assert.deepEqual(names('p-3', 'p-1'), []));
  it('are none where either is not known', () => {
    assert.deepEqual(names('gone', 'p-3'), []);
    assert.deepEqual(names('p-1', null), []);
  });
});

describe('marks in the Explorer', () => {
  it('are on files whose releases nothing pins, and on bindings that point nowhere', () => {
    const shared = { file: 'releases/all.yaml' };
    const releases = answer([owner([release('p-1'), release('p-2', ['staging'], shared), release('p-3', [], shared)])]);
    const pins = folder([
      entry(),
      entry({ state: 'missing-release', release: 'gone-1', binding: { name: 'b', file: 'b.yaml', line: 1 } }),
    ]);
    assert.deepEqual(
      fileMarks([pins], [releases]).map(({ file, mark }) => [file, mark]),
      [
        ['releases/p-1.yaml', { kind: 'unreferenced' }],
        ['b.yaml', { kind: 'broken', release: 'gone-1' }],
      ],
    );
  });
});
