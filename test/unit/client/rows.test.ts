import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rowLook, type RowLook } from '../../../client/src/views/pinRow';
import { pinTooltip, stateSentence } from '../../../client/src/views/pinText';
import { pinTree, type FolderPins, type TreeNode } from '../../../client/src/views/pinTree';
import { releaseLook, releaseTooltip } from '../../../client/src/views/releaseRow';
import { releaseTree, type ReleasesNode } from '../../../client/src/views/releaseTree';
import { describePins } from '../../../server/src/features/pinTable';
import { describeReleases } from '../../../server/src/features/releasesView';
import { openFiles, readFolder, SAMPLES, sampleFolder, type SampleName } from '../../support/samples';
import { l10n, moment } from './support';

/** Every row of both trees as a user meets it, made of what the engine says of the sample repositories. */
for (const sample of SAMPLES)
  describe(`the rows of the trees, for the sample repository ${sample}`, () => {
    const { pins, releases } = answers(sample);

    for (const grouping of ['component', 'environment'] as const)
      it(`by ${grouping}: labels, menus, what is spoken, tooltips`, () => {
        const nodes = pinTree([pins], grouping, () => true);
        assertGolden(`${sample}-by-${grouping}.txt`, drawn(nodes));
      });

    it('of the releases: labels, menus, what is spoken, tooltips', () => {
      assertGolden(`${sample}-releases.txt`, drawnReleases(releaseTree([releases])));
    });
  });

function answers(sample: SampleName) {
  const { repository } = openFiles(readFolder(sampleFolder(sample)));
  const { table, labels } = describePins(repository);
  const at = { uri: 'file:///repo', name: sample };
  const manifests = repository.files.manifestCount;
  const pins: FolderPins = {
    ...at,
    view: { ...table, labels, repository: { folder: at.uri, manifests, ready: true } },
  };
  return { pins, releases: { ...at, view: describeReleases(repository) } };
}

function drawn(nodes: readonly TreeNode[], depth = 0): string[] {
  return nodes.flatMap((node) => [
    ...row(rowLook(node, l10n, moment), depth, node.kind === 'pin' ? pinTip(node) : []),
    ...(node.kind === 'pin' ? [] : drawn(node.children, depth + 1)),
  ]);
}

function pinTip({ entry }: TreeNode & { kind: 'pin' }): string[] {
  return [
    stateSentence(entry, l10n),
    ...pinTooltip(entry, l10n, moment).map(({ title, value }) => `${title}: ${value}`),
  ];
}

function drawnReleases(nodes: readonly ReleasesNode[], depth = 0): string[] {
  return nodes.flatMap((node) => [
    ...row(releaseLook(node, l10n), depth, node.kind === 'release' ? releaseTooltip(node, l10n).split('\n') : []),
    ...(node.kind === 'release' ? [] : drawnReleases(node.children, depth + 1)),
  ]);
}

function row(look: RowLook, depth: number, tooltip: readonly string[]): string[] {
  const { label, description, icon, context, accessibleLabel, expanded } = look;
  assert.ok(accessibleLabel.includes(label), `a screen reader hears what ${label} is`);
  const sign = { true: 'v', false: '>', null: '-' }[String(expanded)];
  const lines = [
    `${sign} ${label}${description === '' ? '' : `  ${description}`}`,
    `    menus   ${context}`,
    `    icon    ${icon}`,
    `    spoken  ${accessibleLabel}`,
    ...tooltip.map((line) => `    tooltip ${line}`),
  ];
  return lines.map((line) => `${'    '.repeat(depth)}${line}`);
}

/** Compares with `golden/NAME` beside this file; UPDATE_GOLDENS=1 writes it instead. */
function assertGolden(name: string, lines: readonly string[]): void {
  const file = path.join(import.meta.dirname, 'golden', name);
  const text = `${lines.join('\n')}\n`;
  if (process.env['UPDATE_GOLDENS']) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  assert.equal(text, readFileSync(file, 'utf8'), `${name} differs; UPDATE_GOLDENS=1 npm run test:unit writes it anew`);
}
