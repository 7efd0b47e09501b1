import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { needsHistory } from '../../../server/src/analysis/pins';
import { describePins } from '../../../server/src/features/pinTable';
import type { PinRow } from '../../../server/src/protocol';
import type { GitFacts } from '../../../server/src/repository/ports';
import { openFixture } from '../../support/fixture';
import { openFiles, projectRoot, readFolder, sampleFolder, SAMPLES, type SampleName } from '../../support/samples';

const API = 'apiVersion: openchoreo.dev/v1alpha1';
const PLATFORM = `#- platform.yaml
${API}
kind: DeploymentPipeline
metadata: { name: standard }
spec:
  promotionPaths:
    - { sourceEnvironmentRef: { name: dev }, targetEnvironmentRefs: [{ name: stage }] }
    - { sourceEnvironmentRef: { name: stage }, targetEnvironmentRefs: [{ name: prod }] }
---
${API}
kind: Project
metadata: { name: shop }
spec: { deploymentPipelineRef: { name: standard } }
---
${API}
kind: Component
metadata: { name: web }
spec: { owner: { projectName: shop } }
`;
const OWNER = 'owner: { projectName: shop, componentName: web }';
const release = (name: string, more = '') =>
  `---\n${API}\nkind: ComponentRelease\nmetadata: { name: ${name} }\nspec: { ${OWNER}${more} }\n`;
const binding = (environment: string, pin?: string, more = '', name = `web-${environment}`) =>
  `---\n${API}\nkind: ReleaseBinding\nmetadata: { name: ${name} }\nspec: { ${OWNER}, environment: ${environment}${pin === undefined ? '' : `, releaseName: ${pin}`}${more} }\n`;

/** The table as `environment release state behind`. */
function rows(text: string, git?: GitFacts): string[] {
  const { repository } = openFixture(`${PLATFORM}#- web.yaml\n${text}`);
  return describePins(repository, git).table.pins.map(
    ({ environment, release: pin, state, behind }) => `${environment} ${pin} ${state} ${behind}`,
  );
}

const R1 = 'web-20260101-1';
const R2 = 'web-20260102-1';
const R3 = 'web-20260103-1';
const RELEASES = release(R1) + release(R2) + release(R3);

describe('the pin table', () => {
  it('has a row for every environment of the pipeline, pinned or not', () => {
    assert.deepEqual(rows(''), ['dev null not-deployed 0', 'stage null not-deployed 0', 'prod null not-deployed 0']);
  });

  it('compares an environment with its source', () => {
    assert.deepEqual(rows(RELEASES + binding('dev', R3) + binding('stage', R3) + binding('prod', R1)), [
      `dev ${R3} current 0`,
      `stage ${R3} current 0`,
      `prod ${R1} behind 2`,
    ]);
  });

  it('calls a root current, whatever newer releases there are', () => {
    assert.equal(rows(RELEASES + binding('dev', R1))[0], `dev ${R1} current 0`);
  });

  it('counts nothing for what is ahead of its source', () => {
    assert.equal(rows(RELEASES + binding('dev', R1) + binding('stage', R3))[1], `stage ${R3} behind 0`);
  });

  it('has nothing to compare with where no source has a pin', () => {
    assert.equal(rows(RELEASES + binding('prod', R1))[2], `prod ${R1} current 0`);
    assert.equal(rows(RELEASES + binding('stage') + binding('prod', R1))[2], `prod ${R1} current 0`);
  });

  it('says that a release is missing, only where the repository keeps releases', () => {
    assert.equal(rows(RELEASES + binding('dev', 'web-x'))[0], 'dev web-x missing-release 0');
    assert.equal(rows(binding('dev', 'web-x'))[0], 'dev web-x current 0');
  });

  it('tells a binding that is switched off, without a release, or one of several', () => {
    assert.equal(rows(RELEASES + binding('dev', R1, ', state: Undeploy'))[0], `dev ${R1} undeployed 0`);
    assert.equal(rows(RELEASES + binding('dev'))[0], 'dev null no-release 0');
    assert.equal(rows(RELEASES + binding('dev', R1) + binding('dev', R2, '', 'web-too'))[0], `dev ${R1} ambiguous 0`);
  });

  it('has a row for a binding outside the pipeline, after the others', () => {
    assert.deepEqual(rows(RELEASES + binding('lab', R1) + binding('attic', R1)).slice(3), [
      `attic ${R1} current 0`,
      `lab ${R1} current 0`,
    ]);
  });

  it('knows an order from Git where names tell none', () => {
    const text = release('web-a') + release('web-b') + binding('dev', 'web-b') + binding('stage', 'web-a');
    const git = (times: Record<string, number>): GitFacts => ({
      addedAt: (file) => times[file],
      isUncommitted: () => false,
    });
    assert.equal(rows(text)[1], 'stage web-a behind null');
    const split = text.replace('---\n', '#- a.yaml\n').replace('---\n', '#- b.yaml\n');
    assert.equal(rows(split, git({ 'a.yaml': 1, 'b.yaml': 2 }))[1], 'stage web-a behind 1');
    assert.equal(rows(split, git({ 'a.yaml': 2, 'b.yaml': 1 }))[1], 'stage web-a behind 0');
  });

  it('asks for Git’s dates only where an order needs them', () => {
    const needs = (text: string) => needsHistory(openFixture(`${PLATFORM}#- web.yaml\n${text}`).repository.view);
    assert.ok(!needs(RELEASES) && !needs(release('web-a')) && !needs(''));
    assert.ok(needs(release('web-a') + release('web-b')) && needs(RELEASES + release('web-a')));
  });

  it('shows the image, the binding, the source and what is uncommitted', () => {
    const text = `${release(R1, ', workload: { container: { image: "shop/web:1" } }')}${binding('dev', R1)}${binding('stage', R1)}`;
    const { repository } = openFixture(`${PLATFORM}#- web.yaml\n${text}`);
    const { table, labels } = describePins(repository, {
      addedAt: () => undefined,
      isUncommitted: (file) => file === 'web.yaml',
    });
    const { image, binding: bound, uncommitted } = table.pins[1]!;
    assert.deepEqual(
      [image, bound, uncommitted],
      ['shop/web:1', { name: 'web-stage', file: 'web.yaml', line: 12 }, true],
    );
    const { owner, source, releaseFile, ownerFile } = labels[1]!;
    assert.deepEqual([owner, source], ['shop/web', 'dev']);
    assert.deepEqual(
      [releaseFile, ownerFile],
      [
        { file: 'web.yaml', line: 2 },
        { file: 'platform.yaml', line: 14 },
      ],
    );
    assert.equal(table.pins[2]!.uncommitted, false);
  });

  it('keeps owners of one name in two projects and namespaces apart', () => {
    const other = (text: string) =>
      text.replaceAll('projectName: shop', 'projectName: blog').replace('name: web-', 'name: blog-web-');
    const { repository } = openFixture(
      `${PLATFORM}#- web.yaml\n${RELEASES}${binding('dev', R1)}${other(binding('dev', R2))}`,
    );
    const owners = describePins(repository).table.pins.map(
      ({ project, name, environment, release: pin }) => `${project}/${name} ${environment} ${pin}`,
    );
    assert.deepEqual(owners, [`blog/web dev ${R2}`, `shop/web dev ${R1}`, 'shop/web stage null', 'shop/web prod null']);
  });

  it('lists pipelines with their environments in order', () => {
    const { repository } = openFixture(PLATFORM);
    assert.deepEqual(describePins(repository).table.pipelines, [
      { name: 'standard', namespace: 'default', environments: ['dev', 'stage', 'prod'] },
    ]);
  });
});

const COLUMNS = ['family', 'project', 'owner', 'environment', 'release', 'state', 'behind', 'image'];
const REGISTRY = 'registry.example.com/';

/** The rows that test/repos/README.md works out by hand for a sample, one text a row. */
function expectedRows(sample: SampleName): string[] {
  const readme = readFileSync(path.join(projectRoot, 'test/repos/README.md'), 'utf8');
  const section = readme.split(/^## /m).find((part) => part.startsWith(`${sample}\n`))!;
  const [first = ''] = /^(?:\|.*\n)+/m.exec(section) ?? [];
  const table = first.trimEnd().split('\n');
  assert.deepEqual(cells(table[0]!), COLUMNS);
  const count = /^(\d+) rows\./m.exec(section)?.[1];
  assert.equal(table.length - 2, Number(count));
  return table
    .slice(2)
    .map((line) => cells(line).join(' | '))
    .sort();
}

function cells(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function describeRow({ family, project, name, environment, release: pin, state, behind, image }: PinRow): string {
  const shown = image?.startsWith(REGISTRY) ? image.slice(REGISTRY.length) : image;
  return [family, project, name, environment, pin, state, behind, shown]
    .join(' | ')
    .replace(/(?<=\| )(?= \||$)/g, 'null');
}

describe('the pins of the samples', () => {
  for (const sample of SAMPLES)
    it(`${sample}: are those that test/repos/README.md works out by hand`, () => {
      const { table } = describePins(openFiles(readFolder(sampleFolder(sample))).repository);
      assert.deepEqual(table.pins.map(describeRow).sort(), expectedRows(sample));
      assert.ok(table.pins.every((pin) => pin.namespace === 'default'));
    });
});
